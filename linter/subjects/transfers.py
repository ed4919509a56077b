"""Facts about transfers out of the United Kingdom: where to, under which regime, and what the law of the day says of it."""

from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.subjects.lifetimes import lifetime
from dsalint.linter.subjects.organisations import (
    competent_authority,
    country,
    in_section_73_4_b,
    public_authority,
)
from dsalint.linter.subjects.parties import PROCESSORS
from dsalint.linter.subjects.purposes import party_of, uses
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
    * `mechanism_exists`: whether the law knew the mechanism on the last day, and when its instrument was signed;
      standard clauses of the European Union have dates of their own.
    * `senders_public`: names of senders that are public authorities in the performance of their tasks;
      `senders_known`: null where a sender may or may not be one, else true.
    * `senders_outside_section_77`: names of senders that may not transfer to a body that is no relevant authority.
    * `recipient_processor`: whether the recipient takes part as a processor.
    * `instrument_authority`: whether a competent authority is party to the instrument; absent where its parties are
      not recorded or nothing decides.
    """
    facts: dict[str, Any] = {
        "signed": transfer.get("signed") or agreement.value.get("dates", {}).get("signed"),
        "edition": transfer.get("edition"),
    }
    place = transfer_country(world, transfer)
    if place:
        facts["country"] = place
    flows = [flow for flow in agreement.value.get("flows", ()) if uses(flow, transfer)]
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
    facts |= _bodies(world, agreement, transfer, senders)
    mechanism = reference_list("transfer-mechanisms").get(str(transfer.get("mechanism")))
    if mechanism is not None and mechanism["id"] != "eu-scc" and day:
        facts["mechanism_exists"] = _exists(mechanism, day, facts["signed"])
    if place and day and transfer.get("mechanism") in _ADEQUACY_LISTS:
        facts |= _adequacy(transfer, place, day)
    return facts


def transfer_country(world: World, transfer: dict[str, Any]) -> str:
    """The country of a transfer, its own or that of its recipient; empty when neither says."""
    own = transfer.get("country")
    return str(own) if own else country(world.estate.find("organisation", transfer.get("to")))


def transfer_countries(world: World, agreement: Document) -> list[str]:
    """Countries to which the agreement has a transfer with a mechanism.

    A transfer to an institution of the Union names `EU`, which is no place: it covers the country where the institution sits too.
    """
    entries = [entry for entry in agreement.value.get("transfers", ()) if entry.get("mechanism")]
    named = {transfer_country(world, entry) for entry in entries}
    seats = {
        country(world.estate.find("organisation", entry.get("to")))
        for entry in entries
        if entry.get("country") == "EU"
    }
    return sorted((named | seats) - {""})


def _exists(mechanism: dict[str, Any], day: str, signed: str | None) -> bool:
    """Whether the law knew a mechanism on a day; clauses can also not be signed before they were issued."""
    begun = mechanism["kind"] != "safeguard" or signed is None or signed >= mechanism["from"]
    return begun and reference_list("transfer-mechanisms").in_force(mechanism["id"], day) is True


def _bodies(world: World, agreement: Document, transfer: dict[str, Any], senders: set[Any]) -> dict[str, Any]:
    """Facts about the bodies of a transfer: who sends, who receives, who is bound by the instrument."""
    public: set[str] = set()
    outside: set[str] = set()
    known: bool | None = True
    for sender in senders:
        organisation = world.estate.find("organisation", sender)
        name = organisation.title if organisation is not None else str(sender)
        party = party_of(world, agreement, sender)
        authority = public_authority(organisation)
        bases = party.get("lawful_basis", ())
        if bases and all(basis.get("outside_public_tasks") for basis in bases):
            authority = False
        if authority:
            public.add(name)
        elif authority is None:
            known = None
        if not in_section_73_4_b(organisation, party):
            outside.add(name)
    facts: dict[str, Any] = {
        "senders_public": sorted(public),
        "senders_known": known,
        "senders_outside_section_77": sorted(outside),
        "recipient_processor": party_of(world, agreement, transfer.get("to")).get("role") in PROCESSORS,
    }
    bound = [
        competent_authority(world.estate.find("organisation", name), party_of(world, agreement, name))
        for name in transfer.get("instrument_parties", ())
    ]
    if True in bound:
        facts["instrument_authority"] = True
    elif bound and None not in bound:
        facts["instrument_authority"] = False
    return facts


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
