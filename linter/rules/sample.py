"""What a rule says of its own first failing example: the finding as a reader of a report would see it."""

from typing import Any, NamedTuple

from dsalint.linter.rules.catalogue import Catalogue
from dsalint.linter.rules.evaluate import FAIL, evaluate
from dsalint.linter.rules.examples import prepare
from dsalint.linter.rules.rule import Compiled, Rule
from dsalint.linter.rules.stamp import findings_of


class Said(NamedTuple):
    """Words of a finding."""

    message: str
    fix: str


def said_of_example(rule: Rule, value: dict[str, Any], catalogue: Catalogue) -> Said | None:
    """The words of the first finding on the first failing example; None where a rule has no such example.

    Args:
        value: the mapping of the rule's file, which holds the examples.
        catalogue: the rules with whose parameters policies in the example may deal.
    """
    examples = value.get("examples", {}).get("bad", ())
    if not examples:
        return None
    specifications = {
        other.id: {parameter.name: parameter for parameter in other.parameters}
        for other in catalogue.rules.values()
    }
    example = prepare(rule, ("bad example 1", "bad", examples[0]), specifications)
    if rule.detects:
        problems = [problem for problem in example.facts.problems if problem.code in rule.detects]
        return Said(problems[0].message, problems[0].fix or rule.fix) if problems else None
    compiled = Compiled(rule)
    for subject in example.subjects:
        effective = example.book.effective(rule.id, subject.organisations)
        verdict = evaluate(compiled, subject, example.world.as_of, effective.values)
        if verdict.kind == FAIL:
            found = findings_of(rule, rule.severity, subject, verdict, example.world, effective)
            return Said(found[0].message, found[0].fix)
    return None
