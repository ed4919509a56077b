"""By which ways data gets from one body to another: the shortest first, each with the terms at its end."""

from collections.abc import Iterator
from itertools import islice

from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.questions.answers import Ways
from dsalint.linter.questions.evidence import body, receipt
from dsalint.linter.questions.named import find

Way = tuple[FlowTerms, ...]

_MOST_STEPS = 200_000
"""Steps of the search; in a dense network there are more ways than anybody could read."""


def ways(network: SharingNetwork, source: str, target: str, *, most: int = 5, chained: bool = True) -> Ways:
    """The shortest ways from one body to another, along flows that are in force; no body is passed twice.

    Args:
        most: how many ways to give.
        chained: each hop must pass on data that the hop before brought. Otherwise any flow that leaves the body does.

    Raises:
        UserError: the estate has no such organisation.
    """
    start = find(network.estate, "organisation", source).id
    end = find(network.estate, "organisation", target).id
    search = _Search(network, start, end, chained)
    found = list(islice(search.ways(), most + 1))
    return Ways(
        source=body(network, start),
        target=body(network, end),
        as_of=network.as_of,
        ways=tuple(receipt(network, way) for way in found[:most]),
        more=len(found) > most or search.cut,
        chained=chained,
    )


class _Search:
    """Breadth first over ways; only data from which the target can be reached is followed."""

    def __init__(self, network: SharingNetwork, start: str, end: str, chained: bool) -> None:
        self._start, self._end = start, end
        self._network = network
        self._chained = chained
        self._reach = network.reach
        last = [flow for flow in network.by_target.get(end, ()) if flow.live]
        if chained:
            self._useful = self._reach.leading_to(last, lambda flow: flow.live)
        else:
            self._bodies = _bodies_before(network, end)
        self.cut = False

    def ways(self) -> Iterator[Way]:
        """Ways by length, then in the order of the estate."""
        steps = 0
        layer: list[tuple[Way, frozenset[int]]] = [((), frozenset())]
        while layer:
            following: list[tuple[Way, frozenset[int]]] = []
            for way, carried in layer:
                passed = {self._start, *(flow.target for flow in way)}
                for flow, carriers in self._onward(way, carried):
                    steps += 1
                    if steps > _MOST_STEPS:
                        self.cut = True
                        return
                    if not flow.live or flow.target in passed:
                        continue
                    if flow.target == self._end:
                        yield (*way, flow)
                    elif self._leads(flow, carriers):
                        following.append(((*way, flow), carriers))
            layer = following

    def _onward(self, way: Way, carried: frozenset[int]) -> Iterator[tuple[FlowTerms, frozenset[int]]]:
        if way and self._chained:
            yield from self._reach.onward(carried)
        else:
            for flow in self._network.by_source.get(way[-1].target if way else self._start, ()):
                yield flow, self._reach.carriers_of(flow)

    def _leads(self, flow: FlowTerms, carriers: frozenset[int]) -> bool:
        return not carriers.isdisjoint(self._useful) if self._chained else flow.target in self._bodies


def _bodies_before(network: SharingNetwork, end: str) -> set[str]:
    """Bodies from which flows in force lead to a body, over any number of others."""
    found = {end}
    pending = [end]
    while pending:
        for flow in network.by_target.get(pending.pop(), ()):
            if flow.live and flow.source not in found:
                found.add(flow.source)
                pending.append(flow.source)
    return found
