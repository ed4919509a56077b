"""The same estate and date give the same bytes: under any hash seed, order of files, or time zone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dsalint.linter.check import Options, assess, check, locate
from dsalint.linter.reports.json import render_json

AS_OF = "2026-11-25"


def output(root: Path, **environment: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", "dsalint", "check", "agreements", "--format", "json", "--as-of", AS_OF],
        cwd=root,
        capture_output=True,
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    ).stdout


def test_hash_seeds_and_time_zones_change_nothing(root: Path) -> None:
    first = output(root, PYTHONHASHSEED="0", TZ="Pacific/Kiritimati")
    assert first.startswith(b"{")
    for seed in range(1, 20):
        assert output(root, PYTHONHASHSEED=str(seed), TZ="America/Los_Angeles") == first


@pytest.mark.parametrize("step", [1, 7])
def test_the_order_in_which_files_are_read_changes_nothing(root: Path, step: int) -> None:
    target = locate([str(root / "agreements")])
    options = Options(AS_OF)
    straight = check(target, options)
    backwards = list(reversed(straight.facts))
    shuffled = [fact for start in range(step) for fact in backwards[start::step]]
    assert len(shuffled) == len(straight.facts)
    again = check(target._replace(files=[fact.source.file for fact in shuffled]), options)
    assert render_json(again.report) == render_json(straight.report)
    assert render_json(
        assess(straight.facts, again.catalogue, again.selected, AS_OF, target).report
    ) == render_json(straight.report)
