"""Schema errors that a person understands: one mistake, one problem, on the key or the value that is wrong."""

from typing import TYPE_CHECKING, NamedTuple

from dsalint.linter.documents.engine import engine_loaded, raw_errors
from dsalint.linter.documents.gate import surely_conforms
from dsalint.linter.documents.schemas import bare_schema, schema
from dsalint.linter.source.limits import MAX_PROBLEMS
from dsalint.linter.source.text import Path

if TYPE_CHECKING:
    from dsalint.linter.documents.selection import Mistake


class SchemaProblem(NamedTuple):
    """One mistake in the shape of a document."""

    code: str
    """unknown-key, wrong-type, not-in-vocabulary, bad-format, missing-key or wrong-size."""
    path: Path
    on_key: bool
    """The key is wrong rather than its value."""
    message: str
    fix: str
    salient: str
    """What identifies the mistake besides its place, for the fingerprint."""
    related_path: Path | None = None
    """For a missing key: the last key beside which it could be added. For a repetition: the first of the two."""


def schema_problems(name: str, value: object) -> list[SchemaProblem]:
    """The mistakes of a value against a schema, in the order of the document; the first of them where they are many.

    Args:
        name: a kind of document, or `config`, `rule`, `profile`.
        value: plain values.
    """
    if not engine_loaded() and surely_conforms(bare_schema(name), value):
        return []
    errors = raw_errors(name, value)
    if not errors:
        return []
    from dsalint.linter.documents.selection import orphans, select  # only when something is wrong
    from dsalint.linter.documents.wording import words_for

    root = schema(name)
    problems: list[SchemaProblem] = []
    for mistake in select(name, value, errors)[:MAX_PROBLEMS]:
        beside = orphans(root, value, mistake.path) if mistake.error.value is None else ()
        message, fix = words_for(root, value, mistake, beside)
        problems.append(
            SchemaProblem(
                mistake.code, mistake.path, mistake.on_key, message, fix, _salient(mistake), _related(mistake)
            )
        )
    return problems


def _salient(mistake: "Mistake") -> str:
    from dsalint.linter.documents.yaml_words import yaml_value

    if mistake.on_key:
        return str(mistake.path[-1])
    return mistake.error.keyword if mistake.code == "wrong-size" else yaml_value(mistake.error.value)


def _related(mistake: "Mistake") -> Path | None:
    if mistake.code == "missing-key" and mistake.error.value:
        return (*mistake.path[:-1], list(mistake.error.value)[-1])
    return mistake.first
