"""A way that data takes, hop by hop, each with its place."""

from collections.abc import Sequence

from dsalint.linter.findings.finding import Hop
from dsalint.linter.reports.look import Look, counted
from dsalint.linter.reports.width import pad, text_width

MOST_HOPS = 20
"""Hops of one way that are shown: those next to its ends. JSON has all of them."""


def route_rows(route: Sequence[Hop], indent: str, look: Look) -> list[str]:
    """The hops in columns if they fit, else each hop wrapped; of a very long way its beginning and its end."""
    if len(route) <= MOST_HOPS:
        return _rows(route, 1, indent, look)
    half = MOST_HOPS // 2
    last = len(route) - half
    return [
        *_rows(route[:half], 1, indent, look),
        f"{indent}{look.ellipsis()} {counted(last - half, 'more hop')}",
        *_rows(route[last:], last + 1, indent, look),
    ]


def _rows(route: Sequence[Hop], first: int, indent: str, look: Look) -> list[str]:
    cells = [
        (
            f"hop {number}",
            f"{look.prose(hop.origin)} {look.arrow()} {look.prose(hop.target)}",
            f"agreement {look.prose(hop.agreement)}" if hop.agreement else "",
            look.prose(hop.note),
            look.place(hop.place),
        )
        for number, hop in enumerate(route, first)
    ]
    widths = [max(text_width(cell) for cell in column) for column in zip(*cells, strict=True)]
    if len(indent) + sum(widths) + 2 * len(widths) <= look.columns():
        padded = (
            [pad(cell, width) for cell, width in zip(row, widths, strict=True) if width] for row in cells
        )
        return [indent + "  ".join(row).rstrip(" ") for row in padded]
    rows: list[str] = []
    for hop, parties, *facts in cells:
        rows += look.hanging(f"{indent}{hop}  ", parties, indent + "    ")
        rows += look.hanging(indent + "    ", ", ".join(filter(None, facts)), indent + "    ")
    return rows
