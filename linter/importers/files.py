"""A register's file as text, and the limits on what is read of it beyond those on any file."""

from dsalint.linter.errors import UserError
from dsalint.linter.source.files import Unreadable, read_text

MAX_ROWS = 200_000
"""The most records or rows of one file; the largest register known has 5,776."""
MAX_COLUMNS = 200
MAX_FIELD_CHARACTERS = 100_000
"""The most characters of one value; the longest in a register known has some 1,700."""
MAX_NAME_CHARACTERS = 100
"""The most characters of the name of a column or field, and of a key."""


_NEXT = {
    "unreadable": "name the file of the register, and check that it may be read",
    "binary": "name the register as text in UTF-8: a workbook has to be saved as CSV first",
    "too-large": "import it in parts, each a file of its own",
}
"""What to do where the advice for documents would not help."""


def require_text(path: str) -> str:
    """The text of a UTF-8 file without its byte-order mark, line ends as they are; UserError where there is none."""
    text = read_text(path)
    if isinstance(text, Unreadable):
        raise UserError(f"{path}: {text.message}", _NEXT.get(text.code, text.fix))
    return text
