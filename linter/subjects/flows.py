"""Flow subjects: one flow with its agreement, both organisations, its asset, its transfer and what is upstream of it."""

from collections import deque
from collections.abc import Iterator
from typing import Any

from dsalint.linter.network.data_kinds import nature_of
from dsalint.linter.network.flows import FlowTerms, party_entry
from dsalint.linter.network.purposes import purpose_categories
from dsalint.linter.network.terms import gateways_of, regimes
from dsalint.linter.network.upstream import upstream_of
from dsalint.linter.subjects.agreements import organisations_of
from dsalint.linter.subjects.flow_conditions import condition_facts
from dsalint.linter.subjects.flow_network import audience_before, flow_network_facts
from dsalint.linter.subjects.flow_record import record_facts
from dsalint.linter.subjects.organisations import competent_authority, public_authority
from dsalint.linter.subjects.purposes import purposes_by_id, sorted_by_law_enforcement
from dsalint.linter.subjects.schedules import schedule_entry
from dsalint.linter.subjects.subject import Origin, Subject, World, agreement_date

_MOST_FLOWS_BACK = 500


def flow_subjects(world: World) -> Iterator[Subject]:
    for flow in world.network.flows:
        yield _subject(world, flow)


def _subject(world: World, flow: FlowTerms) -> Subject:
    agreement = flow.agreement
    date = agreement_date(agreement, world.as_of)
    value: dict[str, Any] = dict(flow.value)
    origins = {"agreement": Origin(agreement, ())}
    for key, kind in (("from", "organisation"), ("to", "organisation"), ("asset", "asset")):
        document = world.estate.find(kind, flow.value.get(key))
        value.pop(key, None)
        if document is not None and document.sound:
            value[key] = document.value
            origins[key] = Origin(document, ())
    for name, reference in (("provider", flow.value.get("from")), ("recipient", flow.value.get("to"))):
        entry = party_entry(agreement, reference)
        if entry is not None:
            value[name] = entry[0]
            origins[name] = Origin(agreement, entry[1])
    transfer = _transfer(flow)
    value.pop("transfer", None)
    if transfer is not None:
        value["transfer"] = transfer[0]
        origins["transfer"] = Origin(agreement, ("transfers", transfer[1]))
    way_back = _way_back(world, flow)
    facts = _facts(world, flow, way_back)
    value |= {"agreement": agreement.value, "facts": facts, "as_of": world.as_of, "date": date}
    routes: dict[str, tuple[FlowTerms, ...]] = {"/facts/returns_to_origin": way_back} if way_back else {}
    upstream = upstream_of(world.network, flow)
    if upstream is not None:
        before, ways = audience_before(world, flow)
        value["upstream"] = upstream.facts | before
        routes |= {f"/upstream/{name}": route for name, route in (upstream.routes | ways).items()}
    return Subject(
        "flow",
        f"flow {flow.id} in agreement {agreement.id}",
        agreement,
        flow.path,
        value,
        date=date,
        origins=origins,
        routes=routes,
        organisations=organisations_of(world, agreement),
    )


def _transfer(flow: FlowTerms) -> tuple[dict[str, Any], int] | None:
    """The transfer that a flow names, else the agreement's transfer to its recipient."""
    entries = flow.agreement.value.get("transfers", ())
    wanted = flow.value.get("transfer")
    for index, entry in enumerate(entries):
        if wanted is not None and entry.get("id") == wanted:
            return entry, index
    if wanted is None:
        for index, entry in enumerate(entries):
            if entry.get("to") is not None and entry.get("to") == flow.value.get("to"):
                return entry, index
    return None


def _facts(world: World, flow: FlowTerms, way_back: tuple[FlowTerms, ...]) -> dict[str, Any]:
    categories = sorted(purpose_categories(flow))
    facts: dict[str, Any] = {
        "live": flow.live,
        "ended": flow.ended,
        **nature_of(world.estate, flow.agreement, flow.value),
        "purpose_categories": categories,
        "gateways": gateways_of(flow),
        "provider_regimes": sorted(regimes(flow, flow.value.get("from"))),
        "recipient_regimes": sorted(regimes(flow, flow.value.get("to"))),
        **_other_purposes(flow),
        "clearance": flow.value.get("clearance") or flow.agreement.value.get("security", {}).get("clearance"),
        "returns_to_origin": bool(way_back),
        **_key_holder(world, flow),
        "unused_items": _unused_items(flow),
        "schedule_period": _schedule_period(world, flow),
        **flow_network_facts(world, flow),
        **condition_facts(world, flow),
        **record_facts(world, flow),
    }
    for side, reference in (("provider", flow.value.get("from")), ("recipient", flow.value.get("to"))):
        organisation = world.estate.find("organisation", reference)
        entry = party_entry(flow.agreement, reference)
        facts[f"{side}_name"] = organisation.title if organisation is not None else str(reference)
        for name, decided in (
            ("public_authority", public_authority(organisation)),
            ("competent_authority", competent_authority(organisation, entry[0] if entry else {})),
        ):
            if decided is not None:
                facts[f"{side}_{name}"] = decided
    return facts


def _other_purposes(flow: FlowTerms) -> dict[str, Any]:
    """Purposes of the flow outside law enforcement (DPA 2018 s.31), and those of them that no law authorises.

    * `other_purposes`: ids of purposes that are not law enforcement.
    * `other_purposes_without_law`: those among them without `authorised_by_law` (s.36(4)).
    * `purposes_known`: null where a purpose without such a law may or may not be law enforcement, else true.
    """
    by_id = purposes_by_id(flow.agreement)
    purposes = flow.value.get("purposes") or list(by_id)
    authorised = [name for name in purposes if by_id.get(name, {}).get("authorised_by_law")]
    unauthorised = [name for name in purposes if name not in authorised]
    sorted_out = sorted_by_law_enforcement(flow.agreement, unauthorised)
    return {
        "other_purposes": sorted_by_law_enforcement(flow.agreement, purposes)["other_purposes"],
        "other_purposes_without_law": sorted_out["other_purposes"],
        "purposes_known": sorted_out["purposes_known"],
    }


def _key_holder(world: World, flow: FlowTerms) -> dict[str, bool]:
    """`recipient_holds_key`: whether the key of pseudonymised data is with its recipient; absent where nothing says."""
    holder = flow.value.get("key_holder")
    if not holder:
        return {}
    found = world.estate.find("organisation", holder)
    return {"recipient_holds_key": (found.id if found is not None else str(holder)) == flow.target}


def _unused_items(flow: FlowTerms) -> list[str]:
    """Items of the flow that the agreement shares for other purposes only."""
    purposes = set(flow.value.get("purposes") or purposes_by_id(flow.agreement))
    meant = {item.get("name"): item.get("purposes") for item in flow.agreement.value.get("data_items", ())}
    return [
        name for name in flow.value.get("items", ()) if meant.get(name) and purposes.isdisjoint(meant[name])
    ]


def _schedule_period(world: World, flow: FlowTerms) -> str | None:
    """The period of the schedule entry that the flow names; None where there is none from the same event."""
    own = flow.value.get("retention", {})
    retention = schedule_entry(world, own.get("schedule")).get("retention", {})
    return retention.get("period") if retention.get("trigger") == own.get("trigger") else None


def _way_back(world: World, flow: FlowTerms) -> tuple[FlowTerms, ...]:
    """The flows by which the same asset came from the body that it goes back to; empty where it goes on.

    Of the flows of a circle the one that began last closes it, and only that one returns. The search ends after
    `_MOST_FLOWS_BACK` flows, so that an estate made to be slow is not.
    """
    began = _began(flow)
    onward: dict[int, FlowTerms] = {}
    pending = deque([flow])
    while pending and len(onward) < _MOST_FLOWS_BACK:
        following = pending.popleft()
        for previous in world.network.direct(following):
            if previous.asset != flow.asset or previous.number in onward or _began(previous) > began:
                continue
            onward[previous.number] = following
            if previous.source == flow.target:
                return _onward(previous, flow, onward)
            pending.append(previous)
    return ()


def _onward(first: FlowTerms, last: FlowTerms, onward: dict[int, FlowTerms]) -> tuple[FlowTerms, ...]:
    """The flows from one to the one before another."""
    way = [first]
    while (following := onward[way[-1].number]) is not last:
        way.append(following)
    return tuple(way)


def _began(flow: FlowTerms) -> tuple[str, int]:
    return flow.start, flow.number
