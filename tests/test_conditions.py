"""Conditions: the plain keywords agree with `jsonschema`; comparisons have three outcomes; parts combine as logic asks."""

from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsalint.linter.rules.conditions import compile_condition, prove_parts
from dsalint.linter.rules.outcomes import ConditionError, Context, Outcome, path_of, resolve

names = st.sampled_from(["a", "b", "c"])
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.sampled_from(["", "x", "xy", "1.0"]), st.just(1.0)
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)
sizes = st.integers(0, 3)
leaves = st.one_of(
    st.booleans(),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["null", "boolean", "integer", "number", "string", "array", "object"])}
    ),
    st.fixed_dictionaries({"type": st.just(["string", "integer"])}),
    st.fixed_dictionaries({"const": values}),
    st.fixed_dictionaries({"enum": st.lists(values, min_size=1, max_size=3)}),
    st.fixed_dictionaries({"required": st.lists(names, min_size=1, max_size=2, unique=True)}),
    st.fixed_dictionaries(
        {"dependentRequired": st.dictionaries(names, st.lists(names, max_size=2, unique=True), max_size=2)}
    ),
    st.fixed_dictionaries({"uniqueItems": st.booleans()}),
    st.fixed_dictionaries({"pattern": st.sampled_from(["^x", "y$", "[0-9]"])}),
    *(
        st.fixed_dictionaries({keyword: sizes})
        for keyword in (
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
        )
    ),
)


def _combined(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        *(st.fixed_dictionaries({keyword: several}) for keyword in ("allOf", "anyOf", "oneOf")),
        *(
            st.fixed_dictionaries({keyword: inner})
            for keyword in ("not", "items", "contains", "propertyNames")
        ),
        st.fixed_dictionaries({"contains": inner, "minContains": sizes}),
        st.fixed_dictionaries({"contains": inner, "maxContains": sizes}),
        st.fixed_dictionaries(
            {"properties": st.dictionaries(names, inner, max_size=2), "additionalProperties": inner}
        ),
        st.fixed_dictionaries({"if": inner, "then": inner, "else": inner}),
    )


schemas = st.recursive(leaves, _combined, max_leaves=6)


@given(schemas, values)
def test_plain_keywords_agree_with_jsonschema(schema: Any, value: Any) -> None:
    outcome = compile_condition(schema)(value, (), Context({}, "2026-01-01"))
    assert (outcome is None) == jsonschema.Draft202012Validator(schema).is_valid(value)
    assert outcome is None or not outcome.missing


@given(schemas, values)
def test_a_failure_names_places_whose_parent_exists(schema: Any, value: Any) -> None:
    outcome = compile_condition(schema)(value, (), Context({}, "2026-01-01"))
    for failure in outcome.failures if outcome else ():
        parent: Any = value
        for step in failure.at[:-1]:
            parent = parent[step]
        assert not failure.at or isinstance(parent, dict | list)


def judge(schema: Any, root: dict[str, Any], as_of: str = "2026-06-01") -> Outcome | None:
    return compile_condition(schema)(root, (), Context(root, as_of))


HOLDS, FAILS = "holds", "fails"


def said(outcome: Outcome | None) -> str | tuple[str, ...]:
    if outcome is None:
        return HOLDS
    return FAILS if outcome.failures else outcome.missing


COMPARISONS = [
    ({"m": "SECRET", "o": "OFFICIAL"}, "m", {"markingAtLeast": "/o"}, HOLDS),
    ({"m": "OFFICIAL", "o": "OFFICIAL-SENSITIVE"}, "m", {"markingAtLeast": "/o"}, FAILS),
    ({"m": "OFFICIAL"}, "m", {"markingAtLeast": "/o"}, ("/o",)),
    ({"m": "OFFICIAL", "o": "CONFIDENTIAL"}, "m", {"markingAtLeast": "/o"}, FAILS),
    ({"m": "OFFICIAL", "o": "RESTRICTED"}, "m", {"markingAtLeast": "/o"}, ("/m", "/o")),
    ({"d": "2024-03-31", "o": "2024-03-31"}, "d", {"notAfter": "/o"}, HOLDS),
    ({"d": "2024-04-01", "o": "2024-03-31"}, "d", {"notAfter": "/o"}, FAILS),
    ({"d": "2026-06-02"}, "d", {"notAfter": "as-of"}, FAILS),
    ({"d": "2025-01-31"}, "d", {"notBefore": {"date": "as-of", "minus": "P1Y"}}, FAILS),
    ({"d": "2025-06-01", "p": "P1Y"}, "d", {"notBefore": {"date": "as-of", "minus": "/p"}}, HOLDS),
    ({"d": "soon"}, "d", {"notAfter": "as-of"}, ("/d",)),
    ({"p": "P6Y", "o": "P7Y"}, "p", {"notLongerThan": "/o"}, HOLDS),
    ({"p": "P8Y", "o": "P7Y"}, "p", {"notLongerThan": "/o"}, FAILS),
    ({"p": "P1M", "o": "P30D"}, "p", {"notLongerThan": "/o"}, ("/p", "/o")),
    ({"s": ["a"], "o": ["a", "b"]}, "s", {"subsetOf": "/o"}, HOLDS),
    ({"s": ["a", "c"], "o": ["a", "b"]}, "s", {"subsetOf": "/o"}, FAILS),
    ({"s": ["a", "b"], "o": ["a"]}, "s", {"supersetOf": "/o"}, HOLDS),
    ({"s": ["a"], "o": ["a"]}, "s", {"disjointFrom": "/o"}, FAILS),
    ({"s": "a", "o": ["a"]}, "s", {"memberOf": "/o"}, HOLDS),
    ({"s": "a", "o": "b"}, "s", {"sameAs": "/o"}, FAILS),
    ({"s": "a", "o": "b"}, "s", {"differentFrom": "/o"}, HOLDS),
    ({"s": True}, "s", {"sameAs": 1}, FAILS),
    ({"s": 1.0}, "s", {"sameAs": 1}, HOLDS),
    ({"s": 1}, "s", {"differentFrom": True}, HOLDS),
    ({"d": "2026-01-01", "o": "soon"}, "d", {"notAfter": "/o"}, ("/o",)),
    ({"d": "2026-01-01", "p": "a year"}, "d", {"notAfter": {"date": "as-of", "plus": "/p"}}, ("/p",)),
    ({"p": "six years"}, "p", {"parsesAs": "duration"}, FAILS),
    ({"p": None}, "p", {"parsesAs": "duration"}, ("/p",)),
    (
        {"t": "General purposes, as needed."},
        "t",
        {"wordsBeyond": ["general", "purposes", "as", "needed"]},
        FAILS,
    ),
    ({"t": "…"}, "t", {"wordsBeyond": ["general"]}, FAILS),
    ({"t": "General housing"}, "t", {"wordsBeyond": ["general"]}, HOLDS),
    ({"t": 7}, "t", {"wordsBeyond": ["general"]}, HOLDS),
    ({"t": None}, "t", {"wordsBeyond": ["general"]}, ("/t",)),
]


@pytest.mark.parametrize(("root", "key", "schema", "expected"), COMPARISONS)
def test_comparisons_have_three_outcomes(
    root: dict[str, Any], key: str, schema: Any, expected: object
) -> None:
    assert said(judge({"properties": {key: schema}}, root)) == expected


UNSURE = {"properties": {"m": {"sameAs": "/absent"}}}
ROOT = {"m": "x"}


def test_undecided_parts_combine_by_three_valued_logic() -> None:
    missing = ("/absent",)
    assert said(judge({"allOf": [UNSURE, True]}, ROOT)) == missing
    assert said(judge({"allOf": [UNSURE, False]}, ROOT)) == FAILS
    assert said(judge({"anyOf": [UNSURE, True]}, ROOT)) == HOLDS
    assert said(judge({"anyOf": [UNSURE, False]}, ROOT)) == missing
    assert said(judge({"not": UNSURE}, ROOT)) == missing
    assert said(judge({"if": UNSURE, "then": False}, ROOT)) == missing
    assert said(judge({"if": UNSURE, "then": True, "else": True}, ROOT)) == HOLDS
    assert said(judge({"if": UNSURE, "then": False, "else": False}, ROOT)) == FAILS
    assert said(judge({"oneOf": [UNSURE, True]}, ROOT)) == missing


@pytest.mark.parametrize(
    "schema",
    [
        {"requried": ["a"]},
        {"markingAtLeast": "OFFICAL"},
        {"notLongerThan": "six years"},
        {"notAfter": {"date": "as-of", "plus": "a year"}},
        {"properties": {"a": {"mustBe": 1}}},
        {"pattern": "(?=x)"},
        {"minimum": "1"},
        {"then": True},
        {"notAfter": "tomorrow"},
        {"$ref": "https://example.org/schema"},
        {"type": "text"},
        {"anyOf": []},
    ],
)
def test_a_condition_that_is_not_well_formed_does_not_compile(schema: Any) -> None:
    with pytest.raises(ConditionError):
        compile_condition(schema)
        prove_parts(schema)


def test_pointers_reach_through_lists_and_escapes() -> None:
    assert resolve({"a/b": [{"~": 1}]}, "/a~1b/0/~0") == 1


def test_a_pointer_becomes_the_path_of_a_place() -> None:
    root = {"flows": [{"a/b": {"22": 1}}]}
    assert path_of(root, "/flows/0/a~1b/22") == ("flows", 0, "a/b", "22")
    assert path_of(root, "/flows/0/absent/0") == ("flows", 0, "absent", "0")
    assert path_of(root, "/") == ()
