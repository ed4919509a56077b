"""The order of boxes in a lane and of cards in a box: twelve sweeps of the barycentre method, the best one kept.

Reference: Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system structures", 1981.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

SWEEPS = 12


class Group(NamedTuple):
    """A box with its cards, from top to bottom."""

    key: str
    cards: tuple[str, ...]
    last: bool = False
    """Stands below all others in its lane."""


Lanes = tuple[tuple[Group, ...], ...]


def ordered(
    lanes: Lanes,
    heights: Mapping[str, float],
    neighbours: Mapping[str, Sequence[str]],
    gaps: tuple[float, float],
) -> Lanes:
    """The same lanes with boxes and cards in an order that keeps lines short and crossings few.

    Args:
        heights: of the cards.
        neighbours: of each card, once for each line.
        gaps: between cards, and between boxes with their headings.
    """
    best, best_length = lanes, _length(lanes, heights, neighbours, gaps)
    for _ in range(SWEEPS):
        for index in range(len(lanes)):
            centres = _centres(lanes, heights, gaps)
            lanes = (*lanes[:index], _sorted_lane(lanes[index], centres, neighbours), *lanes[index + 1 :])
        length = _length(lanes, heights, neighbours, gaps)
        if length < best_length - 1e-6:
            best, best_length = lanes, length
    return best


def _sorted_lane(
    lane: tuple[Group, ...], centres: Mapping[str, float], neighbours: Mapping[str, Sequence[str]]
) -> tuple[Group, ...]:
    pull = {
        card: sum(centres[other] for other in neighbours[card]) / len(neighbours[card])
        if neighbours.get(card)
        else centres[card]
        for group in lane
        for card in group.cards
    }
    groups = [
        group._replace(cards=tuple(sorted(group.cards, key=lambda card: (pull[card], card))))
        for group in lane
    ]

    def rank(group: Group) -> tuple[bool, float, str]:
        return (group.last, sum(pull[card] for card in group.cards) / len(group.cards), group.key)

    return tuple(sorted(groups, key=rank))


def _centres(lanes: Lanes, heights: Mapping[str, float], gaps: tuple[float, float]) -> dict[str, float]:
    """Heights of the middles of all cards, each lane centred on 0."""
    centres: dict[str, float] = {}
    between_cards, between_boxes = gaps
    for lane in lanes:
        y = 0.0
        for group in lane:
            for card in group.cards:
                centres[card] = y + heights[card] / 2
                y += heights[card] + between_cards
            y += between_boxes - between_cards
        for group in lane:
            for card in group.cards:
                centres[card] -= (y - between_boxes) / 2
    return centres


def _length(
    lanes: Lanes,
    heights: Mapping[str, float],
    neighbours: Mapping[str, Sequence[str]],
    gaps: tuple[float, float],
) -> float:
    centres = _centres(lanes, heights, gaps)
    return sum(abs(centres[card] - centres[other]) for card, others in neighbours.items() for other in others)
