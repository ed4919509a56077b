"""Pictures show the findings that `dsalint check` would show."""

from pathlib import Path

import pytest

from dsalint.linter.check import locate
from dsalint.linter.drawing import Request, render_network

AGREEMENT = """\
kind: agreement
id: demo
flows: [{id: f, from: a, to: b}]
"""


@pytest.mark.parametrize(
    ("configured", "shown"), [("", True), ("ignore: [MRK001]\n", False), ("select: [MRK001]\n", True)]
)
def test_the_configuration_chooses_the_rules(tmp_path: Path, configured: str, shown: bool) -> None:
    (tmp_path / "dsalint.yaml").write_text(f"version: 1\n{configured}")
    (tmp_path / "demo.yaml").write_text(AGREEMENT)
    drawn = render_network(locate([str(tmp_path)]), "2026-06-01", Request("json"))
    assert ("MRK001" in drawn.text) is shown


def test_the_profile_of_the_configuration_holds_for_pictures_too(tmp_path: Path) -> None:
    (tmp_path / "dsalint.yaml").write_text("version: 1\nprofiles: [ico]\n")
    (tmp_path / "demo.yaml").write_text(AGREEMENT)
    drawn = render_network(locate([str(tmp_path)]), "2026-06-01", Request("json"))
    assert "MRK001" not in drawn.text
