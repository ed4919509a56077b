"""Schema errors that a person understands: one mistake, one problem, on the key or the value that is wrong.

A typo makes two raw errors, an unexpected key and a missing one; here it is one rename. What lies below a value of the
wrong type is not reported: it is not a second mistake. Only one problem is reported at one place.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dsalint.linter.documents.engine import RawError, engine_loaded, raw_errors
from dsalint.linter.documents.gate import surely_conforms
from dsalint.linter.documents.places import keys_anywhere, schema_at
from dsalint.linter.documents.schemas import schema
from dsalint.linter.documents.wording import (
    enum_problem,
    format_problem,
    listed,
    nearest,
    quoted,
    type_problem,
    yaml_value,
)
from dsalint.linter.source.limits import MAX_PROBLEMS
from dsalint.linter.source.text import Path


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
    """For a missing key: the last key beside which it could be added."""


def schema_problems(name: str, value: object) -> list[SchemaProblem]:
    """The mistakes of a value against a schema, in the order of the document; the first of them where they are many.

    Args:
        name: a kind of document, or `config`, `rule`, `profile`.
        value: plain values.
    """
    root = schema(name)
    if not engine_loaded() and surely_conforms(root, value):
        return []
    errors = raw_errors(name, value)[:MAX_PROBLEMS]
    if not errors:
        return []
    wrong_types = {error.path for error in errors if error.keyword == "type"}
    problems: dict[tuple[Path, bool], SchemaProblem] = {}
    for error in errors:
        if any(error.path[:depth] in wrong_types for depth in range(len(error.path))):
            continue
        for problem in _problems(name, root, value, error, errors):
            problems.setdefault((problem.path, problem.on_key), problem)
    order = {path: number for number, path in enumerate(_paths(value))}
    return sorted(
        problems.values(),
        key=lambda problem: (order.get(problem.path, len(order)), problem.code, problem.message),
    )


def _problems(
    name: str, root: dict[str, Any], document: object, error: RawError, errors: Sequence[RawError]
) -> list[SchemaProblem]:
    value = _value_at(document, error.path)
    part = schema_at(root, error.path)
    here = _name(error.path)
    if error.keyword == "additionalProperties":
        missing = [
            other.detail[0] for other in errors if other.keyword == "required" and other.path == error.path
        ]
        return [_unknown_key(root, part, error.path, key, value, missing) for key in error.detail]
    if error.keyword == "required":
        return _missing_key(part, error, value, errors)
    if error.keyword == "type":
        message, fix = type_problem(here, value, part)
        return [SchemaProblem("wrong-type", error.path, False, message, fix, yaml_value(value))]
    if error.keyword in ("enum", "const"):
        choices = part.get("enum") or [part.get("const")]
        message, fix = enum_problem(here, value, choices)
        return [SchemaProblem("not-in-vocabulary", error.path, False, message, fix, yaml_value(value))]
    if error.keyword in ("pattern", "format"):
        message, fix = format_problem(here, value, part)
        return [SchemaProblem("bad-format", error.path, False, message, fix, yaml_value(value))]
    forbidden = part.get("not", {}).get("required", ()) if error.keyword == "not" else ()
    if forbidden:
        return [_forbidden_key(error.path, here, forbidden)]
    return [_size_problem(error, here, value, part)]


def _forbidden_key(path: Path, here: str, keys: Sequence[str]) -> SchemaProblem:
    """`not: {required: [...]}`: a key that may not stand here, or keys that exclude each other."""
    *others, last = keys
    beside = " beside " + " and ".join(f"`{key}`" for key in others) if others else ""
    message = f"`{last}` may not stand in {here}{beside}"
    return SchemaProblem("unknown-key", (*path, last), True, message, "remove it", last)


def _size_problem(error: RawError, here: str, value: object, part: dict[str, Any]) -> SchemaProblem:
    bound = part.get(error.keyword)
    said = {
        "minItems": (
            f"{here} has {_count(value)} elements; at least {bound} are wanted",
            "add what is missing",
        ),
        "maxItems": (f"{here} has {_count(value)} elements; at most {bound} are allowed", "keep fewer"),
        "minLength": (f"{here} is empty text", "write something, or remove the key"),
        "maxLength": (f"{here} has {_count(value)} characters; at most {bound} are allowed", "shorten it"),
        "minimum": (f"{here} is {yaml_value(value)}; at least {bound} is wanted", "write a larger number"),
        "maximum": (f"{here} is {yaml_value(value)}; at most {bound} is allowed", "write a smaller number"),
        "uniqueItems": (f"{here} names something twice", "remove the repetition"),
    }
    message, fix = said.get(
        error.keyword, (f"{here} is not as its kind asks", "`dsalint schema` describes it")
    )
    return SchemaProblem("wrong-size", error.path, error.keyword != "minLength", message, fix, error.keyword)


def _unknown_key(
    root: dict[str, Any], part: dict[str, Any], path: Path, key: str, value: object, missing: Sequence[str]
) -> SchemaProblem:
    known = list(part.get("properties", ()))
    holder = value if isinstance(value, dict) else {}
    absent = [name for name in known if name not in holder]
    near = nearest(key, list(missing)) or nearest(key, absent)
    where = f"in {_name(path)}" if path else "here"
    message = f"`{yaml_value(key)}` is not a key {where}"
    if near:
        return SchemaProblem("unknown-key", (*path, key), True, message, f"did you mean `{near}`?", key)
    elsewhere = _elsewhere(root, path, key)
    if elsewhere:
        return SchemaProblem("unknown-key", (*path, key), True, message, elsewhere, key)
    twin = nearest(key, known)
    if twin:
        fix = f"`{twin}` is the key for it, and it is there already: remove one of the two"
        return SchemaProblem("unknown-key", (*path, key), True, message, fix, key)
    fix = f"remove it, write `x_{key}` to keep it unchecked, or use one of {listed(absent or known)}"
    return SchemaProblem("unknown-key", (*path, key), True, message, fix, key)


def _elsewhere(root: dict[str, Any], path: Path, key: str) -> str:
    """Where a key would be right, when it is only nested one level too deep or not deep enough."""
    generic = tuple(0 if isinstance(step, int) else step for step in path)
    homes = [home for home, name in keys_anywhere(root) if name == key]
    above = [home for home in homes if home == generic[: len(home)] and len(home) < len(generic)]
    if above:
        home = max(above, key=len)
        return f"it belongs {f'to {_name(home)}' if home else 'to the document itself'}: indent it less"
    below = [home for home in homes if home[: len(generic)] == generic and len(home) > len(generic)]
    if below:
        home = min(below, key=lambda found: (len(found), str(found)))
        return f"it belongs to {_name(home)}: indent it below that key"
    return ""


def _missing_key(
    part: dict[str, Any], error: RawError, value: object, errors: Sequence[RawError]
) -> list[SchemaProblem]:
    key = error.detail[0]
    unexpected = [
        name
        for other in errors
        if other.keyword == "additionalProperties" and other.path == error.path
        for name in other.detail
    ]
    if nearest(key, unexpected):
        return []  # it is there, misspelt: the unexpected key is the one problem
    described = part.get("properties", {}).get(key, {})
    here = _name(error.path) if error.path else "the document"
    title = str(described.get("title", key)).lower()
    examples = described.get("examples", [])
    shown = (
        f", e.g. `{key}: {yaml_value(examples[0])}`"
        if examples and not isinstance(examples[0], dict | list)
        else ""
    )
    last = list(value)[-1] if isinstance(value, dict) and value else None
    return [
        SchemaProblem(
            "missing-key",
            (*error.path, key),
            True,
            f"{here} has no `{key}` ({title})" if title != key else f"{here} has no `{key}`",
            f"add `{key}`{shown}",
            key,
            None if last is None else (*error.path, last),
        )
    ]


def _name(path: Path) -> str:
    """How a sentence calls a place: its key, and the list it is an element of."""
    keys = [step for step in path if isinstance(step, str)]
    if not path:
        return "the document"
    if isinstance(path[-1], int):
        return f"element {path[-1] + 1} of {keys[-1]}" if keys else f"element {path[-1] + 1}"
    return str(path[-1])


def _count(value: object) -> str:
    return str(len(value)) if isinstance(value, str | list | dict) else quoted(value)


def _value_at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def _paths(value: Any, path: Path = ()) -> list[Path]:
    """Every path of a document in the order written."""
    found = [path]
    if isinstance(value, dict):
        for key, item in value.items():
            found.extend(_paths(item, (*path, key)))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            found.extend(_paths(item, (*path, index)))
    return found
