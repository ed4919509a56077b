"""A way that data takes, hop by hop, each with its place."""

from collections.abc import Sequence

from dsalint.linter.findings.finding import Hop
from dsalint.linter.reports.look import Look
from dsalint.linter.reports.width import pad, text_width


def route_rows(route: Sequence[Hop], indent: str, look: Look) -> list[str]:
    """The hops in columns if they fit, else each hop wrapped."""
    cells = [
        (
            f"hop {number}",
            f"{look.prose(hop.origin)} {look.arrow()} {look.prose(hop.target)}",
            f"agreement {look.prose(hop.agreement)}" if hop.agreement else "",
            look.prose(hop.note),
            look.place(hop.place),
        )
        for number, hop in enumerate(route, 1)
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
