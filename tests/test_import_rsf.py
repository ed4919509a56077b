"""Register Serialisation Format: what a register says, what it said before, and what is refused with its line."""

import json
from pathlib import Path

import pytest

from dsalint.linter.errors import UserError
from dsalint.linter.importers.rsf import read_rsf
from dsalint.tests.import_samples import needs_data, real_data, rsf


def test_the_last_entry_of_a_key_is_current_and_the_others_are_its_history(tmp_path: Path) -> None:
    file = tmp_path / "x.rsf"
    file.write_text(
        rsf("colour", ("1", {"name": "Red"}), ("2", {"name": "Blé"}), ("1", {"name": "Green"})), "utf-8"
    )
    register = read_rsf(str(file))
    assert register.name == "colour"
    assert register.current("1") == {"name": "Green"}
    assert [entry.item["name"] for entry in register.records["1"]] == ["Red", "Green"]
    assert register.current("2") == {"name": "Blé"}


def test_a_register_that_does_not_say_its_name_has_that_of_its_file(tmp_path: Path) -> None:
    file = tmp_path / "shade.rsf"
    file.write_text("", "utf-8")
    assert read_rsf(str(file)) == ("shade", {})


GOOD = rsf("colour", ("1", {"name": "Red"})).splitlines()
DEEP = "[" * 100_000


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        ([*GOOD[:3], GOOD[3].replace("Red", "Pink"), *GOOD[4:]], 5, "no item before this line has the hash"),
        ([*GOOD, "drop-table\tx"], 6, "not a command"),
        ([*GOOD, "add-item"], 6, "add-item has 0 arguments"),
        ([*GOOD, "append-entry\tadmin\t1\tx\ty"], 6, "append-entry has 4 arguments"),
        ([*GOOD, "add-item\t{"], 6, "not JSON"),
        ([*GOOD, f"add-item\t{DEEP}"], 6, "not JSON"),
        ([*GOOD, "add-item\t[]"], 6, "not a JSON object"),
        ([*GOOD, 'add-item\t{"a":1}'], 6, "neither text nor a list"),
        ([*GOOD, 'add-item\t{"a":["x",{}]}'], 6, "neither text nor a list"),
        ([*GOOD, 'add-item\t{"a":"\\ud800"}'], 6, "half a character"),
        ([*GOOD, 'add-item\t{"\\udfff":"a"}'], 6, "the name of a field holds half a character"),
        ([*GOOD, "add-item\t" + json.dumps({"a": "x" * 100_001})], 6, "more than 100,000 characters"),
        ([*GOOD, "add-item\t" + json.dumps({"a" * 101: "x"})], 6, "longer than 100"),
        ([*GOOD, GOOD[4].replace("\t1\t", "\t" + "1" * 101 + "\t")], 6, "the key is longer"),
    ],
)
def test_what_is_not_a_register_is_refused_at_its_line(
    tmp_path: Path, lines: list[str], line: int, message: str
) -> None:
    file = tmp_path / "x.rsf"
    file.write_text("\n".join(lines), "utf-8")
    with pytest.raises(UserError) as caught:
        read_rsf(str(file))
    assert caught.value.message.startswith(f"{file}:{line}: ")
    assert message in caught.value.message


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.rsf"
    file.write_bytes(b"add-item\t\xff")
    with pytest.raises(UserError, match="not UTF-8"):
        read_rsf(str(file))
    with pytest.raises(UserError, match="cannot be read"):
        read_rsf(str(tmp_path / "none.rsf"))
    file.write_bytes(b"PK\x03\x04\0\0")
    with pytest.raises(UserError, match="not a text file") as caught:
        read_rsf(str(file))
    assert "saved as CSV" in str(caught.value.hint)


@needs_data
@pytest.mark.parametrize(
    ("name", "records"),
    [
        ("information-sharing-agreement-0001", 38),
        ("information-sharing-agreement-powers-and-objectives-0001", 7),
        ("information-sharing-agreement-specified-person-0001", 96),
        ("government-organisation", 989),
    ],
)
def test_the_real_registers_have_the_records_that_were_counted_by_hand(name: str, records: int) -> None:
    register = read_rsf(real_data("dea-register", f"{name}.rsf"))
    assert (register.name, len(register.records)) == (name, records)
