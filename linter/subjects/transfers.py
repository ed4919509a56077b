"""Facts about transfers out of the United Kingdom: where to, under which regime, and what the law of the day says of it."""

from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.subjects.lifetimes import lifetime
from dsalint.linter.subjects.organisations import country
from dsalint.linter.subjects.subject import World
from dsalint.linter.vocabulary.reference import reference_list

_ADEQUACY_LISTS = {"adequacy": "adequacy", "part-3-adequacy": "adequacy-part-3"}
"""By mechanism: the list of places that the United Kingdom has approved."""


def transfer_facts(world: World, agreement: Document, transfer: dict[str, Any]) -> dict[str, Any]:
    """Facts of one transfer.

    * `country`: where the data goes, from the transfer or its recipient; absent where neither says.
    * `frequencies`, `regimes`: of the flows that use the transfer, and of the parties that send them.
    * `signed`, `edition`: of its instrument; null where the record does not say. The agreement's signature counts
      where the instrument has no date of its own.
    * `adequate`: whether the place was approved on the transfer's last day; only for a transfer by adequacy.
    * `condition`: for a place approved in part, the flag of the transfer that brings it within, its text, and whether
      the transfer says so (`met`).
    """
    facts: dict[str, Any] = {
        "signed": transfer.get("signed") or agreement.value.get("dates", {}).get("signed"),
        "edition": transfer.get("edition"),
    }
    place = transfer_country(world, transfer)
    if place:
        facts["country"] = place
    flows = [flow for flow in agreement.value.get("flows", ()) if _uses(flow, transfer)]
    senders = {flow.get("from") for flow in flows}
    facts["frequencies"] = sorted({flow["frequency"] for flow in flows if flow.get("frequency")})
    facts["regimes"] = sorted(
        {
            basis["regime"]
            for party in agreement.value.get("parties", ())
            if party.get("organisation") in senders
            for basis in party.get("lawful_basis", ())
            if basis.get("regime")
        }
    )
    day = lifetime(agreement, world.as_of).get("last_day")
    if place and day and transfer.get("mechanism") in _ADEQUACY_LISTS:
        facts |= _adequacy(transfer, place, day)
    return facts


def transfer_country(world: World, transfer: dict[str, Any]) -> str:
    """The country of a transfer, its own or that of its recipient; empty when neither says."""
    own = transfer.get("country")
    return str(own) if own else country(world.estate.find("organisation", transfer.get("to")))


def transfer_countries(world: World, agreement: Document) -> list[str]:
    """Countries to which the agreement has a transfer with a mechanism."""
    entries = [entry for entry in agreement.value.get("transfers", ()) if entry.get("mechanism")]
    return sorted({place for entry in entries if (place := transfer_country(world, entry))})


def _uses(flow: dict[str, Any], transfer: dict[str, Any]) -> bool:
    named = flow.get("transfer")
    return bool(named == transfer.get("id") if named else flow.get("to") == transfer.get("to"))


def _adequacy(transfer: dict[str, Any], place: str, day: str) -> dict[str, Any]:
    approved = reference_list(_ADEQUACY_LISTS[transfer["mechanism"]])
    entry = approved.get(place)
    facts: dict[str, Any] = {"adequate": False if entry is None else approved.in_force(place, day)}
    if entry is not None and facts["adequate"] and "condition" in entry:
        facts["condition"] = {
            "flag": entry["condition"],
            "text": entry["condition_text"],
            "met": transfer.get(entry["condition"]) is True,
        }
    return facts
