"""What kinds of data an agreement shares, as a whole and by party and purpose."""

from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.network.data_kinds import (
    CRIMINAL,
    carried_kinds,
    identifies,
    listed_kinds,
    says_personal,
    stated_kinds,
)
from dsalint.linter.subjects.purposes import purposes_by_id, purposes_of_party
from dsalint.linter.subjects.subject import World


def special_types(world: World, agreement: Document) -> list[str]:
    """Special categories (UK GDPR Art 9(1)) that the agreement, its items, or what its flows take from assets hold."""
    return sorted(_shared_kinds(world, agreement) - {CRIMINAL})


def criminal(world: World, agreement: Document) -> bool:
    """Whether criminal-offence data (UK GDPR Art 10) is shared."""
    return CRIMINAL in _shared_kinds(world, agreement)


def personal_data(world: World, agreement: Document) -> bool | None:
    """Whether personal data is shared; None when nothing in the record says."""
    if _shared_kinds(world, agreement):
        return True
    said = [
        *(says_personal(world.estate, flow) for flow in agreement.value.get("flows", ())),
        *(identifies(item) for item in agreement.value.get("data_items", ())),
    ]
    known = [one for one in said if one is not None]
    return any(known) if known else None


def _shared_kinds(world: World, agreement: Document) -> set[str]:
    def make() -> set[str]:
        carried = {
            kind
            for flow in agreement.value.get("flows", ())
            for kind, _ in carried_kinds(world.estate, agreement, flow)
        }
        return carried | stated_kinds(agreement) | listed_kinds(agreement)

    return world.once(agreement, "kinds of data", make)


def kinds_by_purpose(world: World, agreement: Document, party: dict[str, Any]) -> dict[str, set[str]]:
    """By purpose of a party: the special categories, and `criminal-offence`, of the data that it handles for it.

    A kind that the agreement states and no flow is seen to carry counts for every purpose of every party: the record
    says that it is shared and does not say where. Not to be changed.
    """
    by_party = world.once(agreement, "kinds by party", lambda: _kinds_by_party(world, agreement))
    everywhere, carried = by_party[None], by_party.get(party.get("organisation"), {})
    wanted = dict.fromkeys([*purposes_of_party(world, agreement, party), *carried])
    return {name: carried.get(name, set()) | everywhere[_ALL] for name in wanted}


_ALL = "*"


def _kinds_by_party(world: World, agreement: Document) -> dict[Any, dict[str, set[str]]]:
    """By body and purpose, the kinds of data in its flows; under None and `*` what no flow is seen to carry."""
    found: dict[Any, dict[str, set[str]]] = {}
    seen: set[str] = set()
    everything = list(purposes_by_id(agreement))
    for flow in agreement.value.get("flows", ()):
        for kind, only in carried_kinds(world.estate, agreement, flow):
            seen.add(kind)
            for name in flow.get("purposes") or everything:
                for body in (flow.get("from"), flow.get("to")) if not only or name in only else ():
                    found.setdefault(body, {}).setdefault(name, set()).add(kind)
    return {**found, None: {_ALL: _shared_kinds(world, agreement) - seen}}
