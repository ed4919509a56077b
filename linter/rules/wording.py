"""Message templates of rules: `{asset.marking}` is replaced by what the subject holds there. Nothing is evaluated."""

import re
from typing import Any

_FIELD = re.compile(r"\{([a-z_][a-z0-9_.]*)\}")
_MOST = 80


def fill(template: str, root: dict[str, Any]) -> str:
    """A template with its fields filled in from a subject; a field that is not there reads `not stated`."""
    return _FIELD.sub(lambda match: show(_find(root, match[1])), template)


def _find(root: Any, dotted: str) -> Any:
    value = root
    for name in dotted.split("."):
        if isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
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
        return ", ".join(f"{key} {show(item)}" for key, item in value.items())
    if isinstance(value, list):
        shown = [show(item) for item in value[:5]]
        if len(value) > 5:
            shown.append(f"and {len(value) - 5} more")
        return ", ".join(shown)
    text = " ".join(str(value).split())
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"
