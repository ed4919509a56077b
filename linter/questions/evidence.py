"""Flows of the network as the hops and terms of an answer."""

from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.findings.finding import Hop
from dsalint.linter.network.flows import WHOLE, FlowTerms
from dsalint.linter.network.holdings import HeldItems
from dsalint.linter.network.network import Arriving, SharingNetwork
from dsalint.linter.network.purposes import purpose_categories
from dsalint.linter.network.terms import in_effect
from dsalint.linter.questions.answers import Body, ItemsHeld, ItemTerm, Receipt, Term


def body(network: SharingNetwork, organisation: str) -> Body:
    """The organisation of an id; by its id alone where no document describes it."""
    document = network.estate.find("organisation", organisation)
    if document is None:
        return Body(organisation, organisation)
    country = str(document.value.get("country", "GB")) if document.sound else ""
    return Body(document.id, document.title, country)


def hop(network: SharingNetwork, flow: FlowTerms) -> Hop:
    """One flow as a step of a way, with what matters about it and where it is written."""
    return network.once(flow, "hop", lambda: _hop(network, flow))


def _hop(network: SharingNetwork, flow: FlowTerms) -> Hop:
    value = flow.value
    marking = value.get("marking")
    notes = [
        f"marked {marking}" if isinstance(marking, str) else "",
        "" if flow.live else "over" if flow.ended else "not in force",
    ]
    return Hop(
        body(network, flow.source).name,
        body(network, flow.target).name,
        flow.agreement.id,
        ", ".join(filter(None, notes)),
        flow.agreement.place(flow.path),
    )


def receipt(network: SharingNetwork, route: tuple[FlowTerms, ...]) -> Receipt:
    """What arrives at the end of a way, and the terms that bind there."""
    last = route[-1]
    return Receipt(
        route=tuple(hop(network, flow) for flow in route),
        asset=last.asset,
        items=() if last.items == (WHOLE,) else last.items,
        live=last.live,
        since=last.start,
        terms=tuple(_terms(network, last)),
        flows=tuple(flow.key for flow in route),
    )


def held(network: SharingNetwork, items: HeldItems) -> ItemsHeld:
    """What a body holds under the same terms, with the places where these are written."""
    return ItemsHeld(
        asset=items.asset,
        items=() if items.items == (WHOLE,) else items.items,
        terms=tuple(
            ItemTerm(
                term.name,
                term.of,
                term.value,
                tuple(tuple(hop(network, flow) for flow in route) for route in term.routes),
            )
            for term in items.terms
        ),
        flows=tuple(flow.key for flow in items.deliveries),
        complete=items.complete,
    )


def _terms(network: SharingNetwork, flow: FlowTerms) -> list[Term]:
    terms = [Term("purposes", ", ".join(dict.fromkeys(map(str, purpose_categories(flow)))))]
    for arrival in network.binding(flow):
        value = _value(network, arrival, flow)
        if value:
            terms.append(Term(arrival.key[0], value, tuple(hop(network, step) for step in arrival.route)))
    return sorted(terms, key=lambda term: (_ORDER.index(term.name), term.value))


_ORDER = (
    "marking",
    "purposes",
    "retention",
    "onward",
    "restriction",
    "personal",
    "special",
    "criminal",
    "law-enforcement",
)


def _value(network: SharingNetwork, arrival: Arriving, flow: FlowTerms) -> str:
    """A term in words; empty for one that says nothing to the recipient."""
    name = arrival.key[0]
    if name == "retention":
        trigger = arrival.key[1]
        return f"{arrival.value} from {trigger}" if trigger else str(arrival.value)
    if name == "restriction":
        return f"{arrival.value.gateway} {arrival.value.provision}".strip()
    if name == "onward":
        return _onward(network, network.flows[arrival.value])
    return "yes" if arrival.value is True else str(arrival.value)


def _onward(network: SharingNetwork, flow: FlowTerms) -> str:
    terms: dict[str, Any] = flow.value["onward_sharing"]
    provider = body(network, flow.source).name
    if terms.get("allowed") is not True:
        return f"not allowed by {provider}"
    if not in_effect(terms, network.as_of):
        return f"not allowed by {provider} before {terms['date']}"
    named = [
        body(network, _id(network.estate.find("organisation", to), to)).name for to in terms.get("to", ())
    ]
    return f"allowed by {provider}" + (f" to {', '.join(named)} only" if named else "")


def _id(document: Document | None, reference: Any) -> str:
    return document.id if document is not None else str(reference)
