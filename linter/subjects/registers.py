"""Facts about entries of registers: assets, the bodies that hold them, and the policies that bind both."""

from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.subjects.agreements import agreement_facts
from dsalint.linter.subjects.organisations import public_authority
from dsalint.linter.subjects.subject import World
from dsalint.linter.vocabulary.reference import reference_list

_STARS = {
    **dict.fromkeys(("pdf", "doc", "docx", "odt", "html", "jpg", "jpeg", "png", "tiff", "gif", "txt"), 1),
    **dict.fromkeys(("xls", "xlsx"), 2),
    **dict.fromkeys(("csv", "json", "xml", "ods", "geojson"), 3),
    **dict.fromkeys(("rdf", "ttl", "n-triples", "json-ld"), 5),
}
"""The most stars of the five-star scheme that a format allows; four and five depend on links, which it does not show."""

_STAGES = ("create", "store", "use", "share", "archive", "dispose")
_MOST_PARENTS = 100


def asset_register_facts(
    world: World, asset: Document, received: list[FlowTerms], twin: str | None
) -> dict[str, Any]:
    """Facts of one asset; `received` are the live flows that carry it, `twin` its double.

    * `unlisted_recipients`: bodies that receive it from its holder and are missing in `shared_with`; of a recipient
      further on the holder cannot know.
    * `listed_in_vain`: bodies in `shared_with` that receive nothing.
    * `twin`: an earlier asset of the same organisation with the same title.
    * `possible_stars`: the most that its formats and its licence allow; null where a format is not known.
    * `stars_earned`: whether it claims no more; absent where it claims none, or a format is not known.
    * `system_marking`, `system_title`: what the system that holds it is approved for.
    * `public_authority`: of the body that holds it.
    """
    holder = _organisation(world, asset.value.get("organisation"))
    listed = {_organisation(world, name) for name in asset.value.get("shared_with", ())}
    facts: dict[str, Any] = {
        "unlisted_recipients": sorted({flow.target for flow in received if flow.source == holder} - listed),
        "listed_in_vain": sorted(listed - {flow.target for flow in received}),
        "possible_stars": _possible_stars(asset.value),
    }
    claimed = asset.value.get("openness", {}).get("stars")
    if claimed is not None and facts["possible_stars"] is not None:
        facts["stars_earned"] = claimed <= facts["possible_stars"]
    if twin is not None:
        facts["twin"] = twin
    system = world.estate.find("system", asset.value.get("system"))
    if system is not None and system.sound:
        facts["system_title"] = system.title
        if system.value.get("marking"):
            facts["system_marking"] = system.value["marking"]
    decided = public_authority(world.estate.find("organisation", asset.value.get("organisation")))
    if decided is not None:
        facts["public_authority"] = decided
    return facts


def _organisation(world: World, name: Any) -> str:
    found = world.estate.find("organisation", name)
    return found.id if found is not None else str(name)


def _possible_stars(asset: dict[str, Any]) -> int | None:
    if not asset.get("openness", {}).get("licence"):
        return 0
    formats = [_STARS.get(str(name).lower().lstrip(".")) for name in asset.get("format", ())]
    known = [stars for stars in formats if stars is not None]
    return max(known) if known and len(known) == len(formats) else None


def twins(world: World) -> dict[str, str]:
    """By id of an asset: the earlier asset of the same organisation that has the same title."""
    first: dict[tuple[str, str], str] = {}
    found: dict[str, str] = {}
    for asset in world.estate.of_kind("asset"):
        title, holder = asset.value.get("title"), asset.value.get("organisation")
        if asset.sound and title and holder:
            earlier = first.setdefault((_organisation(world, holder), str(title).casefold()), asset.id)
            if earlier != asset.id:
                found[asset.id] = earlier
    return found


def controllers(world: World) -> dict[str, list[str]]:
    """By id of a body: ids of the agreements in operation in which it is a controller of personal data."""
    found: dict[str, list[str]] = {}
    for agreement in world.estate.of_kind("agreement"):
        if not agreement.sound:
            continue
        facts = agreement_facts(world, agreement)
        if facts["in_operation"] and facts.get("personal_data") is True:
            for party in agreement.value.get("parties", ()):
                if party.get("role") in ("controller", "joint-controller"):
                    found.setdefault(_organisation(world, party.get("organisation")), []).append(agreement.id)
    return found


def stages_covered(world: World) -> dict[str, set[str]]:
    """By id of a policy without a parent: stages of the life of information that it or a policy below it covers."""
    covered: dict[str, set[str]] = {}
    for policy in world.estate.of_kind("policy"):
        if policy.sound:
            top = [policy, *_parents(world, policy)][-1]
            covered.setdefault(top.id, set()).update(policy.value.get("lifecycle_stages", ()))
    return covered


def policy_register_facts(world: World, policy: Document, covered: set[str]) -> dict[str, Any]:
    """Facts of one policy.

    * `circle`: ids of policies each of which has the next as its parent, back to this one; empty where there is none.
    * `replaced_sources`: what it refers to and is no longer in force, with what stands in its place at the as-of date.
    * `binds_somebody`: it applies to an organisation that the estate describes.
    * `stages_without_policy`: of a policy without a parent: stages of the life of information that neither it nor a
      policy below it covers. Absent where none of them names a stage.
    """
    facts: dict[str, Any] = {
        "circle": _circle(world, policy),
        "replaced_sources": _replaced(world, policy),
        "binds_somebody": _binds_somebody(world, policy),
    }
    if covered and not policy.value.get("parent"):
        facts["stages_without_policy"] = [stage for stage in _STAGES if stage not in covered]
    return facts


def _binds_somebody(world: World, policy: Document) -> bool:
    """Whether anything of its scope is there; what belongs to a body it binds is bound as well, and adds no first one."""
    scope = policy.value.get("applies_to", {})
    types, sectors = world.across("types and sectors", lambda: _types_and_sectors(world))
    return (
        scope.get("everything") is True
        or any(world.estate.find("organisation", name) for name in scope.get("organisations", ()))
        or not types.isdisjoint(scope.get("organisation_types", ()))
        or not sectors.isdisjoint(scope.get("sectors", ()))
    )


def _types_and_sectors(world: World) -> tuple[set[str], set[str]]:
    values = [document.value for document in world.estate.of_kind("organisation") if document.sound]
    types, sectors = ({str(value[key]) for value in values if key in value} for key in ("type", "sector"))
    return types, sectors


def _replaced(world: World, policy: Document) -> list[str]:
    sources = reference_list("sources")
    found: list[str] = []
    for name in policy.value.get("refers_to", ()):
        entry = sources.get(str(name))
        if entry is not None and sources.in_force(str(name), world.as_of) is False and entry.get("until"):
            later = sources.get(str(entry.get("superseded_by", "")))
            while later is not None and sources.in_force(later["id"], world.as_of) is False:
                later = sources.get(str(later.get("superseded_by", "")))
            found.append(f"{entry['short']}, replaced by {later['short']}" if later else str(entry["short"]))
    return found


def _parents(world: World, policy: Document) -> list[Document]:
    """A policy's parents, nearest first; ends where they come round."""
    found: list[Document] = []
    current = world.estate.find("policy", policy.value.get("parent"))
    while current is not None and current.sound and current not in found and len(found) < _MOST_PARENTS:
        found.append(current)
        current = world.estate.find("policy", current.value.get("parent"))
    return found


def _circle(world: World, policy: Document) -> list[str]:
    parents = _parents(world, policy)
    return [one.id for one in parents[: parents.index(policy) + 1]] if policy in parents else []
