"""What a rule says of its own first failing example: the finding as a reader of a report would see it."""

from typing import Any, NamedTuple

from dsalint.linter.estate.estate import Estate
from dsalint.linter.estate.load import facts_of, unchecked_documents
from dsalint.linter.policies.book import PolicyBook
from dsalint.linter.rules.catalogue import Catalogue
from dsalint.linter.rules.evaluate import FAIL, evaluate
from dsalint.linter.rules.rule import DEFAULT_AS_OF, Compiled, Rule
from dsalint.linter.rules.stamp import findings_of
from dsalint.linter.rules.subject_kinds import SUBJECT_KINDS
from dsalint.linter.source.files import decode
from dsalint.linter.source.text import SourceText
from dsalint.linter.subjects.subject import World


class Said(NamedTuple):
    """Words of a finding."""

    message: str
    fix: str


def said_of_example(
    rule: Rule, value: dict[str, Any], catalogue: Catalogue, *, tested: bool = False
) -> Said | None:
    """The words of the first finding on the first failing example; None where a rule has no such example.

    Args:
        value: the mapping of the rule's file, which holds the examples.
        catalogue: the rules with whose parameters policies in the example may deal.
        tested: the examples are known to hold, as those of built-in rules are; then their shape is not looked at again.
    """
    examples = value.get("examples", {}).get("bad", ())
    if not examples:
        return None
    text, as_of = examples[0]["documents"], examples[0].get("as_of", DEFAULT_AS_OF)
    if tested and not rule.detects:
        documents = unchecked_documents(SourceText("example.yaml", text))
    else:
        facts = facts_of("example.yaml", decode(text.encode(examples[0].get("encoding", "utf-8"))))
        problems = [found for found in facts.problems if found.code in rule.detects]
        if problems:
            return Said(problems[0].message, problems[0].fix or rule.fix)
        documents = facts.documents if not rule.detects and not facts.problems else ()
    estate = Estate(list(documents))
    world = World(estate, as_of)
    specifications = {
        other.id: {parameter.name: parameter for parameter in other.parameters}
        for other in catalogue.rules.values()
    }
    book = PolicyBook(estate, as_of, specifications)
    if rule.detects:
        return None
    compiled = Compiled(rule)
    for subject in SUBJECT_KINDS[rule.subject].subjects(world, book):
        effective = book.effective(rule.id, subject.organisations)
        verdict = evaluate(compiled, subject, as_of, effective.values)
        if verdict.kind == FAIL:
            found = findings_of(rule, rule.severity, subject, verdict, world, effective)
            return Said(found[0].message, found[0].fix)
    return None
