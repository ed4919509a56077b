"""The errors of jsonschema-rs, as raw errors. Importing this module fails where jsonschema-rs is not installed."""

from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Any

import jsonschema_rs

from dsalint.linter.documents.raw import MAX_RAW_ERRORS, RawError, in_order
from dsalint.linter.documents.schemas import schema


def errors(name: str, value: object) -> list[RawError]:
    """Every error of a value against the schema `name`, in a stable order."""
    return errors_against(schema(name), _validator(name), value)


def errors_against(root: dict[str, Any], validator: Any, value: object) -> list[RawError]:
    """Every error of a value against a schema and its validator."""
    if validator.is_valid(value):
        return []
    found = islice(validator.iter_errors(value), MAX_RAW_ERRORS)
    return in_order(_raw(root, value, error) for error in found)


def compiled(root: dict[str, Any]) -> Any:
    """A validator of a schema.

    Raises:
        jsonschema_rs.ValidationError: it is no schema, or refers to another place.
    """
    return jsonschema_rs.Draft202012Validator(
        root, pattern_options=jsonschema_rs.RegexOptions(), validate_formats=True, retriever=_refuse
    )


@cache
def _validator(name: str) -> Any:
    return compiled(schema(name))


def _refuse(address: str) -> Any:
    raise LookupError(f"{address} is another place: a schema stands alone")


def _raw(root: dict[str, Any], document: object, error: Any) -> RawError:
    kind = error.kind
    keyword: str = kind.name
    location = list(error.schema_path)
    keys: tuple[str, ...] = ()
    alternatives: tuple[tuple[RawError, ...], ...] = ()
    if keyword == "additionalProperties":
        keys = tuple(sorted(kind.unexpected))
    elif keyword == "required":
        keys = (kind.property,)
    elif keyword == "propertyNames":
        keys = (kind.error.instance,)
        del location[-1]  # the keyword that the name breaks
    elif keyword in ("anyOf", "oneOf") and all(kind.context):  # else several hold at once
        alternatives = tuple(
            tuple(in_order(_raw(root, document, inner) for inner in branch)) for branch in kind.context
        )
    path = tuple(error.instance_path)
    part = _at(root, location[:-1])
    value = keys[0] if keyword == "propertyNames" else _at(document, path)
    return RawError(path, keyword, part if isinstance(part, dict) else {}, value, keys, alternatives)


def _at(value: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        value = value[step]
    return value
