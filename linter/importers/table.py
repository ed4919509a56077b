"""Rows of a CSV or TSV file, within limits; a cell is text whatever it looks like."""

import csv
import io
from typing import NamedTuple

from dsalint.linter.errors import UserError
from dsalint.linter.importers.files import (
    MAX_COLUMNS,
    MAX_FIELD_CHARACTERS,
    MAX_NAME_CHARACTERS,
    MAX_ROWS,
    require_text,
)


class Row(NamedTuple):
    line: int
    """The line of the file on which the row ends."""
    cells: dict[str, str]


class Table(NamedTuple):
    header: tuple[str, ...]
    rows: list[Row]


def read_table(path: str) -> Table:
    """Read a table whose first row is its header; tab-separated where the name ends in .tsv.

    A short row has empty cells at its end, and rows without any text are passed over. Formulas stay the text they are. Raises UserError
    with file and line for a row longer than the header, a column without a name or named twice, broken quoting, or
    a limit of `files.py` passed.
    """
    text = require_text(path)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter="\t" if path.endswith(".tsv") else ",", strict=True
    )
    rows: list[Row] = []
    header: tuple[str, ...] = ()
    try:
        for cells in reader:
            if not header:
                header = _header(path, cells)
                continue
            if len(cells) > len(header):
                raise UserError(
                    f"{path}:{reader.line_num}: the row has {len(cells)} cells, the header {len(header)}",
                    "A cell that holds a comma has to be in double quotes.",
                )
            if any(len(cell) > MAX_FIELD_CHARACTERS for cell in cells):
                raise UserError(
                    f"{path}:{reader.line_num}: a cell has more than {MAX_FIELD_CHARACTERS:,} characters"
                )
            if len(rows) >= MAX_ROWS:
                raise UserError(f"{path}:{reader.line_num}: more than {MAX_ROWS:,} rows are not read")
            if any(cell.strip() for cell in cells):
                rows.append(Row(reader.line_num, dict(zip(header, cells + [""] * len(header), strict=False))))
    except csv.Error as error:
        raise UserError(f"{path}:{reader.line_num}: the row cannot be read: {error}") from error
    if not header:
        raise UserError(f"{path}: the file is empty")
    return Table(header, rows)


def _header(path: str, cells: list[str]) -> tuple[str, ...]:
    names = tuple(cell.strip() for cell in cells)
    if len(names) > MAX_COLUMNS:
        raise UserError(f"{path}:1: the header has {len(names)} columns; at most {MAX_COLUMNS} are read")
    for position, name in enumerate(names, 1):
        if not name:
            raise UserError(f"{path}:1: column {position} has no name")
        if len(name) > MAX_NAME_CHARACTERS:
            raise UserError(
                f"{path}:1: the name of column {position} is longer than {MAX_NAME_CHARACTERS} characters"
            )
        if name in names[: position - 1]:
            raise UserError(f"{path}:1: the column {name!r} stands twice in the header")
    return names
