"""Tracks: the heights at which lines from outer to outer lane pass between the boxes of the middle lane."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dsalint.graphs.diagrams.view import Pair

TRACK = 9.0


class Room(NamedTuple):
    """Free height above, between or below boxes."""

    low: float
    high: float

    def inside(self, y: float) -> float:
        """The height in the room nearest to `y`."""
        return min(max(y, self.low), self.high)


def choose_gaps(pairs: Sequence[Pair], rooms: Sequence[Room], middles: Mapping[str, float]) -> dict[str, int]:
    """For each pair, by id, the room that makes its line shortest."""
    chosen = {}
    for pair in pairs:
        one, other = middles[pair.source], middles[pair.target]
        heights = [room.inside((one + other) / 2) for room in rooms]
        detours = [abs(one - y) + abs(other - y) for y in heights]
        chosen[pair.id] = detours.index(min(detours))
    return chosen


def track_heights(
    pairs: Sequence[Pair], gaps: Mapping[str, int], rooms: Sequence[Room], middles: Mapping[str, float]
) -> dict[str, float]:
    """A height of its own for each pair, by id, in the room chosen for it and near to its ends."""
    tracks: dict[str, float] = {}
    for gap, room in enumerate(rooms):
        wanted = sorted(
            ((middles[pair.source] + middles[pair.target]) / 2, pair.id)
            for pair in pairs
            if gaps[pair.id] == gap
        )
        step = min(TRACK, (room.high - room.low) / max(len(wanted), 1))
        heights = _spread([room.inside(y) for y, _ in wanted], room, step)
        tracks.update((name, y) for y, (_, name) in zip(heights, wanted, strict=True))
    return tracks


def _spread(wanted: Sequence[float], room: Room, step: float) -> list[float]:
    """Rising heights near to the wanted rising ones, at least `step` apart and within the room."""
    heights: list[float] = []
    floor = room.low
    for y in wanted:
        heights.append(max(y, floor))
        floor = heights[-1] + step
    ceiling = room.high
    for index in range(len(heights) - 1, -1, -1):
        heights[index] = min(heights[index], ceiling)
        ceiling = heights[index] - step
    return heights
