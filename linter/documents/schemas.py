"""The JSON Schemas that ship with dsalint, by name."""

import json
import os
from functools import cache
from typing import Any

from dsalint.linter.errors import UserError
from dsalint.linter.source.kept import RULES

DOCUMENT_KINDS = ("agreement", "organisation", "asset", "policy", "retention-schedule", "system")
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
    with open(os.path.join(_FOLDER, f"{name}.schema.json"), encoding="utf-8") as file:
        return file.read()


@cache
def schema(name: str) -> dict[str, Any]:
    """A schema as plain values; not to be changed."""
    loaded: dict[str, Any] = json.loads(schema_text(name))
    return loaded
