"""No rule of the reference catalogue is lost: each is a rule here, or a decision says why not."""

import re
from pathlib import Path

import pytest

ASKED_FOR = {
    "FLO": 38,
    "GOV": 22,
    "LB": 25,
    "LE": 21,
    "MRK": 22,
    "OPN": 13,
    "POL": 18,
    "PUR": 11,
    "REG": 16,
    "RET": 17,
    "ROL": 20,
    "SC": 16,
    "SEC": 16,
    "TRF": 18,
}
"""The groups of the reference catalogue, and the last number of each; all numbers from 1 on are taken."""

_NAMED = re.compile(r"\b([A-Z]{2,3})([0-9]{3}(?:, [0-9]{3})*)\b")


def left_out(root: Path) -> set[str]:
    """The rules that the decisions on what was left out name, also as `LB023, 024`."""
    found: set[str] = set()
    for page in ("0200", "0223", "0243", "0260"):
        (file,) = (root / "docs" / "decisions").glob(f"{page}-*.md")
        for group, numbers in _NAMED.findall(file.read_text(encoding="utf-8")):
            found.update(f"{group}{number}" for number in numbers.split(", "))
    return found


def test_the_reference_asks_for_273_rules() -> None:
    assert sum(ASKED_FOR.values()) == 273


@pytest.mark.parametrize("group", ASKED_FOR)
def test_each_rule_asked_for_is_there_or_has_a_reason(root: Path, group: str) -> None:
    there = {path.name.partition("_")[0] for path in (root / "rules").glob("*/*.yaml")}
    accounted = there | left_out(root)
    missing = [f"{group}{n:03}" for n in range(1, ASKED_FOR[group] + 1) if f"{group}{n:03}" not in accounted]
    assert not missing


def test_every_weakness_of_the_reference_is_decided(root: Path) -> None:
    (page,) = (root / "docs" / "decisions").glob("0320-*.md")
    rows = re.findall(r"(?m)^\| ([0-9]+) \| .+ \| .+ \| .+ \|$", page.read_text(encoding="utf-8"))
    assert rows == [str(number) for number in range(1, 20)]
