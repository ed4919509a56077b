"""Plain values to YAML text that YAML 1.1 and YAML 1.2 readers understand alike, and that people like to review.

A text is written plain only where no reader could take it for anything else; dates, numbers in quotes and words such
as `no` are quoted. Long text becomes a block scalar, short collections stay on one line. The same value gives the
same bytes.
"""

import re
import textwrap
from collections.abc import Mapping, Sequence

WIDTH = 100
"""Columns to stay within, where the text allows it."""

MAX_KEY = 128
"""Characters of a key: readers look for its colon within 1,024 characters, and each may take six as an escape."""

Value = str | bool | int | None | Sequence["Value"] | Mapping[str, "Value"]

_PLAIN = re.compile(r"[A-Za-z](?:[^\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff])*\Z")
_PLAIN_IN_FLOW = re.compile(r"[A-Za-z][A-Za-z0-9 _./@+&()’–-]*(?::[A-Za-z0-9_./-]+)?\Z")
_TAKEN_FOR_OTHER = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
"""Words that YAML 1.1 or 1.2 reads as a boolean or as nothing, in any case (YAML 1.1 type repository)."""
_NOT_IN_BLOCK = re.compile(
    r"[^\n\x20-\x7e\xa1-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029]"
)
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def to_yaml(document: Mapping[str, Value]) -> str:
    """One YAML document, keys in the mapping's order, ending in a line end.

    Raises ValueError for a value that YAML cannot hold: a lone surrogate, a key of more than
    MAX_KEY characters, a type that documents do not use.
    """
    return "\n".join(_mapping_lines(document, 0)) + "\n" if document else "{}\n"


def _mapping_lines(mapping: Mapping[str, Value], indent: int) -> list[str]:
    lines: list[str] = []
    for key, value in mapping.items():
        lead = " " * indent + _key(key) + ":"
        lines += _after(lead, value, indent + 2)
    return lines


def _sequence_lines(items: Sequence[Value], indent: int) -> list[str]:
    lines: list[str] = []
    for item in items:
        lead = " " * indent + "-"
        one_line = _flow(item, WIDTH - len(lead) - 1)
        if isinstance(item, Mapping) and item and one_line is None:
            inner = _mapping_lines(item, indent + 2)
            lines += [lead + " " + inner[0].lstrip(" "), *inner[1:]]
        else:
            lines += _after(lead, item, indent + 2)
    return lines


def _after(lead: str, value: Value, inner: int) -> list[str]:
    """The lines of a value that follows `lead` (a key with its colon, or a dash)."""
    if isinstance(value, str):
        return _text_lines(lead, value, inner)
    one_line = _flow(value, WIDTH - len(lead) - 1)
    if one_line is not None:
        return [f"{lead} {one_line}"]
    if isinstance(value, Mapping):
        return [lead, *_mapping_lines(value, inner)]
    if isinstance(value, Sequence):
        return [lead, *_sequence_lines(value, inner)]
    return [f"{lead} {_flow_text(value, 0)}"]


def _text_lines(lead: str, text: str, indent: int) -> list[str]:
    """A text after its key: on the same line where it fits, else as a block scalar, else quoted whatever its length."""
    one_line = _scalar(text, _PLAIN)
    if len(lead) + 1 + len(one_line) <= WIDTH and "\n" not in text:
        return [f"{lead} {one_line}"]
    pad = " " * indent
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if (
        _NOT_IN_BLOCK.search(text)
        or body[:1] in ("", " ", "\n")
        or any(line != line.rstrip() for line in lines)
    ):
        return [f"{lead} {one_line}"]
    if len(lines) > 1:
        chomp = "" if body != text else "-"
        if not lines[
            -1
        ]:  # a second line end at the end: only `|+` keeps it, and that depends on what follows
            return [f"{lead} {one_line}"]
        return [f"{lead} |{chomp}", *(pad + line if line else "" for line in lines)]
    if " " not in body or "  " in body or body != text:  # nowhere to fold, or not safe to
        return [f"{lead} {one_line}"]
    folded = textwrap.wrap(body, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return [f"{lead} >-", *(pad + line for line in folded)]


def _flow(value: Value, room: int) -> str | None:
    """The value on one line, or None where it is deeper than two levels or longer than `room`."""
    text = _flow_text(value, 2)
    return text if text is not None and (len(text) <= room or not value) else None


def _flow_text(value: Value, depth: int) -> str | None:
    if isinstance(value, str):
        return _scalar(value, _PLAIN_IN_FLOW)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        pairs = [(_key(k), _flow_text(v, depth - 1)) for k, v in value.items()]
        if pairs and (depth == 0 or any(v is None for _, v in pairs)):
            return None
        return "{" + ", ".join(f"{k}: {v}" for k, v in pairs) + "}"
    if isinstance(value, Sequence):
        items = [_flow_text(v, depth - 1) for v in value]
        if items and (depth == 0 or any(v is None for v in items)):
            return None
        return "[" + ", ".join(str(v) for v in items) + "]"
    raise ValueError(f"a document holds plain values, not {type(value).__name__}")


def _key(key: str) -> str:
    if len(key) > MAX_KEY:
        raise ValueError(f"a key has {len(key)} characters; at most {MAX_KEY} can be written")
    return _scalar(key, _PLAIN_IN_FLOW)


def _scalar(text: str, plain: re.Pattern[str]) -> str:
    """The text plain where that is safe, else in double quotes."""
    safe = (
        plain.match(text)
        and text.casefold() not in _TAKEN_FOR_OTHER
        and ": " not in text
        and " #" not in text
        and text[-1] not in ": "
    )
    return text if safe else '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPED:
        return _ESCAPED[char]
    code = ord(char)
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError("half a character (a lone surrogate) cannot be written")
    if 0x20 <= code < 0x7F or (code > 0xA0 and char not in "\u2028\u2029\ufeff\ufffe\uffff"):
        return char
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
