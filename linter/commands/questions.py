"""`dsalint graph holders`, `path` and `can-share`: questions about the network."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from dsalint.linter.commands.options import as_of_option, today
from dsalint.linter.commands.status import FINDINGS
from dsalint.linter.commands.terminal import settings_for, show

if TYPE_CHECKING:
    from dsalint.linter.network.network import SharingNetwork
    from dsalint.linter.reports.look import Look

_answer_format = click.option(
    "--format",
    "format_",
    default="text",
    metavar="FORMAT",
    help="text, json, svg, mermaid or dot (default: text).",
)
_answer_to = click.option(
    "--to", "file", metavar="FILE", help="Write to this file instead of standard output."
)


@click.command()
@click.argument("asset")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@_answer_format
@_answer_to
@as_of_option
def holders(asset: str, paths: tuple[str, ...], format_: str, file: str | None, as_of: str | None) -> int:
    """Say who holds ASSET, by which way, and under which terms."""
    from dsalint.linter.questions.ask import answer_holders

    with _asking(paths, file, as_of) as (network, look, answered):
        answered(answer_holders(network, asset, format_, look))
    return 0


@click.command()
@click.argument("source")
@click.argument("target")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--most",
    type=click.IntRange(1, 100),
    default=5,
    help="How many ways to give, the shortest first (default 5).",
)
@click.option(
    "--any",
    "any_data",
    is_flag=True,
    help="Any flows in a row, also where they do not pass on the same data.",
)
@_answer_format
@_answer_to
@as_of_option
def path(
    source: str,
    target: str,
    paths: tuple[str, ...],
    most: int,
    any_data: bool,
    format_: str,
    file: str | None,
    as_of: str | None,
) -> int:
    """Say by which ways data gets from organisation SOURCE to organisation TARGET, and under which terms."""
    from dsalint.linter.questions.ask import answer_ways

    with _asking(paths, file, as_of) as (network, look, answered):
        answered(answer_ways(network, source, target, most, not any_data, format_, look))
    return 0


@click.command("can-share")
@click.argument("asset")
@click.argument("recipient")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--purpose", required=True, metavar="CATEGORY", help="What the data would be used for.")
@click.option(
    "--from",
    "provider",
    default="",
    metavar="ID",
    help="Who would share it (default: the body it belongs to).",
)
@click.option("--format", "format_", default="text", metavar="FORMAT", help="text or json (default: text).")
@_answer_to
@as_of_option
def can_share(
    asset: str,
    recipient: str,
    paths: tuple[str, ...],
    purpose: str,
    provider: str,
    format_: str,
    file: str | None,
    as_of: str | None,
) -> int:
    """Say whether ASSET may be shared with organisation RECIPIENT, and under which conditions.

    Exit status 1 when it may not.
    """
    from dsalint.linter.check import locate
    from dsalint.linter.questions.ask import answer_sharing
    from dsalint.linter.questions.can_share import Proposal
    from dsalint.linter.reports.look import Look
    from dsalint.linter.reports.outputs import protect_inputs, write_report

    target = locate(paths)
    protect_inputs([file] if file else [], target.root, target.files)
    settings = settings_for("never" if file else "auto")
    look = Look(settings.width, settings.colour, settings.unicode)
    may, text = answer_sharing(
        target, today(as_of), Proposal(asset, recipient, purpose, provider), format_, look
    )
    if file is None:
        show(text)
    else:
        write_report(file, text)
    return 0 if may else FINDINGS


@contextmanager
def _asking(
    paths: tuple[str, ...], file: str | None, as_of: str | None
) -> Iterator[tuple["SharingNetwork", "Look", Callable[[str], None]]]:
    """The network to ask, how text looks, and what to do with the answer."""
    from dsalint.linter.check import locate
    from dsalint.linter.questions.ask import network_of
    from dsalint.linter.reports.look import Look
    from dsalint.linter.reports.outputs import protect_inputs, write_report

    answers: list[str] = []
    found = locate(paths)
    protect_inputs([file] if file else [], found.root, found.files)
    asked = network_of(found, today(as_of))
    settings = settings_for("never" if file else "auto")
    yield asked.network, Look(settings.width, settings.colour, settings.unicode), answers.append
    if asked.malformed:
        click.echo(
            f"dsalint: {asked.malformed} malformed documents are no part of this answer; `dsalint check` lists them",
            err=True,
        )
    for answer in answers:
        if file is None:
            show(answer)
        else:
            write_report(file, answer)
