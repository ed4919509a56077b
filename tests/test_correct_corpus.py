"""Correct agreements of many kinds, as information-governance officers write them: nothing of warning or above fires."""

from collections import Counter
from pathlib import Path

import pytest

from dsalint.linter.check import Checked, Options, check, locate

TODAY = "2026-11-25"
THEIR_OWN_DAY = {
    "earlier/crime-reduction-2015.yaml": "2016-06-01",
    "earlier/pandemic-shielding.yaml": "2020-06-01",
    "earlier/survey-2021-expired.yaml": "2022-06-01",
    "earlier/landlord-nuisance-superseded.yaml": TODAY,
}
"""Agreements that are judged as of a day on which they were in operation."""


@pytest.fixture(scope="module")
def folder() -> Path:
    return Path(__file__).resolve().parent / "correct"


def checked(folder: Path, as_of: str) -> Checked:
    return check(locate([str(folder)]), Options(as_of))


def test_nothing_of_warning_or_above_fires_today(folder: Path) -> None:
    found = [
        (finding.rule, finding.place.file, finding.message)
        for finding in checked(folder, TODAY).report.findings
        if finding.severity != "note" and finding.place.file not in THEIR_OWN_DAY
    ]
    assert found == []


@pytest.mark.parametrize("file", THEIR_OWN_DAY)
def test_nor_for_the_earlier_ones_at_their_own_day(folder: Path, file: str) -> None:
    found = [
        (finding.rule, finding.message)
        for finding in checked(folder, THEIR_OWN_DAY[file]).report.findings
        if finding.severity != "note" and finding.place.file == file
    ]
    assert found == []


def test_there_are_many_and_of_many_kinds(folder: Path) -> None:
    agreements = checked(folder, TODAY).estate.of_kind("agreement")
    kinds = Counter((document.file.split("/")[0], document.value.get("type")) for document in agreements)
    assert len(agreements) >= 44
    assert len(kinds) >= 20
    assert len({type_ for _, type_ in kinds}) >= 6
    assert len({document.value.get("status") for document in agreements}) >= 4


def test_most_rules_have_a_say(folder: Path) -> None:
    """A corpus that rules do not apply to proves nothing of them."""
    report = checked(folder, TODAY).report
    assert report.summary.passed >= 2_000
    assert report.summary.undecided <= report.summary.passed // 50
