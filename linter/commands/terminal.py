"""What goes to standard output and error: the terminal that it looks for, and what goes wrong there."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from dsalint.linter.errors import UserError

if TYPE_CHECKING:
    from dsalint.linter.reports.registry import Settings


def settings_for(color: str, verbose: bool = False) -> "Settings":
    """How a report looks where it goes: width, colour, characters."""
    from dsalint.linter.reports.registry import Settings

    terminal = sys.stdout.isatty()
    colour = color == "always" or (
        color == "auto" and "NO_COLOR" not in os.environ and (terminal or bool(os.environ.get("FORCE_COLOR")))
    )
    width = min(max(_columns(), 40), 140) if terminal else 100
    encoding = (sys.stdout.encoding or "ascii").lower()
    return Settings(
        width=width, colour=colour, unicode=encoding.replace("-", "").startswith("utf"), verbose=verbose
    )


def _columns() -> int:
    """Width of the terminal: COLUMNS, else what it says, else 100. (shutil would cost more than a small check.)"""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said) > 0:
        return int(said)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 100


def show(text: str) -> None:
    """Print a text, in whatever the encoding of standard output can say."""
    data = text.encode(sys.stdout.encoding or "utf-8", "backslashreplace")
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        click.echo(text, nl=False)
    else:
        try:
            sys.stdout.flush()
            buffer.write(data)
            buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise UserError(
                f"cannot write to standard output: {error.strerror or error}",
                "make room, or write to a file with --output",
            ) from error


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """A callback (done, total) that shows progress on standard error while it is a terminal and the run is long."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    import time

    from dsalint.linter.reports.progress import Progress

    progress: Progress | None = None

    def advance(done: int, total: int) -> None:
        nonlocal progress
        progress = progress or Progress(total, time.monotonic, shown=True)
        sys.stderr.write(progress.advance())
        sys.stderr.flush()

    try:
        yield advance
    finally:
        sys.stderr.write(progress.finish() if progress else "")
        sys.stderr.flush()
