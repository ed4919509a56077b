"""The matrix: rows send, columns receive, one square for each pair; legible where lines no longer are."""

from collections.abc import Callable
from typing import NamedTuple

from dsalint.graphs.diagrams import svg
from dsalint.graphs.diagrams.legend import Entry, Row, tiers_used
from dsalint.graphs.diagrams.metrics import shortened, text_width
from dsalint.graphs.diagrams.page import Heading, compose
from dsalint.graphs.diagrams.pair_words import pair_title
from dsalint.graphs.diagrams.palette import BOX, BOX_EDGE, FINDING, INK, PAPER, QUIET, Tier, tier
from dsalint.graphs.diagrams.sectors import sector_title
from dsalint.graphs.diagrams.view import Pair, View, is_abroad
from dsalint.graphs.diagrams.wording import visible
from dsalint.graphs.records import Party

NAMES_TO = 165
"""Up to so many parties have their names at the rows and columns; beyond, sectors only."""
_NAME_ROOM = 230.0
_SECTOR_ROOM = 175.0


class _Band(NamedTuple):
    """Neighbouring rows of one sector."""

    title: str
    start: int
    size: int


def draw_matrix(view: View, heading: Heading) -> str:
    """The SVG."""
    parties = sorted(view.parties, key=_order)
    place = {party.id: index for index, party in enumerate(parties)}
    names = {party.id: party.name for party in parties}
    cell = _cell(len(parties))
    bands = _bands(parties)
    named = len(parties) <= NAMES_TO
    room = min(
        _NAME_ROOM, max((text_width(visible(p.name), _name_size(cell)) for p in parties), default=0) + 4
    )
    sectors = min(
        _SECTOR_ROOM, max((text_width(band.title, 11, bold=True) for band in bands), default=0) + 16
    )
    left = sectors + (room if named else 0) + 8
    top = (room if named else 0) + _sector_height(bands)
    side = cell * len(parties)
    body = [_grid(bands, left, top, cell, side)]
    body += _sector_names(bands, left, top - (room if named else 0) - 6, top, cell)
    if named:
        body += [_names(party, index, left, top, cell, room) for index, party in enumerate(parties)]
    for pair in sorted(view.pairs, key=lambda pair: (pair.tier, pair.id)):
        x = left + place[pair.target] * cell
        y = top + place[pair.source] * cell
        body.append(
            svg.element("g", svg.title(pair_title(pair, names)), _square(pair, x, y, cell), data_pair=pair.id)
        )
    width = left + side + _overhang(bands)
    return compose(view, heading, width, top + side, body, _rows(view))


def _order(party: Party) -> tuple[bool, str, str, str]:
    return (is_abroad(party), sector_title(party), party.name, party.id)


def _cell(parties: int) -> float:
    for most, size in ((40, 20.0), (90, 16.0), (120, 13.0), (NAMES_TO, 10.0), (400, 4.0)):
        if parties <= most:
            return size
    return max(1.0, 1600.0 / parties)


def _name_size(cell: float) -> float:
    return max(7.0, min(11.5, cell - 2))


def _bands(parties: list[Party]) -> list[_Band]:
    bands: list[_Band] = []
    for index, party in enumerate(parties):
        title = sector_title(party)
        if bands and bands[-1].title == title:
            bands[-1] = bands[-1]._replace(size=bands[-1].size + 1)
        else:
            bands.append(_Band(title, index, 1))
    return bands


def _square(pair: Pair, x: float, y: float, cell: float) -> str:
    """Filled when in force, outlined when not; the code of the marking or the count inside; a corner for findings."""
    look = tier(pair.tier)
    gap = 1.0 if cell >= 9 else 0.0
    size = cell - 2 * gap
    filled = pair.condition == "in force"
    line = 0.0 if filled else max(0.5, cell / 12)
    parts = [
        svg.rectangle(
            x + gap + line / 2, y + gap + line / 2, size - line, size - line,
            look.colour if filled else PAPER, None if filled else look.colour, 0, line,
        )
    ]  # fmt: skip
    if cell >= 12:
        ink = PAPER if filled else look.colour
        code = look.code.replace("-", "")
        small = cell * 0.46
        parts.append(
            svg.text(
                code, x + cell / 2, y + cell / 2 + small * 0.36, small, colour=ink, bold=True, anchor="middle"
            )
        )
    if pair.findings:
        corner = size * 0.4
        right, upper = x + cell - gap, y + gap
        parts.append(
            svg.shape(
                ((right - corner, upper), (right, upper), (right, upper + corner)),
                FINDING, INK if cell >= 9 else None, 0.6,
            )
        )  # fmt: skip
    return "".join(parts)


def _grid(bands: list[_Band], left: float, top: float, cell: float, side: float) -> str:
    parts = [svg.rectangle(left, top, side, side, PAPER, BOX_EDGE)]
    for band in bands:
        start, size = band.start * cell, band.size * cell
        parts.append(svg.rectangle(left + start, top + start, size, size, BOX, None))
    count = round(side / cell) if cell else 0
    if cell >= 9:
        for index in range(1, count):
            at = index * cell
            parts.append(svg.path(f"M{svg.number(left)},{svg.number(top + at)}h{svg.number(side)}", BOX, 0.8))
            parts.append(svg.path(f"M{svg.number(left + at)},{svg.number(top)}v{svg.number(side)}", BOX, 0.8))
    for band in bands[1:]:
        at = band.start * cell
        parts.append(svg.path(f"M{svg.number(left)},{svg.number(top + at)}h{svg.number(side)}", BOX_EDGE, 1))
        parts.append(svg.path(f"M{svg.number(left + at)},{svg.number(top)}v{svg.number(side)}", BOX_EDGE, 1))
    parts.append(svg.rectangle(left, top, side, side, "none", QUIET))
    return "".join(parts)


def _names(party: Party, index: int, left: float, top: float, cell: float, room: float) -> str:
    size = _name_size(cell)
    name = shortened(visible(party.name), room - 2, size)
    row = top + (index + 0.5) * cell + size * 0.36
    column = left + (index + 0.5) * cell + size * 0.36
    turned = f"rotate(-90 {svg.number(column)} {svg.number(top - 5)})"
    italic = not party.declared
    return svg.text(name, left - 5, row, size, italic=italic, anchor="end") + svg.text(
        name, column, top - 5, size, italic=italic, transform=turned
    )


def _sector_names(bands: list[_Band], left: float, above: float, top: float, cell: float) -> list[str]:
    """At the left of their rows, and slanted above their columns; kept apart where bands are thin."""
    parts = []
    floor = -1e9
    last = -1e9
    for band in bands:
        y = max(top + (band.start + band.size / 2) * cell + 4, floor)
        floor = y + 13
        parts.append(
            svg.text(shortened(band.title, _SECTOR_ROOM - 12, 11, True), 0, y, 11, colour=QUIET, bold=True)
        )
        x = max(left + (band.start + band.size / 2) * cell + 4, last)
        last = x + 22
        turned = f"rotate(-35 {svg.number(x)} {svg.number(above)})"
        parts.append(svg.text(band.title, x, above, 11, colour=QUIET, bold=True, transform=turned))
    return parts


def _sector_height(bands: list[_Band]) -> float:
    return 0.574 * max((text_width(band.title, 11, bold=True) for band in bands), default=0) + 22


def _overhang(bands: list[_Band]) -> float:
    return 0.82 * text_width(bands[-1].title, 11, bold=True) + 20 if bands else 0.0


def _rows(view: View) -> list[Row]:
    conditions = {pair.condition for pair in view.pairs}
    rows = [
        Row(
            "Highest marking",
            tuple(
                Entry(_sample(look), 14, look.name, look.code, look.colour) for look in tiers_used(view.pairs)
            ),
        )
    ]
    if conditions - {"in force"}:
        words = "draft, suspended or ended"
        entries = (Entry(_filled, 14, "in force"), Entry(_outlined, 14, words))
        rows.append(Row("Status", entries if "in force" in conditions else entries[1:]))
    if any(pair.findings for pair in view.pairs):
        rows.append(Row("Corner", (Entry(_corner, 14, "findings on a flow of the pair"),)))
    return [row for row in rows if row.entries]


def _sample(look: Tier) -> Callable[[float, float], str]:
    return lambda x, y: svg.rectangle(x, y - 7, 14, 14, look.colour, None)


def _filled(x: float, y: float) -> str:
    return svg.rectangle(x, y - 7, 14, 14, INK, None)


def _outlined(x: float, y: float) -> str:
    return svg.rectangle(x + 0.5, y - 6.5, 13, 13, PAPER, INK)


def _corner(x: float, y: float) -> str:
    return svg.shape(((x + 6, y - 6), (x + 14, y - 6), (x + 14, y + 2)), FINDING, INK, 0.6)
