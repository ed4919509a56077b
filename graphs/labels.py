"""Labels along paths: what is known of data when it arrives somewhere, to a least fixpoint, with a witness.

A *carrier* is one item of one flow. A label is a mapping from keys to values; values of one key form a partial
order of finite height, and `prefers(key, new, old)` says that `new` is strictly stronger. What leaves a carrier is
the stronger of what it declares itself and what arrived and is let through. The worklist is first-in first-out, so
the first witness of a value takes the fewest hops; a value is only ever replaced by a strictly stronger one, so the
computation ends, on cycles too, and the witness links form no cycle.

Reference: Kildall, "A unified approach to global program optimization", POPL 1973 (the worklist).
"""

from collections import deque
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Arrival(NamedTuple):
    """A value that arrives at a carrier, and the carrier before it on the way."""

    value: Any
    previous: int


class Labels(Generic[Key]):
    """The fixpoint: what arrives at each carrier, and how it came there."""

    __slots__ = ("_arrivals", "_own")

    def __init__(self, arrivals: list[dict[Key, Arrival]], own: Sequence[Mapping[Key, Any]]) -> None:
        self._arrivals = arrivals
        self._own = own

    def arriving(self, carrier: int) -> Mapping[Key, Arrival]:
        """What other flows bring to this carrier; its own declarations are not part of it."""
        return self._arrivals[carrier]

    def route(self, carrier: int, key: Key) -> list[int]:
        """The carriers that brought the value of `key`, from the one that declares it to the one before `carrier`."""
        route: list[int] = []
        arrival = self._arrivals[carrier].get(key)
        while arrival is not None:
            route.append(arrival.previous)
            if self._own[arrival.previous].get(key) == arrival.value:
                break
            arrival = self._arrivals[arrival.previous].get(key)
        route.reverse()
        return route

    def length(self, carrier: int, key: Key, known: dict[tuple[int, Key], int]) -> int:
        """How many carriers `route` has. `known` keeps lengths between calls, so that many cost no more than the longest."""
        walked: list[int] = []
        node = carrier
        while (node, key) not in known:
            arrival = self._arrivals[node].get(key)
            if arrival is None:
                break
            walked.append(node)
            if self._own[arrival.previous].get(key) == arrival.value:
                break
            node = arrival.previous
        length = known.get((node, key), 0)
        for node in reversed(walked):
            length += 1
            known[node, key] = length
        return length


def propagate(
    successors: Sequence[Sequence[int]],
    own: Sequence[Mapping[Key, Any]],
    prefers: Callable[[Key, Any, Any], bool],
    lets_through: Callable[[int, Key, Any], bool],
) -> Labels[Key]:
    """Propagate labels to their least fixpoint.

    Args:
        successors: for each carrier, the carriers that continue it.
        own: what each carrier declares itself.
        prefers: whether a new value of a key is strictly stronger than the old one.
        lets_through: whether what arrived at a carrier goes on from it (a recorded exception stops it).
    """
    nothing: dict[Key, Arrival] = {}
    arrivals = [nothing] * len(successors)  # one mapping for all carriers at which nothing arrives
    pending: deque[tuple[int, Key, Any]] = deque(
        (carrier, key, value) for carrier, label in enumerate(own) for key, value in label.items()
    )
    while pending:
        carrier, key, value = pending.popleft()
        for following in successors[carrier]:
            known = arrivals[following].get(key)
            if known is not None and not prefers(key, value, known.value):
                continue
            if arrivals[following] is nothing:
                arrivals[following] = {}
            arrivals[following][key] = Arrival(value, carrier)
            declared = own[following].get(key)
            if declared is not None and not prefers(key, value, declared):
                continue  # it declares at least as much itself, and has already passed that on
            if lets_through(following, key, value):
                pending.append((following, key, value))
    return Labels(arrivals, own)
