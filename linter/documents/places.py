"""The part of a schema that speaks about a place of a document, and the places where a key is known."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from dsalint.linter.documents.schemas import schema
from dsalint.linter.source.text import Path


def resolved(root: Mapping[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """A part of a schema with what its `$ref` into `$defs` says; its own words stand over those."""
    reference = part.get("$ref")
    if not isinstance(reference, str) or not reference.startswith("#/$defs/"):
        return part
    target = resolved(root, root["$defs"][reference.rpartition("/")[2]])
    return {**target, **{key: value for key, value in part.items() if key != "$ref"}}


def schema_at(root: dict[str, Any], path: Path) -> dict[str, Any]:
    """The subschema for a path; empty where the schema does not describe it."""
    part: Any = resolved(root, root)
    for step in path:
        if isinstance(step, int):
            part = part.get("items", {})
        else:
            properties = part.get("properties", {})
            part = properties[step] if step in properties else part.get("additionalProperties", {})
        if not isinstance(part, dict):
            return {}
        part = resolved(root, part)
    found: dict[str, Any] = part
    return found


def value_at(value: Any, path: Path) -> Any:
    """What stands at a path of a document; None where nothing does."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


@cache
def homes(name: str) -> dict[str, tuple[Path, ...]]:
    """For each key that the schema `name` knows, the mappings it belongs to (an element of a list as index 0)."""
    found: dict[str, list[Path]] = {}
    root = schema(name)
    for at, key in _keys(root, resolved(root, root), ()):
        found.setdefault(key, []).append(at)
    return {key: tuple(places) for key, places in found.items()}


def _keys(
    root: dict[str, Any], part: dict[str, Any], at: Path, entered: frozenset[str] = frozenset()
) -> Iterator[tuple[Path, str]]:
    """Every key with its mapping; a part that refers to itself is entered once."""
    for key, inner in part.get("properties", {}).items():
        yield at, key
        yield from _keys_below(root, inner, (*at, key), entered)
    yield from _keys_below(root, part.get("items"), (*at, 0), entered)


def _keys_below(
    root: dict[str, Any], part: Any, at: Path, entered: frozenset[str]
) -> Iterator[tuple[Path, str]]:
    if not isinstance(part, dict):
        return
    reference = part.get("$ref", "")
    if reference in entered:
        return
    yield from _keys(root, resolved(root, part), at, entered | {reference} if reference else entered)
