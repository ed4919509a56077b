"""Answers as JSON: everything that the text shows and what it leaves out, for scripts and notebooks."""

from collections.abc import Iterable
from typing import Any

from dsalint.linter.findings.finding import Hop
from dsalint.linter.questions.answers import Body, Holders, ItemsHeld, Receipt, Ways
from dsalint.linter.questions.can_share import Sharing
from dsalint.linter.questions.exposed import Held
from dsalint.linter.questions.exposure import Exposure
from dsalint.linter.questions.impact import Impact, Loss
from dsalint.linter.questions.needs import Needs
from dsalint.linter.questions.notices import Notice
from dsalint.linter.reports.json import authorities_json, finding_json, hop_json, location

VERSION = 1

Answer = Holders | Ways | Sharing | Impact | Exposure | Needs


def answer_json(answer: Answer) -> dict[str, Any]:
    """The answer to any question."""
    match answer:
        case Holders():
            return _holders(answer)
        case Ways():
            return _ways(answer)
        case Sharing():
            return _sharing(answer)
        case Impact():
            return _impact(answer)
        case Exposure():
            return _exposure(answer)
        case Needs():
            return _needs(answer)


class _Hops:
    """The hops of an answer, each told once however many ways it is part of; ways are lists of numbers, counted from 0."""

    def __init__(self) -> None:
        self._numbers: dict[Hop, int] = {}

    def way(self, hops: Iterable[Hop]) -> list[int]:
        return [self._numbers.setdefault(hop, len(self._numbers)) for hop in hops]

    def told(self) -> list[dict[str, Any]]:
        return [hop_json(hop) for hop in self._numbers]


def _holders(answer: Holders) -> dict[str, Any]:
    hops = _Hops()
    return {
        "question": "holders",
        "as_of": answer.as_of,
        "asset": {"id": answer.asset, "title": answer.title, "location": location(answer.place)},
        "owner": _body(answer.owner) if answer.owner else None,
        "holders": [
            {
                **_body(holding.body),
                "receipts": [_receipt(receipt, hops) for receipt in holding.receipts],
                "held": [_items_held(held, hops) for held in holding.held],
            }
            for holding in answer.holdings
        ],
        "hops": hops.told(),
    }


def _ways(answer: Ways) -> dict[str, Any]:
    hops = _Hops()
    return {
        "question": "path",
        "as_of": answer.as_of,
        "from": _body(answer.source),
        "to": _body(answer.target),
        "same_data": answer.chained,
        "ways": [_receipt(way, hops) for way in answer.ways],
        "more": answer.more,
        "hops": hops.told(),
    }


def _sharing(answer: Sharing) -> dict[str, Any]:
    return {
        "question": "can-share",
        "as_of": answer.as_of,
        "asset": answer.asset,
        "from": _body(answer.provider),
        "to": _body(answer.recipient),
        "purpose": answer.purpose,
        "answer": answer.answer,
        "bars": [finding_json(finding) for finding in answer.bars],
        "conditions": [finding_json(finding) for finding in answer.conditions],
        "elsewhere": [finding_json(finding) for finding in answer.elsewhere],
        "undecided": [
            {"rule": entry.rule, "reason": entry.reason, "missing": list(entry.missing)}
            for entry in answer.undecided
        ],
    }


def _impact(answer: Impact) -> dict[str, Any]:
    hops = _Hops()
    return {
        "question": "impact",
        "as_of": answer.as_of,
        "kind": answer.kind,
        "id": answer.id,
        "title": answer.title,
        "location": location(answer.place),
        "stops": [_loss(loss, hops) for loss in answer.direct],
        "received": hops.way(answer.received),
        "runs_dry": [_loss(loss, hops) for loss in answer.through],
        "exposed": [_held(entry, hops) for entry in answer.held],
        "notices": [_notice(notice) for notice in answer.notices],
        "references": [location(place) for place in answer.references],
        "hops": hops.told(),
    }


def _exposure(answer: Exposure) -> dict[str, Any]:
    return {
        "question": "exposure",
        "as_of": answer.as_of,
        "bodies": answer.bodies,
        "flows": answer.flows,
        "sensitive_assets": answer.sensitive,
        "leaning": [
            {
                "body": _body(each.body),
                "flows": each.flows,
                "holdings": each.holdings,
                "sensitive": each.sensitive,
                "share_of_sensitive": round(each.share, 4),
                "comes_loose": [list(part) for part in each.parts],
                "runs_dry": each.dry,
                "evidence": [hop_json(hop) for hop in each.evidence],
            }
            for each in answer.leaning
        ],
    }


def _needs(answer: Needs) -> dict[str, Any]:
    return {
        "question": "needs",
        "as_of": answer.as_of,
        "needs": [
            {
                "body": _body(need.body),
                "asset": need.asset,
                "title": need.title,
                "purpose": need.purpose or None,
                "state": need.state,
                "flows": [hop_json(hop) for hop in need.hops],
                "location": location(need.place),
            }
            for need in answer.needs
        ],
        "islands": [{**_body(found), "location": location(place)} for found, place in answer.islands],
        "groups": [[_body(found) for found in group] for group in answer.groups],
    }


def _loss(loss: Loss, hops: _Hops) -> dict[str, Any]:
    return {
        "body": _body(loss.body),
        "asset": loss.asset or None,
        "title": loss.title,
        "purposes": list(loss.purposes),
        "cut_off": not loss.still,
        "route": hops.way(loss.route),
        "still": hops.way(loss.still),
    }


def _items_held(held: ItemsHeld, hops: _Hops) -> dict[str, Any]:
    return {
        "asset": held.asset,
        "items": list(held.items),
        "terms": [
            {
                "term": term.name,
                "of": term.of or None,
                "value": list(term.value) if isinstance(term.value, tuple) else term.value,
                "ways": [hops.way(way) for way in term.ways],
            }
            for term in held.terms
        ],
        "complete": held.complete,
        "flows": list(held.flows),
    }


def _held(entry: Held, hops: _Hops) -> dict[str, Any]:
    return {
        "body": _body(entry.body),
        "asset": entry.asset or None,
        "title": entry.title,
        "own": entry.own,
        "items": list(entry.items),
        "personal": entry.personal,
        "kinds": list(entry.kinds),
        "marking": entry.marking or None,
        "from": hops.way(entry.hops),
        "flows": list(entry.flows),
        "location": location(entry.place) if entry.place else None,
    }


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "by": _body(notice.by),
        "who": notice.who,
        "within": notice.within,
        "unless": notice.unless or None,
        "reason": notice.reason,
        "contact": notice.contact or None,
        "authority": authorities_json([notice.authority])[0] if notice.authority else None,
        "location": location(notice.place) if notice.place else None,
    }


def _body(body: Body) -> dict[str, Any]:
    return {"id": body.id, "name": body.name, "country": body.country}


def _receipt(receipt: Receipt, hops: _Hops) -> dict[str, Any]:
    return {
        "asset": receipt.asset,
        "items": list(receipt.items),
        "in_force": receipt.live,
        "since": receipt.since or None,
        "terms": [
            {"term": term.name, "value": term.value, "from": hops.way(term.hops)} for term in receipt.terms
        ],
        "route": hops.way(receipt.route),
        "flows": list(receipt.flows),
    }
