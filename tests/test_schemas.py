"""The schemas of documents: sound, closed, self-contained, and of use to whoever writes a document in an editor."""

import itertools
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator
from referencing.exceptions import Unresolvable

from dsalint.linter.documents import engine_python, engine_rs
from dsalint.linter.documents.gate import surely_conforms
from dsalint.linter.documents.patterns import search
from dsalint.linter.documents.places import resolved
from dsalint.linter.documents.schemas import DOCUMENT_KINDS, schema, schema_names, schema_text
from dsalint.linter.errors import UserError
from dsalint.linter.vocabulary.dates import parse_duration

KNOWN = frozenset(
    [
        "$schema",
        "$id",
        "$defs",
        "$ref",
        "title",
        "description",
        "examples",
        "type",
        "enum",
        "const",
        "properties",
        "patternProperties",
        "additionalProperties",
        "required",
        "items",
        "uniqueItems",
        "minItems",
        "maxItems",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "pattern",
        "format",
        "x-dsalint-hint",
        "x-dsalint-discriminator",
    ]
)
Part = tuple[str, dict[str, Any]]


def parts(root: dict[str, Any], part: dict[str, Any], at: str) -> Iterator[Part]:
    """A part of a schema and all parts in it, each with its place; references are not followed."""
    yield at, part
    for key, inner in part.get("properties", {}).items():
        yield from parts(root, inner, f"{at}/{key}")
    for key in ("items", "additionalProperties"):
        if isinstance(part.get(key), dict):
            yield from parts(root, part[key], f"{at}/{key}")
    for key, inner in part.get("$defs", {}).items():
        yield from parts(root, inner, f"{at}/$defs/{key}")


PARTS = [(kind, at, part) for kind in DOCUMENT_KINDS for at, part in parts(schema(kind), schema(kind), kind)]


@pytest.mark.parametrize("name", schema_names())
def test_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_no_keyword_is_unknown() -> None:
    assert [(at, set(part) - KNOWN) for _, at, part in PARTS if set(part) - KNOWN] == []


def test_every_part_has_a_title_and_a_sentence() -> None:
    for kind, at, part in PARTS:
        whole = resolved(schema(kind), part)
        assert whole["title"], at
        assert whole["description"].endswith("."), at
        assert len(whole["description"].split()) >= 2, (at, whole["description"])


def test_every_part_has_an_example_that_conforms() -> None:
    for kind, at, part in PARTS:
        whole = resolved(schema(kind), part)
        judge = engine_rs.compiled({**whole, "$defs": schema(kind).get("$defs", {})})
        assert whole["examples"], at
        for example in whole["examples"]:
            assert judge.is_valid(example), (at, example)


def test_every_mapping_is_closed_but_for_keys_of_your_own() -> None:
    for kind, at, part in PARTS:
        whole = resolved(schema(kind), part)
        if whole.get("type") != "object":
            continue
        if "properties" in whole:
            assert whole["additionalProperties"] is False, at
            assert whole["patternProperties"] == {"^x[-_]": True}, at
        else:
            assert isinstance(whole["additionalProperties"], dict), at


def test_little_is_required() -> None:
    for kind in DOCUMENT_KINDS:
        assert schema(kind)["required"] == ["kind", "id"]
        assert surely_conforms(schema(kind), {"kind": kind, "id": "demo"})
        assert surely_conforms(schema(kind), {"kind": kind, "id": "demo", "x-note": 1, "x_note": [None]})
    for _, at, part in PARTS:
        assert set(part.get("required", ())) <= set(part.get("properties", ())), at


def test_a_schema_stands_alone_and_uses_what_it_defines() -> None:
    for kind in DOCUMENT_KINDS:
        text = schema_text(kind)
        defined = set(schema(kind).get("$defs", {}))
        used = {
            part["$ref"] for _, _, part in ((k, a, p) for k, a, p in PARTS if k == kind) if "$ref" in part
        }
        assert used == {f"#/$defs/{name}" for name in defined}
        assert text.endswith("}\n")
        assert json.loads(text) == schema(kind)


def test_shapes_that_schemas_share_are_the_same_in_each() -> None:
    for first, second in itertools.combinations(DOCUMENT_KINDS, 2):
        ours, theirs = schema(first).get("$defs", {}), schema(second).get("$defs", {})
        for name in set(ours) & set(theirs):
            assert ours[name] == theirs[name], (first, second, name)


def test_no_shape_is_written_twice() -> None:
    """Mappings with the same keys are one definition."""
    seen: dict[str, str] = {}
    for _, at, part in PARTS:
        if len(part.get("properties", {})) >= 3 and "/$defs/" not in at:
            shape = json.dumps(sorted(part["properties"]))
            assert shape not in seen, (at, seen[shape])
            seen[shape] = at


def test_what_a_pattern_asks_for_is_also_said_in_words() -> None:
    for kind, at, part in PARTS:
        whole = resolved(schema(kind), part)
        if "pattern" in whole or "format" in whole:
            assert " such as " in whole["x-dsalint-hint"], at
        assert whole.get("format", "date") == "date", at
        assert "format" not in whole or whole["pattern"] == "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", at


DURATIONS = [
    *("P1Y", "P6M", "P2W", "P30D", "PT24H", "PT30M", "P1Y6M", "P1DT12H", "P1Y2M3W4DT5H6M7S", "PT1H30S"),
    *("P", "PT", "P1YT", "P1M1Y", "1Y", "p1y", "P1.5Y", "P-1Y", "PT1D", "P1H", "P1234567Y", "P1Y\n", ""),
]


@pytest.mark.parametrize("text", DURATIONS)
def test_the_pattern_of_durations_is_what_the_rules_can_read(text: str) -> None:
    pattern = schema("agreement")["properties"]["dates"]["properties"]["review_interval"]["pattern"]
    try:
        parse_duration(text)
    except ValueError:
        readable = False
    else:
        readable = True
    assert search(pattern, text) is readable
    assert engine_rs.compiled({"pattern": pattern}).is_valid(text) is readable


def test_a_day_has_to_be_in_the_calendar() -> None:
    part = schema("agreement")["properties"]["dates"]["properties"]["start"]
    for engine in (engine_rs, engine_python):
        judge = engine.compiled(part)
        for text in ("2024-02-29", "2026-12-31"):
            assert judge.is_valid(text), (engine, text)
        for text in ("2024-02-30", "2023-02-29", "2024-13-01", "20240301", "2024-W09-5", "2024-03-01\n"):
            assert not judge.is_valid(text), (engine, text)


def test_nothing_is_fetched() -> None:
    elsewhere = {"$ref": "http://schemas.example/other.json"}
    with pytest.raises(jsonschema_rs.ValidationError):
        engine_rs.compiled(elsewhere)
    with pytest.raises(Unresolvable, match=r"schemas\.example"):
        engine_python.compiled(elsewhere).is_valid(1)


def test_the_slow_engine_is_not_loaded_where_the_fast_one_is() -> None:
    code = (
        "import sys; from dsalint.linter.documents.problems import schema_problems; "
        "assert schema_problems('agreement', {'kind': 'agreement', 'id': 'A'}); "
        "assert 'jsonschema' not in sys.modules; assert 'jsonschema_rs' in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_schema_is_asked_for_by_its_name() -> None:
    assert json.loads(schema_text("agreement"))["title"] == "Data-sharing agreement"
    with pytest.raises(UserError) as raised:
        schema_text("agrement")
    assert raised.value.hint == "did you mean `agreement`?"
    with pytest.raises(UserError):
        schema_text("../profiles/hmg")
