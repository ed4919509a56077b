"""What a body holds of an asset, item by item, and every term that binds it there, with the flows that say so."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from dsalint.linter.network.audiences import audience_terms, named_by
from dsalint.linter.network.continuation import origins_of
from dsalint.linter.network.flow_labels import FlowLabels, Key, Label
from dsalint.linter.network.flows import WHOLE, FlowTerms
from dsalint.linter.network.item_terms import item_terms, terms_of_items
from dsalint.linter.network.kinds import kind_terms, may_be_of
from dsalint.linter.network.terms import ANYBODY

if TYPE_CHECKING:
    from dsalint.linter.network.network import SharingNetwork

Route = tuple[FlowTerms, ...]
_Value = str | tuple[str, ...] | bool


class HeldTerm(NamedTuple):
    """One term that binds whoever holds an item."""

    name: str
    """One of `TERMS`."""
    of: str
    """What there is one for each of: the family of a marking, the event a period counts from, the kind of an audience, the
    gateway of a restriction; the item of a whole that is of a kind, or the asset that one of a kind derives from. Empty
    where there is one only."""
    value: _Value
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
    """Whether every limit on passing on, on audience and nationality, every restriction and every kind is among the terms: of
    very many, not all are followed."""


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
    own: Callable[[FlowTerms, str], Label]
    """What a flow itself says of one of its items."""
    is_of: Callable[[FlowTerms, str, Key], bool] = lambda flow, item, key: True
    """Whether what a flow says or brings is of one of its items."""


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


def _once_for_item(make: Callable[[FlowTerms, str], Label]) -> Callable[[FlowTerms, str], Label]:
    """What a flow says of an item, made when it is first asked for."""
    made: dict[tuple[int, str], Label] = {}

    def once(flow: FlowTerms, item: str) -> Label:
        key = flow.number, item
        if key not in made:
            made[key] = make(flow, item)
        return made[key]

    return once


class Holdings:
    """Holders of some assets. Terms that only this question needs are propagated when it is made, and go with it."""

    __slots__ = ("_layers", "_network")

    def __init__(self, network: "SharingNetwork", assets: Iterable[str]) -> None:
        self._network = network
        origins = origins_of(network.estate)
        declared = _once_for_item(lambda flow, item: network.declared(flow))
        details = _once_for_item(item_terms)
        nothing: Label = {}
        nodes = [nothing] * len(network.carriers.flow_of)
        for name in {source for asset in assets for source in (asset, *origins.get(asset, ()))}:
            for flow in network.by_asset.get(name, ()):
                if flow.delivered:
                    for carrier, item in network.carriers.items_of(flow):
                        nodes[carrier] = details(flow, item)
        terms = terms_of_items(network.carriers)
        kinds = network.item_kinds
        self._layers = (
            _Layer(network.labels, lambda flow, item: declared(flow, WHOLE)),
            _Layer(network.audiences, lambda flow, item: audience_terms(flow)),
            _Layer(FlowLabels(network.carriers, network.flows, nodes, terms), details),
            _Layer(
                network.kinds,
                _once_for_item(lambda flow, item: kind_terms(flow, item, kinds)),
                lambda flow, item, key: may_be_of(key, flow, item, kinds),
            ),
        )

    def at(self, body: str, asset: str) -> tuple[HeldItems, ...]:
        """What a body holds of one of the assets at the network's date; nothing of what it owns and never received.

        A flow that has ended counts, because what it delivered may still be there; a draft does not.
        """
        by_item: dict[str, list[tuple[FlowTerms, int]]] = {}
        for flow in self._network.by_target.get(body, ()):
            if flow.asset == asset and flow.delivered:
                for carrier, item in self._network.carriers.items_of(flow):
                    by_item.setdefault(item, []).append((flow, carrier))
        whole = by_item.get(WHOLE, [])
        alike: dict[Any, list[HeldItems]] = {}
        for item, parts in by_item.items():
            brought = parts if item == WHOLE else sorted((*parts, *whole), key=_in_order)
            held = self._held(body, asset, item, brought)
            alike.setdefault(_sameness(held), []).append(held)
        return tuple(
            held[0]._replace(items=tuple(item for each in held for item in each.items))
            for held in alike.values()
        )

    def _held(self, body: str, asset: str, item: str, brought: list[tuple[FlowTerms, int]]) -> HeldItems:
        """One item, by the deliveries of it and those of the whole asset."""
        found: dict[Key, _Bound] = {}
        for layer in self._layers:
            for flow, carrier in brought:
                _join(found, layer, flow, carrier, item)
        deliveries = tuple({flow.number: flow for flow, _ in brought}.values())
        complete = all(layer.labels.all_known(flow) for layer in self._layers for flow in deliveries)
        return HeldItems(body, asset, (item,), deliveries, _terms(found, asset, item), complete)


def _in_order(brought: tuple[FlowTerms, int]) -> int:
    return brought[0].number


def _join(found: dict[Key, _Bound], layer: _Layer, flow: FlowTerms, carrier: int, item: str) -> None:
    """Add what one delivery says and what it brings; of values of equal strength one that a delivery says itself."""
    prefers, lets_through = layer.labels.terms.prefers, layer.labels.terms.lets_through
    own = layer.own(flow, item)
    bound = {key: _Bound(value, flow, layer.labels, carrier, True) for key, value in own.items()}
    for key, arrival in layer.labels.arriving(carrier).items():
        if (
            layer.is_of(flow, item, key)
            and lets_through(flow, carrier, key, arrival.value)
            and (key not in own or prefers(key, arrival.value, own[key]))
        ):
            bound[key] = _Bound(arrival.value, flow, layer.labels, carrier, False)
    for key, new in bound.items():
        known = found.get(key)
        if (
            known is None
            or prefers(key, new.value, known.value)
            or (new.stated and not known.stated and not prefers(key, known.value, new.value))
        ):
            found[key] = new


def _terms(found: dict[Key, _Bound], asset: str, item: str) -> tuple[HeldTerm, ...]:
    said: dict[tuple[str, str, _Value], list[Key]] = {}
    limits: dict[tuple[str, str], list[Key]] = {}
    for key in sorted(found):
        name = key[0]
        if name in _ALL_BIND:
            limits.setdefault((name, key[1] if name == "audience" else ""), []).append(key)
        elif name not in _IN_OTHER_WORDS:
            of, value = _said(key, found[key].value, asset, item)
            said.setdefault((name, of, value), []).append(key)
    for (name, of), keys in limits.items():
        if len(keys) > 1 and ANYBODY in keys:
            keys.remove(ANYBODY)
        said[name, of, _remaining(keys)] = keys
    terms = [
        HeldTerm(name, of, value, tuple(found[key].route(key) for key in keys))
        for (name, of, value), keys in said.items()
    ]
    return tuple(sorted(terms, key=lambda term: (TERMS.index(term.name), term.of, str(term.value))))


def _said(key: Key, value: Any, asset: str, item: str) -> tuple[str, _Value]:
    """What a term of an item is one for each of, and what it says."""
    match key:
        case ("marking" | "retention", of, *_):
            return of, str(value)
        case ("restriction", name, gateway, _):
            return gateway, str(value.provision or name)
        case ("kind", kind, source, _) if source != asset:
            return source, kind
        case ("kind", kind, _, name):
            return name if name != item and name != WHOLE else "", kind
        case ("regime" | "purpose", said):
            return "", said
        case _:
            return "", value if isinstance(value, bool) else str(value)


def _remaining(keys: list[Key]) -> _Value:
    """Whom limits leave together: names, anybody, or true for those that are described and not named."""
    if keys == [ANYBODY]:
        return "anybody"
    named = [set(key[1:] if key[0] == "onward" else named_by(key)) for key in keys]
    if keys[0][0] == "audience":
        named = [names for names in named if names]
    return tuple(sorted(set.intersection(*named))) if named else True


def _sameness(held: HeldItems) -> Any:
    """What items have to have in common to be held under the same terms."""
    terms = tuple(
        (term.name, term.of, term.value, tuple(tuple(flow.number for flow in route) for route in term.routes))
        for term in held.terms
    )
    return tuple(flow.number for flow in held.deliveries), terms, held.complete
