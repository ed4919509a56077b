"""Which of three lanes each box of the lanes picture stands in: lines short, lanes of even height."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

LANES = 3
_EXHAUSTIVE = 7
"""Up to so many boxes every assignment is tried (3^7 = 2,187)."""
_NEIGHBOURS, _OUTER, _SAME = 1.0, 2.2, 3.0
_FACTOR = tuple(
    tuple((_SAME, _NEIGHBOURS, _OUTER)[abs(one - other)] for other in range(LANES)) for one in range(LANES)
)
_TALLNESS = 2.2


def choose_lanes(heights: Sequence[float], weights: Mapping[tuple[int, int], int]) -> list[int]:
    """A lane for each box, numbered from 0 without a hole.

    Args:
        heights: of the boxes.
        weights: number of lines between two different boxes.
    """
    if not heights:
        return []
    if len(heights) <= _EXHAUSTIVE:
        every: Iterable[Sequence[int]] = product(range(LANES), repeat=len(heights))
        best = min(every, key=lambda lanes: _cost(lanes, heights, weights))
        chosen = list(best)
    else:
        chosen = _improved(_even(heights), heights, weights)
    used = sorted(set(chosen))
    return [used.index(lane) for lane in chosen]


def _cost(lanes: Sequence[int], heights: Sequence[float], weights: Mapping[tuple[int, int], int]) -> float:
    tall = [0.0] * LANES
    for lane, height in zip(lanes, heights, strict=True):
        tall[lane] += height
    length = sum(weight * _FACTOR[lanes[one]][lanes[other]] for (one, other), weight in weights.items())
    return length / (sum(weights.values()) or 1) + _TALLNESS * max(tall) / sum(tall)


def _even(heights: Sequence[float]) -> list[int]:
    """The tallest box first, each into the lane that is lowest so far."""
    lanes = [0] * len(heights)
    tall = [0.0] * LANES
    for box in sorted(range(len(heights)), key=lambda box: (-heights[box], box)):
        lanes[box] = tall.index(min(tall))
        tall[lanes[box]] += heights[box]
    return lanes


def _improved(
    lanes: list[int], heights: Sequence[float], weights: Mapping[tuple[int, int], int]
) -> list[int]:
    """Moves and swaps, the best one each time, until none helps."""
    best = _cost(lanes, heights, weights)
    while True:
        found: tuple[float, list[int]] | None = None
        for candidate in _changes(lanes):
            cost = _cost(candidate, heights, weights)
            if cost < best - 1e-9 and (found is None or cost < found[0]):
                found = (cost, candidate)
        if found is None:
            return lanes
        best, lanes = found


def _changes(lanes: list[int]) -> list[list[int]]:
    changes = []
    for box, lane in enumerate(lanes):
        for other in range(LANES):
            if other != lane:
                changes.append([*lanes[:box], other, *lanes[box + 1 :]])
        for partner in range(box + 1, len(lanes)):
            if lanes[partner] != lane:
                swapped = list(lanes)
                swapped[box], swapped[partner] = swapped[partner], lane
                changes.append(swapped)
    return changes
