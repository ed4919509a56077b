"""The JSON report: its schema, its order, its paths, and that it is safe to print."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from dsalint.linter.reports.json import pointer, readable_path, render_json
from dsalint.tests.report_samples import CLEAN, FINDING, UNDECIDED, report

SCHEMA = json.loads((Path(__file__).parents[1] / "rules/schemas/report.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def read(text: str) -> Any:
    value = json.loads(text)
    VALIDATOR.validate(value)
    return value


def test_the_schema_is_a_schema_and_describes_every_member() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    def undescribed(schema: dict[str, Any]) -> list[str]:
        members = schema.get("properties", {}).items()
        inner = [*schema.get("$defs", {}).values(), *(value for _, value in members)]
        inner += [schema["items"]] if "items" in schema else []
        missing = [name for name, value in members if "description" not in value and "$ref" not in value]
        return missing + [name for value in inner for name in undescribed(value)]

    assert undescribed(SCHEMA) == []


def test_a_finding_in_full() -> None:
    value = read(render_json(report(FINDING)))
    assert value["version"] == 1
    assert value["tool"] == {"name": "dsalint", "version": "0.1.0"}
    assert "/estate" not in render_json(report(FINDING))
    (finding,) = value["findings"]
    assert finding["location"] == {
        "file": "agreements/ward.yaml",
        "line": 9,
        "column": 62,
        "end_line": 9,
        "end_column": 70,
        "document": "agreement/ward-data",
        "pointer": "/flows/0/marking",
        "path": "flows[0].marking",
    }
    assert [hop["from"] for hop in finding["route"]] == ["Home Office", "Kent Police"]
    assert finding["authority"][0]["since"] == "2014-04-02"
    assert finding["authority"][0]["until"] is None
    assert finding["clause"]["clause"] == "4.2"
    assert finding["state"] == "open"


def test_the_summary_counts_all_five_verdicts() -> None:
    summary = CLEAN._replace(undecided=1, blocked=2, elsewhere=3, unmatched_rules=("Z9", "A1"))
    value = read(render_json(report(summary=summary)._replace(not_evaluated=(UNDECIDED,))))
    assert value["summary"]["verdicts"] == {
        "pass": 12,
        "fail": 0,
        "not_applicable": 8,
        "undecided": 1,
        "blocked": 2,
    }
    assert value["summary"]["elsewhere"] == 3
    assert value["summary"]["unmatched_rules"] == ["A1", "Z9"]
    assert value["not_evaluated"][0]["missing"] == ["/retention/period"]


def test_the_order_does_not_depend_on_the_order_of_the_findings() -> None:
    findings = [FINDING._replace(rule=rule) for rule in "CAB"]
    assert render_json(report(*findings)) == render_json(report(*reversed(findings)))


def test_nothing_is_capped() -> None:
    assert len(read(render_json(report(*[FINDING] * 30)))["findings"]) == 30


def test_a_member_that_the_schema_does_not_know_is_refused() -> None:
    value = json.loads(render_json(report(FINDING)))
    value["findings"][0]["line"] = 1
    with pytest.raises(ValidationError):
        VALIDATOR.validate(value)


@pytest.mark.parametrize(
    ("path", "as_pointer", "readable"),
    [
        ((), "", ""),
        (("flows", 0, "marking"), "/flows/0/marking", "flows[0].marking"),
        (("a/b", "c~d"), "/a~1b/c~0d", '["a/b"]["c~d"]'),
        (("x-note", "with space"), "/x-note/with space", 'x-note["with space"]'),
        (("", 3), "//3", '[""][3]'),
    ],
)
def test_paths(path: tuple[str | int, ...], as_pointer: str, readable: str) -> None:
    assert pointer(path) == as_pointer
    assert readable_path(path) == readable


@given(st.text())
def test_any_text_survives_and_is_safe_to_print(text: str) -> None:
    output = render_json(report(FINDING._replace(message=text, fix=f"##[error]{text}")))
    assert read(output)["findings"][0]["message"] == text
    assert output.endswith("}\n")
    assert output.encode("utf-8")
    assert "##[" not in output
    assert all(c == "\n" or c.isprintable() or ord(c) > 0x9F for c in output)


def test_letters_are_not_escaped_but_lone_surrogates_and_reversals_are() -> None:
    output = render_json(report(FINDING._replace(message="é警 \ud800 \u202e \x9b")))
    assert '"é警 \\ud800 \\u202e \\u009b"' in output
