"""The network of an estate at a date: flows, and what arrives upstream of each, with its route."""

from typing import Any, NamedTuple

from dsalint.graphs.labels import Labels, propagate
from dsalint.linter.estate.estate import Estate
from dsalint.linter.network.continuation import Carriers, continue_flows
from dsalint.linter.network.flows import FlowTerms, flows_of
from dsalint.linter.network.terms import Key, Label, declared_terms, lets_through, prefers


class Arriving(NamedTuple):
    """One term that reaches the provider of a flow, and the flows that brought it, first hop first."""

    key: Key
    value: Any
    route: tuple[FlowTerms, ...]


class SharingNetwork:
    """Flows and labels. Computed once for a check and then only read."""

    __slots__ = ("_carriers", "_labels", "_preceding", "as_of", "estate", "flows")

    def __init__(self, estate: Estate, as_of: str) -> None:
        self.estate = estate
        self.as_of = as_of
        self.flows: list[FlowTerms] = flows_of(estate, as_of)
        self._carriers: Carriers = continue_flows(estate, self.flows)
        self._preceding: list[dict[int, None]] = [{} for _ in self.flows]
        flow_of = self._carriers.flow_of
        for carrier, following in enumerate(self._carriers.successors):
            for onward in following:
                self._preceding[flow_of[onward]][flow_of[carrier]] = None
        terms: list[Label] = [declared_terms(estate, flow) if flow.delivered else {} for flow in self.flows]

        def passes(carrier: int, key: Key, value: Any) -> bool:
            flow = self.flows[flow_of[carrier]]
            return flow.delivered and lets_through(flow, key, value)

        self._labels: Labels[Key] = propagate(
            self._carriers.successors, [terms[flow] for flow in flow_of], prefers, passes
        )

    def direct(self, flow: FlowTerms) -> list[FlowTerms]:
        """The flows that bring this flow's data to its provider, one hop before it."""
        return [self.flows[number] for number in sorted(self._preceding[flow.number])]

    def arriving(self, flow: FlowTerms) -> list[Arriving]:
        """The strongest value of each term that reaches the flow's provider with the items it passes on."""
        strongest: dict[Key, tuple[Any, int]] = {}
        for carrier in self._carriers.of_flow[flow.number]:
            for key, arrival in self._labels.arriving(carrier).items():
                if key not in strongest or prefers(key, arrival.value, strongest[key][0]):
                    strongest[key] = (arrival.value, carrier)
        return [
            Arriving(key, value, self._route(carrier, key)) for key, (value, carrier) in sorted(strongest.items())
        ]

    def _route(self, carrier: int, key: Key) -> tuple[FlowTerms, ...]:
        numbers = [self._carriers.flow_of[c] for c in self._labels.route(carrier, key)]
        return tuple(self.flows[number] for number in dict.fromkeys(numbers))
