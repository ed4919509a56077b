"""`dsalint graph draw` and `export`."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from dsalint.linter.commands.options import as_of_option, today, words
from dsalint.linter.commands.terminal import show
from dsalint.linter.errors import UserError


def _graph_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(
        (
            click.option(
                "--to", "file", metavar="FILE", help="Write to this file instead of standard output."
            ),
            as_of_option,
            click.option("--party", multiple=True, metavar="ID", help="Only flows from or to these parties."),
            click.option(
                "--neighbours", type=click.IntRange(0, 10), default=1, help="Hops around --party (default 1)."
            ),
            click.option("--asset", multiple=True, metavar="ID", help="Only flows of these assets."),
            click.option("--marking", metavar="MARKING", help="Only flows marked at least so."),
            click.option(
                "--purpose", multiple=True, metavar="CATEGORY", help="Only flows for these purposes."
            ),
            click.option(
                "--status",
                multiple=True,
                metavar="STATUS",
                help="Only flows of this status; `all` for every one.",
            ),
            click.option("--agreement", multiple=True, metavar="ID", help="Only flows of these agreements."),
            click.option(
                "--aggregate",
                type=click.Choice(("none", "sector", "type")),
                default="none",
                help="Merge parties.",
            ),
            click.option("--findings/--no-findings", default=True, help="Show findings on the flows."),
        )
    ):
        function = option(function)
    return function


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--format", "format_", default="svg", metavar="FORMAT", help="svg, mermaid or dot (default: svg)."
)
@click.option("--view", default="auto", metavar="VIEW", help="auto, lanes, matrix or overview.")
@_graph_options
def draw(paths: tuple[str, ...], format_: str, view: str, file: str | None, **filters: Any) -> int:
    """Draw who shares what with whom."""
    return _render(paths, format_, view, file, filters, ("svg", "mermaid", "dot"))


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--format", "format_", default="json", metavar="FORMAT", help="json, csv, graphml, dot or mermaid."
)
@_graph_options
def export(paths: tuple[str, ...], format_: str, file: str | None, **filters: Any) -> int:
    """Export the network for other tools."""
    return _render(paths, format_, "auto", file, filters, ("json", "csv", "graphml", "dot", "mermaid"))


def _render(
    paths: tuple[str, ...],
    format_: str,
    view: str,
    file: str | None,
    filters: dict[str, Any],
    formats: Sequence[str],
) -> int:
    from dsalint.linter.check import locate
    from dsalint.linter.drawing import Request, render_network
    from dsalint.linter.reports.outputs import protect_inputs, write_report

    if format_ not in formats:
        raise UserError(f"there is no format `{format_}` here", f"formats: {', '.join(formats)}")
    request = Request(
        format=format_,
        view=view,
        parties=words(filters["party"]),
        neighbours=filters["neighbours"],
        assets=words(filters["asset"]),
        marking=filters["marking"] or "",
        purposes=words(filters["purpose"]),
        statuses=words(filters["status"]),
        agreements=words(filters["agreement"]),
        aggregate=filters["aggregate"],
        findings=filters["findings"],
    )
    target = locate(paths)
    protect_inputs([file] if file else [], target.root, target.files)
    drawn = render_network(target, today(filters["as_of"]), request)
    for note in drawn.notes:
        click.echo(f"dsalint: {note}", err=True)
    if file is None:
        show(drawn.text)
    else:
        write_report(file, drawn.text)
        click.echo(f"{file}: {drawn.summary}", err=True)
    return 0
