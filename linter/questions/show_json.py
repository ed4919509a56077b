"""Answers as JSON: everything that the text shows and what it leaves out, for scripts and notebooks."""

from typing import Any

from dsalint.linter.findings.finding import Hop
from dsalint.linter.questions.answers import Body, Holders, Receipt, Ways
from dsalint.linter.questions.can_share import Sharing
from dsalint.linter.reports.json import finding_json, location, to_json

VERSION = 1


def holders_json(answer: Holders) -> str:
    """Who holds an asset."""
    return to_json(
        {
            "version": VERSION,
            "question": "holders",
            "as_of": answer.as_of,
            "asset": {"id": answer.asset, "title": answer.title, "location": location(answer.place)},
            "owner": _body(answer.owner) if answer.owner else None,
            "holders": [
                {**_body(holding.body), "receipts": [_receipt(receipt) for receipt in holding.receipts]}
                for holding in answer.holdings
            ],
        }
    )


def ways_json(answer: Ways) -> str:
    """By which ways data gets from one body to another."""
    return to_json(
        {
            "version": VERSION,
            "question": "path",
            "as_of": answer.as_of,
            "from": _body(answer.source),
            "to": _body(answer.target),
            "same_data": answer.chained,
            "ways": [_receipt(way) for way in answer.ways],
            "more": answer.more,
        }
    )


def sharing_json(answer: Sharing) -> str:
    """Whether something may be shared."""
    return to_json(
        {
            "version": VERSION,
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
    )


def _body(body: Body) -> dict[str, Any]:
    return {"id": body.id, "name": body.name, "country": body.country}


def _receipt(receipt: Receipt) -> dict[str, Any]:
    return {
        "asset": receipt.asset,
        "items": list(receipt.items),
        "in_force": receipt.live,
        "since": receipt.since or None,
        "terms": [
            {"term": term.name, "value": term.value, "from": [_hop(hop) for hop in term.hops]}
            for term in receipt.terms
        ],
        "route": [_hop(hop) for hop in receipt.route],
        "flows": list(receipt.flows),
    }


def _hop(hop: Hop) -> dict[str, Any]:
    return {
        "from": hop.origin,
        "to": hop.target,
        "agreement": hop.agreement,
        "note": hop.note,
        "location": location(hop.place),
    }
