"""`dsalint graph holders`, `path`, `impact`, `exposure`, `needs` and `can-share`: questions about the network."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from dsalint.linter.commands.options import as_of_option, today
from dsalint.linter.commands.status import FINDINGS
from dsalint.linter.commands.terminal import settings_for, show

if TYPE_CHECKING:
    from dsalint.linter.asking import Answered, Manner


def _answer_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """What every question has: form and destination of the answer, date, suppositions."""
    for option in reversed(
        (
            click.option(
                "--format",
                "format_",
                default="text",
                metavar="FORMAT",
                help="text, json, svg, mermaid or dot (default: text).",
            ),
            click.option(
                "--to", "file", metavar="FILE", help="Write to this file instead of standard output."
            ),
            as_of_option,
            click.option(
                "--suppose",
                "supposing",
                multiple=True,
                metavar="TEXT",
                help="Answer as if: `without X`, `X ends DATE`, `X is marked MARKING`, "
                "`A shares ASSET with B for CATEGORY`; repeatable.",
            ),
        )
    ):
        function = option(function)
    return function


@click.command()
@click.argument("asset")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@_answer_options
def holders(asset: str, paths: tuple[str, ...], **manner: Any) -> int:
    """Say who holds ASSET, by which way, and under which terms."""
    from dsalint.linter.asking import ask_holders

    return _answer(paths, manner, lambda asked: ask_holders(asked, asset))


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
@_answer_options
def path(source: str, target: str, paths: tuple[str, ...], most: int, any_data: bool, **manner: Any) -> int:
    """Say by which ways data gets from organisation SOURCE to organisation TARGET, and under which terms."""
    from dsalint.linter.asking import ask_ways

    return _answer(paths, manner, lambda asked: ask_ways(asked, source, target, most, not any_data))


@click.command()
@click.argument("name")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--if",
    "event",
    type=click.Choice(("stops", "breached")),
    help="Only what follows if it stops, or if it is breached, as text (default: both).",
)
@_answer_options
def impact(name: str, paths: tuple[str, ...], event: str | None, **manner: Any) -> int:
    """Say what stops, what is exposed and whom to tell, if NAME leaves, fails, expires or is breached.

    NAME is an organisation, an agreement, a flow (agreement#flow), an asset or a system.
    """
    from dsalint.linter.asking import ask_impact
    from dsalint.linter.questions.impact_text import EVENTS

    return _answer(paths, manner, lambda asked: ask_impact(asked, name, [event] if event else EVENTS))


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@_answer_options
def exposure(paths: tuple[str, ...], **manner: Any) -> int:
    """Say on whom the network leans: whose loss would split it or run flows dry, whose breach would expose most."""
    from dsalint.linter.asking import ask_exposure

    return _answer(paths, manner, ask_exposure)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@_answer_options
def needs(paths: tuple[str, ...], **manner: Any) -> int:
    """Say which declared needs no flow meets, and who shares with nobody."""
    from dsalint.linter.asking import ask_needs

    return _answer(paths, manner, ask_needs)


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
@_answer_options
def can_share(
    asset: str, recipient: str, paths: tuple[str, ...], purpose: str, provider: str, **manner: Any
) -> int:
    """Say whether ASSET may be shared with organisation RECIPIENT, and under which conditions.

    Exit status 1 when it may not.
    """
    from dsalint.linter.asking import ask_sharing
    from dsalint.linter.questions.suppose import Proposal

    proposal = Proposal(asset, recipient, purpose, provider)
    return _answer(paths, manner, lambda asked: ask_sharing(asked, proposal))


def _answer(paths: tuple[str, ...], options: dict[str, Any], question: "Callable[[Manner], Answered]") -> int:
    """Ask, and print or write the answer."""
    from dsalint.linter.asking import Manner
    from dsalint.linter.check import locate
    from dsalint.linter.reports.look import Look
    from dsalint.linter.reports.outputs import protect_inputs, write_report

    file = options["file"]
    target = locate(paths)
    protect_inputs([file] if file else [], target.root, target.files)
    settings = settings_for("never" if file else "auto")
    folder = os.path.relpath(target.root).replace(os.sep, "/")
    look = Look(settings.width, settings.colour, settings.unicode, "" if folder == "." else folder)
    manner = Manner(target, today(options["as_of"]), options["format_"], look, options["supposing"])
    answered = question(manner)
    for note in answered.notes:
        click.echo(f"dsalint: {note}", err=True)
    if file is None:
        show(answered.text)
    else:
        write_report(file, answered.text)
    return 0 if answered.favourable else FINDINGS
