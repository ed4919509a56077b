"""The part of a schema that speaks about a place of a document."""

from typing import Any

from dsalint.linter.source.text import Path


def schema_at(root: dict[str, Any], path: Path) -> dict[str, Any]:
    """The subschema for a path; empty where the schema does not describe it."""
    part: Any = _resolved(root, root)
    for step in path:
        if isinstance(step, int):
            part = part.get("items", {})
        else:
            properties = part.get("properties", {})
            part = properties[step] if step in properties else part.get("additionalProperties", {})
        if not isinstance(part, dict):
            return {}
        part = _resolved(root, part)
    found: dict[str, Any] = part
    return found


def _resolved(root: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    reference = part.get("$ref")
    if isinstance(reference, str) and reference.startswith("#/$defs/"):
        return {
            **root["$defs"][reference.rpartition("/")[2]],
            **{k: v for k, v in part.items() if k != "$ref"},
        }
    return part


def keys_anywhere(
    root: dict[str, Any], part: dict[str, Any] | None = None, at: Path = ()
) -> list[tuple[Path, str]]:
    """Every key that a schema knows, with the path of the mapping it belongs to (lists as index 0)."""
    part = _resolved(root, root) if part is None else part
    found: list[tuple[Path, str]] = []
    for key, inner in part.get("properties", {}).items():
        found.append((at, key))
        if isinstance(inner, dict) and "$ref" not in inner:
            found.extend(keys_anywhere(root, inner, (*at, key)))
    items = part.get("items")
    if isinstance(items, dict) and "$ref" not in items:
        found.extend(keys_anywhere(root, items, (*at, 0)))
    return found
