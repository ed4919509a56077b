"""What a body holds of an asset, item by item, and every term that binds it there, with the flows that say so."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from dsalint.linter.network.continuation import origins_of
from dsalint.linter.network.flow_labels import FlowLabels, Key, Label, Terms
from dsalint.linter.network.flows import WHOLE, FlowTerms
from dsalint.linter.network.item_terms import item_terms, terms_of_items
from dsalint.linter.network.items import ItemKinds
from dsalint.linter.network.terms import ANYBODY

if TYPE_CHECKING:
    from dsalint.linter.network.network import SharingNetwork

Route = tuple[FlowTerms, ...]


class HeldTerm(NamedTuple):
    """One term that binds whoever holds an item."""

    name: str
    """One of `TERMS`."""
    of: str
    """What there is one for each of: the family of a marking, the event a period counts from, the kind of an audience, the
    gateway of a restriction. Empty where there is one only."""
    value: str | tuple[str, ...] | bool
    """Names are those that remain of all limits together: nobody where there are none."""
    routes: tuple[Route, ...]
    """Whence it binds: each way begins with a flow that says so and ends with one that brought the item."""


class HeldItems(NamedTuple):
    """Items of one asset that a body holds under the same terms."""

    body: str
    asset: str
    items: tuple[str, ...]
    """Names of items; `WHOLE` for the asset as a whole."""
    deliveries: tuple[FlowTerms, ...]
    """The flows that brought them, in the order of the estate."""
    terms: tuple[HeldTerm, ...]
    """In the order of `TERMS`."""
    complete: bool
    """Whether every limit on passing on, on audience and nationality, and every restriction is among the terms: of very many,
    not all are followed."""


TERMS = (
    "marking",
    "audience",
    "nationality",
    "purpose",
    "retention",
    "onward",
    "restriction",
    "regime",
    "personal",
    "kind",
    "form",
    "breach",
)
"""Names of terms (docs/network.md)."""

_ALL_BIND = frozenset({"audience", "nationality", "onward"})
"""Terms that say who may have the data: of several, what they have in common remains."""
_IN_OTHER_WORDS = frozenset({"special", "criminal", "law-enforcement"})
"""Terms of a flow as a whole, which `kind` and `regime` say for each item."""


class _Layer(NamedTuple):
    """Terms that are propagated together."""

    labels: FlowLabels
    terms: Terms
    own: Callable[[FlowTerms, str], Label]
    """What a flow itself says of one of its items."""


class _Bound(NamedTuple):
    """A term as a delivery brings it."""

    value: Any
    delivery: FlowTerms
    labels: FlowLabels
    carrier: int
    stated: bool
    """The delivery says it itself."""

    def route(self, key: Key) -> Route:
        return (*(() if self.stated else self.labels.route(self.carrier, key)), self.delivery)


class Holdings:
    """Holders of some assets. Terms that only this question needs are propagated when it is made, and go with it."""

    __slots__ = ("_layers", "_network")

    def __init__(self, network: "SharingNetwork", assets: Iterable[str]) -> None:
        self._network = network
        kinds = ItemKinds(network.estate)

        made: dict[tuple[int, str], Label] = {}

        def own(flow: FlowTerms, item: str) -> Label:
            if (flow.number, item) not in made:
                made[flow.number, item] = item_terms(flow, item, kinds)
            return made[flow.number, item]

        origins = origins_of(network.estate)
        nodes: list[Label] = [{} for _ in network.carriers.flow_of]
        for name in {source for asset in assets for source in (asset, *origins.get(asset, ()))}:
            for flow in network.by_asset.get(name, ()):
                if flow.delivered:
                    for carrier, item in network.carriers.items_of(flow):
                        nodes[carrier] = own(flow, item)
        terms = terms_of_items(network.as_of)
        labels = FlowLabels(network.carriers, network.flows, nodes, terms)
        self._layers = (
            _Layer(network.labels, network.terms, lambda flow, item: network.declared(flow)),
            _Layer(labels, terms, own),
        )

    def at(self, body: str, asset: str) -> tuple[HeldItems, ...]:
        """What a body holds of one of the assets at the network's date; nothing of what it owns and never received.

        A flow that has ended counts, because what it delivered may still be there; a draft does not.
        """
        deliveries = [
            flow for flow in self._network.by_target.get(body, ()) if flow.asset == asset and flow.delivered
        ]
        alike: dict[Any, list[HeldItems]] = {}
        for item in dict.fromkeys(item for flow in deliveries for item in flow.items):
            held = self._held(body, asset, item, deliveries)
            alike.setdefault(_sameness(held), []).append(held)
        return tuple(
            held[0]._replace(items=tuple(item for each in held for item in each.items))
            for held in alike.values()
        )

    def _held(self, body: str, asset: str, item: str, deliveries: list[FlowTerms]) -> HeldItems:
        """One item, by the deliveries of it and those of the whole asset."""
        bringing = [flow for flow in deliveries if item in flow.items or WHOLE in flow.items]
        found: dict[Key, _Bound] = {}
        for layer in self._layers:
            for flow in bringing:
                for carrier, name in self._network.carriers.items_of(flow):
                    if name in (item, WHOLE):
                        _join(found, layer, flow, carrier, item)
        complete = all(layer.labels.all_known(flow) for layer in self._layers for flow in bringing)
        return HeldItems(body, asset, (item,), tuple(bringing), _terms(found), complete)


def _join(found: dict[Key, _Bound], layer: _Layer, flow: FlowTerms, carrier: int, item: str) -> None:
    """Add what one delivery says and what it brings; of values of equal strength one that a delivery says itself."""
    own = layer.own(flow, item)
    bound = {key: _Bound(value, flow, layer.labels, carrier, True) for key, value in own.items()}
    for key, arrival in layer.labels.arriving(carrier).items():
        if layer.terms.passes(flow, own, key, arrival.value) and (
            key not in own or layer.terms.prefers(key, arrival.value, own[key])
        ):
            bound[key] = _Bound(arrival.value, flow, layer.labels, carrier, False)
    for key, new in bound.items():
        known = found.get(key)
        if (
            known is None
            or layer.terms.prefers(key, new.value, known.value)
            or (new.stated and not known.stated and not layer.terms.prefers(key, known.value, new.value))
        ):
            found[key] = new


def _terms(found: dict[Key, _Bound]) -> tuple[HeldTerm, ...]:
    terms: list[HeldTerm] = []
    limits: dict[tuple[str, str], list[Key]] = {}
    for key in sorted(found):
        name = key[0]
        if name in _ALL_BIND:
            limits.setdefault((name, key[1] if name == "audience" else ""), []).append(key)
        elif name not in _IN_OTHER_WORDS:
            of, value = _said(key, found[key].value)
            terms.append(HeldTerm(name, of, value, (found[key].route(key),)))
    for (name, of), keys in limits.items():
        if len(keys) > 1 and ANYBODY in keys:
            keys.remove(ANYBODY)
        terms.append(HeldTerm(name, of, _remaining(of, keys), tuple(found[key].route(key) for key in keys)))
    return tuple(sorted(terms, key=lambda term: (TERMS.index(term.name), term.of, str(term.value))))


def _said(key: Key, value: Any) -> tuple[str, str | bool]:
    """What a term is one for each of, and what it says."""
    match key:
        case ("marking" | "retention", of, *_):
            return of, str(value)
        case ("restriction", name, gateway, _):
            return gateway, str(value.provision or name)
        case ("regime" | "kind" | "purpose", said):
            return "", said
        case _:
            return "", value if isinstance(value, bool) else str(value)


def _remaining(of: str, keys: list[Key]) -> str | tuple[str, ...] | bool:
    """Whom limits leave together: names, anybody, or true for those that are described and not named."""
    if keys == [ANYBODY]:
        return "anybody"
    named = [set(key[2 if of else 1 :]) for key in keys]
    if of:
        named = [names for names in named if names]
    return tuple(sorted(set.intersection(*named))) if named else True


def _sameness(held: HeldItems) -> Any:
    """What items have to have in common to be held under the same terms."""
    terms = tuple(
        (term.name, term.of, term.value, tuple(tuple(flow.number for flow in route) for route in term.routes))
        for term in held.terms
    )
    return tuple(flow.number for flow in held.deliveries), terms, held.complete
