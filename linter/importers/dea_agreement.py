"""One record of the Digital Economy Act register as one agreement."""

import re
from itertools import pairwise
from typing import Any, NamedTuple

from dsalint.linter.importers.bodies import SPECIFIED_PERSONS, Bodies, Body
from dsalint.linter.importers.dates import status_at
from dsalint.linter.importers.dea_words import (
    FIELDS,
    POWERS,
    POWERS_REGISTER,
    REGISTER,
    UNDERTAKINGS,
    Power,
    channel_of,
)
from dsalint.linter.importers.ledger import Ledger
from dsalint.linter.importers.rsf import Entry, Item
from dsalint.linter.importers.words import one_line, paragraphs
from dsalint.linter.vocabulary.dates import is_duration, parse_date

SAME_BODY = (
    "a body is both discloser and receiver: the register's “processors” are its receivers, so it is written as a "
    "controller in both directions, and the flows to it come from the other disclosers"
)
NO_RECEIVER = "no receiver is named, so the agreement has no flow; what its flows would say is under x-source"
NO_REVIEW_DATE = "there is no review date"
REVIEW_NOT_BEFORE_END = "the review date is not before the end date"
NO_POWER = "the power to disclose is missing or not a known one, so no gateway is stated"
OTHER_CHANNEL = "the sharing method names no channel that dsalint knows, or several"
OTHER_CONTACT = "the contact is not one email address"
OTHER_DATE = "a date is not a day of the calendar written YYYY-MM-DD"
OTHER_PERIOD = "the retention period is not an ISO 8601 duration"

_EMAIL = re.compile(r"[^\s@;,<>]+@[^\s@;,<>]+\.[^\s@;,<>]+\Z")
_ITEM = "disclosed-information"
_PURPOSE = "sharing"


class Record(NamedTuple):
    """An agreement of the register, with its id and the bodies that it names."""

    id: str
    key: str
    entries: tuple[Entry, ...]
    """From the first to the current one."""
    disclosers: tuple[Body, ...]
    receivers: tuple[Body, ...]

    @property
    def pairs(self) -> list[tuple[Body, Body]]:
        """Who discloses to whom; a body does not disclose to itself."""
        return [(a, b) for a in self.disclosers for b in self.receivers if a.key != b.key]


def agreement(record: Record, bodies: Bodies, ledger: Ledger, as_of: str) -> dict[str, Any]:
    """The agreement, with what has no key of its own under `x-source`; every field is entered in the ledger."""
    return _Translation(record, bodies, ledger).document(as_of)


class _Translation:
    """One record on its way to a document: what is kept and what is noted gathers here."""

    def __init__(self, record: Record, bodies: Bodies, ledger: Ledger) -> None:
        self.record = record
        self.bodies = bodies
        self.ledger = ledger
        self.item: Item = record.entries[-1].item
        self.kept: dict[str, Any] = {}

    def document(self, as_of: str) -> dict[str, Any]:
        power = self.power()
        dates = self.dates()
        purpose = paragraphs(self.text("purpose"))
        information = paragraphs(self.text("disclosed-information"))
        benefits = paragraphs(self.text("information-sharing-benefits"))
        document = {
            "kind": "agreement",
            "id": self.record.id,
            "title": one_line(self.text("name")),
            "type": self.type(),
            "status": status_at(dates.get("start", ""), dates.get("end", ""), as_of),
            "dates": dates,
            "contact": self.contact(),
            "benefits": [benefits] if benefits else [],
            "purposes": [
                _filled({"id": _PURPOSE, "text": purpose, "category": power.category if power else ""})
            ],
            "parties": self.parties(power),
            "data_items": [{"name": _ITEM, "description": information}] if information else [],
            "flows": self.flows(bool(information)),
            "publication": {"public": True, "register_id": f"{REGISTER}:{self.record.key}"},
            "areas": [*self.texts("areas"), *self.texts("area-names")],
        }
        for field in (
            *(REGISTER, "name", "purpose", "information-sharing-benefits", "disclosed-information"),
            *("controllers", "controller-names", "processors", "processor-names", "areas", "area-names"),
        ):
            self.settle(field, True)
        for field in sorted(set(self.item) - set(FIELDS)):
            self.settle(field, False)
        return _filled({**document, "x-source": self.source()})

    def settle(self, field: str, mapped: bool, notice: str = "") -> bool:
        """Account for a field: mapped, or kept under `x-source` and the reason noted; whether it was mapped."""
        if not self.item.get(field):
            self.ledger.enter(field, "empty")
            return False
        self.ledger.enter(field, "mapped" if mapped else "kept")
        if not mapped:
            self.kept[field] = self.item[field]
            if notice:
                self.ledger.notice(f"{notice}, and is kept as it is", self.record.id)
        return mapped

    def text(self, field: str) -> str:
        value = self.item.get(field, "")
        return value if isinstance(value, str) else "; ".join(value)

    def texts(self, field: str) -> list[str]:
        value = self.item.get(field, [])
        return [one_line(text) for text in ([value] if isinstance(value, str) else value)]

    def power(self) -> Power | None:
        power = POWERS.get(self.text("legal-power-disclosure").removeprefix(f"{POWERS_REGISTER}:"))
        self.settle("legal-power-disclosure", power is not None)
        if power is None:
            self.ledger.notice(NO_POWER, self.record.id)
        return power

    def dates(self) -> dict[str, str]:
        dates = {
            key: self.text(field)
            for field, key in (("start-date", "start"), ("end-date", "end"), ("review-date", "review"))
            if self.settle(field, parse_date(self.text(field)) is not None, OTHER_DATE)
        }
        if not self.text("review-date"):
            self.ledger.notice(NO_REVIEW_DATE, self.record.id)
        if "end" in dates and dates.get("review", "") >= dates["end"]:
            self.ledger.notice(REVIEW_NOT_BEFORE_END, self.record.id)
        return dates

    def contact(self) -> str:
        address = one_line(self.text("contact"))
        return address if self.settle("contact", _EMAIL.match(address) is not None, OTHER_CONTACT) else ""

    def parties(self, power: Power | None) -> list[dict[str, Any]]:
        """Disclosers are controllers that provide; a body that only receives is a recipient."""
        receiving = {body.key for body in self.record.receivers}
        parties = []
        for body in self.record.disclosers:
            both = body.key in receiving
            if both:
                self.ledger.notice(SAME_BODY, self.record.id)
            party = {
                "organisation": self.bodies.id(body),
                "role": "controller",
                "direction": "both" if both else "provider",
                "legal_power": [
                    {"gateway": _gateway(power, body), "direction": "disclose", "purposes": [_PURPOSE]}
                ]
                if power
                else [],
            }
            parties.append(_filled(party))
        disclosing = {body.key for body in self.record.disclosers}
        parties += [
            {"organisation": self.bodies.id(body), "role": "recipient", "direction": "recipient"}
            for body in self.record.receivers
            if body.key not in disclosing
        ]
        return parties

    def type(self) -> str:
        """A disclosure agreement, unless two bodies disclose to each other: then a protocol (WASPI's terms)."""
        pairs = {(self.bodies.id(giver), self.bodies.id(receiver)) for giver, receiver in self.record.pairs}
        return (
            "information-sharing-protocol"
            if any((receiver, giver) in pairs for giver, receiver in pairs)
            else "data-disclosure-agreement"
        )

    def flows(self, with_items: bool) -> list[dict[str, Any]]:
        """A flow for each discloser and receiver, with the method and the retention that the agreement states once."""
        pairs = self.record.pairs
        if not pairs:
            self.ledger.notice(NO_RECEIVER, self.record.id)
        method = self.text("information-sharing-method")
        channel = channel_of(method)
        if self.settle("information-sharing-method", bool(channel and pairs), OTHER_CHANNEL if pairs else ""):
            self.kept["information-sharing-method"] = method  # the channel says less than its words
        period = self.text("retention-period")
        retained = self.settle(
            "retention-period",
            is_duration(period) and bool(pairs),
            "" if is_duration(period) else OTHER_PERIOD,
        )
        flows = []
        for giver, receiver in pairs:
            ends = {"from": self.bodies.id(giver), "to": self.bodies.id(receiver)}
            flow = {
                "id": f"{ends['from']}-to-{ends['to']}",
                **ends,
                "items": [_ITEM] if with_items else [],
                "purposes": [_PURPOSE],
                "method": {"channel": channel} if channel else {},
                "retention": {"period": period} if retained else {},
            }
            flows.append(_filled(flow))
        return flows

    def source(self) -> dict[str, Any]:
        """Where the record comes from, what it said before, and the fields that are kept."""
        entries = self.record.entries
        history = [
            {
                "entered": before.timestamp,
                "said": {field: before.item.get(field, "") for field in _changed(before.item, after.item)},
            }
            for before, after in pairwise(entries)
        ]
        entered = entries[-1].timestamp
        return _filled({"record": self.record.key, "entered": entered, "history": history, **self.kept})


def _gateway(power: Power, discloser: Body) -> str:
    register, _, key = discloser.key.partition(":")
    undertaking = register == SPECIFIED_PERSONS and key in UNDERTAKINGS
    return power.undertaking_gateway if undertaking else power.gateway


def _changed(before: Item, after: Item) -> list[str]:
    return sorted(field for field in {*before, *after} if before.get(field) != after.get(field))


def _filled(mapping: dict[str, Any]) -> dict[str, Any]:
    """The mapping without the keys that nothing is known for; `false` is something known."""
    return {key: value for key, value in mapping.items() if value or value is False}
