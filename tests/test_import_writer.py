"""Writing an imported estate: whole, never outside its folder, never over a file unless told so; and its report."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from dsalint.linter.errors import UserError
from dsalint.linter.importers.csv_register import import_csv
from dsalint.linter.importers.dates import status_at
from dsalint.linter.importers.dea_register import import_dea_register
from dsalint.linter.importers.result import (
    FieldTally,
    ImportedDocument,
    ImportResult,
    Notice,
    import_report_record,
    render_import_report,
)
from dsalint.linter.importers.writer import write_estate
from dsalint.linter.source.reader import read_yaml
from dsalint.linter.source.text import SourceText
from dsalint.linter.vocabulary.dates import is_duration, parse_date
from dsalint.tests.import_samples import needs_data, real_data


def result(*files: str, title: str = "Example register") -> ImportResult:
    documents = tuple(
        ImportedDocument(file, {"kind": "organisation", "id": f"o{n}"}) for n, file in enumerate(files)
    )
    return ImportResult(title, "register.csv", "2026-06-01", documents, (), (), ())


def tree(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): p.read_text("utf-8") for p in sorted(folder.rglob("*")) if p.is_file()
    }


def test_documents_of_one_file_follow_each_other(tmp_path: Path) -> None:
    written = write_estate(result("a/x.yaml", "y.yaml", "a/x.yaml"), str(tmp_path / "new" / "estate"))
    assert written == ["a/x.yaml", "dsalint.yaml", "y.yaml"]
    assert tree(tmp_path / "new" / "estate") == {
        "a/x.yaml": "kind: organisation\nid: o0\n---\nkind: organisation\nid: o2\n",
        "dsalint.yaml": "version: 1\ntitle: Example register\n",
        "y.yaml": "kind: organisation\nid: o1\n",
    }
    assert os.listdir(tmp_path / "new") == ["estate"]


@pytest.mark.parametrize(("limit", "value"), [("MOST_DOCUMENTS", 2), ("MOST_BYTES", 60)])
def test_a_file_is_never_more_than_can_be_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(f"dsalint.linter.importers.writer.{limit}", value)
    written = write_estate(result(*["x.yaml"] * 5, "x-2.yaml"), str(tmp_path / "estate"))
    assert written == ["dsalint.yaml", "x-2.yaml", "x-3.yaml", "x-4.yaml", "x.yaml"]
    texts = tree(tmp_path / "estate")
    ids = [
        line
        for name in ("x.yaml", "x-3.yaml", "x-4.yaml", "x-2.yaml")
        for line in texts[name].split()
        if line[0] == "o" and line[1:].isdigit()
    ]
    assert ids == ["o0", "o1", "o2", "o3", "o4", "o5"]
    assert all(len(text) <= 60 for name, text in texts.items() if name != "dsalint.yaml")


def test_what_exists_is_replaced_only_when_told_so_and_the_configuration_never(tmp_path: Path) -> None:
    (tmp_path / "dsalint.yaml").write_text("version: 1\n", "utf-8")
    write_estate(result("a/x.yaml"), str(tmp_path))
    before = tree(tmp_path)
    with pytest.raises(UserError, match=r"1 of the 2 files to write exist, the first is a/x\.yaml") as caught:
        write_estate(result("a/w.yaml", "a/x.yaml"), str(tmp_path))
    assert "--force" in caught.value.hint
    assert tree(tmp_path) == before
    assert write_estate(result("a/w.yaml", "a/x.yaml"), str(tmp_path), force=True) == ["a/w.yaml", "a/x.yaml"]
    assert tree(tmp_path) == {
        "a/w.yaml": "kind: organisation\nid: o0\n",
        "a/x.yaml": "kind: organisation\nid: o1\n",
        "dsalint.yaml": "version: 1\n",
    }


@pytest.mark.parametrize(
    "file", ["../x.yaml", "/x.yaml", "a/../x.yaml", "a\\x.yaml", ".x.yaml", "x", "a//x.yaml", "x.yaml\n"]
)
def test_a_name_that_is_not_safe_is_refused(tmp_path: Path, file: str) -> None:
    with pytest.raises(UserError, match="not a safe name"):
        write_estate(result(file), str(tmp_path / "estate"))
    assert not os.listdir(tmp_path)


def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    outside, estate = tmp_path / "outside", tmp_path / "estate"
    outside.mkdir()
    estate.mkdir()
    (estate / "a").symlink_to(outside, target_is_directory=True)
    with pytest.raises(UserError, match="leads out"):
        write_estate(result("a/x.yaml"), str(estate), force=True)
    assert not os.listdir(outside)


def test_a_folder_that_cannot_be_written_to_is_an_error_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(UserError, match="cannot be written"):
        write_estate(result("a/x.yaml"), str(tmp_path / "file" / "estate"))


def test_the_report_shows_every_number_and_nothing_that_moves_the_cursor() -> None:
    reported = ImportResult(
        "Evil \x1b[31m title",
        "r.csv",
        "2026-06-01",
        (),
        (("agreements", 1234),),
        (FieldTally("name\u202e", 1, 2, 3),),
        (Notice("look at these", tuple(f"id-{n}" for n in range(9))), Notice("and at this", ())),
    )
    text = render_import_report(reported)
    assert "agreements    1,234" in text
    assert text.count("\x1b") == text.count("\u202e") == 0
    assert "look at these (9)\n    id-0, id-1, id-2, id-3, id-4, id-5 and 3 more" in text
    assert text.endswith("and at this\n")
    record = import_report_record(reported)
    assert record["notices"][0]["where"] == [f"id-{n}" for n in range(9)]
    assert record["fields"] == [{"field": "name\u202e", "mapped": 1, "kept": 2, "empty": 3}]
    assert json.loads(json.dumps(record)) == record


@pytest.mark.parametrize(
    ("start", "end", "status"),
    [
        ("2026-01-01", "2026-06-01", "active"),
        ("2026-01-01", "2026-05-31", "expired"),
        ("2026-06-02", "2026-12-31", ""),
        ("", "2026-12-31", "active"),
        ("2026-01-01", "", "active"),
        ("", "", ""),
    ],
)
def test_a_status_follows_from_the_dates_alone(start: str, end: str, status: str) -> None:
    assert status_at(start, end, "2026-06-01") == status


def test_dates_and_durations_are_what_the_calendar_and_iso_8601_say() -> None:
    assert parse_date("2024-02-29")
    assert not any(map(parse_date, ("2023-02-29", "2024-2-29", "20240229", "2024-W01-1", "٢٠٢٤-01-01", "")))
    assert all(map(is_duration, ("P1Y", "P3Y9M27D", "PT24H", "P2W")))
    assert not any(map(is_duration, ("P", "PT", "P1", "1Y", "P1YT", "p1y", "")))


@needs_data
@pytest.mark.parametrize("register", ["dea", "nhs"])
def test_the_real_registers_are_read_back_as_they_were_written(tmp_path: Path, register: str) -> None:
    if register == "dea":
        imported = import_dea_register(real_data("dea-register"), as_of="2026-11-22")
    else:
        path = real_data("nhs-release-register", "releases.csv")
        imported = import_csv(path, "nhs-release-register", as_of="2026-11-22")
    files = write_estate(imported, str(tmp_path / "estate"))
    found: list[Any] = []
    for file in files:
        reading = read_yaml(SourceText(file, (tmp_path / "estate" / file).read_text("utf-8")))
        assert not reading.problems
        found += [document.value for document in reading.documents if "kind" in document.value]
    assert sorted(found, key=lambda d: (d["kind"], d["id"])) == sorted(
        (document.value for document in imported.documents), key=lambda d: (d["kind"], d["id"])
    )
    identities = [(document["kind"], document["id"]) for document in found]
    assert len(set(identities)) == len(identities)
