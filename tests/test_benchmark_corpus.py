"""What is timed as clean is clean: a rule that comes later and finds something there would time a report instead."""

from pathlib import Path

from dsalint.linter.check import Options, check, locate
from dsalint.tests.benchmarks.corpus import AS_OF, write_clean_file


def test_no_rule_finds_anything_in_the_clean_file(tmp_path: Path) -> None:
    write_clean_file(tmp_path)
    report = check(locate([str(tmp_path)]), Options(AS_OF)).report
    assert report.summary.documents == 4
    assert [(finding.rule, finding.message) for finding in report.findings] == []
