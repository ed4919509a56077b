"""`init` and `new`: an estate that checks clean, nothing overwritten, nothing half-written."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsalint.linter.check import Options, check, locate
from dsalint.linter.documents.schemas import DOCUMENT_KINDS
from dsalint.linter.errors import UserError
from dsalint.linter.estate.load import read_source
from dsalint.linter.scaffold.init import start_estate
from dsalint.linter.scaffold.new import document_text, fields_to_ask, new_document
from dsalint.linter.source.text import SourceText


def test_a_new_estate_checks_without_a_finding(tmp_path: Path) -> None:
    written = start_estate(str(tmp_path / "estate"), "Ours: all of them", force=False)
    assert any(path.endswith("first-agreement.yaml") for path in written)
    report = check(locate([str(tmp_path / "estate")]), Options("2026-06-01")).report
    assert [(finding.rule, finding.message) for finding in report.findings] == []
    assert report.summary.documents == 4


def test_starting_again_replaces_nothing(tmp_path: Path) -> None:
    start_estate(str(tmp_path), "Ours", force=False)
    config = tmp_path / "dsalint.yaml"
    config.write_text("version: 1\ntitle: changed\n")
    with pytest.raises(UserError, match="is there already"):
        start_estate(str(tmp_path), "Ours", force=False)
    assert "changed" in config.read_text()


@pytest.mark.parametrize("kind", DOCUMENT_KINDS)
def test_a_new_document_has_the_shape_of_its_kind(kind: str) -> None:
    facts = read_source(SourceText("new.yaml", document_text(kind, "new-one", {})))
    assert facts.problems == ()
    assert facts.documents[0].kind == kind


@given(
    st.sampled_from(DOCUMENT_KINDS),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=40),
)
def test_whatever_is_answered_is_read_back_as_the_same_text(kind: str, answer: str) -> None:
    key = fields_to_ask(kind)[0][0]
    facts = read_source(SourceText("new.yaml", document_text(kind, "new-one", {key: answer})))
    assert facts.documents[0].value[key] == answer


def test_the_modeline_names_the_schema_that_init_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_estate(str(tmp_path), "Ours", force=False)
    monkeypatch.chdir(tmp_path)
    new_document("policy", "our-policy", {}, "policies/ours.yaml", force=False)
    first = (tmp_path / "policies" / "ours.yaml").read_text().splitlines()[0]
    schema = first.partition("$schema=")[2]
    assert (
        json.loads((tmp_path / "policies" / schema).read_text())["title"] == "Information-management policy"
    )
    with pytest.raises(UserError, match="is there already"):
        new_document("policy", "our-policy", {}, "policies/ours.yaml", force=False)


@pytest.mark.parametrize(
    ("kind", "identifier", "values", "words"),
    [
        ("agrement", "x", {}, "no kind"),
        ("agreement", "My Agreement", {}, "cannot be an id"),
        ("agreement", "../../etc/passwd", {}, "cannot be an id"),
        ("agreement", "x", {"titel": "y"}, "not asked for"),
    ],
)
def test_what_cannot_be_is_said(kind: str, identifier: str, values: dict[str, str], words: str) -> None:
    with pytest.raises(UserError, match=words) as caught:
        document_text(kind, identifier, values)
    assert caught.value.hint


def test_a_new_estate_says_what_is_left_to_write_as_soon_as_it_is_meant(tmp_path: Path) -> None:
    start_estate(str(tmp_path), "Ours", force=False)
    agreement = tmp_path / "agreements" / "first-agreement.yaml"

    def left() -> set[str]:
        report = check(locate([str(tmp_path)]), Options("2026-11-25")).report
        return {finding.place.file for finding in report.findings if finding.rule == "DOC013"}

    assert left() == set()
    agreement.write_text(agreement.read_text().replace("status: draft", "status: active"))
    assert left() == {"agreements/first-agreement.yaml", "assets/our-asset.yaml"}
