"""Provisional: errors of the engine one to one. Replaced by the selection that gives one finding for one mistake."""

from functools import lru_cache
from typing import Any, NamedTuple

import jsonschema_rs

from dsalint.linter.documents.schemas import schema
from dsalint.linter.source.text import Path


class SchemaProblem(NamedTuple):
    code: str
    path: Path
    on_key: bool
    message: str
    fix: str
    salient: str
    related_path: Path | None


@lru_cache(maxsize=None)
def _validator(kind: str) -> Any:
    return jsonschema_rs.Draft202012Validator(
        schema(kind), pattern_options=jsonschema_rs.RegexOptions(), validate_formats=True
    )


def schema_problems(kind: str, value: object) -> list[SchemaProblem]:
    return [
        SchemaProblem("wrong-type", tuple(error.instance_path), False, error.message[:200], "correct it", "", None)
        for error in _validator(kind).iter_errors(value)
    ]
