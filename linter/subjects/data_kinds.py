"""What kinds of data an agreement shares: personal data, special categories (UK GDPR Art 9), offences (Art 10)."""

from collections.abc import Iterator
from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.subjects.purposes import purposes_by_id, purposes_of_party
from dsalint.linter.subjects.subject import World

CRIMINAL = "criminal-offence"
"""Stands beside the special categories where kinds of data are counted by purpose."""

_NOT_PERSONAL = ("anonymised", "aggregate")


def special_types(world: World, agreement: Document) -> list[str]:
    """Special categories (UK GDPR Art 9(1)) that the agreement, its items, or the items its flows take from assets hold."""
    value = agreement.value
    types = set(value.get("special_category", {}).get("types", ()))
    items = list(value.get("data_items", ()))
    for flow in value.get("flows", ()):
        asset = _asset(world, flow)
        if flow.get("identifiability") in _NOT_PERSONAL:
            continue
        names = set(flow.get("items", ()))
        if not names:
            types.update(asset.get("special_category", ()))
        items.extend(item for item in asset.get("items", ()) if not names or item.get("name") in names)
    for item in items:
        if item.get("identifiability") not in _NOT_PERSONAL:
            types.update(item.get("special_category", ()))
    return sorted(types)


def criminal(world: World, agreement: Document) -> bool:
    """Whether criminal-offence data (UK GDPR Art 10) is shared."""
    value = agreement.value
    if value.get("criminal_offence", {}).get("present"):
        return True
    items = list(value.get("data_items", ()))
    for flow in value.get("flows", ()):
        asset = _asset(world, flow)
        if asset.get("criminal_offence") and not asset.get("items"):
            return True
        items.extend(asset.get("items", ()))
    named = {name for flow in value.get("flows", ()) for name in flow.get("items", ())}
    return any(item.get("criminal_offence") and (not named or item.get("name") in named) for item in items)


def personal_data(world: World, agreement: Document) -> bool | None:
    """Whether personal data is shared; None when nothing in the record says."""
    value = agreement.value
    said: list[bool] = []
    for flow in value.get("flows", ()):
        asset = _asset(world, flow)
        if flow.get("identifiability") in _NOT_PERSONAL:
            said.append(False)
        elif flow.get("identifiability") in ("identifiable", "pseudonymised"):
            said.append(True)
        elif isinstance(flow.get("personal_data"), bool):
            said.append(flow["personal_data"])
        elif isinstance(asset.get("personal_data"), bool):
            said.append(asset["personal_data"])
    for item in value.get("data_items", ()):
        if item.get("identifiability"):
            said.append(item["identifiability"] in ("identifiable", "pseudonymised"))
    if special_types(world, agreement) or criminal(world, agreement):
        return True
    return any(said) if said else None


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
        for kind, only in _carried(world, agreement, flow):
            seen.add(kind)
            for name in flow.get("purposes") or everything:
                for body in (flow.get("from"), flow.get("to")) if not only or name in only else ():
                    found.setdefault(body, {}).setdefault(name, set()).add(kind)
    stated = {*special_types(world, agreement), *([CRIMINAL] if criminal(world, agreement) else ())}
    return {**found, None: {_ALL: stated - seen}}


def _carried(world: World, agreement: Document, flow: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Kinds of data in a flow, each with the purposes that its item is limited to (none: not limited)."""
    if flow.get("identifiability") in _NOT_PERSONAL:
        return
    asset = _asset(world, flow)
    names = set(flow.get("items", ()))
    if not names:
        whole = {**asset, "criminal_offence": asset.get("criminal_offence") and not asset.get("items")}
        yield from ((kind, []) for kind in _kinds(whole))
    for item in (*agreement.value.get("data_items", ()), *asset.get("items", ())):
        if (not names or item.get("name") in names) and item.get("identifiability") not in _NOT_PERSONAL:
            yield from ((kind, item.get("purposes", [])) for kind in _kinds(item))


def _kinds(entry: dict[str, Any]) -> list[str]:
    return [*entry.get("special_category", ()), *([CRIMINAL] if entry.get("criminal_offence") else ())]


def _asset(world: World, flow: dict[str, Any]) -> dict[str, Any]:
    """The asset that a flow takes data from; empty where none is described."""
    asset = world.estate.find("asset", flow.get("asset"))
    return asset.value if asset is not None and asset.sound else {}
