"""The JSON Schemas that ship with dsalint, by name."""

import os
from functools import cache
from typing import Any

from dsalint.linter.errors import UserError
from dsalint.linter.source.kept import RULES, kept

DOCUMENT_KINDS = (
    "agreement",
    "organisation",
    "asset",
    "policy",
    "retention-schedule",
    "system",
    "governance-body",
    "delivery-plan",
    "incident",
)
"""Kinds of document that an estate may hold."""

_FOLDER = os.path.join(RULES, "schemas")


def schema_names() -> list[str]:
    """Names of all schemas: kinds of document, and the formats of dsalint's own files."""
    suffix = ".schema.json"
    return sorted(name[: -len(suffix)] for name in os.listdir(_FOLDER) if name.endswith(suffix))


def schema_text(name: str) -> str:
    """The text of a schema.

    Raises:
        UserError: there is no schema of that name; with a suggestion.
    """
    if name not in schema_names():
        from dsalint.linter.vocabulary.suggest import did_you_mean

        near = did_you_mean(name, schema_names())
        raise UserError(
            f"there is no schema `{name}`",
            f"did you mean `{near}`?" if near else f"schemas: {', '.join(schema_names())}",
        )
    with open(_path(name), encoding="utf-8") as file:
        return file.read()


@cache
def schema(name: str) -> dict[str, Any]:
    """A schema as plain values; not to be changed."""
    import json  # the bare schemas are kept

    loaded: dict[str, Any] = json.loads(schema_text(name))
    return loaded


@cache
def bare_schema(name: str) -> dict[str, Any]:
    """A schema that ships with dsalint without what it says to people; not to be changed."""
    bare: dict[str, Any] = kept(f"schema-{name}", [_path(name)], lambda: _bare(schema(name)))
    return bare


_FOR_PEOPLE = frozenset({"title", "description", "examples", "default", "x-dsalint-hint"})
_BY_NAME = frozenset({"properties", "patternProperties", "$defs"})


def _bare(part: Any) -> Any:
    if isinstance(part, list):
        return [_bare(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        keyword: {name: _bare(inner) for name, inner in value.items()}
        if keyword in _BY_NAME
        else _bare(value)
        for keyword, value in part.items()
        if keyword not in _FOR_PEOPLE
    }


def _path(name: str) -> str:
    return os.path.join(_FOLDER, f"{name}.schema.json")
