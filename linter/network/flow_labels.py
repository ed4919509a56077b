"""Terms on the carriers of flows: what arrives at each, and by which flows it came."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dsalint.graphs.labels import Arrival, Labels, propagate
from dsalint.linter.network.continuation import JUNCTION, Carriers
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.source.limits import MAX_REFUSALS

Key = tuple[str, ...]
"""A term: its name, and what it is one for each of."""
Label = dict[Key, Any]


class Terms(NamedTuple):
    """How a set of terms behaves on its way."""

    prefers: Callable[[Key, Any, Any], bool]
    """Whether a value of a term is strictly stronger than another."""
    lets_through: Callable[[FlowTerms, int, Key, Any], bool]
    """Whether what arrives at a carrier of a flow binds what follows it as well."""
    many: frozenset[str] = frozenset()
    """Names of terms of which there may be as many as there are flows."""


class FlowLabels:
    """What arrives at each carrier by flows that delivered. Of terms that may be many no more than a limit leave a place."""

    __slots__ = ("_beyond", "_carriers", "_flows", "_labels", "terms")

    def __init__(
        self, carriers: Carriers, flows: list[FlowTerms], own: Sequence[Mapping[Key, Any]], terms: Terms
    ) -> None:
        """`own` is what each node declares itself: nothing for a junction."""
        self.terms = terms
        self._carriers = carriers
        self._flows = flows
        flow_of = carriers.flow_of
        counts = [0] * len(flow_of)

        def passes(node: int, key: Key, value: Any) -> bool:
            if flow_of[node] != JUNCTION:
                flow = flows[flow_of[node]]
                if not (flow.delivered and terms.lets_through(flow, node, key, value)):
                    return False
            if key[0] not in terms.many:
                return True
            counts[node] += 1
            return counts[node] <= MAX_REFUSALS

        self._labels: Labels[Key] = propagate(carriers.successors, own, terms.prefers, passes)
        self._beyond = self._after(node for node, count in enumerate(counts) if count > MAX_REFUSALS)

    def arriving(self, carrier: int) -> Mapping[Key, Arrival]:
        """What other flows bring to a carrier."""
        return self._labels.arriving(carrier)

    def route(self, carrier: int, key: Key) -> tuple[FlowTerms, ...]:
        """The flows that brought a term to a carrier, first hop first."""
        flow_of = self._carriers.flow_of
        numbers = [flow_of[node] for node in self._labels.route(carrier, key) if flow_of[node] != JUNCTION]
        return tuple(self._flows[number] for number in dict.fromkeys(numbers))

    def hops_told(self, carriers: Iterable[int]) -> int:
        """How many hops the ways of all that arrives at some carriers have together, junctions counted as well."""
        known: dict[tuple[int, Key], int] = {}
        return sum(
            self._labels.length(carrier, key, known)
            for carrier in carriers
            for key in self._labels.arriving(carrier)
        )

    def all_known(self, flow: FlowTerms) -> bool:
        """Whether everything that reaches a flow is among what arrives."""
        return flow.number not in self._beyond

    def _after(self, nodes: Iterable[int]) -> frozenset[int]:
        """Numbers of the flows that continue any of some nodes."""
        pending = list(nodes)
        seen: set[int] = set()
        while pending:
            for following in self._carriers.successors[pending.pop()]:
                if following not in seen:
                    seen.add(following)
                    pending.append(following)
        return frozenset(self._carriers.flow_of[node] for node in seen)
