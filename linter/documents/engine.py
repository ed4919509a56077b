"""Two JSON Schema engines behind one form of raw error: jsonschema-rs, and jsonschema where that has no wheel.

Both check formats, run patterns on a linear-time engine where they have one, and fetch nothing.
"""

import contextlib
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from dsalint.linter.documents.schemas import schema
from dsalint.linter.source.text import Path


class RawError(NamedTuple):
    """One keyword that does not hold at one place."""

    path: Path
    keyword: str
    detail: tuple[str, ...] = ()
    """The unexpected keys, or the missing key."""


def raw_errors(name: str, value: object) -> list[RawError]:
    """Every error of a value against a schema, sorted."""
    try:
        import jsonschema_rs  # noqa: F401 - only whether it is there
    except ImportError:
        return sorted(_by_jsonschema(name, value))
    return sorted(_by_jsonschema_rs(name, value))


def engine_loaded() -> bool:
    """Whether the engine is there already, so that it is the cheapest way to validate."""
    return "jsonschema_rs" in sys.modules


def load_engine() -> None:
    """Load the engine: worth its start-up as soon as there are some tens of documents to validate."""
    with contextlib.suppress(ImportError):
        import jsonschema_rs  # noqa: F401 - only to have it there


def _by_jsonschema_rs(name: str, value: object) -> Iterator[RawError]:
    for error in _fast(name).iter_errors(value):
        kind = error.kind
        keyword = kind.name
        detail: tuple[str, ...] = ()
        if keyword == "additionalProperties":
            detail = tuple(sorted(kind.unexpected))
        elif keyword == "required":
            detail = (kind.property,)
        yield RawError(tuple(error.instance_path), keyword, detail)


def _by_jsonschema(name: str, value: object) -> Iterator[RawError]:
    for error in _slow(name).iter_errors(value):
        keyword = str(error.validator)
        detail: tuple[str, ...] = ()
        if keyword == "additionalProperties":
            import re

            patterns = tuple(error.schema.get("patternProperties", ()))
            known = error.schema.get("properties", {})
            detail = tuple(
                sorted(
                    key
                    for key in error.instance
                    if key not in known and not any(re.search(p, key) for p in patterns)
                )
            )
        elif keyword == "required":
            detail = (error.message.partition("'")[2].rpartition("'")[0],)
        yield RawError(tuple(error.absolute_path), keyword, detail)


@cache
def _fast(name: str) -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(
        schema(name), pattern_options=jsonschema_rs.RegexOptions(), validate_formats=True
    )


@cache
def _slow(name: str) -> Any:
    from jsonschema import Draft202012Validator, FormatChecker

    return Draft202012Validator(schema(name), format_checker=FormatChecker(formats=["date"]))
