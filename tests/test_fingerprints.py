"""Fingerprints keep their identity, and the same finding is the same finding wherever it moves."""

from pathlib import Path

from dsalint.linter.check import Options, check, locate
from dsalint.linter.findings.fingerprint import named_path

FIRST = """\
kind: agreement
id: demo
flows:
  - {id: one, from: a, to: b, marking: OFFICIAL}
  - {id: two, from: a, to: b}
"""
SECOND = """\
# reordered, reformatted, in another file
kind: agreement
flows:
  - id: two
    to: b
    from: a
  - id: one
    marking: OFFICIAL
    from: a
    to: b
id: demo
"""


def prints(folder: Path, name: str, text: str) -> list[str]:
    folder.mkdir()
    (folder / name).write_text(text)
    report = check(locate([str(folder)]), Options("2026-01-01", select=("MRK001",))).report
    return [finding.fingerprint for finding in report.findings]


def test_a_fingerprint_survives_reordering_reformatting_and_renaming(tmp_path: Path) -> None:
    first = prints(tmp_path / "a", "agreement.yaml", FIRST)
    assert len(first) == 1
    assert prints(tmp_path / "b", "renamed.yaml", SECOND) == first


def test_another_flow_has_another_fingerprint(tmp_path: Path) -> None:
    assert prints(tmp_path / "a", "x.yaml", FIRST) != prints(
        tmp_path / "b", "x.yaml", FIRST.replace("id: two", "id: three")
    )


def test_paths_are_written_by_names() -> None:
    value = {"flows": [{"id": "x", "items": ["a", "b"]}, {"items": [{}]}], "parties": [{"organisation": "o"}]}
    assert named_path(value, ("flows", 0, "items", 1)) == "flows[x].items[b]"
    assert named_path(value, ("flows", 1, "items", 0)) == "flows[#1].items[#0]"
    assert named_path(value, ("parties", 0, "role")) == "parties[o].role"
