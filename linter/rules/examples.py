"""The examples of a rule are its tests: run on the rule, and on the rule with each part of its condition removed."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from dsalint.linter.estate.estate import Estate
from dsalint.linter.estate.load import FileFacts, facts_of
from dsalint.linter.policies.book import PolicyBook, Specifications
from dsalint.linter.rules.evaluate import FAIL, NOT_APPLICABLE, PASS, UNDECIDED, evaluate
from dsalint.linter.rules.mutations import mutants
from dsalint.linter.rules.rule import DEFAULT_AS_OF, Compiled, Rule
from dsalint.linter.rules.stamp import findings_of
from dsalint.linter.rules.subject_kinds import SUBJECT_KINDS
from dsalint.linter.source.files import decode
from dsalint.linter.source.text import Path
from dsalint.linter.subjects.subject import Subject, World

SORTS = ("good", "bad", "not_applicable", "undecided")


class Complaint(NamedTuple):
    """An example that does not show what it should, or a part of a condition that no example needs."""

    rule: str
    where: str
    """`bad example 2`, or the pointer of the unneeded part."""
    message: str


class _Observed(NamedTuple):
    passes: int
    places: tuple[str, ...]
    missing: frozenset[str]
    undecided: int


class _Prepared(NamedTuple):
    """An example made ready once: its subjects serve the rule and all its mutants."""

    name: str
    sort: str
    expected: dict[str, Any]
    subjects: tuple[Subject, ...]
    world: World
    book: PolicyBook
    facts: FileFacts


def test_rule(
    rule: Rule, value: dict[str, Any], specifications: Specifications, *, mutate: bool = True
) -> list[Complaint]:
    """What is wrong with the examples of a rule; nothing when all hold and every part of its condition is needed.

    Args:
        rule: the rule.
        value: the mapping of its file, which holds the examples.
        specifications: parameters of all rules, for examples with policies.
        mutate: also remove each part of the condition in turn; some example has to notice.
    """
    prepared = [_prepare(rule, example, specifications) for example in _examples(value)]
    complaints = []
    for example in prepared:
        problem = example_problem(rule, example)
        if problem:
            complaints.append(Complaint(rule.id, example.name, problem))
    if mutate and not complaints and not rule.detects:
        for where, mutant in mutants(rule):
            compiled = Compiled(mutant)
            if not any(_judge(compiled, example) for example in prepared):
                complaints.append(Complaint(rule.id, where, "no example notices when this part is removed"))
    return complaints


def _examples(value: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for sort in SORTS:
        for number, example in enumerate(value.get("examples", {}).get(sort, ()), 1):
            yield f"{sort.replace('_', '-')} example {number}", sort, example


def _prepare(rule: Rule, named: tuple[str, str, dict[str, Any]], specifications: Specifications) -> _Prepared:
    """An example of a rule, with its subjects.

    Args:
        named: what the example is called, its sort, and its mapping.
        specifications: parameters of all rules, for examples with policies.
    """
    name, sort, example = named
    data = example["documents"].encode(example.get("encoding", "utf-8"))
    facts = facts_of("example.yaml", decode(data))
    estate = Estate(list(facts.documents))
    as_of = example.get("as_of", DEFAULT_AS_OF)
    world = World(estate, as_of)
    book = PolicyBook(estate, as_of, specifications)
    subjects = () if rule.detects else tuple(SUBJECT_KINDS[rule.subject].subjects(world, book))
    return _Prepared(name, sort, example, subjects, world, book, facts)


def example_problem(rule: Rule, example: _Prepared) -> str:
    """Why an example does not show what it should; empty when it does."""
    if rule.detects:
        return _detection_problem(rule, example)
    if example.facts.problems:
        problem = example.facts.problems[0]
        return f"its documents are not well-formed: line {problem.place.span.line}: {problem.message}"
    return _judge(Compiled(rule), example)


def _detection_problem(rule: Rule, example: _Prepared) -> str:
    found = [problem for problem in example.facts.problems if problem.code in rule.detects]
    if example.sort == "good":
        return f"a problem was found: {found[0].message}" if found else ""
    lines = [problem.place.span.line for problem in found]
    wanted = example.expected.get("lines")
    return (
        ""
        if found and wanted in (None, lines)
        else f"problems were found on lines {lines}, expected {wanted}"
    )


def _judge(compiled: Compiled, example: _Prepared) -> str:
    observed = _observe(compiled, example)
    if example.sort == "good":
        if observed.places:
            return f"it fails at {', '.join(observed.places)}"
        return "" if observed.passes else "no subject passes"
    if example.sort == "bad":
        expected = tuple(sorted(example.expected["at"]))
        if observed.places == expected:
            return ""
        return f"it fails at {', '.join(observed.places) or 'no place'}, expected {', '.join(expected)}"
    if observed.places or observed.passes:
        return (
            f"it gives a verdict: {observed.passes} pass, fails at {', '.join(observed.places) or 'no place'}"
        )
    if example.sort == "not_applicable":
        return (
            f"it is undecided for want of {', '.join(sorted(observed.missing))}" if observed.undecided else ""
        )
    if not observed.undecided:
        return "it is not undecided"
    wanted = example.expected.get("missing")
    if wanted is not None and frozenset(wanted) != observed.missing:
        return (
            f"it is undecided for want of {', '.join(sorted(observed.missing))}, expected {', '.join(wanted)}"
        )
    return ""


def _observe(compiled: Compiled, example: _Prepared) -> _Observed:
    passes = undecided = 0
    places: list[str] = []
    missing: set[str] = set()
    rule = compiled.rule
    for subject in example.subjects:
        effective = example.book.effective(rule.id, subject.organisations)
        verdict = evaluate(compiled, subject, example.world.as_of, effective.values)
        if verdict.kind == PASS:
            passes += 1
        elif verdict.kind == UNDECIDED:
            undecided += 1
            missing.update(verdict.missing)
        elif verdict.kind == FAIL:
            found = findings_of(rule, rule.severity, subject, verdict, example.world, effective)
            places.extend(place_text(finding.place.document, finding.place.path) for finding in found)
        else:
            assert verdict.kind == NOT_APPLICABLE
    return _Observed(passes, tuple(sorted(places)), frozenset(missing), undecided)


def place_text(document: str, path: Path) -> str:
    """A place as examples write it: the id of the document, `#`, and a JSON Pointer."""
    identifier = document.partition("/")[2] or document
    return f"{identifier}#" + "".join(f"/{step}" for step in path)
