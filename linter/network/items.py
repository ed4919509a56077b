"""What the record says of one item of a flow: its kinds of data, how far it identifies people, what it is needed for."""

from collections.abc import Iterable
from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.estate.estate import Estate
from dsalint.linter.network.data_kinds import (
    CRIMINAL,
    NOT_PERSONAL,
    UNSPECIFIED,
    carried_kinds,
    kinds_of,
    listed_kinds,
    stated_kinds,
)
from dsalint.linter.network.flows import WHOLE, FlowTerms

FORMS = ("aggregate", "anonymised", "pseudonymised", "identifiable")
"""How far data identifies people, the best protected form first."""


class ItemKinds:
    """Special categories of the items of flows, and `criminal-offence`; none of data that identifies nobody."""

    __slots__ = ("_estate", "_unplaced")

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._unplaced: dict[Document, frozenset[str]] = {}

    def described(self, flow: FlowTerms, item: str) -> set[tuple[str, str]]:
        """Names of items and kinds, as the agreement or the asset describes them: those of one item, or of the whole."""
        if flow.value.get("identifiability") in NOT_PERSONAL:
            return set()
        return {
            (str(entry.get("name")), kind)
            for entry in self._entries(flow, item)
            if entry.get("identifiability") not in NOT_PERSONAL
            for kind in kinds_of(entry)
        }

    def undescribed(self, flow: FlowTerms, item: str) -> frozenset[str]:
        """Kinds that an item may be of, because nothing says which items are.

        What an asset says of itself counts for the whole of it, and for an item that nobody describes. What an agreement
        states and none of its flows or items is seen to carry counts for each of its items.
        """
        if flow.value.get("identifiability") in NOT_PERSONAL:
            return frozenset()
        found = self._stated_of_all(flow.agreement)
        asset = _asset(self._estate, flow)
        if asset is None or (item != WHOLE and (asset.value.get("items") or self.describes(flow, item))):
            return found
        return found | set(kinds_of(asset.value))

    def describes(self, flow: FlowTerms, item: str) -> bool:
        """Whether the agreement of a flow, or its asset, describes an item."""
        return bool(self._entries(flow, item))

    def _entries(self, flow: FlowTerms, item: str) -> list[dict[str, Any]]:
        asset = _asset(self._estate, flow)
        own = _entries(_by_name(asset, "items"), item) if asset is not None else ()
        return [*_entries(_by_name(flow.agreement, "data_items"), item), *own]

    def _stated_of_all(self, agreement: Document) -> frozenset[str]:
        """Kinds that an agreement states of all that it shares, where nothing is seen to carry them."""
        if agreement not in self._unplaced:
            seen = listed_kinds(agreement)
            for flow in agreement.value.get("flows", ()):
                seen |= {kind for kind, _ in carried_kinds(self._estate, agreement, flow)}
            stated = stated_kinds(agreement) - seen
            explained = {UNSPECIFIED} if seen - {CRIMINAL} else set()
            self._unplaced[agreement] = frozenset(stated - explained)
        return self._unplaced[agreement]


def form_of_item(flow: FlowTerms, item: str) -> str:
    """The form in which a flow passes an item on, as it or its agreement states it: the least protected; empty where unsaid."""
    stated = flow.value.get("identifiability")
    if stated:
        return str(stated)
    entries = _entries(_by_name(flow.agreement, "data_items"), item)
    forms = [entry["identifiability"] for entry in entries if "identifiability" in entry]
    return max(forms, key=FORMS.index, default="")


def purposes_of_item(flow: FlowTerms, item: str) -> list[str]:
    """Ids of the purposes of a flow that an item is passed on for: those that its agreement needs the item for."""
    purposes = flow.value.get("purposes") or [
        entry.get("id") for entry in flow.agreement.value.get("purposes", ())
    ]
    entries = _entries(_by_name(flow.agreement, "data_items"), item)
    if item == WHOLE or not entries or not all(entry.get("purposes") for entry in entries):
        return list(purposes)
    needed = {name for entry in entries for name in entry["purposes"]}
    return [name for name in purposes if name in needed]


def _asset(estate: Estate, flow: FlowTerms) -> Document | None:
    asset = estate.find("asset", flow.value.get("asset"))
    return asset if asset is not None and asset.sound else None


def _by_name(document: Document, field: str) -> dict[Any, list[dict[str, Any]]]:
    """The entries that describe items, by name."""

    def make() -> dict[Any, list[dict[str, Any]]]:
        found: dict[Any, list[dict[str, Any]]] = {}
        for entry in document.value.get(field, ()):
            found.setdefault(entry.get("name"), []).append(entry)
        return found

    return document.once(f"{field} by name", make)


def _entries(by_name: dict[Any, list[dict[str, Any]]], item: str) -> Iterable[dict[str, Any]]:
    if item == WHOLE:
        return [entry for entries in by_name.values() for entry in entries]
    return by_name.get(item, ())
