"""Authority that can be trusted: each source once, every citation marked, and nothing unverified that fails a run."""

import re
from pathlib import Path

import pytest

from dsalint.linter.check import Options, check, locate
from dsalint.linter.reports.finding_text import authority_text
from dsalint.linter.reports.look import Look
from dsalint.linter.rules.catalogue import load_catalogue
from dsalint.linter.rules.lookup import listed_rules, rests_on_unverified
from dsalint.linter.rules.profiles import profile_names, select_rules
from dsalint.linter.vocabulary.reference import list_names, reference_list

CATALOGUE = load_catalogue()
UNVERIFIED = {rule.id for rule in CATALOGUE.rules.values() if rests_on_unverified(rule)}


@pytest.mark.parametrize("profile", profile_names())
def test_a_rule_on_unverified_citations_only_never_fails_a_run(profile: str) -> None:
    severities = {selected.id: selected.severity for selected in select_rules(CATALOGUE, [profile])}
    assert {rule for rule in UNVERIFIED if severities.get(rule) == "error"} == set()
    assert {rule for rule in UNVERIFIED if CATALOGUE.rules[rule].confidence == "high"} == set()


def test_they_are_listed_and_marked() -> None:
    assert {rule["id"] for rule in listed_rules(".", (), unverified=True)} == UNVERIFIED
    assert {
        rule["id"] for rule in listed_rules(".", (), unverified=False) if rule["unverified"]
    } == UNVERIFIED


def test_every_finding_of_such_a_rule_says_so(root: Path) -> None:
    found = [
        finding
        for finding in check(locate([str(root / "agreements")]), Options("2026-11-25")).report.findings
        if finding.rule in UNVERIFIED
    ]
    assert {finding.rule for finding in found} == UNVERIFIED
    for finding in found:
        assert all("(citation unverified)" in authority_text(item, Look()) for item in finding.authority)


def test_every_source_is_of_use_or_said_to_be_background() -> None:
    cited = {citation.source for rule in CATALOGUE.rules.values() for citation in rule.authority}
    for name in list_names():
        for entry in reference_list(name).entries():
            if "source" in entry:
                cited.add(entry["source"])
            cited |= {entry[key] for key in ("superseded_by", "continued_by") if key in entry}
    background = {entry["id"] for entry in reference_list("sources").entries() if entry.get("background")}
    known = set(reference_list("sources").keys())
    assert background & cited == set()
    assert known - background - cited == set()


def test_the_same_act_or_instrument_stands_once() -> None:
    sources = reference_list("sources").entries()
    for key in ("short", "title"):
        names = [source[key] for source in sources]
        assert sorted(name for name in names if names.count(name) > 1) == []


def test_law_on_legislation_gov_uk_is_named_in_its_stable_form() -> None:
    form = re.compile(
        r"https://www\.legislation\.gov\.uk/(ukpga|uksi|eur|asp|apni|nisr|ssi|wsi|ukmo|eudn)/\d{4}/\d+"
    )
    for source in reference_list("sources").entries():
        uri = source.get("uri", "")
        if "legislation.gov.uk" in uri:
            assert form.fullmatch(uri), source["id"]
            assert source.get("point_in_time"), source["id"]
