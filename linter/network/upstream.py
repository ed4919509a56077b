"""The `upstream` fact of a flow: what the flows before it bind it to. Absent when nothing precedes it.

| key | meaning |
| --- | --- |
| `marking` | the highest marking under which its data reached the provider, over any number of hops |
| `retention` | the shortest retention that any flow before it allows, counted from this flow's own trigger |
| `retention_known` | null where an upstream limit counts from another trigger and cannot be compared, else true |
| `purposes` | categories of the purposes for which the provider received the data (one hop: DPA 2018, UK GDPR Art 8A) |
| `onward_refused` | upstream flows whose agreement does not permit this flow's recipient |
| `onward_known` | null where a flow directly before it does not say whether data may be passed on, else true |
| `restrictions` | statutory restrictions that bind this disclosure and that no recorded exit lifts |
| `restrictions_known` | null where it cannot be decided whether another one binds or is lifted, else true |
| `lapsed` | the flows before it, when every one of them has ended; a one-off disclosure does not lapse |
| `law_enforcement`, `personal`, `special`, `criminal` | what the data is, whatever this flow says of it |
| `unrecorded_kinds` | kinds of data that a record before shows, of its items or of all that was shared, and its own does not |
| `hops` | flows before it on the longest of these routes |
| `mechanisms_foreseen` | whether every flow directly before it that brings personal data foresees this recipient or transfers to it |
"""

from functools import partial
from typing import Any, NamedTuple

from dsalint.linter.network.continuation import Before
from dsalint.linter.network.data_kinds import nature_of
from dsalint.linter.network.flow_labels import Key
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.network import Arriving, SharingNetwork, uncovered
from dsalint.linter.network.purposes import purpose_categories
from dsalint.linter.network.terms import at_least, in_effect, longer, permitted
from dsalint.linter.network.unrecorded import unrecorded_kinds
from dsalint.linter.vocabulary import dates
from dsalint.linter.vocabulary.reference import reference_list

Route = tuple[FlowTerms, ...]


class Upstream(NamedTuple):
    facts: dict[str, Any]
    routes: dict[str, Route]
    """For each fact, the flows that brought it, first hop first."""


def upstream_of(network: SharingNetwork, flow: FlowTerms) -> Upstream | None:
    """The upstream fact, or None when no flow precedes this one or it has ended."""
    if flow.ended:
        return None
    before = network.before(flow)
    direct = before.flows
    if not direct:
        return None
    arriving = network.arriving(flow)
    complete = network.all_known(flow)
    facts: dict[str, Any] = {
        "purposes": before.once("purposes", _purposes),
        "retention_known": True,
        "onward_refused": [],
        "onward_known": None if not complete or _open(before, flow) else True,
        "restrictions": [],
        "restrictions_known": True if complete else None,
    }
    routes: dict[str, Route] = {"purposes": tuple(direct[:1])}
    walked = 0
    for arrival in arriving:
        name = arrival.key[0]
        if name in ("marking", "retention"):
            continue
        if name == "onward":
            if walked < _MOST_HOPS:
                walked += _add_onward(facts, routes, network, flow, arrival, _MOST_HOPS - walked)
            else:
                facts["onward_known"] = None
        elif name == "restriction":
            _add_restriction(facts, routes, network, flow, arrival)
        else:
            facts[name.replace("-", "_")] = True
            routes[name.replace("-", "_")] = arrival.route
    _add_marking(facts, routes, flow, arriving)
    _add_retention(facts, routes, flow, arriving)
    unrecorded = unrecorded_kinds(network, flow)
    if unrecorded:
        facts["unrecorded_kinds"] = sorted({each.kind for each in unrecorded})
        routes["unrecorded_kinds"] = max(unrecorded, key=lambda each: each.certain).route(network)
    facts["hops"] = max(map(len, routes.values()))
    lapsed = before.once("lapsed", _lapsed)
    if lapsed:
        facts["lapsed"] = lapsed
        routes["lapsed"] = tuple(direct[:1])
    foreseeing = before.once("recipients that are foreseen", partial(_foreseeing, network))
    unforeseen = next((way for way, bodies in foreseeing if flow.target not in bodies), ())
    facts["mechanisms_foreseen"] = not unforeseen
    routes["mechanisms_foreseen"] = unforeseen or tuple(direct[:1])
    return Upstream(facts, routes)


def _describe(flow: FlowTerms) -> dict[str, Any]:
    return {
        "agreement": flow.agreement.id,
        "flow": flow.id,
        "from": flow.source,
        "frequency": flow.value.get("frequency", ""),
    }


def _lapsed(direct: list[FlowTerms]) -> list[dict[str, Any]]:
    """The flows before, where every one of them has ended and none was for once."""
    if all(previous.ended and previous.value.get("frequency") != "one-off" for previous in direct):
        return [_describe(previous) for previous in direct]
    return []


def _purposes(direct: list[FlowTerms]) -> list[str]:
    return sorted({purpose for flow in direct for purpose in purpose_categories(flow)})


def _add_marking(
    facts: dict[str, Any], routes: dict[str, Route], flow: FlowTerms, arriving: list[Arriving]
) -> None:
    """Of the highest levels of the two families of markings the one that the flow itself is judged worst by.

    Otherwise the one that covers the other, as O-S covers RESTRICTED; yet PROTECT is certainly below the latter only.
    """
    found = [arrival for arrival in arriving if arrival.key[0] == "marking"]
    if found:
        covering = [*uncovered(found), *found]
        worst = max(covering, key=partial(_marked_below, str(flow.value.get("marking", ""))))
        facts["marking"] = worst.value
        routes["marking"] = worst.route


def _marked_below(marking: str, least: Arriving) -> int:
    """2 where a marking is certainly lower than a level, 1 where that cannot be said, 0 where it is not."""
    enough = at_least(marking, least.value)
    return 1 if enough is None else 2 * (not enough)


def _add_retention(
    facts: dict[str, Any], routes: dict[str, Route], flow: FlowTerms, arriving: list[Arriving]
) -> None:
    """Of limits that cannot be compared with each other, the one that the flow itself is judged worst by."""
    own = flow.value.get("retention", {})
    limits = []
    for arrival in arriving:
        if arrival.key[0] == "retention":
            if arrival.key[1] == str(own.get("trigger", "")):
                limits.append(arrival)
            else:
                facts["retention_known"] = None
    if limits:
        worst = max(uncovered(limits), key=partial(_kept_beyond, own.get("period")))
        facts["retention"] = worst.value
        routes["retention"] = worst.route


def _kept_beyond(period: Any, limit: Arriving) -> int:
    """2 where a period is longer than a limit, 1 where that cannot be said, 0 where it is not."""
    if not dates.is_duration(period):
        return 0
    beyond = longer(str(period), limit.value)
    return 1 if beyond is None else 2 * beyond


def _open(before: Before, flow: FlowTerms) -> bool:
    """Whether a flow before leaves open whether this one may follow; instructions and returns need no leave."""
    silent = before.once("providers that say nothing of passing on", _silent)
    return not flow.value.get("instructs") and bool(silent - {flow.target})


def _silent(direct: list[FlowTerms]) -> frozenset[str]:
    return frozenset(previous.source for previous in direct if "onward_sharing" not in previous.value)


_MOST_HOPS = 4000
"""Hops of upstream terms that are looked at for one flow: far beyond any real route, and little work."""


def _add_onward(
    facts: dict[str, Any],
    routes: dict[str, Route],
    network: SharingNetwork,
    flow: FlowTerms,
    arrival: Arriving,
    most: int,
) -> int:
    """A term permits a recipient when it names it; of one that lets anybody follow nothing arrives.

    Going back to a party that already had the data is not onward sharing, so that the data has to have come by a way without
    it; instructing one's own processor is not disclosure either. Returns the hops that were looked at.
    """
    named = arrival.key[1:]
    if flow.value.get("instructs") or flow.target in named:
        return 0
    route = arrival.route
    looked_at = len(route)
    if flow.target in {hop.source for hop in route}:

        def states(before: FlowTerms) -> bool:
            said = before.value.get("onward_sharing")
            return said is not None and permitted(network.estate, said, network.as_of) == arrival.key

        another, looked_at = network.reach.way_without(flow.target, flow, states, most)
        if another is None:
            facts["onward_known"] = None
        if not another:
            return looked_at
        route = another
    sharing = route[0].value["onward_sharing"]
    facts["onward_refused"].append(
        {
            **_describe(route[0]),
            "allowed": sharing.get("allowed", False) and in_effect(sharing, network.as_of),
            "to": list(named),
        }
    )
    routes.setdefault("onward_refused", route)
    return looked_at


def _organisation(network: SharingNetwork, reference: Any) -> str:
    found = network.estate.find("organisation", reference)
    return found.id if found is not None else str(reference)


def _add_restriction(
    facts: dict[str, Any],
    routes: dict[str, Route],
    network: SharingNetwork,
    flow: FlowTerms,
    arrival: Arriving,
) -> None:
    restriction = arrival.value
    if flow.value.get("instructs") or flow.target == restriction.provider:
        return
    recorded = {
        consent.get("exit")
        for consent in flow.value.get("consents", ())
        if consent.get("restriction") in (restriction.id, restriction.gateway)
        and in_effect(consent, network.as_of)
    }
    if not recorded.isdisjoint(restriction.exits):
        return
    if restriction.conditional or not recorded.isdisjoint(restriction.exits_unverified):
        facts["restrictions_known"] = None
        return
    facts["restrictions"].append(
        {
            "id": restriction.id,
            "provision": restriction.provision,
            "gateway": restriction.gateway,
            "provider": restriction.provider,
            "provider_name": _name_of(network, restriction.provider),
            "source": (reference_list("gateways").get(restriction.gateway) or {}).get("source", ""),
            "locator": restriction.provision,
            "exits": list(restriction.exits),
        }
    )
    routes.setdefault("restrictions", arrival.route)


def _foreseeing(network: SharingNetwork, direct: list[FlowTerms]) -> list[tuple[Route, frozenset[str]]]:
    """Of these flows those that bring personal data, each with the way of it, and with the recipients that it foresees.

    It foresees whom it lets have the data next, and to whom its agreement has a transfer out of the United Kingdom.
    """
    found: list[tuple[Route, frozenset[str]]] = []
    for previous in direct:
        way = _personal_by(network, previous)
        if way:
            named = previous.value.get("onward_sharing", {}).get("to") or ()
            transfers = previous.agreement.value.get("transfers", ())
            bodies = (*named, *(transfer.get("to") for transfer in transfers))
            found.append((way, frozenset(_organisation(network, body) for body in bodies)))
    return found


def _personal_by(network: SharingNetwork, flow: FlowTerms) -> Route:
    """The flows by which personal data came that a flow passes on; empty where it passes on none."""
    if nature_of(network.estate, flow.agreement, flow.value)["personal"]:
        return (flow,)
    for carrier in network.carriers.of_flow[flow.number]:
        if _PERSONAL in network.labels.arriving(carrier):
            return (*network.labels.route(carrier, _PERSONAL), flow)
    return ()


_PERSONAL: Key = ("personal",)


def _name_of(network: SharingNetwork, organisation: str) -> str:
    found = network.estate.find("organisation", organisation)
    return found.title if found is not None else organisation
