"""The network of an estate at a date: flows, and what arrives upstream of each, with its route."""

from typing import Any, NamedTuple

from dsalint.graphs.labels import Labels, propagate
from dsalint.linter.estate.document import Document
from dsalint.linter.estate.estate import Estate
from dsalint.linter.network.continuation import Carriers, continue_flows
from dsalint.linter.network.flows import FlowTerms, flows_of
from dsalint.linter.network.terms import Key, Label, declared_terms, lets_through, prefers
from dsalint.linter.source.text import Path


class Arriving(NamedTuple):
    """One term that reaches the provider of a flow, and the flows that brought it, first hop first."""

    key: Key
    value: Any
    route: tuple[FlowTerms, ...]


class SharingNetwork:
    """Flows and labels. Computed once for a check and then only read."""

    __slots__ = (
        "_by_place",
        "_carriers",
        "_labels",
        "_preceding",
        "as_of",
        "by_asset",
        "by_source",
        "by_target",
        "estate",
        "flows",
    )

    def __init__(self, estate: Estate, as_of: str) -> None:
        self.estate = estate
        self.as_of = as_of
        self.flows: list[FlowTerms] = flows_of(estate, as_of)
        self.by_asset: dict[str, list[FlowTerms]] = {}
        self.by_source: dict[str, list[FlowTerms]] = {}
        self.by_target: dict[str, list[FlowTerms]] = {}
        self._by_place: dict[tuple[str, Path], FlowTerms] = {}
        for flow in self.flows:
            self.by_asset.setdefault(flow.asset, []).append(flow)
            self.by_source.setdefault(flow.source, []).append(flow)
            self.by_target.setdefault(flow.target, []).append(flow)
            self._by_place.setdefault((flow.agreement.key, flow.path), flow)
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

    def at(self, agreement: Document, path: Path) -> FlowTerms | None:
        """The flow that is written at a place."""
        return self._by_place.get((agreement.key, path))

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
            Arriving(key, value, self._route(carrier, key))
            for key, (value, carrier) in sorted(strongest.items())
        ]

    def _route(self, carrier: int, key: Key) -> tuple[FlowTerms, ...]:
        numbers = [self._carriers.flow_of[c] for c in self._labels.route(carrier, key)]
        return tuple(self.flows[number] for number in dict.fromkeys(numbers))
