"""Bytes of a file that a stranger wrote, within stated limits, as text."""

import os

from dsalint.linter.errors import UserError

MAX_FILE_BYTES = 64 * 1024 * 1024
"""The largest register read; the biggest one known (989 government organisations) has 0.3 MB."""
MAX_ROWS = 200_000
"""The most records or rows of one file."""
MAX_COLUMNS = 200
MAX_FIELD_CHARACTERS = 100_000
"""The most characters of one value; the longest purpose in the DEA register has some 1,700."""
MAX_NAME_CHARACTERS = 100
"""The most characters of a column's or field's name."""


def read_text(path: str) -> str:
    """The text of a UTF-8 file, a byte-order mark removed, line ends as they are.

    Raises UserError when the file cannot be read, is larger than MAX_FILE_BYTES or is not UTF-8.
    """
    try:
        size = os.path.getsize(path)
        if size > MAX_FILE_BYTES:
            raise UserError(
                f"{path}: the file has {size:,} bytes; at most {MAX_FILE_BYTES:,} are read",
                "Split the register into several files and import each.",
            )
        with open(path, "rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(
            f"{path}:{line}: the file is not UTF-8 text (byte {error.start:,})",
            "Save it as UTF-8; spreadsheets call this “CSV UTF-8”.",
        ) from error
