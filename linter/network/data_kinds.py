"""What kinds of data agreements and flows carry: personal data, special categories (UK GDPR Art 9), offences (Art 10)."""

from collections.abc import Iterator
from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.estate.estate import Estate

CRIMINAL = "criminal-offence"
"""Stands beside the special categories where kinds of data are counted."""
UNSPECIFIED = "unspecified"
"""Stands for the special categories of an agreement that says that there are some and not which."""

_IDENTIFIABLE = ("identifiable", "pseudonymised")
NOT_PERSONAL = ("anonymised", "aggregate")
"""Forms of data that identify nobody."""


def asset_of(estate: Estate, flow: dict[str, Any]) -> dict[str, Any]:
    """The asset that a flow takes data from; empty where none is described."""
    asset = estate.find("asset", flow.get("asset"))
    return asset.value if asset is not None and asset.sound else {}


def stated_kinds(agreement: Document) -> set[str]:
    """Kinds that an agreement states of all that it shares."""
    special = agreement.value.get("special_category", {})
    found = set(special.get("types", ()))
    if special.get("present") and not found:
        found.add(UNSPECIFIED)
    if agreement.value.get("criminal_offence", {}).get("present"):
        found.add(CRIMINAL)
    return found


def listed_kinds(agreement: Document) -> set[str]:
    """Kinds of the items that an agreement lists."""
    items = agreement.value.get("data_items", ())
    return {
        kind for item in items if item.get("identifiability") not in NOT_PERSONAL for kind in kinds_of(item)
    }


def carried_kinds(
    estate: Estate, agreement: Document, flow: dict[str, Any]
) -> Iterator[tuple[str, list[str]]]:
    """Kinds of data in a flow, each with the purposes that its item is limited to (none: not limited).

    What an asset says of itself counts where the flow takes all of it, or an item that nobody describes.
    """
    if flow.get("identifiability") in NOT_PERSONAL:
        return
    asset = asset_of(estate, flow)
    names = set(flow.get("items", ()))
    listed, own = agreement.value.get("data_items", ()), asset.get("items", ())
    if not names or (not own and names - {item.get("name") for item in listed}):
        yield from ((kind, []) for kind in kinds_of(asset))
    for item in _named((*listed, *own), names):
        if item.get("identifiability") not in NOT_PERSONAL:
            yield from ((kind, item.get("purposes", [])) for kind in kinds_of(item))


def says_personal(estate: Estate, flow: dict[str, Any]) -> bool | None:
    """Whether a flow, else its asset, says that it is personal data; None where neither does."""
    if flow.get("identifiability") in NOT_PERSONAL:
        return False
    if flow.get("identifiability") in _IDENTIFIABLE:
        return True
    said = flow.get("personal_data", asset_of(estate, flow).get("personal_data"))
    return said if isinstance(said, bool) else None


def identifies(item: dict[str, Any]) -> bool | None:
    """Whether an item identifies people; None where it does not say."""
    said = item.get("identifiability")
    return said in _IDENTIFIABLE if said else None


def nature_of(estate: Estate, agreement: Document, flow: dict[str, Any]) -> dict[str, bool]:
    """What a flow carries, from itself, the agreement and the asset: personal, special, criminal."""
    said = says_personal(estate, flow)
    if flow.get("identifiability") in NOT_PERSONAL:
        return {"personal": False, "special": False, "criminal": False}
    kinds = {kind for kind, _ in carried_kinds(estate, agreement, flow)} | stated_kinds(agreement)
    items = (*agreement.value.get("data_items", ()), *asset_of(estate, flow).get("items", ()))
    named = _named(items, set(flow.get("items", ())))
    return {
        "personal": bool(said or kinds or any(identifies(item) for item in named)),
        "special": bool(kinds - {CRIMINAL}),
        "criminal": CRIMINAL in kinds,
    }


def nature_of_asset(asset: dict[str, Any]) -> dict[str, bool]:
    """What an asset holds, from itself and its items: personal, special, criminal."""
    items = asset.get("items", ())
    about = [item for item in items if item.get("identifiability") not in NOT_PERSONAL]
    kinds = {kind for entry in (asset, *about) for kind in kinds_of(entry)}
    return {
        "personal": bool(asset.get("personal_data") is True or kinds or any(map(identifies, items))),
        "special": bool(kinds - {CRIMINAL}),
        "criminal": CRIMINAL in kinds,
    }


def _named(items: tuple[dict[str, Any], ...], names: set[str]) -> list[dict[str, Any]]:
    return [item for item in items if not names or item.get("name") in names]


def kinds_of(entry: dict[str, Any]) -> list[str]:
    """Kinds that an item, or an asset, says it is of."""
    return [*entry.get("special_category", ()), *([CRIMINAL] if entry.get("criminal_offence") else ())]
