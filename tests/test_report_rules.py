"""`dsalint rules` and `dsalint explain`."""

import json
from typing import Any

import pytest

from dsalint.linter.reports.catalogue import render_profiles, render_rules, rules_json
from dsalint.linter.reports.example import marked_spans
from dsalint.linter.reports.explain import render_explain
from dsalint.linter.rules.catalogue import load_catalogue
from dsalint.linter.rules.lookup import rule_path
from dsalint.linter.rules.rulefile import read_rule_value
from dsalint.linter.rules.sample import Said, said_of_example
from dsalint.linter.source.text import SourceText, Span

BAD = "kind: agreement\nid: demo\nflows:\n  - marking: OFFICIAL\n---\nkind: asset\nid: list\n"
RULE: dict[str, Any] = {
    "id": "MRK016",
    "name": "flow-marked-at-least-as-its-asset",
    "title": "A flow is marked at least as high as the asset it carries",
    "group": "marking",
    "subject": "flow",
    "severity": "error",
    "confidence": "high",
    "since": "0.1.0",
    "authority": [{"source": "gscp", "locator": "para 12", "verified": "V2"}, {"source": "lost"}],
    "in_force": {"from": "2014-04-02"},
    "judged_at": "document",
    "parameters": {
        "max_period": {"title": "Longest period", "type": "duration", "default": "P1Y", "tighter": "shorter"}
    },
    "needs": ["/marking", "/asset/marking"],
    "must": {"properties": {"marking": {"markingAtLeast": "/asset/marking"}}},
    "message": "the flow is marked {marking}",
    "rationale": "Data keep\ntheir marking.\n",
    "fix": "Mark the flow as its asset is.\n",
    "limits": "Handling instructions are not compared.\n",
    "examples": {
        "good": [{"documents": BAD.replace("OFFICIAL", "SECRET"), "as_of": "2026-06-01"}],
        "bad": [{"documents": BAD, "at": ["demo#/flows/0/marking"]}],
    },
}
SOURCES = {
    "gscp": {
        "title": "Classifications Policy",
        "uri": "https://example.org/gscp",
        "force": "policy",
        "from": "2014-04-02",
    }
}


SAID = Said("the flow is marked OFFICIAL", "Mark this flow as its asset is.")


def explained(rule: dict[str, Any], colour: bool = False) -> str:
    return render_explain(rule, SOURCES, width=80, colour=colour)


def test_a_whole_rule_on_a_page() -> None:
    assert (
        render_explain(
            RULE, SOURCES, said=SAID, related=[("FLO002", "Marking does not fall")], width=80, colour=False
        )
        == """\
MRK016  A flow is marked at least as high as the asset it carries
error · high confidence · group marking · subject flow · rests on policy, not on law
flow-marked-at-least-as-its-asset

Why
  Data keep their marking.

Authority
  Classifications Policy, para 12
    policy; the source is in force since 2014-04-02
    https://example.org/gscp
    read in a secondary source
  lost: not in the list of sources

In force
  The rule is in force since 2014-04-02, judged at the document's own date.

How to comply
  Mark the flow as its asset is.

Limits
  Handling instructions are not compared.

No verdict
  Where this is so, the check is counted as undecided, never as passed:
  a marking is not stated, cannot be read, or is of another scheme than the one
    it is compared with: state both in the scheme of today, from OFFICIAL to TOP
    SECRET

Parameters, which a policy can set
  max_period: Longest period (duration; default P1Y; a policy may only make it
    shorter)

Fails (judged at 2026-06-01)
  1 | kind: agreement
  2 | id: demo
  3 | flows:
  4 |   - marking: OFFICIAL
    |              ^^^^^^^^
  5 | ---
  6 | kind: asset
  7 | id: list

dsalint says of the first of these
  the flow is marked OFFICIAL
  fix: Mark this flow as its asset is.

Passes (judged at 2026-06-01)
  1 | kind: agreement
  2 | id: demo
  3 | flows:
  4 |   - marking: SECRET
  5 | ---
  6 | kind: asset
  7 | id: list

Related rules
  FLO002  Marking does not fall

Condition, as the rule file has it
  needs:
  - /marking
  - /asset/marking
  must:
    properties:
      marking:
        markingAtLeast: /asset/marking
"""
    )


@pytest.mark.parametrize(
    ("needs", "titles", "said"),
    [
        (
            ["/facts/gpms_term"],
            ["it cannot be read"],
            "never as passed: the marking cannot be read: write a marking",
        ),
        (["/logging/automated"], [], "`logging.automated` is not stated, or cannot be read"),
        ([], ["no day", "no place"], "never as passed. For example: no day; no place."),
    ],
)
def test_what_leaves_a_rule_undecided_is_said_in_words(
    needs: list[str], titles: list[str], said: str
) -> None:
    examples = {"undecided": [{"documents": BAD}, *({"title": title} for title in titles)]}
    text = explained({"id": "X1", "title": "Short", "severity": "note", "needs": needs, "examples": examples})
    assert said in " ".join(text.split())


def test_a_rule_with_little_to_say_has_no_empty_sections() -> None:
    text = explained({"id": "X1", "title": "Short", "severity": "note"})
    assert text.startswith("X1  Short\nnote\n")
    assert "Parameters" not in text
    assert "Condition" not in text


def test_a_citation_is_no_better_verified_than_its_source() -> None:
    sources = {"gscp": {**SOURCES["gscp"], "verified": "unverified"}}
    text = render_explain(RULE, sources, width=80, colour=False)
    assert "citation unverified" in text
    assert "secondary" not in text


def test_a_hostile_rule_stays_harmless() -> None:
    hostile = "::error::x\x1b[2J\n::warning::y ##[add-mask]z"
    example = {"documents": f"id: demo\nx: {hostile}\n", "at": ["demo#/x"]}
    text = explained(RULE | {"rationale": hostile, "title": hostile, "examples": {"bad": [example]}})
    assert "\x1b" not in text
    assert "##[" not in text
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())


def test_a_missing_key_is_marked_at_the_key_of_its_parent() -> None:
    source = SourceText("example", "id: demo\ndates:\n  start: 2026-01-01\n")
    assert marked_spans(source, ["demo#/dates/end", "demo#/dates/start", "other#/x"]) == [
        Span(2, 1, 2, 6),
        Span(3, 10, 3, 20),
    ]


def test_the_table_is_grouped_and_counted() -> None:
    rules = [RULE, RULE | {"id": "DAT001", "group": "dates", "severity": "note", "title": "Dated"}]
    assert render_rules(rules, width=80, colour=False) == (
        "dates\n"
        "  DAT001  note   high  Dated\n"
        "\n"
        "marking\n"
        "  MRK016  error  high  A flow is marked at least as high as the asset it carries\n"
        "\n"
        "2 rules in 2 groups\n"
    )
    assert "\x1b[1;31merror\x1b[0m" in render_rules(rules, width=80, colour=True)


def test_the_json_list_is_in_order_and_plain() -> None:
    value = json.loads(rules_json([RULE, RULE | {"id": "ABC001"}]))
    assert [rule["id"] for rule in value["rules"]] == ["ABC001", "MRK016"]
    assert value["rules"][0]["parameters"]["max_period"]["default"] == "P1Y"
    assert "examples" not in value["rules"][0]
    assert rules_json([RULE]) == render_rules([RULE], width=80, json=True)


def test_profiles_say_what_they_take_and_leave() -> None:
    police = {
        "name": "police",
        "title": "Police forces",
        "description": "For forces\nand partners.",
        "include": ["all"],
        "organisation_types": ["police-force"],
        "reasons": {"RET003": "reviews follow the code", "marking": "reviews follow the code"},
        "severities": {"MRK016": "note"},
    }
    standard = {"name": "standard", "title": "Standard", "description": "Every rule.", "include": ["all"]}
    assert render_profiles([standard, police]) == (
        "police  Police forces\n"
        "  For forces and partners.\n"
        "  for: police-force\n"
        "  takes: all\n"
        "  leaves: RET003, marking (reviews follow the code)\n"
        "  changes: MRK016 as note\n"
        "\n"
        "standard  Standard\n"
        "  Every rule.\n"
        "  takes: all\n"
        "\n"
        "2 profiles\n"
    )
    value = json.loads(render_profiles([standard, police], json=True))
    assert value["profiles"][0]["severities"] == {"MRK016": "note"}


@pytest.mark.parametrize("rule", list(load_catalogue().rules))
def test_every_rule_says_of_its_example_what_is_wrong_and_what_to_do(rule: str) -> None:
    catalogue = load_catalogue()
    found = catalogue.rules[rule]
    said = said_of_example(found, read_rule_value(rule_path(found, ""), found.file), catalogue)
    assert said is not None
    assert said.message
    assert said.fix
    assert "not stated" not in said.fix
