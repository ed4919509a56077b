"""Where data can get to, and whence: along the flows that continue each other, item by item."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from dsalint.linter.network.continuation import JUNCTION, Carriers
from dsalint.linter.network.flows import FlowTerms

Route = tuple[FlowTerms, ...]
Counts = Callable[[FlowTerms], bool]
"""Whether a flow is looked at; one that is not leads nowhere."""


class Reach:
    """Searches over the carriers of a network. Nothing is kept but which node leads into which."""

    __slots__ = ("_carriers", "_flows", "_leading")

    def __init__(self, carriers: Carriers, flows: list[FlowTerms]) -> None:
        self._carriers = carriers
        self._flows = flows
        self._leading: list[list[int]] = []

    def routes_from(self, starting: Iterable[FlowTerms], counts: Counts) -> dict[int, Route]:
        """The flows that carry what some flows carry, by number, each with a route of fewest hops that ends with it."""
        before: dict[int, int | None] = {}
        pending: deque[int] = deque()
        routes: dict[int, Route] = {}

        def meet(node: int, previous: int | None) -> None:
            flow = self._flow(node)
            if node in before or (flow is not None and not counts(flow)):
                return
            before[node] = previous
            if flow is None:
                pending.appendleft(node)  # no hop of its own
                return
            pending.append(node)
            if flow.number not in routes:
                routes[flow.number] = self._route(node, before)

        for flow in starting:
            for carrier in self._carriers.of_flow[flow.number]:
                meet(carrier, None)
        while pending:
            node = pending.popleft()
            for following in self._carriers.successors[node]:
                meet(following, node)
        return routes

    def hops_before(self, ending: Iterable[FlowTerms], counts: Counts) -> dict[int, int]:
        """The carriers from which what some flows carry may have come, each with the fewest hops to these: 0 for their own."""
        before = self._predecessors()
        pending = deque(carrier for flow in ending for carrier in self._carriers.of_flow[flow.number])
        hops = dict.fromkeys(pending, 0)
        while pending:
            node = pending.popleft()
            for previous in before[node]:
                flow = self._flow(previous)
                if previous in hops or (flow is not None and not counts(flow)):
                    continue
                hops[previous] = hops[node] + (flow is not None)
                if flow is None:
                    pending.appendleft(previous)  # no hop of its own
                else:
                    pending.append(previous)
        return hops

    def way_without(self, body: str, flow: FlowTerms, states: Counts, most: int) -> tuple[Route | None, int]:
        """A way to a flow from one that states something, with no flow of a body on it, and how many steps it took to look.

        Empty where there is no such way; None where it took too many steps to tell.
        """
        onward: dict[int, int] = {}
        pending = deque(self._carriers.of_flow[flow.number])
        own = frozenset(pending)
        steps = 0
        while pending:
            node = pending.popleft()
            for previous in self._predecessors()[node]:
                steps += 1
                if steps > most:
                    return None, steps
                before = self._flow(previous)
                if previous in onward or (before is not None and before.source == body):
                    continue
                onward[previous] = node
                if before is not None and states(before):
                    return self._way(previous, onward, own), steps
                pending.append(previous)
        return (), steps

    def carriers_of(self, flow: FlowTerms) -> frozenset[int]:
        """The carriers of a flow, one for each of its items."""
        return frozenset(self._carriers.of_flow[flow.number])

    def onward(self, carriers: Iterable[int]) -> Iterator[tuple[FlowTerms, frozenset[int]]]:
        """The flows that pass on what some carriers brought, each with its carriers that do; in the order of the estate."""
        found: dict[int, set[int]] = {}
        pending = list(
            dict.fromkeys(node for carrier in carriers for node in self._carriers.successors[carrier])
        )
        junctions = set(pending)
        while pending:
            for node in self._carriers.successors[pending.pop()]:
                number = self._carriers.flow_of[node]
                if number != JUNCTION:
                    found.setdefault(number, set()).add(node)
                elif node not in junctions:
                    junctions.add(node)
                    pending.append(node)
        for number in sorted(found):
            yield self._flows[number], frozenset(found[number])

    def _predecessors(self) -> list[list[int]]:
        """The nodes that lead into each node; made when they are first asked for."""
        if not self._leading:
            self._leading = [[] for _ in self._carriers.successors]
            for node, following in enumerate(self._carriers.successors):
                for onward in following:
                    self._leading[onward].append(node)
        return self._leading

    def _way(self, node: int, onward: dict[int, int], ends: frozenset[int]) -> Route:
        """The flows from a node along links to one of some ends."""
        found: list[FlowTerms] = []
        while node not in ends:
            flow = self._flow(node)
            if flow is not None:
                found.append(flow)
            node = onward[node]
        return tuple(found)

    def _flow(self, node: int) -> FlowTerms | None:
        number = self._carriers.flow_of[node]
        return None if number == JUNCTION else self._flows[number]

    def _route(self, node: int, before: dict[int, int | None]) -> Route:
        found: list[FlowTerms] = []
        step: int | None = node
        while step is not None:
            flow = self._flow(step)
            if flow is not None:
                found.append(flow)
            step = before[step]
        return tuple(reversed(found))
