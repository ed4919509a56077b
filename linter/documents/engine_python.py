"""The errors of jsonschema, as raw errors: the engine where jsonschema-rs is not installed, and the oracle in tests."""

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators
from referencing import Registry

from dsalint.linter.documents.patterns import search
from dsalint.linter.documents.raw import MAX_RAW_ERRORS, RawError, in_order
from dsalint.linter.documents.schemas import schema
from dsalint.linter.source.text import Path


def errors(name: str, value: object) -> list[RawError]:
    """Every error of a value against the schema `name`, in a stable order."""
    return errors_against(_validator(name), value)


def errors_against(validator: Any, value: object) -> list[RawError]:
    """Every error of a value against the schema of a validator."""
    found = islice(validator.iter_errors(value), MAX_RAW_ERRORS)
    return in_order(raw for error in found for raw in _raw(error, ()))


def compiled(root: dict[str, Any]) -> Any:
    """A validator of a schema; what it refers to elsewhere is not fetched: it is an error when it is met."""
    return _Validator(root, format_checker=FormatChecker(formats=["date"]), registry=Registry())


@cache
def _validator(name: str) -> Any:
    return compiled(schema(name))


def _pattern(validator: Any, pattern: str, instance: Any, part: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not search(pattern, instance):
        yield ValidationError("the pattern does not occur")


def _property_names(validator: Any, names: Any, instance: Any, part: Any) -> Iterator[ValidationError]:
    """One error for each name that is wrong, with the name as its instance."""
    for name in instance if isinstance(instance, dict) else ():
        if not validator.evolve(schema=names).is_valid(name):
            yield ValidationError("the name of the key is wrong", instance=name)


_extend: Any = validators.extend  # it has no types
_Validator = _extend(Draft202012Validator, {"pattern": _pattern, "propertyNames": _property_names})


def _raw(error: Any, above: Path) -> Iterator[RawError]:
    """Raw errors of one error; all missing keys of a mapping at once, which `in_order` then names once each."""
    path = (*above, *error.relative_path)
    part = error.schema if isinstance(error.schema, dict) else {}
    keyword, value = str(error.validator), error.instance
    if keyword == "additionalProperties":
        yield RawError(path, keyword, part, value, tuple(sorted(_unexpected(part, value))))
    elif keyword == "required":
        for key in error.validator_value:
            if key not in value:
                yield RawError(path, keyword, part, value, (key,))
    elif keyword == "dependentRequired":
        for key, others in error.validator_value.items():
            for other in others if key in value else ():
                if other not in value:
                    yield RawError(path, "required", part, value, (other,))
    elif keyword == "propertyNames":
        yield RawError(path, keyword, part, value, (value,))
    elif keyword in ("anyOf", "oneOf") and error.context:
        branches = [
            in_order(
                raw for inner in error.context if inner.schema_path[0] == number for raw in _raw(inner, path)
            )
            for number in range(len(error.validator_value))
        ]
        yield RawError(path, keyword, part, value, (), tuple(map(tuple, branches)))
    else:
        yield RawError(path, "falseSchema" if keyword == "None" else keyword, part, value)


def _unexpected(part: Any, value: Any) -> Iterator[str]:
    known = part.get("properties", {})
    patterns = tuple(part.get("patternProperties", ()))
    for key in value:
        if key not in known and not any(search(pattern, key) for pattern in patterns):
            yield key
