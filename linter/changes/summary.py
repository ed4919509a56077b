"""A change in a few words, for people."""

from collections.abc import Callable
from itertools import takewhile
from typing import Any

from dsalint.linter.changes.change import Change
from dsalint.linter.changes.values import MISSING
from dsalint.linter.findings.fingerprint import naming_key

_LONGEST = 80
"""Characters of one value."""
_LEAD = 12
"""Characters that are shown of what two long texts have in common."""
_MOST = 6
"""Values of one list."""


def sentence(change: Change, show: Callable[[str], str], arrow: str) -> str:
    """What was and what is, e.g. `flows[income].retention.period: P1Y → P6Y`.

    Args:
        show: makes what a document says safe to show.
        arrow: stands between the old and the new.
    """
    before, after = (None if value is MISSING else value for value in (change.before, change.after))
    note = f"; {show(change.note)}" if change.note else ""
    if not change.where:
        return _whole(before, after, show, arrow) + note
    field = show(change.where)
    if before is None:
        return f"{field} added: {show(in_words(after))}{note}"
    if after is None:
        return f"{field} removed: {show(in_words(before))}{note}"
    old, new = map(in_words, _where_they_differ(before, after))
    return f"{field}: {show(old)} {arrow} {show(new)}{note}"


def _where_they_differ(before: Any, after: Any) -> tuple[Any, Any]:
    """Two long texts from shortly before they part, so that what is shown is what changed."""
    if not (isinstance(before, str) and isinstance(after, str)):
        return before, after
    old, new = (" ".join(text.split()) for text in (before, after))
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    start = common - _LEAD
    return (old, new) if start < _LONGEST // 2 else (f"…{old[start:]}", f"…{new[start:]}")


def _whole(before: Any, after: Any, show: Callable[[str], str], arrow: str) -> str:
    if before is None and after is None:
        return "cannot be read"
    if before is None:
        return "new"
    if after is None:
        return "gone"
    return "still there" if before == after else f"{show(before)} {arrow} {show(after)}"


def in_words(value: Any) -> str:
    """A value on one line: what names it, or its beginning."""
    if isinstance(value, list):
        shown = [in_words(item) for item in value[:_MOST]]
        return ", ".join(shown) + (f" and {len(value) - _MOST} more" if len(value) > _MOST else "")
    if isinstance(value, dict):
        return _mapping(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _short(str(value))


def _mapping(value: dict[str, Any]) -> str:
    if {"from", "to"} <= value.keys():
        what = f": {in_words(value['asset'])}" if "asset" in value else ""
        return f"{in_words(value['from'])} to {in_words(value['to'])}{what}"
    key = naming_key(value)
    if key:
        return _short(str(value[key]))
    plain = [f"{name} {in_words(item)}" for name, item in value.items() if not isinstance(item, dict | list)]
    return _short(", ".join(plain) or ", ".join(map(str, value)))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
