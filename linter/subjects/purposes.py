"""Purposes of an agreement: who takes part for which, their categories, and whether they are law enforcement."""

from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.subjects.subject import World
from dsalint.linter.vocabulary.reference import reference_list

UNNAMED = "the purpose of the agreement"
"""Stands for the purpose of an agreement that lists none: whoever takes part does so for something."""


def purposes_by_id(agreement: Document) -> dict[str, dict[str, Any]]:
    """The purposes of an agreement; one without an id goes by its place, and there is always at least one."""

    def make() -> dict[str, dict[str, Any]]:
        entries = agreement.value.get("purposes", ())
        named = {str(entry.get("id") or f"purpose {n}"): entry for n, entry in enumerate(entries, 1)}
        return named or {UNNAMED: {}}

    return agreement.once("purposes by id", make)


def flows_of_party(world: World, agreement: Document, party: dict[str, Any]) -> list[dict[str, Any]]:
    """Flows that a party sends or receives, in their order."""

    def make() -> dict[Any, list[dict[str, Any]]]:
        found: dict[Any, list[dict[str, Any]]] = {}
        for flow in agreement.value.get("flows", ()):
            for body in dict.fromkeys((flow.get("from"), flow.get("to"))):
                found.setdefault(body, []).append(flow)
        return found

    return world.once(agreement, "flows by party", make).get(party.get("organisation"), [])


def party_of(world: World, agreement: Document, reference: Any) -> dict[str, Any]:
    """The entry of a body among the parties, by the reference as written; empty where it is none."""

    def make() -> dict[Any, dict[str, Any]]:
        parties = agreement.value.get("parties", ())
        return {party.get("organisation"): party for party in reversed(parties)}

    return world.once(agreement, "parties by organisation", make).get(reference, {})


def uses(flow: dict[str, Any], transfer: dict[str, Any]) -> bool:
    """Whether a flow goes by a transfer of its agreement: the one it names, else the one to its recipient."""
    named = flow.get("transfer")
    return bool(named == transfer.get("id") if named else flow.get("to") == transfer.get("to"))


def purposes_of_party(world: World, agreement: Document, party: dict[str, Any]) -> list[str]:
    """Ids of the purposes for which a party takes part: those of its flows, else all of the agreement's."""
    everything = list(purposes_by_id(agreement))
    own: list[str] = []
    for flow in flows_of_party(world, agreement, party):
        own.extend(flow.get("purposes") or everything)
    return list(dict.fromkeys(own)) or everything


def named_purposes(entry: dict[str, Any]) -> list[str]:
    """Ids of the purposes that a lawful basis or a power names; none when it names none."""
    return [*entry.get("purposes", ()), *([entry["purpose"]] if entry.get("purpose") else ())]


def covered_purposes(agreement: Document, entry: dict[str, Any]) -> list[str]:
    """Ids of the purposes that a lawful basis or a power speaks about; all of them when it names none."""
    return named_purposes(entry) or list(purposes_by_id(agreement))


def categories(agreement: Document, purposes: list[str]) -> list[str]:
    """Categories of purposes; a purpose without one is left out."""
    by_id = purposes_by_id(agreement)
    return sorted({str(by_id[name]["category"]) for name in purposes if by_id.get(name, {}).get("category")})


def law_enforcement(purpose: dict[str, Any]) -> bool | None:
    """Whether a purpose is one of law enforcement (DPA 2018 s.31); None when nothing decides.

    The category decides where it can: immigration control is no law-enforcement purpose whatever the author says.
    Where a category depends on the case (fraud may be investigated as a crime or as a debt) the author's word does.
    """
    category = reference_list("purpose-categories").get(str(purpose.get("category", ""))) or {}
    by_category = {"yes": True, "no": False}.get(str(category.get("law_enforcement")))
    own = purpose.get("law_enforcement")
    return own if by_category is None and isinstance(own, bool) else by_category


def sorted_by_law_enforcement(agreement: Document, purposes: list[str]) -> dict[str, Any]:
    """Purposes by whether they are law enforcement.

    * `law_enforcement_purposes`, `other_purposes`: ids of those that are and that are not.
    * `purposes_known`: null where one of them may or may not be law enforcement, else true.
    """
    by_id = purposes_by_id(agreement)
    kinds = {name: law_enforcement(by_id.get(name, {})) for name in purposes}
    return {
        "law_enforcement_purposes": [name for name, kind in kinds.items() if kind is True],
        "other_purposes": [name for name, kind in kinds.items() if kind is False],
        "purposes_known": None if None in kinds.values() else True,
    }
