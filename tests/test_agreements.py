"""The example estate: the exemplary part has no finding, and in the flawed part every rule fires."""

import json
from pathlib import Path

import pytest

from dsalint.linter.check import Checked, Options, check, locate
from dsalint.linter.documents.schemas import DOCUMENT_KINDS
from dsalint.linter.reports.json import render_json
from dsalint.linter.rules.catalogue import load_catalogue

AS_OF = "2026-11-25"


@pytest.fixture(scope="module")
def whole() -> Checked:
    folder = Path(__file__).resolve().parent.parent / "agreements"
    return check(locate([str(folder)]), Options(AS_OF))


def test_the_exemplary_part_and_the_organisations_have_no_finding(whole: Checked) -> None:
    elsewhere = [f for f in whole.report.findings if not f.place.file.startswith("flawed/")]
    assert [(f.rule, f.place.file, f.place.span.line) for f in elsewhere] == []


def test_every_rule_fires_in_the_flawed_part(whole: Checked) -> None:
    fired = {finding.rule for finding in whole.report.findings}
    assert sorted(set(load_catalogue().rules) - fired) == []


def test_no_defect_is_reported_by_many_rules(whole: Checked) -> None:
    """One mistake, one finding: in the flawed part there are hardly more findings than planted mistakes."""
    assert len(whole.report.findings) <= len(load_catalogue().rules) + 5


def test_the_estate_has_the_promised_breadth(whole: Checked) -> None:
    kinds = dict.fromkeys(DOCUMENT_KINDS, 0)
    for document in whole.estate.documents:
        if not document.file.startswith("flawed/"):
            kinds[document.kind] += 1
    assert kinds["agreement"] >= 30
    assert kinds["organisation"] >= 40
    assert kinds["asset"] >= 40
    assert kinds["policy"] >= 8
    assert min(kinds.values()) >= 1


def test_fingerprints_are_unique_and_places_exact(whole: Checked) -> None:
    findings = json.loads(render_json(whole.report))["findings"]
    prints = [finding["fingerprint"] for finding in findings]
    assert len(set(prints)) == len(prints)
    for finding in whole.report.findings:
        span = finding.place.span
        assert (span.line, span.column) < (span.end_line, span.end_column)
        assert finding.authority
        assert finding.fix


def test_many_hops_are_shown_hop_by_hop(whole: Checked) -> None:
    routes = {finding.rule: finding.route for finding in whole.report.findings if finding.route}
    for rule in ("FLO001", "FLO002", "FLO003", "FLO004", "FLO012", "FLO015"):
        assert len(routes[rule]) >= 2, rule
        assert all(hop.place.span.line > 0 and hop.place.file for hop in routes[rule])
        for first, second in zip(routes[rule], routes[rule][1:], strict=False):
            assert first.target == second.origin
