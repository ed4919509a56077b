"""Facts about time: when an agreement is in operation, and from when to when a party takes part in it."""

from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.subjects.subject import World

_OPERATING = frozenset({"signed", "active", "suspended"})


def lifetime(agreement: Document, as_of: str) -> dict[str, Any]:
    """Facts of an agreement at a date.

    * `in_operation`: agreed, not ended by its status, and not past its end; an agreement without a status is active.
    * `last_day`: the as-of date, or the earlier end. Absent where the agreement is over and no end is recorded.
    * `last_review_or_start`: the date from which the time to the next review counts. Absent where none is recorded.
    """
    dates = agreement.value.get("dates", {})
    status = agreement.value.get("status", "active")
    end = dates.get("end")
    facts: dict[str, Any] = {"in_operation": status in _OPERATING and not (end and end < as_of)}
    if end:
        facts["last_day"] = min(as_of, end)
    elif status in _OPERATING or status == "draft":
        facts["last_day"] = as_of
    counted_from = dates.get("last_reviewed") or dates.get("start") or dates.get("signed")
    if counted_from:
        facts["last_review_or_start"] = counted_from
    return facts


def participation(world: World, agreement: Document, party: dict[str, Any]) -> dict[str, Any]:
    """Facts of one party of an agreement.

    * `name`: what people call it; the reference as written where no document describes it.
    * `takes_part_from`: the day it joined, else the agreement's start; absent where neither is recorded.
    * `takes_part_until`: the day it left, else the agreement's last day, and never after the as-of date.
    * `existed_from`, `existed_until`: dates of the organisation, where its document gives them.
    * `signature`: the party's entry among the signatories; absent where there is none.
    """
    organisation = world.estate.find("organisation", party.get("organisation"))
    facts: dict[str, Any] = {"name": organisation.title if organisation else party.get("organisation")}
    begins = party.get("joined") or agreement.value.get("dates", {}).get("start")
    if begins:
        facts["takes_part_from"] = begins
    ends = [day for day in (party.get("left"), lifetime(agreement, world.as_of).get("last_day")) if day]
    if ends:
        facts["takes_part_until"] = min(*ends, world.as_of)
    lived = organisation.value.get("dates", {}) if organisation is not None and organisation.sound else {}
    facts |= {f"existed_{key}": lived[key] for key in ("from", "until") if lived.get(key)}
    wanted = organisation.id if organisation is not None else party.get("organisation")
    for entry in agreement.value.get("signatories", ()):
        signer = world.estate.find("organisation", entry.get("organisation"))
        if wanted and wanted == (signer.id if signer is not None else entry.get("organisation")):
            facts["signature"] = entry
            break
    return facts
