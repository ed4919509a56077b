"""Message templates of rules: `{asset.marking}` is replaced by what the subject holds there. Nothing is evaluated."""

import re
from typing import Any

from dsalint.linter.rules.outcomes import list_index

_FIELD = re.compile(r"\{([a-z_][a-z0-9_.]*)\}")
_MOST = 80
_MOST_ELEMENTS = 5


def fill(template: str, root: dict[str, Any]) -> str:
    """A template with its fields filled in from a subject; a field that is not there reads `not stated`."""
    return _FIELD.sub(lambda match: show(_find(root, match[1])), template)


def _find(root: Any, dotted: str) -> Any:
    value = root
    for name in dotted.split("."):
        if isinstance(value, list):
            index = list_index(name, value)
            value = None if index is None else value[index]
        elif isinstance(value, dict):
            value = value.get(name)
        else:
            return None
    return value


def show(value: Any) -> str:
    """A value in a sentence: documents by their name, lists by their elements, long texts cut."""
    if value is None or value in ("", [], {}):
        return "not stated"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        for key in ("title", "name", "id", "provision"):
            if isinstance(value.get(key), str):
                return show(value[key])
        pairs = list(value.items())[:_MOST_ELEMENTS]
        return _listed([f"{_cut(key)} {show(item)}" for key, item in pairs], len(value))
    if isinstance(value, list):
        return _listed([show(item) for item in value[:_MOST_ELEMENTS]], len(value))
    return _cut(str(value))


def _listed(shown: list[str], count: int) -> str:
    """The first elements, cut where they are long themselves, and how many more there are."""
    most = 2 * _MOST_ELEMENTS * _MOST
    more = [f"and {count - len(shown)} more"] if count > len(shown) else []
    text = ", ".join([*shown, *more])
    return text if len(text) <= most else text[: most - 1] + "…"


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"
