"""Ports: where lines leave and reach the cards of the lanes picture.

Each end of a line has a port of its own. The label stands at the less busy end, where there is more room; ports with
a label lie further apart, so that no two labels meet.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dsalint.graphs.diagrams.palette import tier
from dsalint.graphs.diagrams.view import Pair

LEFT, RIGHT = 0, 1
_PITCH = 9.0
_LABEL_PITCH = 18.0
_ROUNDS = 3


class End(NamedTuple):
    """One end of a line at a card."""

    pair: Pair
    card: str
    far: str
    """The card at the other end."""
    side: int
    labelled: bool
    through: bool
    """The line runs from outer to outer lane."""
    same: bool
    """The line comes back to the same lane."""

    @property
    def pitch(self) -> float:
        """Height that the port takes."""
        return _LABEL_PITCH if self.labelled else _PITCH + tier(self.pair.tier).strokes[0] / 3


def ends_of(
    pairs: Sequence[Pair], lane_of: Mapping[str, int], labelled: Mapping[str, float], abroad: frozenset[str]
) -> list[End]:
    """Two ends for each pair, its source first."""
    last = max(lane_of.values(), default=0)
    sides = _sides(pairs, lane_of, last)
    load: dict[tuple[str, int], int] = {}
    for pair, both in zip(pairs, sides, strict=True):
        for place in zip((pair.source, pair.target), both, strict=True):
            load[place] = load.get(place, 0) + 1
    ends = []
    for pair, (out, in_) in zip(pairs, sides, strict=True):
        apart = abs(lane_of[pair.source] - lane_of[pair.target])
        if (pair.source in abroad) != (pair.target in abroad):
            at_source = pair.source in abroad  # the mechanism of a transfer stands outside the boundary
        else:
            at_source = load[pair.source, out] < load[pair.target, in_]
        shown, through, same = pair.id in labelled, apart == 2, apart == 0
        ends.append(End(pair, pair.source, pair.target, out, shown and at_source, through, same))
        ends.append(End(pair, pair.target, pair.source, in_, shown and not at_source, through, same))
    return ends


def _sides(pairs: Sequence[Pair], lane_of: Mapping[str, int], last: int) -> list[tuple[int, int]]:
    """The sides at which each pair leaves and arrives: towards the other lane, or back from the emptier side."""
    towards = {LEFT: 0, RIGHT: 0}
    for pair in pairs:
        one, other = lane_of[pair.source], lane_of[pair.target]
        for lane, far in ((one, other), (other, one)):
            if 0 < lane < last and lane != far:
                towards[RIGHT if far > lane else LEFT] += 1
    inner = RIGHT if towards[RIGHT] <= towards[LEFT] else LEFT
    sides = []
    for pair in pairs:
        one, other = lane_of[pair.source], lane_of[pair.target]
        if one == other:
            side = RIGHT if one == 0 else LEFT if one == last else inner
            sides.append((side, side))
        else:
            sides.append((RIGHT, LEFT) if one < other else (LEFT, RIGHT))
    return sides


def loads(ends: Iterable[End]) -> dict[str, float]:
    """Height that the ports of each card take on its busier side."""
    found: dict[tuple[str, int], float] = {}
    for end in ends:
        found[end.card, end.side] = found.get((end.card, end.side), 0.0) + end.pitch
    busier: dict[str, float] = {}
    for (card, _), height in found.items():
        busier[card] = max(busier.get(card, 0.0), height)
    return busier


def port_heights(
    ends: Sequence[End], middles: Mapping[str, float], tracks: Mapping[str, float]
) -> dict[tuple[str, str], float]:
    """The height of each port, by id of the pair and card.

    The ports of a side are sorted by the height at which the line arrives, so that lines fan out uncrossed; as that
    is itself a port, a few rounds are made.
    """
    by_side: dict[tuple[str, int], list[End]] = {}
    for end in ends:
        by_side.setdefault((end.card, end.side), []).append(end)
    ports: dict[tuple[str, str], float] = {}
    for _ in range(_ROUNDS):
        before = dict(ports)
        for (card, _), group in by_side.items():
            group.sort(key=lambda end: _rank(end, middles, tracks, before))
            y = middles[card] - sum(end.pitch for end in group) / 2
            for end in group:
                ports[end.pair.id, card] = y + end.pitch / 2
                y += end.pitch
    return ports


_BEYOND = 1e6
"""Farther than any card."""


def _rank(
    end: End,
    middles: Mapping[str, float],
    tracks: Mapping[str, float],
    ports: Mapping[tuple[str, str], float],
) -> tuple[float, float, str]:
    if end.through:
        return (tracks[end.pair.id], 0.0, end.pair.id)
    far = middles[end.far]
    if end.same:
        # Lines back to the same lane nest: the farther the other end, the nearer to the middle of the side.
        down = far > middles[end.card]
        return ((_BEYOND if down else -_BEYOND) - far, 0.0, end.pair.id)
    return (far, ports.get((end.pair.id, end.far), 0.0), end.pair.id)
