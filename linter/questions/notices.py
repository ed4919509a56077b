"""Whom to tell of a breach, and by when: what the law asks of the body that has it, and what its agreements say."""

from collections.abc import Iterator
from typing import NamedTuple

from dsalint.linter.findings.citing import cite
from dsalint.linter.findings.finding import Authority
from dsalint.linter.findings.place import Place
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.network.terms import regimes
from dsalint.linter.questions.answers import Body
from dsalint.linter.questions.evidence import body
from dsalint.linter.questions.exposed import Held, readable
from dsalint.linter.questions.named import Thing
from dsalint.linter.subjects.organisations import foreign, type_record
from dsalint.linter.vocabulary.dates import parse_duration
from dsalint.linter.vocabulary.lattice import rank
from dsalint.linter.vocabulary.markings import parse_marking
from dsalint.linter.vocabulary.reference import Entry, reference_list

UNDUE_DELAY = "without undue delay"
NOT_STATED = "no time is agreed"
_SECRET = 2


class Notice(NamedTuple):
    """Somebody who must be told of a breach at a body."""

    by: Body
    """Who tells: the body that suffered it."""
    who: str
    within: str
    """An ISO 8601 duration from when it becomes aware, `UNDUE_DELAY` or `NOT_STATED`."""
    unless: str
    contact: str
    reason: str
    authority: Authority | None
    place: Place | None
    """Where an agreement says so."""


def notices(network: SharingNetwork, thing: Thing, held: tuple[Held, ...]) -> Iterator[Notice]:
    """Whom the bodies that hold something must tell, if it is breached there; the shortest time first.

    An asset or a system is breached where it is kept: at its owner.
    """
    found: dict[tuple[str, ...], Notice] = {}
    where = [entry for entry in held if entry.own] if thing.kind in ("asset", "system") else list(held)
    for organisation in dict.fromkeys(entry.body.id for entry in where):
        there = [entry for entry in where if entry.body.id == organisation]
        for notice in (*_by_law(network, organisation, there), *_by_agreement(network, organisation, there)):
            found.setdefault((notice.by.id, notice.who, notice.reason, notice.within), notice)
    yield from sorted(
        found.values(), key=lambda notice: (_urgency(notice.within), notice.by.name, notice.who)
    )


def _by_law(network: SharingNetwork, organisation: str, held: list[Held]) -> Iterator[Notice]:
    by = body(network, organisation)
    document = network.estate.find("organisation", organisation)
    flows = [flow for entry in held for flow in _flows(network, entry)]
    personal = any(entry.personal is not False for entry in held)
    sure = any(entry.personal for entry in held)
    if personal and foreign(document):
        yield Notice(
            by, f"whomever the law of {by.country} names", NOT_STATED, "", "", "it is abroad", None, None
        )
    instructed = [flow for flow in flows if flow.value.get("instructs") is True]
    own = any(entry.own for entry in held) or len(instructed) < len(flows)
    for duty in reference_list("breach-duties").entries():
        if str(duty["from"]) > network.as_of or (foreign(document) and not duty.get("marked")):
            continue
        if duty.get("marked"):
            yield from _marked(network, by, held, duty, type_record(document).get("government") is not False)
        elif not personal:
            continue
        elif duty["role"] == "controller":
            applies = regimes_of(network, organisation, flows) & set(duty["regimes"])
            if own and applies:
                yield _duty(
                    network, by, str(duty["title"]), duty, "" if sure else "only if it is personal data"
                )
        else:
            yield from _controllers(network, by, instructed, duty)


def regimes_of(network: SharingNetwork, organisation: str, flows: list[FlowTerms]) -> set[str]:
    """The regimes under which a body holds what flows brought; the general one where nothing says."""
    found: set[str] = set()
    for flow in flows:
        found |= regimes(flow, flow.value.get("to"))
    for flow in network.by_source.get(organisation, ()):
        found |= regimes(flow, flow.value.get("from"))
    general = {"part-4-joint": "part-4"}
    return {general.get(regime, regime) for regime in found} or {"uk-gdpr"}


def _marked(
    network: SharingNetwork, by: Body, held: list[Held], duty: Entry, government: bool
) -> Iterator[Notice]:
    tiers = [rank(parse_marking(entry.marking)) for entry in held if readable(entry.marking)]
    if not tiers or not government:
        return
    yield _duty(network, by, str(duty["title"]), duty, "information with a protective marking")
    if max(tiers) >= _SECRET:
        yield _duty(
            network,
            by,
            "the police",
            duty,
            "SECRET or above, where it was lost or stolen outside the workplace",
        )


def _controllers(
    network: SharingNetwork, by: Body, instructed: list[FlowTerms], duty: Entry
) -> Iterator[Notice]:
    for flow in instructed:
        applies = regimes(flow, flow.value.get("from")) or {"uk-gdpr"}
        if applies & set(duty["regimes"]):
            who = body(network, flow.source).name
            yield _duty(
                network, by, who, duty, f"it holds data on their instructions, under {flow.agreement.id}"
            )


def _duty(network: SharingNetwork, by: Body, who: str, duty: Entry, reason: str) -> Notice:
    return Notice(
        by=by,
        who=who,
        within=str(duty.get("within", UNDUE_DELAY)),
        unless=str(duty.get("unless", "")),
        contact="",
        reason=reason,
        authority=cite(str(duty["source"]), str(duty["locator"]), str(duty["verified"]), network.as_of),
        place=None,
    )


def _by_agreement(network: SharingNetwork, organisation: str, held: list[Held]) -> Iterator[Notice]:
    """The other parties of every agreement under which the body has, or passes on, what it holds."""
    assets = {entry.asset for entry in held if entry.asset}
    flows = [flow for entry in held for flow in _flows(network, entry)]
    flows += [
        flow for flow in network.by_source.get(organisation, ()) if flow.delivered and flow.asset in assets
    ]
    by = body(network, organisation)
    for agreement in {flow.agreement.key: flow.agreement for flow in flows}.values():
        others = [
            body(network, _id(network, party.get("organisation"))).name
            for party in agreement.value.get("parties", ())
            if _id(network, party.get("organisation")) != organisation
        ]
        if not others:
            continue
        clause = agreement.value.get("breach", {})
        within = clause.get("notify_within")
        yield Notice(
            by=by,
            who=_several(list(dict.fromkeys(others))),
            within=str(within) if within else NOT_STATED,
            unless="",
            contact=str(clause.get("contact", "")),
            reason=f"agreement {agreement.id}",
            authority=None,
            place=agreement.place(("breach", "notify_within") if within else ("breach",)),
        )


def _flows(network: SharingNetwork, entry: Held) -> list[FlowTerms]:
    return [flow for key in entry.flows if (flow := network.by_key(key)) is not None]


_MOST_NAMES = 6


def _several(names: list[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _id(network: SharingNetwork, reference: object) -> str:
    found = network.estate.find("organisation", reference)
    return found.id if found is not None else str(reference or "")


def _urgency(within: str) -> tuple[int, int, int, int]:
    if within == NOT_STATED:
        return (2, 0, 0, 0)
    if within == UNDUE_DELAY:
        return (1, 0, 0, 0)
    return (0, *parse_duration(within))
