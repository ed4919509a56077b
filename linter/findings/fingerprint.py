"""The identity of a finding, version 1: it survives reordering, reformatting and renaming of files.

    sha256("dsalint/v1" NUL rule NUL document NUL path NUL salient value), first 24 hexadecimal digits

`document` is `kind/id`. `path` is written by keys; a list item is written by the value of the key that names it
(`id`, `organisation`, `name`, …), a plain item by its text, and only an item that has neither by its ordinal among
those. Neither lines nor indexes enter, nor the wording of the message.
"""

from typing import Any

from dsalint.linter.source.text import Path

NAMING_KEYS = (
    "id",
    "organisation",
    "name",
    "purpose",
    "gateway",
    "country",
    "rule",
    "restriction",
    "provision",
    "title",
)
"""Keys whose value names a list item, in order of preference: for people, and for identities that survive reordering."""


def named_path(root: Any, path: Path) -> str:
    """A path by keys and names, e.g. `flows[income].marking`."""
    parts: list[str] = []
    value = root
    for step in path:
        if isinstance(step, str):
            parts.append(f".{step}" if parts else step)
        else:
            parts.append(f"[{_item_name(value, step)}]")
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            value = None
    return "".join(parts)


def _item_name(items: Any, index: int) -> str:
    if not isinstance(items, list) or index >= len(items):
        return str(index)
    item = items[index]
    if not isinstance(item, dict | list):
        return str(item)
    if isinstance(item, dict):
        for key in NAMING_KEYS:
            name = item.get(key)
            if isinstance(name, str):
                twins = [
                    i for i, other in enumerate(items) if isinstance(other, dict) and other.get(key) == name
                ]
                return name if len(twins) == 1 else f"{name}~{twins.index(index)}"
    unnamed = [i for i, other in enumerate(items) if isinstance(other, dict | list)]
    return f"#{unnamed.index(index)}"


def fingerprint(rule: str, document: str, path: str, salient: str) -> str:
    """The identity of one finding; `path` as `named_path` writes it."""
    import hashlib  # here, because a clean run needs no fingerprint

    parts = ["dsalint/v1", rule, document, path, salient]
    text = "\0".join(parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
