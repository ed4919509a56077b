"""Executable policies: a clause tightens a rule, names itself in the finding, and may never weaken what binds it."""

from pathlib import Path

import pytest

from dsalint.linter.check import Checked, Options, check, locate
from dsalint.linter.policies.parameters import Parameter, fits, is_tighter, is_weaker

ESTATE = """\
kind: organisation
id: home-office
name: Home Office
type: ministerial-department
country: GB
---
kind: organisation
id: border-force
name: Border Force
type: executive-agency
parent: home-office
country: GB
---
kind: agreement
id: demo
status: active
dates: {start: 2026-01-05, last_reviewed: 2026-01-05, review: 2026-12-01}
parties:
  - {organisation: border-force, role: controller}
"""
CORPORATE = """\
---
kind: policy
id: corporate
title: Corporate policy
effective: 2026-01-01
applies_to: {organisations: [home-office]}
clauses:
  - id: review
    text: Agreements are reviewed at least every six months.
    enforced_by: [{rule: GOV002, parameters: {max_interval: P6M}}]
"""
LOCAL = """\
---
kind: policy
id: local
title: Local policy
effective: 2026-01-01
parent: corporate
applies_to: {organisations: [border-force]}
clauses:
  - id: review
    text: Agreements are reviewed every nine months.
    enforced_by: [{rule: GOV002, parameters: {max_interval: P9M}}]
"""
IDLE = """\
---
kind: policy
id: idle
effective: 2026-01-01
clauses:
  - {id: wish, text: Everybody is careful.}
  - {id: audit, text: Audited each year., manual: {evidence: Audit 3, date: 2026-03-01, by: Audit}}
"""


def run(folder: Path, text: str, *rules: str, as_of: str = "2026-06-01") -> Checked:
    (folder / "estate.yaml").write_text(text)
    return check(locate([str(folder)]), Options(as_of, select=rules))


def test_the_same_agreement_passes_without_a_policy_and_fails_with_it(tmp_path: Path) -> None:
    assert run(tmp_path, ESTATE, "GOV002").report.findings == ()
    (finding,) = run(tmp_path, ESTATE + CORPORATE, "GOV002").report.findings
    assert finding.clause is not None
    assert (finding.clause.policy, finding.clause.clause) == ("Corporate policy", "review")
    assert "reviewed at least" in finding.clause.text
    assert finding.clause.place.span.line == 29
    assert finding.authority


def test_a_policy_that_is_not_yet_in_force_or_only_a_draft_binds_nobody(tmp_path: Path) -> None:
    later = CORPORATE.replace("effective: 2026-01-01", "effective: 2027-01-01")
    draft = CORPORATE.replace("title:", "status: draft\ntitle:")
    assert run(tmp_path, ESTATE + later, "GOV002").report.findings == ()
    assert run(tmp_path, ESTATE + draft, "GOV002").report.findings == ()


def test_a_local_policy_that_weakens_its_parent_is_a_finding_and_has_no_effect(tmp_path: Path) -> None:
    checked = run(tmp_path, ESTATE + CORPORATE + LOCAL, "GOV002", "POL004")
    assert [finding.rule for finding in checked.report.findings] == ["GOV002", "POL004"]
    strict, weak = checked.report.findings
    assert strict.clause is not None
    assert strict.clause.policy == "Corporate policy"
    assert "P6M" in weak.message
    assert "P9M" in weak.message


def test_a_local_policy_that_tightens_its_parent_wins(tmp_path: Path) -> None:
    tighter = LOCAL.replace("P9M", "P3M")
    checked = run(tmp_path, ESTATE + CORPORATE + tighter, "GOV002", "POL004")
    (finding,) = checked.report.findings
    assert finding.clause is not None
    assert finding.clause.policy == "Local policy"


def test_a_malformed_parent_is_no_fault_of_dsalint_and_leaves_its_children_undecided(tmp_path: Path) -> None:
    broken = CORPORATE.replace(
        "enforced_by: [{rule: GOV002, parameters: {max_interval: P6M}}]", "enforced_by: 3"
    )
    report = run(tmp_path, ESTATE + broken + LOCAL, "POL004").report
    assert [finding.name for finding in report.findings] == ["values-have-the-right-type"]
    assert [(entry.rule, entry.verdict, entry.subject) for entry in report.not_evaluated] == [
        ("POL004", "blocked", "policy/corporate"),
        ("POL004", "undecided", "clause review of policy local"),
    ]


def test_a_parent_that_is_withdrawn_binds_no_longer(tmp_path: Path) -> None:
    withdrawn = CORPORATE.replace("title:", "status: withdrawn\ntitle:")
    nine_months = run(tmp_path, ESTATE + withdrawn + LOCAL, "POL004")
    assert nine_months.report.findings == ()
    assert nine_months.report.summary.passed == 2


def test_an_organisation_with_a_malformed_type_leaves_policies_standing(tmp_path: Path) -> None:
    scoped = CORPORATE.replace(
        "{organisations: [home-office]}", "{organisation_types: [ministerial-department]}"
    )
    broken = ESTATE.replace("type: executive-agency", "type: [executive-agency]")
    report = run(tmp_path, broken + scoped, "GOV002").report
    assert "GOV002" in {finding.rule for finding in report.findings}


def test_a_clause_that_nothing_enforces_is_reported(tmp_path: Path) -> None:
    (finding,) = run(tmp_path, ESTATE + IDLE, "POL006").report.findings
    assert "wish" in finding.message


DURATION = Parameter("p", "P", "duration", "P1Y", "shorter")
NUMBER = Parameter("n", "N", "number", 10, "larger")
WORDS = Parameter("w", "W", "words", ["a", "b"], "fewer")


@pytest.mark.parametrize(
    ("parameter", "new", "old", "tighter", "weaker"),
    [
        (DURATION, "P6M", "P1Y", True, False),
        (DURATION, "P2Y", "P1Y", False, True),
        (DURATION, "P12M", "P1Y", False, False),
        (DURATION, "P30D", "P1M", False, True),
        (NUMBER, 11, 10, True, False),
        (NUMBER, 9, 10, False, True),
        (WORDS, ["a"], ["a", "b"], True, False),
        (WORDS, ["a", "c"], ["a", "b"], False, True),
        (WORDS, ["b", "a"], ["a", "b"], False, False),
    ],
)
def test_stricter_and_weaker(
    parameter: Parameter, new: object, old: object, tighter: bool, weaker: bool
) -> None:
    assert is_tighter(parameter, new, old) is tighter
    assert is_weaker(parameter, new, old) is weaker


@pytest.mark.parametrize(
    ("parameter", "value", "expected"),
    [
        (DURATION, "P6M", True),
        (DURATION, "half a year", False),
        (NUMBER, True, False),
        (WORDS, ["a", 1], False),
    ],
)
def test_values_fit_the_type_of_their_parameter(parameter: Parameter, value: object, expected: bool) -> None:
    assert fits(parameter, value) is expected
