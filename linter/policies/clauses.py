"""Clause subjects: one clause of a policy, how it is enforced, and whether it weakens what binds it from above."""

from collections.abc import Iterator
from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.policies.book import PolicyBook
from dsalint.linter.policies.parameters import fits
from dsalint.linter.subjects.subject import Origin, Subject, World

_TYPES = {"duration": "a duration", "number": "a number", "words": "a list of words"}


def clause_subjects(world: World, book: PolicyBook) -> Iterator[Subject]:
    for policy in world.estate.of_kind("policy"):
        if not policy.sound:
            continue
        weaker: dict[int, list[dict[str, Any]]] = {}
        for setting, value, source in book.weakenings(policy):
            weaker.setdefault(int(setting.clause[1]), []).append(
                {
                    "rule": setting.rule,
                    "parameter": setting.parameter,
                    "value": setting.value,
                    "baseline": value,
                    "set_by": f"{source.policy.id}, clause {source.clause_value.get('id')}"
                    if source
                    else "the rule's default",
                }
            )
        for index, clause in enumerate(policy.value.get("clauses", ())):
            yield _subject(world, book, policy, index, clause, weaker.get(index, []))


def _subject(
    world: World,
    book: PolicyBook,
    policy: Document,
    index: int,
    clause: dict[str, Any],
    weaker: list[dict[str, Any]],
) -> Subject:
    """Facts of a clause.

    * `enforced`: by a rule or by hand.
    * `unknown`: what it names that does not exist, rules and parameters with their values.
    * `weaker`: what it sets weaker than what binds the policy from above.
    * `parents_known`: null where a policy above it does not exist or is malformed, so that more may bind it; else true.
    """
    unknown: list[str] = []
    for means in clause.get("enforced_by", ()):
        rule = str(means.get("rule", ""))
        if not book.knows(rule):
            unknown.append(f"rule {rule}")
            continue
        for name, value in means.get("parameters", {}).items():
            parameter = book.parameter(rule, name)
            if parameter is None:
                known = ", ".join(book.parameter_names(rule)) or "no parameters"
                unknown.append(f"parameter {name} of {rule}, which has {known}")
            elif not fits(parameter, value):
                unknown.append(f"the value {value} of {rule} {name}, which is not {_TYPES[parameter.type]}")
    facts = {
        "enforced": bool(clause.get("enforced_by") or clause.get("manual")),
        "unknown": unknown,
        "weaker": weaker,
        "parents_known": True if book.line_known(policy) else None,
    }
    return Subject(
        "clause",
        f"clause {clause.get('id') or index} of policy {policy.id}",
        policy,
        ("clauses", index),
        {**clause, "policy": policy.value, "facts": facts, "as_of": world.as_of, "date": world.as_of},
        date=world.as_of,
        origins={"policy": Origin(policy, ())},
    )
