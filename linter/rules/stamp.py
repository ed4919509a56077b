"""A failed verdict, or a problem of a file, to findings.

Only the engine gives them their rule, severity, authority, place and fingerprint.
"""

import json
from typing import Any

from dsalint.linter.estate.load import Problem
from dsalint.linter.findings.citing import cite
from dsalint.linter.findings.finding import Authority, ClauseCitation, Finding, Hop
from dsalint.linter.findings.fingerprint import fingerprint, named_path
from dsalint.linter.findings.place import Place, Related
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.policies.book import NO_SETTINGS, Effective, Setting
from dsalint.linter.rules.catalogue import Catalogue
from dsalint.linter.rules.evaluate import Verdict
from dsalint.linter.rules.outcomes import Pointer, at_path, is_missing, path_of, resolve
from dsalint.linter.rules.rule import Citation, Rule
from dsalint.linter.rules.wording import IN_A_FIX, fill, show
from dsalint.linter.source.text import Span
from dsalint.linter.subjects.subject import ENGINE_KEYS, Subject, World


def findings_of(
    rule: Rule,
    severity: str,
    subject: Subject,
    verdict: Verdict,
    world: World,
    effective: Effective = NO_SETTINGS,
) -> list[Finding]:
    """One finding for each place at which a rule fails on a subject."""
    root = {**subject.value, "parameters": effective.values} if effective.values else subject.value
    findings: dict[Place, Finding] = {}
    said: set[tuple[Span, str]] = set()
    for failure in verdict.failures:
        pointer: Pointer = path_of(root, rule.at) if rule.at else _written(failure.at)
        place = subject.place(pointer)
        message = fill(rule.message, root | {"value": _value(root, failure.at)})
        shown = place.span, message
        if place in findings or shown in said:
            continue  # of several missing keys one finding, if its message names them all
        said.add(shown)
        salient = _salient(root, failure.at)
        findings[place] = Finding(
            rule=rule.id,
            name=rule.name,
            severity=severity,
            confidence=rule.confidence,
            message=message,
            place=place,
            title=rule.title,
            related=_related(rule, subject, root, place),
            route=_route(rule, subject, world),
            authority=_cited(rule, root, world.as_of if rule.judged_at == "as-of" else subject.date),
            clause=_clause(effective.settings),
            rationale=rule.rationale,
            fix=fill(rule.fix, root, IN_A_FIX),
            fingerprint=fingerprint(rule.id, place.document, _named(subject, place), salient),
        )
    return list(findings.values())


def finding_of_problem(catalogue: Catalogue, severities: dict[str, str], problem: Problem) -> Finding:
    """The finding of a problem that the reader or the schema found."""
    rule = catalogue.detector(problem.code)
    place = problem.place
    return Finding(
        rule=rule.id,
        name=rule.name,
        severity=severities.get(rule.id, rule.severity),
        confidence=rule.confidence,
        message=problem.message,
        place=place,
        title=rule.title,
        related=problem.related,
        authority=authorities(rule),
        rationale=rule.rationale,
        fix=problem.fix or rule.fix,
        fingerprint=fingerprint(
            rule.id, place.document or place.file, problem.named, problem.code + problem.salient
        ),
    )


def _written(pointer: Pointer) -> Pointer:
    """The part of a pointer that an author wrote: a failing fact points at the subject itself."""
    return () if pointer and pointer[0] in ENGINE_KEYS else pointer


def _value(root: dict[str, Any], pointer: Pointer) -> Any:
    found = at_path(root, pointer) if pointer else None
    return None if is_missing(found) else found


def _salient(root: dict[str, Any], pointer: Pointer) -> str:
    value = _value(root, pointer)
    return "" if value is None else json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def _named(subject: Subject, place: Place) -> str:
    documents = [subject.document, *(origin.document for origin in subject.origins.values())]
    holder = next((document for document in documents if document.key == place.document), subject.document)
    return named_path(holder.value, place.path)


def _related(rule: Rule, subject: Subject, root: dict[str, Any], main: Place) -> tuple[Related, ...]:
    related: list[Related] = []
    for also in rule.also:
        if is_missing(resolve(root, also.at)):
            continue
        place = subject.place(path_of(root, also.at))
        if place != main:
            related.append(Related(place, fill(also.note, root)))
    return tuple(related)


def _route(rule: Rule, subject: Subject, world: World) -> tuple[Hop, ...]:
    flows = subject.routes.get(rule.route, ()) if rule.route else ()
    if not flows:
        return ()
    last = world.network.at(subject.document, subject.path)
    own = () if last is None else (last,)
    term = rule.route.rpartition("/")[2]
    return tuple(_hop(world, flow, term) for flow in (*flows, *own))


def _hop(world: World, flow: FlowTerms, term: str) -> Hop:
    key, note = _hop_note(flow, term)
    place = flow.agreement.place((*flow.path, *key) if key else flow.path)
    return Hop(
        _organisation(world, flow.source), _organisation(world, flow.target), flow.agreement.id, note, place
    )


def _hop_note(flow: FlowTerms, term: str) -> tuple[tuple[str, ...], str]:
    """The key of a flow that matters for a term, and what it says there."""
    from dsalint.linter.network.purposes import purpose_categories
    from dsalint.linter.network.terms import gateways_of

    value = flow.value
    if term == "marking":
        return ("marking",), f"marked {show(value.get('marking'))}"
    if term.startswith("retention"):
        retention = value.get("retention", {})
        return ("retention",), f"kept {show(retention.get('period'))} from {show(retention.get('trigger'))}"
    if term == "purposes":
        return ("purposes",), f"for {show(purpose_categories(flow))}"
    if term.startswith("onward"):
        onward = value.get("onward_sharing", {})
        allowed = "allowed" if onward.get("allowed") is True else "not allowed"
        named = f" to {show(onward['to'])}" if onward.get("to") else ""
        return ("onward_sharing",), f"onward sharing {allowed}{named}"
    if term == "restrictions":
        return (), f"under {show(gateways_of(flow))}"
    if term == "lapsed":
        end = value.get("end") or flow.agreement.value.get("dates", {}).get("end")
        return (), f"ended {show(end)}" if flow.ended else "in force"
    return (), f"for {show(purpose_categories(flow))}"


def _organisation(world: World, identifier: str) -> str:
    found = world.estate.find("organisation", identifier)
    return found.title if found is not None else identifier


def _clause(settings: tuple[Setting, ...]) -> ClauseCitation | None:
    if not settings:
        return None
    setting = settings[0]
    clause = setting.clause_value
    return ClauseCitation(
        policy=setting.policy.title,
        clause=str(clause.get("id", "")),
        text=show(clause.get("text")),
        place=setting.policy.place(setting.place),
    )


def _cited(rule: Rule, root: dict[str, Any], date: str) -> tuple[Authority, ...]:
    """The authority of one finding: what was in force on the day judged; of a rule over many statutes, those that the facts name."""
    facts = resolve(root, rule.cites) if rule.cites else None
    named = [
        Citation(fact["source"], str(fact.get("locator", "")), str(fact.get("verified", "V")))
        for fact in (facts if isinstance(facts, list) else [facts])
        if isinstance(fact, dict) and isinstance(fact.get("source"), str)
    ]
    if any(citation.verified == "unverified" or cite(*citation, date) is None for citation in named):
        named = []  # nobody has checked it, or it was not in force: the rule's own authority stands
    return authorities(rule._replace(authority=tuple(dict.fromkeys(named))) if named else rule, date)


def authorities(rule: Rule, date: str = "") -> tuple[Authority, ...]:
    """The citations of a rule with the titles and addresses of their sources.

    Args:
        date: only what was in force that day, under the name that it had then; all where nothing was, or without a date.
    """
    found = [cite(citation.source, citation.locator, citation.verified, date) for citation in rule.authority]
    known = tuple(authority for authority in found if authority is not None)
    return known if known or not date else authorities(rule)
