"""The legend: only the symbols that the picture uses."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from dsalint.graphs.diagrams import svg
from dsalint.graphs.diagrams.marks import diamond, triangle
from dsalint.graphs.diagrams.metrics import text_width
from dsalint.graphs.diagrams.palette import INK, QUIET, TIERS, UNRANKED, Tier, tier
from dsalint.graphs.diagrams.strokes import draw_line
from dsalint.graphs.diagrams.view import CONDITIONS, Pair, View

SIZE = 11.5
ROW = 22.0
_COLUMN_GAP = 26.0
_LINE = 44.0
_INDENT_ROOM = 130.0
"""For the headings, when entries are wrapped."""
_STATUS_LINE = Tier(9, "", "", INK, (1.7,))
"""A line that stands for its status only."""


class Entry(NamedTuple):
    """A symbol and what it means."""

    draw: Callable[[float, float], str]
    """Draws the symbol with its left end at x and its middle at y."""
    width: float
    words: str
    code: str = ""
    colour: str = INK

    @property
    def whole(self) -> float:
        """Width with the words."""
        code = text_width(self.code, SIZE, bold=True) + 5 if self.code else 0.0
        return self.width + 7 + code + text_width(self.words, SIZE)


class Row(NamedTuple):
    """Entries under one heading."""

    heading: str
    entries: tuple[Entry, ...]


def tiers_used(pairs: Iterable[Pair]) -> list[Tier]:
    """Lowest first; unranked last."""
    ranks = {tier(pair.tier).rank for pair in pairs}
    return [look for look in (*TIERS, UNRANKED) if look.rank in ranks]


def line_rows(view: View, labelled: bool) -> list[Row]:
    """The legend of a picture that draws pairs as lines."""
    pairs = view.pairs
    rows = [
        Row(
            "Highest marking",
            tuple(
                Entry(_line(look, "in force"), _LINE, look.name, look.code, look.colour)
                for look in tiers_used(pairs)
            ),
        )
    ]
    words = {
        "in force": "in force",
        "suspended": "suspended",
        "pending": "draft or not yet started",
        "ended": "ended",
        "needed": "needed, and no flow brings it",
    }
    conditions = {pair.condition for pair in pairs}
    if conditions - {"in force"}:
        rows.append(
            Row(
                "Status",
                tuple(
                    Entry(_line(_STATUS_LINE, name), _LINE, words[name])
                    for name in CONDITIONS
                    if name in conditions
                ),
            )
        )
    rows.append(Row("Label", label_entries(pairs)))
    if not labelled:
        spoken = ", what the answer speaks of" if any(pair.words for pair in pairs) else ""
        only = f"only SECRET and above, findings{spoken} and transfers abroad have a label"
        rows.append(Row("", (Entry(_nothing, 0, only),)))
    return [row for row in rows if row.entries]


def label_entries(pairs: Iterable[Pair]) -> tuple[Entry, ...]:
    """Symbols of labels."""
    pairs = tuple(pairs)
    entries = []
    if any(pair.special for pair in pairs):
        entries.append(
            Entry(
                lambda x, y: diamond(x + 5, y, filled=True), 10, "special category or criminal-offence data"
            )
        )
    if any(pair.personal and not pair.special for pair in pairs):
        entries.append(Entry(lambda x, y: diamond(x + 5, y, filled=False), 10, "other personal data"))
    if any(pair.flow_count > 1 for pair in pairs):
        entries.append(Entry(_nothing, 0, "flows on one line", "x2"))
    if any(pair.findings for pair in pairs):
        entries.append(
            Entry(lambda x, y: triangle(x + 9, y, 2), 18, "findings: number, and the worst severity")
        )
    if any(pair.instructs for pair in pairs):
        entries.append(Entry(_nothing, 0, "a controller's instruction to its processor", "instructs"))
    return tuple(entries)


def legend_height(rows: list[Row], width: float) -> float:
    """Height of the legend when it is this wide."""
    return ROW * sum(len(_wrapped(row, width)) for row in rows)


def draw_legend(rows: list[Row], x: float, y: float, width: float) -> str:
    """The legend with its upper left corner at x, y."""
    parts = []
    indent = _indent(rows)
    for row in rows:
        for index, line in enumerate(_wrapped(row, width)):
            middle = y + ROW / 2
            base = middle + SIZE * 0.36
            if index == 0 and row.heading:
                parts.append(svg.text(row.heading, x, base, SIZE, colour=QUIET, bold=True))
            at = x + indent
            for entry in line:
                parts.append(entry.draw(at, middle))
                word_x = at + (entry.width + 7 if entry.width else 0)
                if entry.code:
                    parts.append(svg.text(entry.code, word_x, base, SIZE, colour=entry.colour, bold=True))
                    word_x += text_width(entry.code, SIZE, bold=True) + 5
                parts.append(svg.text(entry.words, word_x, base, SIZE))
                at += entry.whole + _COLUMN_GAP
            y += ROW
    return svg.element("g", *parts, id="legend")


def _indent(rows: list[Row]) -> float:
    return max((text_width(row.heading, SIZE, bold=True) for row in rows), default=0) + 18


def _wrapped(row: Row, width: float) -> list[list[Entry]]:
    lines: list[list[Entry]] = [[]]
    used = 0.0
    for entry in row.entries:
        if lines[-1] and used + entry.whole > width - _INDENT_ROOM:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += entry.whole + _COLUMN_GAP
    return lines


def _line(look: Tier, condition: str) -> Callable[[float, float], str]:
    return lambda x, y: draw_line((((x, y), (x + _LINE, y)),), look, condition, (x + _LINE * 0.4, y))


def _nothing(x: float, y: float) -> str:
    return ""
