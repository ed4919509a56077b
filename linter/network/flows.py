"""Every flow of the estate with its terms, read once from the agreements."""

from typing import Any, NamedTuple

from dsalint.linter.estate.document import Document
from dsalint.linter.estate.estate import Estate
from dsalint.linter.source.text import Path

_NEVER_STARTED = frozenset({"draft"})
_LIVE = frozenset({"active", "signed"})
_REPLACED = frozenset({"superseded"})

WHOLE = "*"
"""The item that stands for the whole asset, where a flow lists no items."""


class FlowTerms(NamedTuple):
    """One flow, as its agreement declares it."""

    number: int
    agreement: Document
    path: Path
    value: dict[str, Any]
    id: str
    source: str
    """Id of the providing organisation (its document's id where it resolves, else the reference as written)."""
    target: str
    asset: str
    items: tuple[str, ...]
    live: bool
    """Data may move at the as-of date."""
    delivered: bool
    """Data has moved at or before the as-of date, so the recipient may hold it: its terms bind what follows."""
    ended: bool
    """The flow was in force once and is no longer."""
    start: str
    """Day on which it began; empty where no day is recorded."""
    until: str
    """Of a flow that has ended, the last day on which it carried anything; empty where no day is recorded."""

    @property
    def key(self) -> str:
        """`agreement#flow`, unique in an estate without duplicate ids."""
        return f"{self.agreement.id}#{self.id}"


def flows_of(estate: Estate, as_of: str) -> list[FlowTerms]:
    """All flows of sound agreements, in the order of the estate."""
    flows: list[FlowTerms] = []
    for agreement in estate.of_kind("agreement"):
        entries = agreement.value.get("flows") if agreement.sound else None
        for index, value in enumerate(entries if isinstance(entries, list) else ()):
            flows.append(_flow(estate, agreement, index, value, as_of, len(flows)))
    return flows


def _flow(
    estate: Estate, agreement: Document, index: int, value: dict[str, Any], as_of: str, number: int
) -> FlowTerms:
    dates = agreement.value.get("dates", {})
    status = agreement.value.get("status", "active")
    start = value.get("start") or dates.get("start") or dates.get("signed") or ""
    end = value.get("end") or dates.get("end") or ""
    left = _left(agreement, value)
    started = start <= as_of and status not in _NEVER_STARTED
    past = [day for day, is_past in ((end, end < as_of), (left, left <= as_of)) if day and is_past]
    over = bool(past) or status in ("expired", "terminated")
    return FlowTerms(
        number=number,
        agreement=agreement,
        path=("flows", index),
        value=value,
        id=flow_id(value, index),
        source=_id_of(estate, "organisation", value.get("from")),
        target=_id_of(estate, "organisation", value.get("to")),
        asset=_id_of(estate, "asset", value.get("asset")),
        items=tuple(dict.fromkeys(value.get("items") or (WHOLE,))),
        live=started and not over and status in _LIVE,
        delivered=started and status not in _REPLACED,
        ended=started and over,
        start=start,
        until=min(past, default="") if started else "",
    )


def flow_id(flow: dict[str, Any], index: int) -> str:
    """What a flow is called inside its agreement: its id, else its number."""
    return str(flow.get("id") or index)


def _id_of(estate: Estate, kind: str, reference: Any) -> str:
    found = estate.find(kind, reference)
    return found.id if found is not None else str(reference or "")


def _left(agreement: Document, flow: dict[str, Any]) -> str:
    """The earliest date on which one of the flow's two parties left the agreement."""

    def make() -> dict[Any, str]:
        found: dict[Any, str] = {}
        for party in agreement.value.get("parties", ()):
            if party.get("left"):
                body = party.get("organisation")
                found[body] = min(party["left"], found.get(body, party["left"]))
        return found

    left = agreement.once("left", make)
    return min((left[body] for body in (flow.get("from"), flow.get("to")) if body in left), default="")


def party_entry(agreement: Document, organisation: Any) -> tuple[dict[str, Any], Path] | None:
    """The entry of an organisation (as the flow refers to it) in the agreement's parties."""

    def make() -> dict[Any, tuple[dict[str, Any], Path]]:
        found: dict[Any, tuple[dict[str, Any], Path]] = {}
        for index, party in enumerate(agreement.value.get("parties", ())):
            found.setdefault(party.get("organisation"), (party, ("parties", index)))
        return found

    return agreement.once("parties", make).get(organisation)
