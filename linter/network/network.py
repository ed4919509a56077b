"""The network of an estate at a date: flows, and what arrives upstream of each, with its route."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from dsalint.linter.estate.document import Document
from dsalint.linter.estate.estate import Estate
from dsalint.linter.findings.place import Place
from dsalint.linter.network.audiences import audience_labels
from dsalint.linter.network.continuation import JUNCTION, Before, Carriers, Preceding, continue_flows
from dsalint.linter.network.flow_labels import FlowLabels, Key, Label, Terms
from dsalint.linter.network.flows import FlowTerms, flows_of
from dsalint.linter.network.items import ItemKinds
from dsalint.linter.network.kinds import kind_labels
from dsalint.linter.network.reach import Reach
from dsalint.linter.network.terms import (
    ANYBODY,
    COMPARED,
    covers,
    declared_terms,
    lets_through,
    prefers,
)
from dsalint.linter.source.text import Path

if TYPE_CHECKING:  # what no rule asks for is imported where a question does
    from dsalint.linter.network.holdings import HeldItems, Holdings
    from dsalint.linter.network.supply import Supply

Made = TypeVar("Made")


_MANY = frozenset({"onward", "restriction"})
"""Terms of which there may be as many as there are flows upstream."""
OWN = -1
"""Stands for a carrier before it where a flow declares a term itself."""


class Arriving(NamedTuple):
    """One term that reaches the provider of a flow."""

    key: Key
    value: Any
    labels: FlowLabels
    carrier: int

    @property
    def route(self) -> tuple[FlowTerms, ...]:
        """The flows that brought it, first hop first; walked when it is asked for. Empty where the flow says it itself."""
        return () if self.carrier == OWN else self.labels.route(self.carrier, self.key)


def uncovered(arrivals: list[Arriving]) -> list[Arriving]:
    """Terms without the levels and periods that another one covers; two periods that cannot be compared both bind."""
    kept: list[Arriving] = []
    for arrival in arrivals:
        if arrival.key[0] not in COMPARED:
            continue
        if not any(covers(other.key, other.value, arrival.key, arrival.value) for other in kept):
            kept = [other for other in kept if not covers(arrival.key, arrival.value, other.key, other.value)]
            kept.append(arrival)
    left = {arrival.key for arrival in kept}
    return [arrival for arrival in arrivals if arrival.key[0] not in COMPARED or arrival.key in left]


def _travelling(own: Label) -> Label:
    """What a flow declares without leave to pass on to anybody, which binds nobody."""
    own.pop(ANYBODY, None)
    return own


class SharingNetwork:
    """Flows and labels. Computed once for a check and then only read."""

    __slots__ = (
        "_by_key",
        "_by_place",
        "_preceding",
        "_shared",
        "as_of",
        "audiences",
        "by_asset",
        "by_source",
        "by_target",
        "carriers",
        "estate",
        "flows",
        "item_kinds",
        "kinds",
        "labels",
        "reach",
    )

    def __init__(self, estate: Estate, as_of: str) -> None:
        self.estate = estate
        self.as_of = as_of
        self.flows: list[FlowTerms] = flows_of(estate, as_of)
        self.by_asset: dict[str, list[FlowTerms]] = {}
        self.by_source: dict[str, list[FlowTerms]] = {}
        self.by_target: dict[str, list[FlowTerms]] = {}
        self._by_place: dict[tuple[str, Path], FlowTerms] = {}
        self._by_key: dict[str, FlowTerms] = {}
        for flow in self.flows:
            self.by_asset.setdefault(flow.asset, []).append(flow)
            self.by_source.setdefault(flow.source, []).append(flow)
            self.by_target.setdefault(flow.target, []).append(flow)
            self._by_place.setdefault((flow.agreement.key, flow.path), flow)
            self._by_key.setdefault(flow.key, flow)
        self.carriers: Carriers = continue_flows(estate, self.flows)
        self.reach = Reach(self.carriers, self.flows)
        """Searches along flows that continue each other."""
        self._shared: dict[tuple[str, int], Any] = {}
        self._preceding = Preceding(self.carriers, self.flows)
        nothing: Label = {}
        own = [_travelling(self.declared(flow)) if flow.delivered else nothing for flow in self.flows]
        self.labels = FlowLabels(
            self.carriers,
            self.flows,
            [own[flow] if flow != JUNCTION else nothing for flow in self.carriers.flow_of],
            Terms(
                prefers, lambda flow, carrier, key, value: lets_through(flow, key, value, as_of), many=_MANY
            ),
        )
        self.item_kinds = ItemKinds(estate)
        self.audiences = audience_labels(self.carriers, self.flows, as_of)
        self.kinds = kind_labels(self.carriers, self.flows, own, self.item_kinds)

    def at(self, agreement: Document, path: Path) -> FlowTerms | None:
        """The flow that is written at a place."""
        return self._by_place.get((agreement.key, path))

    def written_at(self, place: Place) -> FlowTerms | None:
        """The flow in whose entry a place is."""
        return self._by_place.get((place.document, place.path[:2]))

    def by_key(self, key: str) -> FlowTerms | None:
        """The flow of a key, `agreement#flow`; the first where ids are not unique."""
        return self._by_key.get(key)

    def direct(self, flow: FlowTerms) -> list[FlowTerms]:
        """The flows that bring this flow's data to its provider, one hop before it."""
        return self._preceding.of(flow).flows

    def before(self, flow: FlowTerms) -> Before:
        """The same flows, with room for what follows from them together."""
        return self._preceding.of(flow)

    def once(self, flow: FlowTerms, what: str, make: Callable[[], Made]) -> Made:
        """Something about a flow that every flow after it asks for; made once, and not to be changed."""
        key = (what, flow.number)
        if key not in self._shared:
            self._shared[key] = make()
        made: Made = self._shared[key]
        return made

    def all_known(self, flow: FlowTerms) -> bool:
        """Whether every refusal and every statutory restriction that reaches the flow is among what arrives."""
        return self.labels.all_known(flow)

    def arriving(self, flow: FlowTerms) -> list[Arriving]:
        """The strongest value of each term that reaches the flow's provider with the items it passes on."""
        strongest: dict[Key, tuple[Any, int]] = {}
        for carrier in self.carriers.of_flow[flow.number]:
            for key, arrival in self.labels.arriving(carrier).items():
                if key not in strongest or prefers(key, arrival.value, strongest[key][0]):
                    strongest[key] = (arrival.value, carrier)
        return [
            Arriving(key, value, self.labels, carrier) for key, (value, carrier) in sorted(strongest.items())
        ]

    def supply(self) -> "Supply":
        """Which flows are fed; made anew each time it is asked for."""
        from dsalint.linter.network.supply import Supply

        return Supply(self.estate, self.carriers, self.flows)

    def declared(self, flow: FlowTerms) -> Label:
        """What a flow itself says of the data it carries."""
        return declared_terms(self.estate, flow, self.as_of)

    def held(self, body: str, asset: str) -> "tuple[HeldItems, ...]":
        """What a body holds of an asset, item by item, with every term that binds it and the flows that say so."""
        return self.holdings((asset,)).at(body, asset)

    def holdings(self, assets: Iterable[str]) -> "Holdings":
        """The same for several assets and bodies; made anew each time it is asked for."""
        from dsalint.linter.network.holdings import Holdings

        return Holdings(self, assets)

    def binding(self, flow: FlowTerms) -> list[Arriving]:
        """The strongest value of each term that binds the recipient of a flow: its own, and what came with the data."""
        own = self.declared(flow)
        found = {key: Arriving(key, value, self.labels, OWN) for key, value in own.items()}
        for arrival in self.arriving(flow):
            declared = own.get(arrival.key)
            if lets_through(flow, arrival.key, arrival.value, self.as_of) and (
                declared is None or prefers(arrival.key, arrival.value, declared)
            ):
                found[arrival.key] = arrival
        return uncovered([found[key] for key in sorted(found)])
