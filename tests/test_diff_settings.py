"""What a pull request changes of the settings is a change too: it may hide a file, a rule or a finding."""

import os
from pathlib import Path

import pytest

from dsalint.linter.changes.difference import Difference, difference
from dsalint.linter.changes.effects import at_least
from dsalint.linter.changes.sides import states
from dsalint.linter.errors import UserError

AGREEMENT = "kind: agreement\nid: care\nflows: [{id: f, from: a, to: b, asset: c}]\n"
OWN = "OWN-001_agreement-has-an-owner"
RULE = """
id: OWN-001
name: agreement-has-an-owner
title: An agreement has an owner
group: own
subject: agreement
severity: error
confidence: high
since: 1.0.0
authority: [{source: dea-code, locator: pilots}]
must: {required: [owner]}
message: no owner
rationale: Somebody has to answer.
fix: set owner
examples:
  good: [{documents: "kind: agreement\\nid: demo\\nowner: Head of Data"}]
  bad: [{documents: "kind: agreement\\nid: demo", at: ["demo#"]}]
"""


def write(folder: Path, settings: str, **files: str) -> Path:
    folder.mkdir()
    (folder / "agreement.yaml").write_text(AGREEMENT, "utf-8")
    if settings:
        (folder / "dsalint.yaml").write_text(f"version: 1\n{settings}\n", "utf-8")
    for name, text in files.items():
        (folder / "rules").mkdir(exist_ok=True)
        (folder / "rules" / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def compared(before: Path, after: Path) -> Difference:
    with states(f"{before}{os.sep}", f"{after}{os.sep}", ".") as both:
        return difference(*both, "2026-06-01")


@pytest.mark.parametrize(
    ("before", "after", "least", "where"),
    [
        ("", "exclude: [agreement.yaml]", "widens", "exclude"),
        ("", "ignore: [GOV002]", "weakens", "rules[GOV002]"),
        ("", "select: [GOV002]", "weakens", "rules[FLO004]"),
        ("", "rules: {FLO004: {severity: note}}", "weakens", "rules[FLO004].severity"),
        ("", "fail_on: never", "weakens", "fail_on"),
        ("profiles: [standard, hmg]", "profiles: [police]", "weakens", ""),
        ("ignore: [GOV002]", "", "narrows", "rules[GOV002]"),
        ("exclude: [drafts]", "", "narrows", "exclude"),
    ],
)
def test_a_setting(tmp_path: Path, before: str, after: str, least: str, where: str) -> None:
    found = compared(write(tmp_path / "before", before), write(tmp_path / "after", after))
    changes = [change for change in found.changes if change.document == "settings/dsalint.yaml"]
    assert at_least(found.effect, least)
    assert not where or where in {change.where for change in changes}
    assert {change.new.file for change in changes if change.new} == {"dsalint.yaml"}


def test_the_same_choice_in_other_words_is_no_change(tmp_path: Path) -> None:
    before = write(tmp_path / "before", "ignore: [GOV002, FLO004]")
    after = write(tmp_path / "after", "ignore: [FLO004, GOV002]\nprofiles: [standard]\ntitle: Ours")
    assert compared(before, after).changes == ()


@pytest.mark.parametrize(
    ("rule", "least"),
    [
        (RULE.replace("[owner]", "[id]"), "weakens"),
        (RULE.replace("must:", "when: {required: [pilot]}\nmust:"), "weakens"),
        ("", "weakens"),
        (RULE.replace("no owner", "there is no owner") + "# a comment\n", "editorial"),
    ],
)
def test_a_rule_of_the_estates_own(tmp_path: Path, rule: str, least: str) -> None:
    before = write(tmp_path / "before", "local_rules: [rules]\nexclude: [rules]", **{OWN: RULE})
    settings = "local_rules: [rules]\nexclude: [rules]" if rule else "exclude: [rules]"
    after = write(tmp_path / "after", settings, **({OWN: rule} if rule else {}))
    assert compared(before, after).effect == least


def test_a_wrong_rule_is_named_by_its_revision_only(tmp_path: Path) -> None:
    before = write(tmp_path / "before", "local_rules: [rules]\nexclude: [rules]", own="id: broken\n")
    with pytest.raises(UserError, match=r"rules/own\.yaml"):
        compared(before, write(tmp_path / "after", ""))
