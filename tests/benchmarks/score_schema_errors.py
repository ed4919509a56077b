"""One mistake, one finding at the right place: dsalint beside `jsonschema.best_match` and check-jsonschema.

    python tests/benchmarks/score_schema_errors.py

Every tool gets the same mistakes (tests/seeded_mistakes.py, tests/random_mistakes.py) and the same schemas. First figure:
exactly one error, and it names the key or value that is wrong. Second, more lenient: exactly one error, and it names at
least the mapping that holds the wrong or missing key. The two other tools name values only, never a key, and give no line.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match

from dsalint.linter.documents.problems import schema_problems
from dsalint.linter.documents.schemas import schema, schema_text
from dsalint.tests.random_mistakes import random_mistakes
from dsalint.tests.seeded_mistakes import Mistake, mistakes


def holder(mistake: Mistake) -> tuple[str | int, ...]:
    """The value that is wrong, or the mapping that holds the wrong key."""
    return mistake.path[:-1] if mistake.on_key else mistake.path


def by_dsalint(corpus: list[Mistake]) -> tuple[int, int]:
    exact = near = 0
    for mistake in corpus:
        found = [(problem.path, problem.on_key) for problem in schema_problems(mistake.kind, mistake.value)]
        exact += found == [(mistake.path, mistake.on_key)]
        near += len(found) == 1 and found[0][0][: len(holder(mistake))] == holder(mistake)
    return exact, near


def by_best_match(corpus: list[Mistake]) -> tuple[int, int]:
    """best_match always reports one error."""
    exact = near = 0
    for mistake in corpus:
        validator = Draft202012Validator(schema(mistake.kind), format_checker=FormatChecker(formats=["date"]))
        error = best_match(validator.iter_errors(mistake.value))
        right = error is not None and tuple(error.absolute_path) == holder(mistake)
        near += right
        exact += right and not mistake.on_key
    return exact, near


def by_check_jsonschema(corpus: list[Mistake]) -> tuple[int, int]:
    exact = near = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in sorted({mistake.kind for mistake in corpus}):
            (folder / f"{kind}.schema.json").write_text(schema_text(kind))
            chosen = [(number, mistake) for number, mistake in enumerate(corpus) if mistake.kind == kind]
            files = {f"{folder}/{number}.json": mistake for number, mistake in chosen}
            for file, mistake in files.items():
                Path(file).write_text(json.dumps(mistake.value))
            done = subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "check_jsonschema",
                    "-o",
                    "json",
                    "--schemafile",
                    f"{folder}/{kind}.schema.json",
                    *files,
                ],
                capture_output=True,
                text=True,
                check=False,
            )
            reported: dict[str, list[str]] = {}
            for error in json.loads(done.stdout).get("errors", []):
                reported.setdefault(error["filename"], []).append(error["path"])
            for file, mistake in files.items():
                paths = reported.get(file, [])
                wanted = "$" + "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in holder(mistake))
                near += paths == [wanted]
                exact += paths == [wanted] and not mistake.on_key
    return exact, near


def main() -> None:
    root = Path(__file__).resolve().parent.parent.parent
    print("one error that names the key or value / one error that names at least the mapping around it")
    for title, corpus in (
        ("seeded mistakes", mistakes()),
        ("random mistakes in the example estate", list(random_mistakes(root, 3000, seed=7))),
    ):
        print(f"{len(corpus)} {title}")
        for name, score in (
            ("dsalint", by_dsalint(corpus)),
            ("jsonschema best_match", by_best_match(corpus)),
            ("check-jsonschema", by_check_jsonschema(corpus)),
        ):
            print(f"  {name:24} {score[0] / len(corpus):6.1%}  {score[1] / len(corpus):6.1%}")


if __name__ == "__main__":
    main()
