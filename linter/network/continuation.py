"""Which flow continues which: the recipient of one passes the same data on in the other.

Data is the same by declaration only: the flows name the same asset, or one whose `source` it is, and their items
meet. Names of assets that merely look alike prove nothing.
"""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

from dsalint.linter.estate.estate import Estate
from dsalint.linter.network.flows import WHOLE, FlowTerms

Made = TypeVar("Made")


class Carriers(NamedTuple):
    """Items of flows as the nodes of label propagation, and between them junctions: what a body holds of an asset.

    A flow leads into the junctions of what it brings, and these lead into the flows that pass it on, so that a body
    with a thousand flows in and a thousand out has two thousand edges and not a million.

    A flow that has ended carried what had come by then. What a body held by the last day of such flows is a junction of
    its own, which leads into that of the next such day.
    """

    flow_of: list[int]
    """Number of the flow that each carrier belongs to; `JUNCTION` for a junction."""
    of_flow: list[list[int]]
    """Carriers of each flow."""
    successors: list[list[int]]
    """Nodes that continue each node."""

    def items_of(self, flow: FlowTerms) -> Iterator[tuple[int, str]]:
        """The carriers of a flow, each with the item that it stands for."""
        return zip(self.of_flow[flow.number], flow.items, strict=True)

    def item(self, flow: FlowTerms, carrier: int) -> str:
        """The item that a carrier of a flow stands for."""
        return flow.items[carrier - self.of_flow[flow.number][0]]

    def junction(self) -> int:
        """A new junction, to and from which nothing leads yet."""
        self.flow_of.append(JUNCTION)
        self.successors.append([])
        return len(self.flow_of) - 1


JUNCTION = -1
_ANY = ""
"""Stands in a junction for whatever of the asset has arrived."""

_Place = tuple[str, str, str]
"""A body, an asset, and an item of it: what a junction stands for."""


def continue_flows(estate: Estate, flows: list[FlowTerms]) -> Carriers:
    """Carriers and their continuations. Only flows that delivered continue; what they continue into may be a draft."""
    carriers = Carriers([], [], [])
    for flow in flows:
        first = len(carriers.flow_of)
        carriers.flow_of.extend(flow.number for _ in flow.items)
        carriers.of_flow.append(list(range(first, len(carriers.flow_of))))
    carriers.successors.extend([] for _ in carriers.flow_of)

    junctions: dict[_Place, int] = {}
    for flow in flows:
        for carrier, place in _brings(flow, carriers):
            if place not in junctions:
                junctions[place] = carriers.junction()
            carriers.successors[carrier].append(junctions[place])

    origins = origins_of(estate)
    past: dict[_Place, list[tuple[str, int]]] = {}
    for flow in flows:
        for carrier, place in _takes(flow, carriers, origins):
            if place in junctions:
                if flow.until:
                    past.setdefault(place, []).append((flow.until, carrier))
                else:
                    carriers.successors[junctions[place]].append(carrier)
    if past:
        _continue_past(carriers, flows, junctions, past)
    return carriers


def _brings(flow: FlowTerms, carriers: Carriers) -> Iterator[tuple[int, _Place]]:
    """Where each carrier of a flow leads: to its item, and to whatever there is of the asset."""
    if flow.delivered and flow.asset:
        for carrier, item in carriers.items_of(flow):
            for held in (item, _ANY):
                yield carrier, (flow.target, flow.asset, held)


def _takes(
    flow: FlowTerms, carriers: Carriers, origins: dict[str, tuple[str, ...]]
) -> Iterator[tuple[int, _Place]]:
    """Whence each carrier of a flow comes: from its item, from the whole asset, from what the asset derives from.

    A flow that is over and was replaced leads nowhere, and so takes nothing.
    """
    if not flow.asset or (flow.ended and not flow.delivered):
        return
    derived = [(origin, _ANY) for origin in origins.get(flow.asset, ())]
    for carrier, item in carriers.items_of(flow):
        same = [_ANY] if item == WHOLE else [item, WHOLE]
        for asset, held in (*((flow.asset, name) for name in same), *derived):
            yield carrier, (flow.source, asset, held)


def _continue_past(
    carriers: Carriers,
    flows: list[FlowTerms],
    junctions: dict[_Place, int],
    past: dict[_Place, list[tuple[str, int]]],
) -> None:
    """Lead into flows that have ended what had come by their last day; into most of them that is all that ever came."""
    came: dict[_Place, list[tuple[str, int]]] = {place: [] for place in past}
    for flow in flows:
        for carrier, place in _brings(flow, carriers):
            if place in came:
                came[place].append((flow.start, carrier))
    for place, ended in past.items():
        coming = deque(sorted(came[place]))
        held: int | None = None
        for until, carrier in sorted(ended):
            arrived = []
            while coming and coming[0][0] <= until:
                arrived.append(coming.popleft()[1])
            if not coming:
                held = junctions[place]
            elif arrived:
                earlier, held = held, carriers.junction()
                for node in arrived if earlier is None else (earlier, *arrived):
                    carriers.successors[node].append(held)
            if held is not None:
                carriers.successors[held].append(carrier)


class Before:
    """The flows directly before some flows, and what follows from them together; not to be changed."""

    __slots__ = ("_shared", "flows")

    def __init__(self, flows: list[FlowTerms]) -> None:
        self.flows = flows
        """In the order of their numbers."""
        self._shared: dict[str, Any] = {}

    def once(self, what: str, make: Callable[[list[FlowTerms]], Made]) -> Made:
        """Something about these flows that every flow after them asks for, made once."""
        if what not in self._shared:
            self._shared[what] = make(self.flows)
        made: Made = self._shared[what]
        return made


class Preceding:
    """The flows directly before each flow: those that brought the provider what it passes on."""

    __slots__ = ("_before", "_earlier", "_flows", "_into", "_leading")

    def __init__(self, carriers: Carriers, flows: list[FlowTerms]) -> None:
        self._flows = flows
        self._into: dict[int, list[int]] = {}
        """Flows that lead into each junction."""
        self._earlier: dict[int, int] = {}
        """The junction that leads into a junction: what was held by an earlier day."""
        self._leading: list[dict[int, None]] = [{} for _ in flows]
        """Junctions that lead into each flow."""
        self._before: dict[tuple[int, ...], Before] = {}
        for node, following in enumerate(carriers.successors):
            flow = carriers.flow_of[node]
            for onward in following:
                if flow == JUNCTION and carriers.flow_of[onward] == JUNCTION:
                    self._earlier[onward] = node
                elif flow == JUNCTION:
                    self._leading[carriers.flow_of[onward]][node] = None
                else:
                    self._into.setdefault(onward, []).append(flow)

    def of(self, flow: FlowTerms) -> Before:
        """Flows with the same junctions before them share one answer: a hub's flows out all have its flows in."""
        junctions = tuple(self._leading[flow.number])
        if junctions not in self._before:
            numbers = {
                number for junction in self._with_earlier(junctions) for number in self._into[junction]
            }
            self._before[junctions] = Before([self._flows[number] for number in sorted(numbers)])
        before = self._before[junctions]
        if flow.source == flow.target:
            return Before([other for other in before.flows if other is not flow])
        return before

    def _with_earlier(self, junctions: tuple[int, ...]) -> Iterator[int]:
        for junction in junctions:
            held: int | None = junction
            while held is not None:
                yield held
                held = self._earlier.get(held)


def origins_of(estate: Estate) -> dict[str, tuple[str, ...]]:
    """For each derived asset, all assets it derives from, at any depth; cycles end."""
    direct: dict[str, list[str]] = {}
    for document in estate.of_kind("asset"):
        named = document.value.get("source") if document.sound else None
        if isinstance(named, list):
            found = (estate.find("asset", source) for source in named)
            direct[document.id] = [asset.id for asset in found if asset is not None]
    closed: dict[str, tuple[str, ...]] = {}
    for asset, sources in direct.items():
        seen: dict[str, None] = {}
        pending = list(sources)
        while pending:
            source = pending.pop()
            if source not in seen and source != asset:
                seen[source] = None
                pending.extend(direct.get(source, ()))
        closed[asset] = tuple(seen)
    return closed
