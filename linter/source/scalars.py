"""Plain scalars to values by the core schema of YAML 1.2.2 (§10.3.2), minus its traps.

`NO`, `on` and `yes` are strings; dates, times and sexagesimal numbers are strings; a number with a leading zero
(a telephone number, a code) stays a string; so does a number that JSON cannot hold (infinity, not-a-number).
"""

import re

Scalar = str | int | float | bool | None

_CONSTANTS: dict[str, Scalar] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})").fullmatch
_FLOAT = re.compile(
    r"[-+]?(?:(?:0|[1-9][0-9]{0,17})?\.[0-9]{1,17}|(?:0|[1-9][0-9]{0,17})\.?)(?:[eE][-+]?[0-9]{1,2})?"
).fullmatch
_BASED = re.compile(r"0o[0-7]{1,20}|0x[0-9a-fA-F]{1,16}").fullmatch


def resolve_plain(text: str) -> Scalar:
    """The value of a plain (unquoted) scalar."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] in "0123456789+-.":
        if _INTEGER(text):
            return int(text)
        if _FLOAT(text):
            return float(text)
        if _BASED(text):
            return int(text[2:], 8 if text[1] == "o" else 16)
    return text
