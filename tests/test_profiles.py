"""Which rules run: profiles, selections, and the rules that always run."""

from pathlib import Path

import pytest

from dsalint.linter.check import Options, check, locate
from dsalint.linter.errors import UserError
from dsalint.linter.reports.text import render_text
from dsalint.linter.rules.catalogue import load_catalogue
from dsalint.linter.rules.profiles import load_profile, profile_names, select_rules
from dsalint.linter.vocabulary.reference import reference_list

CATALOGUE = load_catalogue()
ALWAYS = {rule.id for rule in CATALOGUE.rules.values() if rule.detects}


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_loads_and_chooses_rules(name: str) -> None:
    profile = load_profile(name)
    chosen = {rule.id: rule.severity for rule in select_rules(CATALOGUE, [name])}
    assert set(chosen) >= ALWAYS
    assert all(chosen[rule] == severity for rule, severity in profile.severities.items())


def test_profiles_are_combined_and_a_selection_narrows_them() -> None:
    start = {rule.id for rule in select_rules(CATALOGUE, ["start"])}
    both = {rule.id for rule in select_rules(CATALOGUE, ["start", "ico"])}
    assert start < both
    assert {rule.id for rule in select_rules(CATALOGUE, [], select=["marking"])} - ALWAYS == {
        rule.id for rule in CATALOGUE.rules.values() if rule.group == "marking"
    }


def test_what_cannot_be_read_is_reported_whatever_is_ignored() -> None:
    chosen = {rule.id for rule in select_rules(CATALOGUE, [], ignore=["document", "all"])}
    assert chosen == ALWAYS


@pytest.mark.parametrize("names", [{"select": ["GVO002"]}, {"ignore": ["markings"]}, {"profiles": ["hgm"]}])
def test_an_unknown_name_is_an_error_with_a_next_step(names: dict[str, list[str]]) -> None:
    with pytest.raises(UserError) as caught:
        select_rules(
            CATALOGUE,
            names.get("profiles", []),
            select=names.get("select", []),
            ignore=names.get("ignore", []),
        )
    assert caught.value.hint


@pytest.mark.parametrize("name", profile_names())
def test_what_a_profile_leaves_out_has_a_reason_and_its_types_exist(name: str) -> None:
    profile = load_profile(name)
    assert set(profile.exclude) == set(profile.reasons)
    assert all(reference_list("organisation-types").get(type_) for type_ in profile.organisation_types)


ESTATE = """\
{kind: organisation, id: council, name: Council, type: local-authority}
---
{kind: organisation, id: trust, name: Trust, type: nhs-trust}
---
{kind: organisation, id: dept, name: Department, type: ministerial-department}
---
kind: agreement
id: local
parties: [{organisation: council, role: controller}, {organisation: trust, role: controller}]
flows: [{id: f, from: council, to: trust}]
---
kind: agreement
id: central
parties: [{organisation: council, role: controller}, {organisation: dept, role: controller}]
flows: [{id: f, from: council, to: dept}]
"""


def test_by_organisation_each_agreement_is_judged_by_the_profiles_of_its_bodies(tmp_path: Path) -> None:
    (tmp_path / "estate.yaml").write_text(ESTATE)
    options = Options("2026-06-01", profiles=("by-organisation",), select=("MRK001",))
    found = check(locate([str(tmp_path)]), options).report.findings
    assert [(finding.place.document, finding.severity) for finding in found] == [
        ("agreement/central", "error")
    ]
    everywhere = check(locate([str(tmp_path)]), options._replace(profiles=("standard",))).report.findings
    assert len(everywhere) == 2


def test_strict_raises_what_is_verified_and_nothing_else() -> None:
    strict = {rule.id: rule.severity for rule in select_rules(CATALOGUE, ["strict"])}
    assert strict["GOV001"] == "error"
    assert strict["PUR005"] == "warning"
    assert strict["ROL011"] == "warning"


@pytest.mark.parametrize(("threshold", "expected"), [("error", True), ("warning", False), ("never", True)])
def test_rules_that_can_never_fail_a_run_are_named(tmp_path: Path, threshold: str, expected: bool) -> None:
    (tmp_path / "estate.yaml").write_text(ESTATE)
    report = check(locate([str(tmp_path)]), Options("2026-06-01", fail_on=threshold)).report
    assert ("GOV001" in report.cannot_fail) is expected
    text = render_text(report, {}, width=100, colour=False, verbose=True)
    assert (f"cannot fail this run, because it fails on {threshold}" in text) is bool(report.cannot_fail)
