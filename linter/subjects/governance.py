"""Facts about how an agreement is governed: its versions, what it replaces, which way data goes, who has to answer."""

from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.subjects.lifetimes import lifetime
from dsalint.linter.subjects.organisations import public_authority
from dsalint.linter.subjects.subject import World


def governance_facts(world: World, agreement: Document) -> dict[str, Any]:
    """Facts of one agreement.

    * `latest_version`: of its version history; absent where no entry has a version.
    * `replaced`: id of the agreement that it supersedes, where that one is still in operation.
    * `two_way`: whether two bodies disclose data to each other.
    * `public_authorities`: parties that are known to be one (DPA 2018 s.7).
    """
    facts: dict[str, Any] = {
        "two_way": _two_way(world, agreement),
        "public_authorities": sorted(
            str(party["organisation"])
            for party in agreement.value.get("parties", ())
            if public_authority(world.estate.find("organisation", party.get("organisation")))
        ),
    }
    versions = [entry for entry in agreement.value.get("version_history", ()) if entry.get("version")]
    if versions:
        latest = max(enumerate(versions), key=lambda numbered: (numbered[1].get("date", ""), numbered[0]))
        facts["latest_version"] = latest[1]["version"]
    replaced = world.estate.find("agreement", agreement.value.get("supersedes"))
    if replaced is not None and replaced.sound and lifetime(replaced, world.as_of)["in_operation"]:
        facts["replaced"] = replaced.id
    return facts


def _two_way(world: World, agreement: Document) -> bool:
    directions: set[tuple[str, str]] = set()
    for flow in agreement.value.get("flows", ()):
        if not flow.get("instructs"):
            ends = [world.estate.find("organisation", flow.get(end)) for end in ("from", "to")]
            names = [
                found.id if found is not None else str(flow.get(end))
                for found, end in zip(ends, ("from", "to"), strict=True)
            ]
            directions.add((names[0], names[1]))
    return any((target, source) in directions for source, target in directions if source != target)
