"""Of several alternatives the one that was meant is told: a hard case of schema errors, with schemas made for it."""

from typing import Any

import pytest

from dsalint.linter.documents import engine_python, engine_rs
from dsalint.linter.documents.alternatives import without_alternatives

Told = list[tuple[tuple[str | int, ...], str, tuple[str, ...]]]


def told(root: dict[str, Any], value: object) -> Told:
    fast = engine_rs.errors_against(root, engine_rs.compiled(root), value)
    assert fast == engine_python.errors_against(engine_python.compiled(root), value)
    return [(error.path, error.keyword, error.keys) for error in without_alternatives(root, fast)]


def closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": properties,
    }


TEXT = {"type": "string"}
BASES = {
    "oneOf": [
        closed(["type", "withdrawal_contact"], type={"const": "consent"}, withdrawal_contact=TEXT),
        closed(["type", "contract"], type={"const": "contract"}, contract=TEXT),
        closed(["type", "law"], type={"enum": ["obligation", "task"]}, law=TEXT),
        closed(["type", "assessment"], type={"const": "interests"}, assessment=TEXT),
    ]
}
"""The case measured against other tools in the study of linters: four legal bases, one misspelt key, eleven raw errors."""


def test_the_alternative_is_chosen_by_its_own_word() -> None:
    assert told(BASES, {"type": "consent", "withdrawl_contact": "x"}) == [
        ((), "additionalProperties", ("withdrawl_contact",)),
        ((), "required", ("withdrawal_contact",)),
    ]
    assert told(BASES, {"type": "task"}) == [((), "required", ("law",))]


def test_an_unknown_word_is_told_with_the_words_of_all() -> None:
    root = BASES
    errors = engine_rs.errors_against(root, engine_rs.compiled(root), {"type": "consnt"})
    (error,) = without_alternatives(root, errors)
    assert error.path == ("type",)
    assert error.expected == ["consent", "contract", "obligation", "task", "interests"]


def test_a_discriminator_can_be_named() -> None:
    root = {
        "x-dsalint-discriminator": "type",
        "anyOf": [
            closed(["type"], type={"const": "a"}, size={"type": "integer"}),
            closed(["type"], type={"const": "b"}, size=TEXT),
        ],
    }
    assert told(root, {"type": "b", "size": 1}) == [(("size",), "type", ())]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-13", [((), "pattern", ())]),
        ({"dat": "x"}, [((), "additionalProperties", ("dat",)), ((), "required", ("date",))]),
        (3, [((), "anyOf", ())]),
    ],
)
def test_the_type_of_the_value_chooses(value: object, expected: Told) -> None:
    root = {"anyOf": [{**TEXT, "pattern": "^[0-9]{4}-1[0-2]$"}, closed(["date"], date=TEXT)]}
    assert told(root, value) == expected


def test_keys_in_common_choose() -> None:
    root = {
        "anyOf": [
            closed(["date", "plus"], date=TEXT, plus=TEXT),
            closed(["list", "field"], list=TEXT, field=TEXT),
        ]
    }
    assert told(root, {"list": "gateways"}) == [((), "required", ("field",))]


def test_a_key_that_one_alternative_accepts_chooses() -> None:
    root = {
        "anyOf": [
            closed(["id"], id={"type": "integer"}, note=TEXT),
            closed(["id"], id={**TEXT, "minLength": 2}, note={"type": "integer"}),
        ]
    }
    assert told(root, {"id": "ab", "note": "x"}) == [(("note",), "type", ())]


def test_what_cannot_be_told_apart_is_told_together() -> None:
    root = {
        "anyOf": [
            {"title": "By day", **closed(["day"], day=TEXT, at=TEXT)},
            {"title": "By week", **closed(["week"], week=TEXT, at=TEXT)},
        ]
    }
    errors = engine_rs.errors_against(root, engine_rs.compiled(root), {"at": "x"})
    (error,) = without_alternatives(root, errors)
    assert error.keyword == "anyOf"
    assert [part["title"] for part in error.expected] == ["By day", "By week"]


def test_alternatives_within_alternatives() -> None:
    inner = {"anyOf": [{"type": "integer"}, {"type": "array", "items": TEXT}]}
    root = {"anyOf": [TEXT, closed(["limit"], limit={"$ref": "#/$defs/limit"})], "$defs": {"limit": inner}}
    assert told(root, {"limit": ["a", 2]}) == [(("limit", 1), "type", ())]


def test_two_alternatives_that_both_hold_are_one_error() -> None:
    root = {"oneOf": [{"minimum": 1}, {"minimum": 2}]}
    assert told(root, 3) == [((), "oneOf", ())]
