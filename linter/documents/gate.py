"""A quick look whether a value conforms to a schema, for runs so small that loading the engine costs more than it saves.

It answers yes only when it knows every keyword that it meets; otherwise, and for every no, the engine decides and
explains (docs/decisions/0005). It can therefore never invent a finding, and tests hold it equal to the engine.
"""

import re
from collections.abc import Callable
from typing import Any

from dsalint.linter.documents.patterns import search
from dsalint.linter.documents.places import resolved

_PASSED_OVER = frozenset(
    {
        "$schema",
        "$id",
        "$defs",
        "title",
        "description",
        "examples",
        "default",
        "x-dsalint-hint",
        "patternProperties",  # these two with the keys
        "additionalProperties",
    }
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch


def surely_conforms(root: dict[str, Any], value: Any, part: dict[str, Any] | None = None) -> bool:
    """Whether a value certainly conforms to a schema, or to a part of it; false also when it cannot be told here."""
    part = resolved(root, root if part is None else part)
    for keyword, expected in part.items():
        if keyword in _PASSED_OVER:
            continue
        if keyword == "properties":
            if isinstance(value, dict) and not _known_keys(root, expected, value):
                return False
        elif keyword == "items":
            if isinstance(value, list) and not all(surely_conforms(root, item, expected) for item in value):
                return False
        else:
            check = _CHECKS.get(keyword)
            if check is None or not check(expected, value):
                return False
    return not isinstance(value, dict) or _other_keys(root, part, value)


def _known_keys(root: dict[str, Any], parts: dict[str, Any], value: dict[str, Any]) -> bool:
    return all(surely_conforms(root, item, parts[key]) for key, item in value.items() if key in parts)


def _other_keys(root: dict[str, Any], part: dict[str, Any], value: dict[str, Any]) -> bool:
    """Keys that `properties` does not name: free ones, or those of a pattern."""
    known = part.get("properties", {})
    patterns = part.get("patternProperties", {})
    others = part.get("additionalProperties", True)
    for key, item in value.items():
        if key in known:
            continue
        matching = [inner for pattern, inner in patterns.items() if search(pattern, key)]
        for inner in matching or [others]:
            if inner is not True and (inner is False or not surely_conforms(root, item, inner)):
                return False
    return True


_TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda v: isinstance(v, str),
    "array": lambda v: isinstance(v, list),
    "object": lambda v: isinstance(v, dict),
    "boolean": lambda v: isinstance(v, bool),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
}


def _type(expected: Any, value: Any) -> bool:
    names = [expected] if isinstance(expected, str) else expected
    return any(name in _TYPES and _TYPES[name](value) for name in names)


def _format(expected: Any, value: Any) -> bool:
    if expected != "date":
        return False
    if not isinstance(value, str):
        return True
    from dsalint.linter.vocabulary.dates import parse_date

    return _DATE(value) is not None and parse_date(value) is not None


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_CHECKS: dict[str, Callable[[Any, Any], bool]] = {
    "type": _type,
    "const": lambda expected, value: type(value) is type(expected) and value == expected,
    "enum": lambda expected, value: isinstance(value, str) and value in expected,
    "pattern": lambda expected, value: not isinstance(value, str) or search(expected, value),
    "format": _format,
    "minLength": lambda bound, value: not isinstance(value, str) or len(value) >= bound,
    "maxLength": lambda bound, value: not isinstance(value, str) or len(value) <= bound,
    "minItems": lambda bound, value: not isinstance(value, list) or len(value) >= bound,
    "maxItems": lambda bound, value: not isinstance(value, list) or len(value) <= bound,
    "minimum": lambda bound, value: isinstance(value, str) or (_number(value) and value >= bound),
    "maximum": lambda bound, value: isinstance(value, str) or (_number(value) and value <= bound),
    "uniqueItems": lambda wanted, value: (
        not isinstance(value, list)
        or (all(isinstance(item, str) for item in value) and len(set(value)) == len(value))
    ),
    "required": lambda keys, value: not isinstance(value, dict) or all(key in value for key in keys),
}
