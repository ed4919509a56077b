"""Message templates: what is stated is filled in, and what is not reads well all the same."""

import re
from pathlib import Path

import pytest

from dsalint.linter.check import Options, check, locate
from dsalint.linter.rules.wording import IN_A_FIX, fill, in_general


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("policy {title|id}", "policy demo"),
        ("policy {id|title}", "policy demo"),
        ("policy {title|name}", "policy not stated"),
        ("owner: {owner.post|owner.name}", "owner: Ada"),
        ("{flags.0}, {flags.1}, {flags.2}", "yes, no, not stated"),
        ("{asset}", "Case files"),
        ("{count}", "0"),
        ("`retention: {period: P6Y, trigger: …}`", "`retention: {period: P6Y, trigger: …}`"),
        ("{__class__} {asset.__len__}", "not stated not stated"),
        ("only there: {empty}", "only there: none"),
        ("[[owned by {owner.name}||owned by nobody]]", "owned by Ada"),
        ("[[owned by {owner.post}||owned by nobody]]", "owned by nobody"),
        ("{id}[[, owner {owner.post}]][[, count {count}]]", "demo, count 0"),
        ("[[{owner.post}, {owner.name}||none of both]]", "none of both"),
        ("[[holds {empty}||holds nothing]]", "holds nothing"),
        ("within {notice}", "within 7 days (P7D)"),
    ],
)
def test_a_template_is_filled_from_the_subject(template: str, expected: str) -> None:
    subject = {
        "id": "demo",
        "title": "",
        "owner": {"name": "Ada"},
        "flags": [True, False],
        "asset": {"id": "cases", "title": "Case files"},
        "count": 0,
        "empty": [],
        "notice": "P7D",
    }
    assert fill(template, subject) == expected


def test_a_fix_has_values_as_they_are_written() -> None:
    assert fill("write `{notice}, {flag}`", {"notice": "P7D", "flag": True}, IN_A_FIX) == "write `P7D, true`"


def test_a_long_list_is_cut_in_a_message_and_whole_in_a_fix() -> None:
    subject = {"terms": list("abcdefgh")}
    assert fill("{terms}", subject) == "a, b, c, d, e, and 3 more"
    assert fill("{terms}", subject, IN_A_FIX) == "a, b, c, d, e, f, g, h"


def test_no_message_runs_a_missing_value_into_its_sentence(root: Path) -> None:
    """Dates and reviews are what is most often missing: they stand after a colon, where `not stated` can be read."""
    for file in (root / "rules").glob("*/[A-Z]*_*.yaml"):
        text = file.read_text()
        message = re.search(r"^message: (.*)$", text, re.MULTILINE)
        assert message is not None, file.name
        outside = re.sub(r"\[\[.*?(\|\||\]\])", "", message[1].replace("was due on {review}", ""))
        assert not re.search(r"\b(due|signed|agreed) on \{", outside), file.name


LONGEST = 190
"""Characters of a message with the values of the example estate: two lines of a terminal."""


def test_what_a_reader_of_the_example_estate_sees_is_well_formed(root: Path) -> None:
    report = check(locate([str(root / "agreements")]), Options("2026-11-25")).report
    wrong = {}
    for finding in report.findings:
        message, fix = finding.message, finding.fix
        faults = {
            "a value is missing twice": message.count("not stated") > 1,
            "too long": len(message) > LONGEST,
            "ends with a full stop": message.endswith("."),
            "two blanks": "  " in message + fix,
            "odd backticks": message.count("`") % 2 or fix.count("`") % 2,
            "a template shows": "[[" in message + fix or "||" in message + fix,
            "the remedy does not begin with a verb in small letters": fix and not fix[0].islower(),
        }
        named = [fault for fault, found in faults.items() if found]
        if named:
            wrong[finding.rule] = (named, message, fix)
    assert wrong == {}


@pytest.mark.parametrize("hostile", ["[[{id}]]", "{id}", "a||b]]", "]] {secret}"])
def test_what_a_document_says_is_no_template(hostile: str) -> None:
    subject = {"id": hostile, "secret": "x", "other": hostile}
    assert fill("[[{other} and {id}||no]]", subject) == f"{hostile} and {hostile}"


def test_a_remedy_in_general_names_the_default_of_a_parameter_and_leaves_other_fields_open() -> None:
    template = (
        "hold it within {parameters.longest} of {dates.start}[[; see {asset}||; ask]] {parameters.other}"
    )
    assert (
        in_general(template, {"longest": "P3Y", "other": None}) == "hold it within 3 years (P3Y) of …; ask …"
    )
