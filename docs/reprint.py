"""Print the answers of docs/questions.md again: python docs/reprint.py. A test holds them equal to what dsalint prints."""

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from dsalint.tests.shown import BLOCK, GOES_ON

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "questions.md"


def reprinted(page: str) -> str:
    """The page with the answers its commands give now, each as far as it was shown, in an estate made as the page says."""
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / "agreements").symlink_to(ROOT / "agreements")
        return BLOCK.sub(lambda block: _answered(block, Path(work)), page)


def _answered(block: re.Match[str], work: Path) -> str:
    command, shown = block["command"], block["shown"]
    if shown is None:
        subprocess.run(["sh", "-e", "-c", command], cwd=work, check=True)
        return block[0]
    line = [sys.executable, "-m", "dsalint", *shlex.split(command)[1:]]
    printed = subprocess.run(line, cwd=work, capture_output=True, text=True, check=False).stdout.splitlines()
    wanted = shown.splitlines()
    if wanted[-1] == GOES_ON:
        printed = [*printed[: len(wanted) - 1], GOES_ON]
    return f"```sh\n{command}\n```\n\n```text\n" + "\n".join(printed) + "\n```\n"


if __name__ == "__main__":
    PAGE.write_text(reprinted(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
