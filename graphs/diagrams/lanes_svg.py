"""The lanes picture: cards of parties in boxes of sectors, a line for each pair, the boundary of the United Kingdom."""

from dsalint.graphs.diagrams import svg
from dsalint.graphs.diagrams.lane_parts import (
    NAME_LINE,
    NAME_SIZE,
    NOTE_LINE,
    NOTE_SIZE,
    PAD,
    TITLE_SIZE,
    Card,
    Layout,
    Route,
)
from dsalint.graphs.diagrams.lanes import lay_out
from dsalint.graphs.diagrams.legend import line_rows
from dsalint.graphs.diagrams.marks import Mark, draw_mark, mark_of
from dsalint.graphs.diagrams.metrics import text_width
from dsalint.graphs.diagrams.page import Heading, compose
from dsalint.graphs.diagrams.pair_words import pair_title
from dsalint.graphs.diagrams.palette import BOX, BOX_EDGE, CARD_EDGE, INK, PAPER, QUIET, tier
from dsalint.graphs.diagrams.strokes import draw_line
from dsalint.graphs.diagrams.view import Pair, View, is_abroad

LABELS_ON_ALL = 100
"""Up to so many pairs each has a label; beyond, those that a reader must not miss."""
_SECRET = 2


def draw_lanes(view: View, heading: Heading, *, label_all: bool = False) -> str:
    """The SVG. With `label_all` every pair has a label, however many there are."""
    marks = marks_of(view, label_all)
    layout = lay_out(view, {name: mark.width for name, mark in marks.items()})
    body = [_frame(layout)]
    for box in layout.boxes:
        body.append(svg.rectangle(box.x, box.y, box.width, box.height, BOX, BOX_EDGE, 5))
        body.append(svg.text(box.title, box.x + PAD, box.y + 18.5, TITLE_SIZE, bold=True))
    routes = sorted(layout.routes, key=lambda route: (route.pair.tier, route.pair.id))
    names = {party.id: party.name for party in view.parties}
    body += [_route(route, names) for route in routes]
    inside = {pair.source: pair for pair in layout.inside}
    body += [_card(card, inside.get(card.party.id)) for card in layout.cards]
    body += [draw_mark(marks[route.pair.id], *route.label) for route in routes if route.label]
    labelled = all(route.label for route in layout.routes)
    return compose(view, heading, layout.width, layout.height, body, line_rows(view, labelled))


def marks_of(view: View, label_all: bool = False) -> dict[str, Mark]:
    """Labels by the id of the pair."""
    abroad = {party.id for party in view.parties if is_abroad(party)}
    everything = label_all or len(view.pairs) <= LABELS_ON_ALL
    marks = {}
    for pair in view.pairs:
        leaves = pair.target in abroad and pair.source not in abroad
        if everything or pair.tier >= _SECRET or pair.findings or leaves or pair.words:
            marks[pair.id] = mark_of(pair, leaves)
    return marks


def _frame(layout: Layout) -> str:
    width, height = layout.frame
    label = "United Kingdom"
    return (
        svg.rectangle(0, 0, width, height, PAPER, INK, 10, 2.6)
        + svg.rectangle(20, -8, text_width(label, 13, bold=True) + 16, 16, PAPER, None)
        + svg.text(label, 28, 4.5, 13, bold=True)
    )


def _route(route: Route, names: dict[str, str]) -> str:
    pair = route.pair
    return svg.element(
        "g",
        svg.title(pair_title(pair, names)),
        draw_line(route.pieces, tier(pair.tier), pair.condition, route.bar),
        data_pair=pair.id,
    )


def _card(card: Card, inside: Pair | None) -> str:
    party = card.party
    edge = (INK, 4, 2.6) if card.text.stressed else (CARD_EDGE, 4)
    parts = [
        svg.title(party.name),
        svg.rectangle(card.x, card.y, card.width, card.height, PAPER, *edge),
    ]
    y = card.y + (card.height - card.text.height) / 2
    centre = card.x + card.width / 2
    for line in card.text.name:
        y += NAME_LINE
        parts.append(svg.text(line, centre, y - 3.5, NAME_SIZE, italic=not party.declared, anchor="middle"))
    for line in card.text.notes:
        y += NOTE_LINE
        parts.append(svg.text(line, centre, y - 3, NOTE_SIZE, colour=QUIET, anchor="middle"))
    for line in card.text.answer:
        y += NOTE_LINE
        parts.append(svg.text(line, centre, y - 3, NOTE_SIZE, bold=True, anchor="middle"))
    return svg.element("g", *parts, data_party=party.id, data_pair=inside.id if inside is not None else None)
