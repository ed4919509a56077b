"""What if? An estate as it would be: without something, ended, marked otherwise, or with one more flow. No file changes.

without X                            X: an organisation, an agreement, a flow, an asset or a system
X ends DATE                          X: an agreement or a flow
X is marked MARKING                  X: an asset, with what its owner shares of it; or a flow
A shares ASSET with B for CATEGORY   one more flow, under an agreement that says no more than that
"""

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from dsalint.linter.errors import UserError
from dsalint.linter.estate.document import Document
from dsalint.linter.estate.estate import Estate
from dsalint.linter.estate.load import FileFacts, facts_of
from dsalint.linter.network.flows import flow_id
from dsalint.linter.questions.named import Thing, assets_on, find, named, owner_of
from dsalint.linter.source.positions import Thinned
from dsalint.linter.source.text import Path
from dsalint.linter.vocabulary.dates import parse_date
from dsalint.linter.vocabulary.markings import MarkingError, parse_marking
from dsalint.linter.vocabulary.reference import reference_list
from dsalint.linter.vocabulary.suggest import did_you_mean

SUPPOSED = "supposed-sharing"

_FORMS = "say `without X`, `X ends 2026-12-31`, `X is marked OFFICIAL-SENSITIVE`, or `A shares ASSET with B for PURPOSE`"

Flow = dict[str, Any]


class Proposal(NamedTuple):
    """What somebody would like to share."""

    asset: str
    recipient: str
    purpose: str
    """A category of `rules/reference/purpose-categories.yaml`."""
    provider: str = ""
    """Empty for the organisation that the asset belongs to."""


def suppose(facts: Sequence[FileFacts], suppositions: Sequence[str], as_of: str) -> list[FileFacts]:
    """The facts of an estate under suppositions, one after the other.

    Raises:
        UserError: a supposition that cannot be understood, or that names what is not there.
    """
    changed = list(facts)
    for number, text in enumerate(suppositions):
        changed = _suppose(changed, text, as_of, number)
    return changed


def _suppose(facts: list[FileFacts], text: str, as_of: str, number: int) -> list[FileFacts]:
    words = text.split()
    estate = Estate([document for fact in facts for document in fact.documents])
    if len(words) == 2 and words[0] == "without":
        return _edited(facts, estate, _without(estate, named(estate, words[1])))
    if len(words) == 3 and words[1] == "ends":
        if parse_date(words[2]) is None:
            raise UserError(f"`{words[2]}` is not a date such as 2026-12-31", f"in the supposition `{text}`")
        return _edited(facts, estate, _ending(named(estate, words[0]), words[2]))
    if len(words) > 3 and words[1:3] == ["is", "marked"]:
        return _edited(facts, estate, _marked(estate, named(estate, words[0]), " ".join(words[3:])))
    if len(words) == 7 and words[1::2] == ["shares", "with", "for"]:
        provider = find(estate, "organisation", words[0]).id
        proposal = Proposal(asset=words[2], recipient=words[4], purpose=words[6], provider=provider)
        agreement = supposed_agreement(estate, as_of, proposal, f"supposed-{number + 1}")
        return [*facts, facts_of(f"(supposed-{number + 1})", agreement)]
    raise UserError(f"the supposition `{text}` cannot be understood", _FORMS)


Edit = Callable[[Document], Document | None]
"""A document as it would be; None where it would be gone."""


def _edited(facts: list[FileFacts], estate: Estate, edit: Edit) -> list[FileFacts]:
    """The facts with documents changed. The estate's documents stand for those that were read: aliases are resolved."""
    documents = iter(estate.documents)
    changed: list[FileFacts] = []
    for fact in facts:
        there = [edit(next(documents)) for _ in fact.documents]
        changed.append(fact._replace(documents=tuple(document for document in there if document is not None)))
    return changed


def _without(estate: Estate, thing: Thing) -> Edit:
    gone = thing.document
    if thing.flow:
        return _thinning(
            lambda agreement, flow, index: agreement is gone and flow_id(flow, index) == thing.flow
        )
    if gone.kind == "agreement":
        return lambda document: None if document is gone else document
    if gone.kind == "organisation":
        return _thinning(
            lambda agreement, flow, index: gone.id in (flow.get("from"), flow.get("to")), gone.id
        )
    assets = {gone.id} if gone.kind == "asset" else {asset.id for asset in assets_on(estate, gone)}
    return _thinning(lambda agreement, flow, index: flow.get("asset") in assets)


def _thinning(goes: Callable[[Document, Flow, int], bool], party: str = "") -> Edit:
    """Agreements without some of their flows, and without a party."""

    def edit(document: Document) -> Document | None:
        if document.kind != "agreement" or not document.sound:
            return document
        kept: dict[Path, list[int]] = {}
        value = dict(document.value)
        for key, gone in (
            ("flows", lambda index, flow: goes(document, flow, index)),
            ("parties", lambda index, entry: bool(party) and entry.get("organisation") == party),
        ):
            entries = value.get(key, [])
            numbers = [index for index, entry in enumerate(entries) if not gone(index, entry)]
            if len(numbers) < len(entries):
                kept[(key,)] = numbers
                value[key] = [entries[number] for number in numbers]
        if not kept:
            return document
        return Document(document.source, value, Thinned(document.positions, kept), document.number, True)

    return edit


def _ending(thing: Thing, date: str) -> Edit:
    if thing.document.kind != "agreement":
        raise UserError(
            f"{thing.kind} `{thing.id}` does not end", "name an agreement, or a flow as agreement#flow"
        )

    def edit(document: Document) -> Document | None:
        if document is not thing.document:
            return document
        if not thing.flow:
            return _with(document, {"dates": {**document.value.get("dates", {}), "end": date}})
        return _with_flows(document, lambda flow, index: flow_id(flow, index) == thing.flow, {"end": date})

    return edit


def _marked(estate: Estate, thing: Thing, marking: str) -> Edit:
    try:
        parse_marking(marking)
    except MarkingError as error:
        raise UserError(
            f"`{marking}` is not a protective marking: {error}", "e.g. OFFICIAL-SENSITIVE"
        ) from error
    if thing.flow:
        return lambda document: (
            _with_flows(
                document, lambda flow, index: flow_id(flow, index) == thing.flow, {"marking": marking}
            )
            if document is thing.document
            else document
        )
    asset = thing.document
    if asset.kind != "asset":
        raise UserError(f"{thing.kind} `{thing.id}` has no marking to change", "name an asset or a flow")
    owner = owner_of(estate, asset)

    def edit(document: Document) -> Document | None:
        if document is asset:
            return _with(document, {"marking": marking})
        return _with_flows(
            document,
            lambda flow, index: flow.get("asset") == asset.id and flow.get("from") == owner,
            {"marking": marking},
        )

    return edit


def _with(document: Document, changes: dict[str, Any]) -> Document:
    value = {**document.value, **changes}
    return Document(document.source, value, document.positions, document.number, document.sound)


def _with_flows(document: Document, wanted: Callable[[Flow, int], bool], changes: dict[str, Any]) -> Document:
    if document.kind != "agreement" or not document.sound:
        return document
    flows = document.value.get("flows", ())
    changed = [{**flow, **changes} if wanted(flow, index) else flow for index, flow in enumerate(flows)]
    return document if changed == list(flows) else _with(document, {"flows": changed})


def supposed_agreement(
    estate: Estate,
    as_of: str,
    proposal: Proposal,
    identifier: str = SUPPOSED,
    bases: Sequence[dict[str, Any]] = (),
) -> str:
    """The least agreement under which a flow could be: what it does not say shows as missing.

    Args:
        proposal: with the id of its provider.
        bases: the lawful bases that both parties state, if any.

    Raises:
        UserError: there is no such category of purposes, asset or organisation.
    """
    categories = reference_list("purpose-categories")
    if categories.get(proposal.purpose) is None:
        names = [entry["id"] for entry in categories.entries()]
        near = did_you_mean(proposal.purpose, names)
        raise UserError(
            f"there is no category of purposes `{proposal.purpose}`",
            f"did you mean `{near}`?" if near else f"categories: {', '.join(names)}",
        )
    asset = find(estate, "asset", proposal.asset)
    marking = asset.value.get("marking")
    flow = {
        "id": identifier,
        "from": proposal.provider,
        "to": find(estate, "organisation", proposal.recipient).id,
        "asset": asset.id,
        "purposes": [proposal.purpose],
        **({"marking": marking} if isinstance(marking, str) else {}),
    }
    stated = {"lawful_basis": list(bases)} if bases else {}
    return json.dumps(
        {
            "kind": "agreement",
            "id": identifier,
            "title": f"Supposed sharing of {asset.title}",
            "status": "active",
            "dates": {"start": as_of},
            "purposes": [{"id": proposal.purpose, "category": proposal.purpose}],
            "parties": [
                {"organisation": flow["from"], "role": "controller", "direction": "provider", **stated},
                {"organisation": flow["to"], "role": "controller", "direction": "recipient", **stated},
            ],
            "flows": [flow],
        },
        ensure_ascii=True,
    )
