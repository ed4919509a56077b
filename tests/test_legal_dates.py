"""Each boundary of the table of effective dates: what is judged differently the day before and from the day on.

A row of the table has a case here, or says in `because` why no rule turns on it.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from dsalint.linter.check import Options, check, locate
from dsalint.linter.findings.finding import Finding
from dsalint.linter.vocabulary.reference import reference_list
from dsalint.linter.vocabulary.sources import in_force_at


class Case(NamedTuple):
    """A rule and documents that it judges differently on the two sides of a day; `DAY` in them is the day judged."""

    row: str
    rule: str
    documents: str
    before: bool
    """Whether the rule finds something the day before."""
    day: str = ""
    """The first day on which it is judged otherwise, where that is not the day of the row."""
    as_of: str = ""
    """The day of the run, where it is the documents that move."""


COUNCIL = "{kind: organisation, id: council, name: Council, type: local-authority}\n---\n"
SHARING = "kind: agreement\nid: demo\nstatus: active\ndates: {start: 2000-01-01}\n"
PERSONAL = "flows: [{id: f, from: hmrc, to: council, personal_data: true}]\n"
MARKED = "{{kind: asset, id: demo, marked_on: DAY, marking: {}}}"


def transfer(country: str, mechanism: str, more: str = "", regime: str = "") -> str:
    """An agreement with a transfer, by a party under a regime where one is named."""
    basis = f"lawful_basis: [{{regime: {regime}}}]"
    parties = f"parties: [{{organisation: council, role: controller, {basis}}}]\n" if regime else ""
    described = f"transfers: [{{id: t, to: body, country: {country}, mechanism: {mechanism}{more}}}]\n"
    return SHARING + described + parties + PERSONAL


CASES = [
    Case(
        "pra-1958-in-force",
        "RET008",
        "{kind: asset, id: files, title: Files, public_record: true}",
        False,
    ),
    Case(
        "dpa-1998-in-force",
        "LB001",
        SHARING + "purposes: [{id: p}]\nparties: [{organisation: council, role: controller}]\n" + PERSONAL,
        False,
    ),
    Case(
        "foia-2000-in-force",
        "RET017",
        "{kind: asset, id: visits, title: Visits, hold: {id: INQ-1}, lifecycle_stage: dispose}",
        False,
    ),
    Case(
        "crag-2010-20-year-rule",
        "RET009",
        "{kind: asset, id: files, title: Files, public_record: true, created: 2004-12-31}",
        False,
        day="2025-01-01",
    ),
    Case("gsc-replaces-gpms", "MRK003", MARKED.format("RESTRICTED"), False, as_of="2026-06-01"),
    Case("gsc-replaces-gpms", "MRK004", MARKED.format("OFFICIAL"), True, as_of="2026-06-01"),
    Case(
        "dea-2017-royal-assent",
        "LB022",
        "{kind: organisation, id: hospital, type: nhs-trust}\n---\n"
        + SHARING
        + "parties: [{organisation: hospital, legal_power: [{gateway: dea-2017-s64}]}]\n"
        "flows: [{id: f, from: hospital, to: university, personal_data: true}]\n",
        False,
    ),
    Case(
        "gdpr-applies",
        "LB002",
        COUNCIL
        + SHARING
        + "parties: [{organisation: council, role: controller, lawful_basis: [{regime: eu-gdpr, article_6: f}]}]\n",
        False,
    ),
    Case(
        "gdpr-applies",
        "LB015",
        SHARING
        + "parties: [{organisation: council, role: controller, lawful_basis: [{regime: dpa-1998, schedule_2: '5'}]}]\n",
        False,
    ),
    Case(
        "dea-part-5-operational",
        "REG003",
        SHARING + "parties: [{organisation: hmrc, role: controller, legal_power: [{gateway: dea-2017-s56}]},"
        " {organisation: council, role: controller}]\n",
        False,
    ),
    Case(
        "dea-part-5-operational",
        "LB021",
        "kind: agreement\nid: demo\nstatus: expired\ndates: {signed: 2017-06-01, end: DAY}\n"
        "parties: [{organisation: council, legal_power: [{gateway: dea-2017-s48}]}]\n",
        True,
        as_of="2026-06-01",
    ),
    Case(
        "ip-completion-day",
        "LB026",
        SHARING
        + "parties: [{organisation: council, role: controller, lawful_basis: [{regime: eu-gdpr, article_6: e}]}]\n",
        False,
    ),
    Case("ico-data-sharing-code-in-force", "GOV009", SHARING + PERSONAL, False),
    Case(
        "idta-in-force",
        "TRF014",
        transfer("IN", "idta", ", signed: DAY"),
        True,
        as_of="2026-06-01",
    ),
    Case(
        "old-scc-last-new-contract",
        "TRF005",
        transfer("IN", "eu-scc", ", edition: '2010', signed: DAY"),
        False,
        day="2022-09-22",
        as_of="2023-06-01",
    ),
    Case("old-scc-end", "TRF005", transfer("IN", "eu-scc", ", edition: '2010', signed: 2020-01-01"), False),
    Case("korea-adequacy", "TRF003", transfer("KR", "adequacy", regime="uk-gdpr"), True),
    Case("us-data-bridge", "TRF003", transfer("US", "adequacy", regime="uk-gdpr"), True),
    Case("guernsey-part-3-adequacy", "TRF003", transfer("GG", "part-3-adequacy", regime="part-3"), True),
    Case("jersey-part-3-adequacy", "TRF003", transfer("JE", "part-3-adequacy", regime="part-3"), True),
    Case("gscp-1-0", "MRK001", SHARING + "flows: [{id: f, from: hmrc, to: council}]\n", False),
    Case("gscp-2-0", "MRK009", MARKED.format("OFFICIAL - RECIPIENTS ONLY"), False, as_of="2026-06-01"),
    Case(
        "duaa-two-months",
        "LB010",
        SHARING + "parties: [{organisation: police, role: controller, lawful_basis:"
        " [{regime: part-3, part_3: consent, recorded: 2025-01-01}]}]\n",
        False,
    ),
    Case(
        "part-4-joint-processing",
        "LE015",
        SHARING + "joint_controller_arrangement: {ref: JCA-3}\n"
        "parties: [{organisation: police, role: joint-controller, lawful_basis: [{regime: part-4-joint,"
        " schedule_9: '5', designation: {notice: N-1, application: A-1, from: DAY}}]}]\n",
        True,
        as_of="2026-06-01",
    ),
    Case(
        "duaa-commencement-6",
        "LB003",
        COUNCIL
        + SHARING
        + "parties: [{organisation: council, role: controller, lawful_basis: [{regime: uk-gdpr, article_6: ea}]}]\n",
        False,
    ),
    Case(
        "duaa-commencement-6",
        "LB005",
        COUNCIL + SHARING + "parties: [{organisation: council, role: controller, lawful_basis:"
        " [{regime: uk-gdpr, article_6: ea, annex_1: safeguarding, recorded: DAY}]}]\n",
        True,
        as_of="2026-06-01",
    ),
    Case("duaa-complaints", "GOV010", SHARING + PERSONAL, False),
]


def findings(folder: Path, documents: str, as_of: str, *select: str) -> tuple[Finding, ...]:
    (folder / "estate.yaml").write_text(documents)
    return check(locate([str(folder)]), Options(as_of, select=select)).report.findings


def day_of(case: Case) -> str:
    entry = reference_list("effective-dates").get(case.row)
    assert entry is not None, case.row
    return case.day or str(entry["from"])


@pytest.mark.parametrize("case", CASES, ids=[f"{case.row}-{case.rule}" for case in CASES])
def test_a_rule_judges_otherwise_from_the_day_on(tmp_path: Path, case: Case) -> None:
    day = day_of(case)
    eve = str(date.fromisoformat(day) - timedelta(days=1))
    judged = {}
    for moment in (eve, day):
        found = findings(tmp_path, case.documents.replace("DAY", moment), case.as_of or moment, case.rule)
        assert {finding.rule for finding in found} <= {case.rule}, found
        judged[moment] = bool(found)
    assert judged == {eve: case.before, day: not case.before}


def test_each_row_of_the_table_has_a_case_or_a_reason() -> None:
    with_case = {case.row for case in CASES}
    for entry in reference_list("effective-dates").entries():
        assert ("because" in entry) is not (entry["id"] in with_case), entry["id"]


BODIES = """\
{kind: organisation, id: council, name: Wexshire Council, type: local-authority}
---
{kind: organisation, id: hospital, name: Wexshire Hospital, type: nhs-trust}
---
{kind: asset, id: tenancies, title: Tenancies, organisation: council, marking: MARKING, marked_on: SIGNED}
---
"""
AGREEMENT = """\
kind: agreement
id: demo
title: Discharge of tenants to safe homes
type: data-disclosure-agreement
status: active
marking: MARKING
dates: {signed: SIGNED, start: SIGNED, review: REVIEW, last_reviewed: SIGNED}
purposes: [{id: homes, text: Tell the hospital whether a patient can go home safely, category: welfare-support}]
parties:
  - {organisation: council, role: controller, direction: provider, lawful_basis: [{purpose: homes, BASIS}]}
  - {organisation: hospital, role: controller, direction: recipient, lawful_basis: [{purpose: homes, BASIS}]}
data_items: [{name: address, identifiability: identifiable, justification: Find the home}]
flows:
  - {id: homes, from: council, to: hospital, asset: tenancies, items: [address], purposes: [homes], marking: MARKING,
     personal_data: true, identifiability: identifiable, retention: {period: P1Y, trigger: receipt}}
signatories:
  - {organisation: council, name: Ada Quill, role: Director, date: SIGNED}
  - {organisation: hospital, name: Ben Marsh, role: Director, date: SIGNED}
"""


def agreement(signed: str, review: str, marking: str, basis: str) -> str:
    text = BODIES + AGREEMENT
    for word, value in (("SIGNED", signed), ("REVIEW", review), ("MARKING", marking), ("BASIS", basis)):
        text = text.replace(word, value)
    return text


OF_2012 = agreement("2012-03-01", "2013-02-01", "RESTRICTED", "regime: dpa-1998, schedule_2: '5'")
OF_2019 = agreement(
    "2019-03-01", "2020-02-01", "OFFICIAL-SENSITIVE", "regime: eu-gdpr, article_6: e, law: Care Act 2014"
)
OF_2026 = agreement(
    "2026-03-02", "2027-02-01", "OFFICIAL-SENSITIVE", "regime: uk-gdpr, article_6: e, law: Care Act 2014"
)
ON_BASES_AND_MARKINGS = ("lawful-basis", "marking")


def errors(folder: Path, documents: str, as_of: str) -> set[str]:
    found = findings(folder, documents, as_of, *ON_BASES_AND_MARKINGS)
    return {finding.rule for finding in found if finding.severity == "error"}


def test_an_agreement_of_2012_is_judged_by_the_act_of_1998_and_the_markings_of_its_time(
    tmp_path: Path,
) -> None:
    found = findings(tmp_path, OF_2012, "2012-06-01")
    assert [
        finding.rule for finding in found if finding.severity == "error" and finding.rule != "ROL009"
    ] == []
    laws = {citation.source for finding in found for citation in finding.authority}
    assert laws.isdisjoint({"uk-gdpr", "eu-gdpr", "dpa-2018", "gscp", "gsc-2014", "ico-data-sharing-code"})
    assert errors(tmp_path, OF_2012, "2018-05-24") == set()
    assert "LB015" in errors(tmp_path, OF_2012, "2018-05-25")


def test_without_a_basis_an_agreement_of_2012_breaks_the_act_of_1998(tmp_path: Path) -> None:
    without = OF_2012.replace(
        "lawful_basis: [{purpose: homes, regime: dpa-1998, schedule_2: '5'}]", "x-none: true"
    )
    found = [f for f in findings(tmp_path, without, "2012-06-01") if f.rule == "LB001"]
    assert [[citation.source for citation in finding.authority] for finding in found] == [["dpa-1998"]] * 2


def test_an_agreement_of_2019_is_judged_by_the_law_of_2018_and_the_classifications_of_2014(
    tmp_path: Path,
) -> None:
    assert errors(tmp_path, OF_2019, "2019-06-01") == set()
    later = findings(tmp_path, OF_2019, "2026-11-25", *ON_BASES_AND_MARKINGS)
    assert {finding.rule for finding in later} >= {"LB026"}
    assert not any(finding.rule.startswith("MRK") for finding in later)


def test_an_agreement_of_today_stands_on_the_law_of_today(tmp_path: Path) -> None:
    assert errors(tmp_path, OF_2026, "2026-11-25") == set()
    cited = findings(
        tmp_path, OF_2026.replace("article_6: e, law: Care Act 2014", "article_6: f"), "2026-11-25"
    )
    assert {citation.source for f in cited if f.rule == "LB002" for citation in f.authority} == {
        "uk-gdpr",
        "dpa-2018",
    }


DAYS = (
    "2005-06-01",
    "2012-03-31",
    "2014-06-01",
    "2017-11-30",
    "2018-05-24",
    "2018-05-25",
    "2019-06-01",
    "2020-12-31",
)
LATER = (
    "2021-01-01",
    "2022-06-01",
    "2023-12-01",
    "2024-09-01",
    "2025-09-01",
    "2026-02-04",
    "2026-02-05",
    "2027-06-01",
)


@pytest.mark.parametrize("as_of", [*DAYS, *LATER])
def test_no_finding_stands_on_law_that_was_not_in_force(root: Path, as_of: str) -> None:
    report = check(locate([str(root / "agreements")]), Options(as_of)).report
    judged_by_their_own_day = {"MRK003", "MRK004", "GOV004"}
    for finding in report.findings:
        if finding.rule in judged_by_their_own_day or finding.rule.startswith("DOC"):
            continue
        assert finding.authority
        assert any(
            citation.source == "dsalint" or in_force_at(citation.source, as_of) is not None
            for citation in finding.authority
        ), (finding.rule, finding.authority)
