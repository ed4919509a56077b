"""Values and places in the notation of the document: cut, escaped, and called by their names."""

from collections.abc import Sequence
from typing import Any

from dsalint.linter.documents.places import schema_at, value_at
from dsalint.linter.findings.fingerprint import NAMING_KEYS
from dsalint.linter.source.text import Path

_MOST = 40


def yaml_value(value: Any, most: int = _MOST) -> str:
    """A value as YAML writes it, cut, with control characters shown."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = str(value)[: most + 1]
    if not text.isprintable() or "`" in text:
        text = "".join(map(_shown, text))
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _shown(character: str) -> str:
    if character.isprintable() and character != "`":
        return character
    if character == "\n":
        return "\\n"
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def quoted(value: Any) -> str:
    """A value for a sentence, marked as the document's own words."""
    return yaml_value(value) if value is None or isinstance(value, dict | list) else f"`{yaml_value(value)}`"


def listed(choices: Sequence[Any], most: int = 8) -> str:
    """Words with commas; a long list is cut, and says by how many."""
    words = ", ".join(yaml_value(choice) for choice in choices[:most])
    return words + (f" and {len(choices) - most} more" if len(choices) > most else "")


def spoken(root: dict[str, Any], document: Any, path: Path) -> str:
    """How a sentence calls a place: by its key, or for an element by its sort and its name, e.g. ``flow `income```."""
    if not path:
        return "the document"
    last = path[-1]
    if isinstance(last, str):
        return yaml_value(last)
    value = value_at(document, path)
    title = str(schema_at(root, path).get("title", "element")).lower()
    if isinstance(value, dict):
        for key in NAMING_KEYS:
            if key in value and isinstance(value[key], str):
                return f"{title} `{yaml_value(value[key])}`"
    keys = [step for step in path if isinstance(step, str)]
    return f"element {last + 1} of {yaml_value(keys[-1])}" if keys else f"element {last + 1}"
