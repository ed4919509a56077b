"""Facts of a flow that other flows and the marking decide: audience, provenance, instruction, what it meets."""

from typing import Any

from dsalint.linter.network.flow_labels import Key
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.terms import declassified
from dsalint.linter.subjects.organisations import country, outside_government
from dsalint.linter.subjects.subject import World
from dsalint.linter.vocabulary.marking import Marking, caveat_text
from dsalint.linter.vocabulary.markings import MarkingError, parse_marking

_NATIONS = {"UK": {"GB"}, "FIVE": {"AU", "CA", "GB", "NZ", "US"}}
"""Countries that a word of a national caveat stands for, beside the codes of two letters."""


def flow_network_facts(world: World, flow: FlowTerms) -> dict[str, Any]:
    """Facts of one flow.

    * `audience_without_recipient`: the handling instruction of its marking that keeps it from its recipient, a body that is
      certainly outside; `caveat_without_recipient`: the national caveat that does. Absent where neither does.
    * `provenance_unknown`: whether the asset belongs to another body, and no flow brought it to the provider.
    * `held_for`: bodies on whose instruction alone the provider holds the data; empty where it holds it for itself too.
    * `identifiable_beside`: for pseudonymised data, flows that bring its recipient the same data with names.
    """
    return {
        **_audience(world, flow),
        "provenance_unknown": _provenance_unknown(world, flow),
        "held_for": _held_for(world, flow),
        "identifiable_beside": _identifiable_beside(world, flow),
    }


def _audience(world: World, flow: FlowTerms) -> dict[str, str]:
    try:
        marking = parse_marking(str(flow.value.get("marking", "")))
    except MarkingError:
        return {}
    recipient = world.estate.find("organisation", flow.target)
    found: dict[str, str] = {}
    if "HMG USE ONLY" in marking.handling and outside_government(recipient):
        found["audience_without_recipient"] = "HMG USE ONLY"
    place = country(recipient)
    caveat = _excluding(marking, place) if place else ""
    if caveat:
        found["caveat_without_recipient"] = caveat
    return found


def audience_before(world: World, flow: FlowTerms) -> tuple[dict[str, str], dict[str, tuple[FlowTerms, ...]]]:
    """What markings before a flow say of its recipient, where its own does not say so; and the ways by which they came.

    * `audience_without_recipient`, `caveat_without_recipient`: the marking under which the same asset reached the
      provider, and that keeps it from the recipient.

    Its provider may have it back; and what the creator has reclassified for this flow is not looked into.
    """
    if declassified(flow, world.as_of):
        return {}, {}
    own = _audience(world, flow)
    recipient = world.estate.find("organisation", flow.target)
    place = country(recipient)
    found: dict[str, str] = {}
    routes: dict[str, tuple[FlowTerms, ...]] = {}
    labels = world.network.audiences
    for carrier in world.network.carriers.of_flow[flow.number]:
        for key in sorted(labels.arriving(carrier)):
            name = _kept_from(key, flow, place, outside_government(recipient))
            if name and name not in own and name not in found:
                routes[name] = labels.route(carrier, key)
                found[name] = str(routes[name][0].value["marking"])
    return found, routes


def _kept_from(key: Key, flow: FlowTerms, place: str, outside: bool) -> str:
    """By which of the two facts a limit keeps a flow from its recipient; empty where it does not, or nobody can tell."""
    match key:
        case ("audience", "government", provider, flow.asset) if outside and provider != flow.target:
            return "audience_without_recipient"
        case ("nationality", provider, flow.asset, *nations) if provider != flow.target:
            known = all(len(nation) == 2 for nation in nations)
            return "caveat_without_recipient" if known and place and place not in nations else ""
    return ""


def _excluding(marking: Marking, place: str) -> str:
    """The first national caveat without a country; one with a word that is not known excludes nobody."""
    for nations in marking.caveats:
        countries = [_NATIONS.get(nation) or ({nation} if len(nation) == 2 else None) for nation in nations]
        if all(countries) and not any(place in known for known in countries if known):
            return caveat_text(nations)
    return ""


def _provenance_unknown(world: World, flow: FlowTerms) -> bool:
    asset = world.estate.find("asset", flow.asset)
    if asset is None or not asset.sound or not flow.live:
        return False
    owner = world.estate.find("organisation", asset.value.get("organisation"))
    return owner is not None and owner.id != flow.source and not world.network.direct(flow)


def _held_for(world: World, flow: FlowTerms) -> list[str]:
    direct = world.network.direct(flow)
    if not direct or not all(previous.value.get("instructs") is True for previous in direct):
        return []
    sources = {previous.source for previous in direct}
    if flow.target in sources:
        return []
    bodies = [world.estate.find("organisation", source) for source in sources]
    return sorted(body.title for body in bodies if body is not None)


_MOST_BESIDE = 50


def _identifiable_beside(world: World, flow: FlowTerms) -> list[str]:
    if flow.value.get("identifiability") != "pseudonymised" or not flow.live or not flow.asset:
        return []
    family = _family(world, flow.asset)
    found = [
        other.key
        for other in world.network.by_target.get(flow.target, ())
        if other.live
        and other is not flow
        and other.value.get("identifiability") == "identifiable"
        and not family.isdisjoint(_family(world, other.asset))
    ]
    return sorted(found)[:_MOST_BESIDE]


def _family(world: World, asset: str) -> frozenset[str]:
    """An asset and what it derives from directly."""
    document = world.estate.find("asset", asset)
    named = document.value.get("source", ()) if document is not None and document.sound else ()
    sources = (world.estate.find("asset", source) for source in named)
    return frozenset({asset, *(source.id for source in sources if source is not None)})
