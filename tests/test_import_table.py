"""Tables that strangers wrote: cells stay text, limits hold, and every error names file and line."""

from pathlib import Path

import pytest

from dsalint.linter.errors import UserError
from dsalint.linter.importers import table as module
from dsalint.linter.importers.table import read_table


def write(folder: Path, text: str, name: str = "t.csv") -> str:
    (folder / name).write_bytes(text.encode())
    return str(folder / name)


def test_cells_are_text_whatever_they_look_like(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, '\ufeffa,b\r\n=1+1,"x, ""y""\nz"\r\n\r\n , \r\n@SUM(A1)\r\n'))
    assert table.header == ("a", "b")
    assert [row.cells for row in table.rows] == [{"a": "=1+1", "b": 'x, "y"\nz'}, {"a": "@SUM(A1)", "b": ""}]
    assert [row.line for row in table.rows] == [3, 6]


def test_a_tsv_file_has_tabs(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "a\tb\n1,5\t2\n", "t.tsv"))
    assert table.rows[0].cells == {"a": "1,5", "b": "2"}


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", ": ", "empty"),
        ("a,b\n1,2\n1,2,3\n", ":3: ", "3 cells, the header 2"),
        ("a,,c\n", ":1: ", "column 2 has no name"),
        ("a,b,a\n", ":1: ", "stands twice"),
        (f"a,{'b' * 101}\n", ":1: ", "longer than 100"),
        (",".join(f"c{n}" for n in range(201)) + "\n", ":1: ", "201 columns"),
        (f"a\n{'x' * 100_001}\n", ":2: ", "more than 100,000 characters"),
        (f"a\n{'x' * 140_000}\n", ":2: ", "field larger than field limit"),
        ('a\n"x" y\n', ":2: ", "cannot be read"),
        ('a\n"x\n', ":2: ", "cannot be read"),
    ],
    ids=lambda value: value[:20],
)
def test_what_is_no_table_is_refused_at_its_line(tmp_path: Path, text: str, place: str, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(UserError) as caught:
        read_table(path)
    assert caught.value.message.startswith(path + place) and message in caught.value.message


def test_rows_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ROWS", 2)
    path = write(tmp_path, "a\n1\n2\n3\n")
    with pytest.raises(UserError, match=":4: more than 2 rows"):
        read_table(path)
