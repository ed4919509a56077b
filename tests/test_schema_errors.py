"""One mistake, one problem, at the place where it is: on at least 200 seeded mistakes, with both engines."""

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from dsalint.linter.documents import engine_python, engine_rs
from dsalint.linter.documents.engine import raw_errors
from dsalint.linter.documents.gate import surely_conforms
from dsalint.linter.documents.problems import schema_problems
from dsalint.linter.documents.schemas import bare_schema
from dsalint.linter.source.limits import MAX_PROBLEMS
from dsalint.tests.random_mistakes import random_mistakes
from dsalint.tests.seeded_mistakes import DOCUMENTS, Mistake, mistakes

CORPUS = mistakes()


def right(mistake: Mistake) -> bool:
    problems = schema_problems(mistake.kind, mistake.value)
    return [(problem.path, problem.on_key) for problem in problems] == [(mistake.path, mistake.on_key)]


def test_correct_documents_have_no_problem() -> None:
    for document in DOCUMENTS:
        assert schema_problems(document["kind"], document) == []


def test_at_least_95_of_100_mistakes_are_one_problem_at_the_right_place() -> None:
    assert len(CORPUS) >= 200
    wrong = [mistake.name for mistake in CORPUS if not right(mistake)]
    score = 1 - len(wrong) / len(CORPUS)
    print(f"one problem at the right place: {score:.1%} of {len(CORPUS)} mistakes; wrong: {wrong}")
    assert score >= 0.95, f"{score:.1%} of {len(CORPUS)}; wrong: {wrong}"


@pytest.mark.parametrize("seed", [1, 2026])
def test_random_mistakes_in_the_example_estate_too(root: Path, seed: int) -> None:
    """Documents and slips that the selection was not written for."""
    corpus = list(random_mistakes(root, 1500, seed))
    wrong = [mistake.name for mistake in corpus if not right(mistake)]
    score = 1 - len(wrong) / len(corpus)
    print(f"one problem at the right place: {score:.1%} of {len(corpus)} random mistakes; wrong: {wrong}")
    assert len(corpus) > 400
    assert score >= 0.95


def test_every_mistake_is_found() -> None:
    assert [m.name for m in CORPUS if not schema_problems(m.kind, m.value)] == []


def test_every_problem_says_what_to_do_in_the_words_of_the_document() -> None:
    for mistake in CORPUS:
        for problem in schema_problems(mistake.kind, mistake.value):
            text = f"{problem.message} {problem.fix}"
            assert problem.message
            assert problem.fix
            assert len(problem.message) <= 160
            for jargon in ("schema", "instance", "None", "True", "False", "additionalProperties", "regex"):
                assert jargon not in text.replace("`dsalint schema`", ""), text


def test_both_engines_find_the_same_errors() -> None:
    for mistake in CORPUS:
        fast = engine_rs.errors(mistake.kind, mistake.value)
        assert fast == engine_python.errors(mistake.kind, mistake.value), mistake.name
        assert fast == raw_errors(mistake.kind, mistake.value), mistake.name


RULES: list[dict[str, Any]] = [
    {},
    {"id": "X1", "must": {"anyOf": 3}, "confidence": "low"},
    {
        "detects": ["x"],
        "parameters": {"Not A Name": {"title": 1}},
        "must": {"properties": {"a": {"type": "txt"}}},
    },
    {"name": "Not a name", "authority": [], "examples": {"good": [{}], "worse": []}, "needs": "/marking"},
]


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_both_engines_find_the_same_errors_in_rules(rule: dict[str, Any]) -> None:
    found = engine_rs.errors("rule", rule)
    assert found
    assert found == engine_python.errors("rule", rule)


def test_every_code_has_a_rule_that_reports_it(root: Path) -> None:
    detected = {
        code
        for file in (root / "rules" / "document").glob("*.yaml")
        for code in yaml.safe_load(file.read_text()).get("detects", ())
    }
    codes = {problem.code for mistake in CORPUS for problem in schema_problems(mistake.kind, mistake.value)}
    assert codes == {
        "unknown-key",
        "missing-key",
        "wrong-type",
        "not-in-vocabulary",
        "bad-format",
        "wrong-size",
    }
    assert codes <= detected


SAID: list[tuple[dict[str, Any], str, str]] = [
    ({"titel": "x"}, "`titel` is not a key here", "did you mean `title`?"),
    ({"status": "Active"}, "`Active` is not a value of status", "did you mean `active`?"),
    ({"version": 1.1}, "version is the number 1.1, where text is wanted", 'put it in quotation marks: "1.1"'),
    ({"pilot": "yes"}, "pilot is the text `yes`, not true or false", "write true"),
    (
        {"dates": {"start": "01/03/2024"}},
        "start is `01/03/2024`, not a date",
        "01/03/2024 would be 2024-03-01",
    ),
    ({"title": None}, "title is empty", "or remove the key"),
    ({"areas": "Kent"}, "areas is `Kent`, where a list is wanted", "write [Kent]"),
    (
        {"notify_within": "PT24H"},
        "`notify_within` is not a key here",
        "it belongs to breach: indent it below that key",
    ),
    (
        {"breach": {"status": "active"}},
        "`status` is not a key in breach",
        "it belongs to the document itself: indent it less",
    ),
    ({"flows": [{"from": "a"}]}, "element 1 of flows has no `to`", "add `to`"),
    ({"flows": [{"id": "a", "from": "a"}]}, "flow `a` has no `to`", "add `to`, e.g. `to: "),
    ({"version": 2}, "version is the number 2, where text is wanted", 'put it in quotation marks: "2"'),
    ({"version": 1.1}, "version is the number 1.1", "1.10 is read as 1.1"),
    ({"pilot": "true"}, "pilot is the text `true`", "write true without quotation marks"),
    ({"dates": {"end": "2027-02-30"}}, "which is no day of the calendar", "a date such as"),
    ({"dates": {"end": "31 March 2027"}}, "not a date", "31 March 2027 would be 2027-03-31"),
    ({"breach": {"notify_within": "24 hours"}}, "not an ISO 8601 duration", "24 hours would be PT24H"),
    ({"hosting": [{"country": "uk"}]}, "not a two-letter country code", "uk would be GB"),
    ({"hosting": [{"country": "Ireland"}]}, "not a two-letter country code", "Ireland would be IE"),
    ({"purposes": [{"id": "Debt recovery"}]}, "not an id", "Debt recovery would be debt-recovery"),
    (
        {"type": "Data_Disclosure_Agreement"},
        "is not a value of type",
        "did you mean `data-disclosure-agreement`?",
    ),
    ({"type": ["one-off-disclosure"]}, "one word is wanted", "write one-off-disclosure without brackets"),
    (
        {"purposes": {"id": "debt"}},
        "purposes is a mapping, where a list is wanted",
        "begin each element with `- `",
    ),
    ({"breach": [{"notify_within": "PT24H"}]}, "breach is a list", "remove the dash"),
    ({"purposes": "debt"}, "purposes is `debt`, where a list is wanted", "write [debt]"),
    (
        {"breach": None, "notify_within": "PT24H"},
        "breach is empty; notify_within beside it",
        "indent notify_within",
    ),
    ({"flows": [{"from": "a", "to": "b", "volume": -1}]}, "volume is -1; at least 0", "write 0 or more"),
    (
        {"jurisdiction": ["wales", "wales"]},
        "element 2 of jurisdiction stands in the list twice",
        "remove one",
    ),
    (
        {"titel": "x", "title": "y"},
        "`titel` is not a key here",
        "`title` is the key for it, and it is there already",
    ),
    ({"wibble": 1}, "`wibble` is not a key here", "write `x_wibble` to keep it unchecked"),
    ({"a\x1b[31m": 1}, "`a\\x1b[31m` is not a key here", "`x_a\\x1b[31m`"),
    ({"status": "`" + "x" * 90}, "`\\x60xxxx", "use one of draft, signed"),
]


@pytest.mark.parametrize(("extra", "message", "fix"), SAID, ids=[row[1] for row in SAID])
def test_the_words(extra: dict[str, Any], message: str, fix: str) -> None:
    problems = schema_problems("agreement", {"kind": "agreement", "id": "demo", **extra})
    assert len(problems) == 1
    assert message in problems[0].message
    assert fix in problems[0].fix


def test_the_quick_look_agrees_with_the_engine() -> None:
    for document in DOCUMENTS:
        assert surely_conforms(bare_schema(document["kind"]), document)
    for mistake in CORPUS:
        assert not surely_conforms(bare_schema(mistake.kind), mistake.value), mistake.name


def test_the_quick_look_says_no_to_what_it_does_not_know() -> None:
    assert not surely_conforms({"oneOf": [True]}, 1)
    assert not surely_conforms({"properties": {"a": {"format": "email"}}}, {"a": "x"})


def test_the_order_is_that_of_the_document() -> None:
    document = {"kind": "agreement", "titel": 1, "flows": [{"to": "b", "volume": "x"}], "dates": {"end": 1}}
    problems = schema_problems("agreement", document)
    assert [problem.path for problem in problems] == [
        ("titel",),
        ("flows", 0, "volume"),
        ("flows", 0, "from"),
        ("dates", "end"),
        ("id",),
    ]
    assert [problem.related_path for problem in problems if problem.code == "missing-key"] == [
        ("flows", 0, "volume"),
        ("dates",),
    ]


def test_two_mistakes_are_two_problems() -> None:
    document = {"kind": "agreement", "id": "a", "titel": "x", "status": "Active", "pilot": "yes"}
    assert [problem.code for problem in schema_problems("agreement", document)] == [
        "unknown-key",
        "not-in-vocabulary",
        "wrong-type",
    ]


@pytest.mark.parametrize("key", ["tiitle", "wibble", "notify_within"])
def test_a_document_of_nothing_but_mistakes_is_answered_in_time(key: str) -> None:
    """The first mistakes are told; the time is linear in what is written."""
    document = {"kind": "agreement", "id": "a"} | {f"{key}{number}": number for number in range(20_000)}
    started = time.process_time()
    assert len(schema_problems("agreement", document)) == MAX_PROBLEMS
    assert time.process_time() - started < 10


def test_a_key_that_may_not_stand_beside_another_is_one_problem() -> None:
    mapping = {"legal_basis": {"aliases": {"x": {"gateway": "dea-2017-s48", "provision": "s.48"}}}}
    found = engine_rs.errors("csv-mapping", mapping)
    assert found == engine_python.errors("csv-mapping", mapping)
    problems = [
        problem for problem in schema_problems("csv-mapping", mapping) if problem.code == "unknown-key"
    ]
    assert [(problem.path[-1], problem.on_key, problem.fix) for problem in problems] == [
        ("provision", True, "remove it")
    ]
    assert "`provision` may not stand in x beside `gateway`" in problems[0].message
