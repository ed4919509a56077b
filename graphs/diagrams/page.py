"""The page round a picture: title, date, scope and counts above it; legend and provenance below it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dsalint.graphs.diagrams import svg
from dsalint.graphs.diagrams.legend import Row, draw_legend, legend_height
from dsalint.graphs.diagrams.metrics import wrapped
from dsalint.graphs.diagrams.palette import QUIET, RULE
from dsalint.graphs.diagrams.view import NEEDED, Counts, View
from dsalint.graphs.diagrams.wording import counted, visible

MARGIN = 32.0
_LEAST_WIDTH = 760.0
_TITLE_SIZE = 22.0
_LINE_SIZE = 13.0
_FOOT_SIZE = 11.0


class Heading(NamedTuple):
    """What the page says of itself."""

    title: str
    version: str
    """Of dsalint."""
    digest: str
    """Of the network: equal digests, equal networks."""
    kind: str
    """What kind of picture it is, and how to read it."""


def compose(
    view: View, heading: Heading, width: float, height: float, body: Iterable[str], rows: Sequence[Row]
) -> str:
    """The whole SVG round a picture of this size, whose parts are drawn from the origin."""
    inner = max(width, _LEAST_WIDTH)
    whole = inner + 2 * MARGIN
    name = visible(heading.title or view.title or "Data-sharing network")
    parts = []
    y = MARGIN
    for line in wrapped(name, inner, _TITLE_SIZE, 3, bold=True):
        y += _TITLE_SIZE
        parts.append(svg.text(line, MARGIN, y - 4, _TITLE_SIZE, bold=True))
        y += 4
    for index, said in enumerate(view.says):
        for line in wrapped(visible(said), inner, _LINE_SIZE, 2, bold=index == 0):
            y += _LINE_SIZE + 5
            parts.append(svg.text(line, MARGIN, y, _LINE_SIZE, bold=index == 0))
    y += 5 if view.says else 0
    facts = [f"As of {view.as_of}", counts_in_words(view), *scope_in_words(view)]
    for fact in (" · ".join(facts), heading.kind):
        for line in wrapped(visible(fact), inner, _LINE_SIZE, 3):
            y += _LINE_SIZE + 5
            parts.append(svg.text(line, MARGIN, y, _LINE_SIZE, colour=QUIET))
    y += 22
    parts.append(
        svg.element(
            "g", "\n", *(part + "\n" for part in body), transform=f"translate({_at(MARGIN)},{_at(y)})"
        )
    )
    y += height + 26
    legend = list(rows)
    parts.append(draw_legend(legend, MARGIN, y, inner))
    y += legend_height(legend, inner) + 14
    parts.append(svg.path(f"M{_at(MARGIN)},{_at(y)}H{_at(whole - MARGIN)}", RULE, 1))
    y += 20
    foot = provenance(view, heading)
    parts.append(svg.text(foot, MARGIN, y, _FOOT_SIZE, colour=QUIET))
    y += MARGIN - 8
    description = ". ".join((*view.says, *facts, heading.kind, foot))
    return svg.document(whole, y, name, description, parts)


def counts_in_words(view: View) -> str:
    """`45 parties, 60 flows on 59 pairs`, or `34 of 41 pairs shown` with what is left out. What is only needed is no flow."""
    shown, total = view.shown, view.total
    if shown.flows == total.flows and shown.pairs == total.pairs:
        needed = sum(flow.status == NEEDED for flow in view.flows)
        lines = counted(shown.flows - needed, "flow")
        if needed:
            lines += f" and {counted(needed, 'need')} without one"
        return f"{_parties(shown)}, {lines} on {counted(shown.pairs, 'pair')}"
    return (
        f"{_parties(shown)}, {shown.flows:,} of {counted(total.flows, 'flow')} "
        f"and {shown.pairs:,} of {counted(total.pairs, 'pair')} shown"
    )


def scope_in_words(view: View) -> list[str]:
    """The filters, when there are any."""
    return ["Only " + ", ".join(view.scope)] if view.scope else []


def provenance(view: View, heading: Heading) -> str:
    """Where the picture comes from."""
    return (
        f"Drawn by dsalint {heading.version} with its built-in layout, from the agreements as of {view.as_of}; "
        f"network {heading.digest}."
    )


def _parties(counts: Counts) -> str:
    return counted(counts.parties, "party", "parties")


def _at(value: float) -> str:
    return svg.number(value)
