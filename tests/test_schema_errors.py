"""One mistake, one problem, at the place where it is: on at least 200 seeded mistakes, with both engines."""

from typing import Any

import pytest

from dsalint.linter.documents import engine_python, engine_rs
from dsalint.linter.documents.engine import raw_errors
from dsalint.linter.documents.gate import surely_conforms
from dsalint.linter.documents.problems import schema_problems
from dsalint.linter.documents.schemas import schema
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
    assert score >= 0.95, f"{score:.1%} of {len(CORPUS)}; wrong: {wrong}"


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


@pytest.mark.parametrize("mistake", CORPUS[:: max(1, len(CORPUS) // 60)], ids=lambda m: m.name)
def test_both_engines_find_the_same_errors(mistake: Mistake) -> None:
    fast = engine_rs.errors(mistake.kind, mistake.value)
    slow = engine_python.errors(mistake.kind, mistake.value)
    assert fast == slow == raw_errors(mistake.kind, mistake.value)


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
]


@pytest.mark.parametrize(("extra", "message", "fix"), SAID, ids=[row[1] for row in SAID])
def test_the_words(extra: dict[str, Any], message: str, fix: str) -> None:
    problems = schema_problems("agreement", {"kind": "agreement", "id": "demo", **extra})
    assert len(problems) == 1
    assert message in problems[0].message
    assert fix in problems[0].fix


def test_the_quick_look_agrees_with_the_engine() -> None:
    for document in DOCUMENTS:
        assert surely_conforms(schema(document["kind"]), document)
    for mistake in CORPUS:
        assert not surely_conforms(schema(mistake.kind), mistake.value), mistake.name


def test_the_quick_look_says_no_to_what_it_does_not_know() -> None:
    assert not surely_conforms({"oneOf": [True]}, 1)
    assert not surely_conforms({"properties": {"a": {"format": "email"}}}, {"a": "x"})
