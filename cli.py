"""The program: its commands, the environment, exit status. No exception leaves it, and nothing is computed here.

Exit status: 0 nothing at or above --fail-on; 1 findings; 2 the user, the configuration or a rule file is wrong;
3 nothing to check; 4 a fault of dsalint itself. Each command is loaded, with what it needs, when it runs.
"""

import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

import dsalint
from dsalint.linter.commands.lazy import LazyGroup
from dsalint.linter.commands.status import FAULT, INTERRUPTED, NOTHING_TO_CHECK, USER_ERROR
from dsalint.linter.errors import NothingToCheck, UserError


def main() -> NoReturn:
    """The program: run dsalint on the command line's arguments and end the process with its status."""
    _open_closed_streams()
    _end_in_order()
    status = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        status = 0  # the reader of a pipe has seen enough
    except OSError:
        status = status or USER_ERROR  # what was printed did not arrive; that was said where it could be
    os._exit(status)  # taking the interpreter down object by object takes longer than checking one file


def _open_closed_streams() -> None:
    """A standard stream that was closed (`>&-`) reads and writes nothing, instead of being no stream."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 - open until the process ends
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _end_in_order() -> None:
    """Being told to end interrupts the run as a key does, so that nothing is left in the folder for temporary files."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


def run(arguments: Sequence[str]) -> int:
    """Run dsalint; returns its exit status. Everything that goes wrong is a message, never a traceback."""
    try:
        _working_folder()
        status = cli.main(args=list(arguments), prog_name="dsalint", standalone_mode=False)
    except NothingToCheck as error:
        return _complain(error, NOTHING_TO_CHECK)
    except UserError as error:
        return _complain(error, USER_ERROR)
    except click.exceptions.Abort:
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return USER_ERROR
    except BrokenPipeError:
        return 0
    except Exception as error:  # noqa: BLE001 - the one net: a fault is reported ready to be sent, never a traceback
        return _fault(error)
    return status if isinstance(status, int) else 0


def _working_folder() -> str:
    try:
        return os.getcwd()
    except OSError as error:
        raise UserError(
            "the working folder is gone or may not be read", "change to another folder"
        ) from error


def _complain(error: UserError, status: int) -> int:
    from dsalint.linter.reports.escape import prose

    click.echo(f"dsalint: {prose(error.message)}", err=True)
    if error.hint:
        click.echo(f"  {prose(error.hint)}", err=True)
    return status


def _fault(error: Exception) -> int:
    import platform
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-6:]
    steps = "\n".join(f"    {os.path.basename(f.filename)}:{f.lineno} in {f.name}" for f in last)
    click.echo(
        "dsalint: this is a fault of dsalint itself; nothing was decided about your documents.\n"
        "  Please report it with these lines (they hold no content of your files):\n"
        f"    dsalint {dsalint.__version__}, Python {platform.python_version()}, {platform.system()}\n"
        f"    command {' '.join(sys.argv[1:2])}\n"
        f"    {type(error).__name__}\n{steps}",
        err=True,
    )
    return FAULT


@click.group(
    cls=LazyGroup,
    commands_in={
        "check": "checking:check",
        "diff": "changes:diff",
        "docs": "catalogue:docs",
        "explain": "catalogue:explain",
        "import": "importing:import_",
        "init": "documents:init",
        "new": "documents:new",
        "rules": "catalogue:rules",
        "schema": "documents:schema",
        "test": "catalogue:test",
        "words": "catalogue:words_",
    },
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(dsalint.__version__, prog_name="dsalint", message="%(prog)s %(version)s")
def cli() -> None:
    """Check, map and draw data-sharing agreements kept as YAML.

    Exit status: 0 clean, 1 findings, 2 wrong use, configuration or rule file, 3 nothing to check, 4 a fault of dsalint.
    """


@cli.group(
    cls=LazyGroup,
    commands_in={
        "can-share": "questions:can_share",
        "draw": "drawing:draw",
        "export": "drawing:export",
        "exposure": "questions:exposure",
        "holders": "questions:holders",
        "impact": "questions:impact",
        "needs": "questions:needs",
        "path": "questions:path",
    },
)
def graph() -> None:
    """Draw the sharing network, export it, or ask it questions."""


if __name__ == "__main__":
    main()
