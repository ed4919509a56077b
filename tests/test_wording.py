"""Message templates: what is stated is filled in, and what is not reads well all the same."""

import re
from pathlib import Path

import pytest

from dsalint.linter.rules.wording import IN_A_FIX, fill


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("policy {title|id}", "policy demo"),
        ("policy {id|title}", "policy demo"),
        ("policy {title|name}", "policy not stated"),
        ("owner: {owner.post|owner.name}", "owner: Ada"),
        ("{flags.0}, {flags.1}, {flags.2}", "true, false, not stated"),
        ("{asset}", "Case files"),
        ("{count}", "0"),
        ("`retention: {period: P6Y, trigger: …}`", "`retention: {period: P6Y, trigger: …}`"),
        ("{__class__} {asset.__len__}", "not stated not stated"),
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
    }
    assert fill(template, subject) == expected


def test_a_long_list_is_cut_in_a_message_and_whole_in_a_fix() -> None:
    subject = {"terms": list("abcdefgh")}
    assert fill("{terms}", subject) == "a, b, c, d, e, and 3 more"
    assert fill("{terms}", subject, most=IN_A_FIX) == "a, b, c, d, e, f, g, h"


def test_no_message_runs_a_missing_value_into_its_sentence(root: Path) -> None:
    """Dates and reviews are what is most often missing: they stand after a colon, where `not stated` can be read."""
    for file in (root / "rules").glob("*/[A-Z]*_*.yaml"):
        text = file.read_text()
        message = re.search(r"^message: (.*)$", text, re.MULTILINE)
        assert message is not None, file.name
        assert not re.search(r"\b(due|signed|agreed) on \{", message[1].replace("was due on {review}", "")), (
            file.name
        )
