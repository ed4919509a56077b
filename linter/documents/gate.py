"""A quick look whether a value conforms to a schema, for runs so small that loading the engine costs more than it saves.

It answers yes only when it knows every keyword that it meets; otherwise, and for every no, the engine decides and
explains (docs/decisions/0005). It can therefore never invent a finding, and tests hold it equal to the engine.
"""

import re
from typing import Any

_ANNOTATIONS = frozenset({"$schema", "$id", "title", "description", "examples", "default", "x-dsalint-hint"})
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch


def surely_conforms(schema: dict[str, Any], value: Any) -> bool:
    """Whether a value certainly conforms; false when it does not or when it cannot be told here."""
    for keyword, expected in schema.items():
        if keyword in _ANNOTATIONS or keyword in ("patternProperties", "additionalProperties"):
            continue
        check = _CHECKS.get(keyword)
        if check is None or not check(expected, value):
            return False
    return not isinstance(value, dict) or _closed(schema, value)


def _closed(schema: dict[str, Any], value: dict[str, Any]) -> bool:
    """Keys that `properties` does not name: free ones, or those of a pattern."""
    known = schema.get("properties", {})
    patterns = schema.get("patternProperties", {})
    others = schema.get("additionalProperties", True)
    for key, item in value.items():
        if key in known:
            continue
        matching = [part for pattern, part in patterns.items() if _search(pattern, key)]
        for part in matching or [others]:
            if part is not True and (part is False or not surely_conforms(part, item)):
                return False
    return True


def _search(pattern: str, text: str) -> bool:
    """A search by the rules of ECMA-262: `$` is the very end, classes are ASCII. Schemas are our own: no hostile pattern."""
    return re.search(pattern.replace("$", r"\Z"), text, re.ASCII) is not None


_TYPES: dict[str, Any] = {
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


def _plain(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


_CHECKS: dict[str, Any] = {
    "type": _type,
    "const": lambda expected, value: type(value) is type(expected) and value == expected,
    "enum": lambda expected, value: isinstance(value, str) and value in expected,
    "pattern": lambda expected, value: not isinstance(value, str) or _search(expected, value),
    "format": _format,
    "minLength": lambda bound, value: not isinstance(value, str) or len(value) >= bound,
    "maxLength": lambda bound, value: not isinstance(value, str) or len(value) <= bound,
    "minItems": lambda bound, value: not isinstance(value, list) or len(value) >= bound,
    "maxItems": lambda bound, value: not isinstance(value, list) or len(value) <= bound,
    "minimum": lambda bound, value: not _plain(value) or isinstance(value, str) or value >= bound,
    "maximum": lambda bound, value: not _plain(value) or isinstance(value, str) or value <= bound,
    "uniqueItems": lambda wanted, value: (
        not isinstance(value, list)
        or (all(isinstance(item, str) for item in value) and len(set(value)) == len(value))
    ),
    "required": lambda keys, value: not isinstance(value, dict) or all(key in value for key in keys),
    "properties": lambda parts, value: (
        not isinstance(value, dict)
        or all(surely_conforms(parts[key], item) for key, item in value.items() if key in parts)
    ),
    "items": lambda part, value: (
        not isinstance(value, list) or all(surely_conforms(part, item) for item in value)
    ),
}
