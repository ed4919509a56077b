"""What pages show of dsalint's output: blocks of commands, each with the text that follows it."""

import re
import shlex
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner, Result

from dsalint.cli import cli

DOCS = Path(__file__).resolve().parent.parent / "docs"
BLOCK = re.compile(r"```sh\n(?P<command>.*?)\n```\n(?:\n```text\n(?P<shown>.*?)\n```\n)?", re.DOTALL)
"""Commands, and below them what they print, where the page shows it."""
GOES_ON = "…"
"""The last line of an output that is not shown to its end."""


class Shown(NamedTuple):
    """A block of commands, and what the page says it prints; empty where it says nothing."""

    command: str
    output: str


def commands_of(page: str) -> list[Shown]:
    """The commands of a page of the documentation, in their order."""
    return [Shown(*found) for found in BLOCK.findall((DOCS / page).read_text())]


def assert_printed(shown: Shown) -> Result:
    """The command, run in the working folder, prints what is shown."""
    program, *arguments = shlex.split(shown.command)
    assert program == "dsalint"
    done = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert done.exception is None, done.exception
    printed, wanted = done.stdout.splitlines(), shown.output.splitlines()
    if wanted[-1] == GOES_ON:
        wanted.pop()
        assert len(wanted) < len(printed)
        printed = printed[: len(wanted)]
    assert wanted == printed
    return done
