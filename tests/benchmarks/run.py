"""How fast is dsalint? Ratios of one run, on a generated corpus; the peers are checked to have found the same.

    python tests/benchmarks/run.py [--documents 1000] [--runs 5]

Prints CPU time (user and system, with children) of each command and its ratio to `python -c "import click, yaml"`, and
to dsalint. Whole processes, interleaved, medians. Needs the `dev` extra for check-jsonschema.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dsalint.tests.benchmarks.corpus import AS_OF, write_clean_file, write_corpus

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = sys.executable
DSALINT = str(Path(PYTHON).with_name("dsalint"))
"""The program that pip installs beside this Python."""
_ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""An installed program has its bytecode; a machine that forbids writing it would time the compiler."""


def cpu(command: list[str], folder: Path) -> tuple[float, float, str]:
    """CPU seconds, wall seconds and standard output of one process with its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=_ENVIRONMENT)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, wall, done.stdout


def measure(commands: dict[str, list[str]], folder: Path, runs: int) -> dict[str, float]:
    """Median CPU seconds of each command, after one run to warm up."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            used, _, _ = cpu(command, folder)
            if turn:
                times[name].append(used)
    return {name: statistics.median(values) for name, values in times.items()}


def table(title: str, figures: dict[str, float], unit: str) -> None:
    print(f"\n{title}")
    for name, seconds in figures.items():
        print(f"  {name:46} {seconds * 1000:9.1f} ms   {seconds / figures[unit]:7.2f} x {unit}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    check = [DSALINT, "check", "--as-of", AS_OF]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, five, many = folder / "one", folder / "five", folder / "many"
        for target, count in ((one, 1), (five, 5)):
            write_corpus(target, count, bad=0)
        write_clean_file(folder / "alone")
        planted = write_corpus(many, arguments.documents)
        floor = "import click, yaml"
        figures = measure(
            {
                floor: [PYTHON, "-c", "import click, yaml"],
                "dsalint --version": [DSALINT, "--version"],
                "dsalint explain": [DSALINT, "explain", "DOC002"],
                "dsalint check, 1 clean file (4 documents)": [*check, "alone"],
                "dsalint check, 1 agreement with its estate": [*check, "one"],
                "dsalint check, 5 agreements with theirs": [*check, "five"],
            },
            folder,
            arguments.runs * 3,
        )
        table("Start-up and small runs", figures, floor)
        schema = ROOT / "rules" / "schemas" / "agreement.schema.json"
        files = sorted(str(path) for path in (many / "agreements").glob("*.yaml"))
        commands = {
            "dsalint check, documents only": [*check, "--select", "document", "many"],
            "dsalint check, all rules": [*check, "many"],
            "check-jsonschema": [PYTHON, "-m", "check_jsonschema", "--schemafile", str(schema), *files],
        }
        figures = measure(commands, folder, max(1, arguments.runs // 2))
        table(f"{arguments.documents} agreements, cold", figures, "dsalint check, all rules")
        _found(commands, folder, planted)


def _found(commands: dict[str, list[str]], folder: Path, planted: list[str]) -> None:
    """A fast wrong answer must show: each tool has to name every file with a planted error."""
    print(f"\n{len(planted)} files with a planted error; named by")
    for name, command in commands.items():
        _, _, output = cpu(command, folder)
        found = sum(file in output for file in planted)
        print(f"  {name:46} {found} of {len(planted)}")


if __name__ == "__main__":
    main()
