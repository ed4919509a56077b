"""What the lanes picture consists of, and its measures."""

from typing import NamedTuple

from dsalint.graphs.diagrams.curves import Piece, Point
from dsalint.graphs.diagrams.metrics import text_width, wrapped
from dsalint.graphs.diagrams.palette import tier
from dsalint.graphs.diagrams.view import Pair, View, is_abroad
from dsalint.graphs.diagrams.wording import counted, visible
from dsalint.graphs.records import Party

NAME_SIZE = 12.5
NOTE_SIZE = 10.5
NAME_LINE = 15.0
NOTE_LINE = 13.0
TITLE_SIZE = 13.0
PAD = 12.0
"""Between a box and its cards."""
_NAME_WIDTH = 178.0
_ANSWER_LINES = 4


class CardText(NamedTuple):
    """What is written on a card."""

    name: tuple[str, ...]
    notes: tuple[str, ...]
    answer: tuple[str, ...] = ()
    """What an answer says of the party."""
    stressed: bool = False
    """The answer is about this party."""

    @property
    def width(self) -> float:
        """Of the longest line."""
        return max(
            *(text_width(line, NAME_SIZE) for line in self.name),
            *(text_width(line, NOTE_SIZE) for line in self.notes),
            *(text_width(line, NOTE_SIZE, bold=True) for line in self.answer),
            0.0,
        )

    @property
    def height(self) -> float:
        """Of all lines."""
        return len(self.name) * NAME_LINE + (len(self.notes) + len(self.answer)) * NOTE_LINE


class Card(NamedTuple):
    """One party."""

    party: Party
    x: float
    y: float
    width: float
    height: float
    text: CardText


class Box(NamedTuple):
    """One sector, or the parties outside the United Kingdom."""

    title: str
    x: float
    y: float
    width: float
    height: float


class Route(NamedTuple):
    """The line of one pair, from source to target."""

    pair: Pair
    pieces: tuple[Piece, ...]
    label: Point | None
    """Left end and middle height of its label."""
    bar: Point
    """Where the line is straight and free: past the label."""


class Layout(NamedTuple):
    """Where everything is; the upper left corner of the frame is the origin."""

    boxes: tuple[Box, ...]
    cards: tuple[Card, ...]
    routes: tuple[Route, ...]
    inside: tuple[Pair, ...]
    """Pairs of a party with itself: written in its card."""
    frame: tuple[float, float]
    """Width and height of the boundary of the United Kingdom."""
    width: float
    height: float


def card_text(party: Party, view: View, inside: Pair | None) -> CardText:
    """Name and small print of a party; `inside` is its pair with itself."""
    notes = []
    if party.id in view.members:
        notes.append(counted(len(view.members[party.id]), "party", "parties"))
    elif is_abroad(party):
        notes.append(f"country {visible(party.country)}")
    if party.trust_domain:
        notes.append(f"trust domain {visible(party.trust_domain)}")
    if not party.declared and party.id not in view.members:
        notes.append("not described in the estate")
    if inside is not None:
        said = f": {', '.join(map(visible, inside.words))}" if inside.words else ""
        notes.append(f"{counted(inside.flow_count, 'flow')} within, up to {tier(inside.tier).code}{said}")
    answered = visible(view.notes.get(party.id, ""))
    return CardText(
        wrapped(visible(party.name), _NAME_WIDTH, NAME_SIZE, 3),
        tuple(wrapped(note, _NAME_WIDTH, NOTE_SIZE, 1)[0] for note in notes),
        wrapped(answered, _NAME_WIDTH, NOTE_SIZE, _ANSWER_LINES, bold=True) if answered else (),
        party.id in view.stressed,
    )
