"""Two values of a document to the changes between them, each with its class. Order and form never count."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from dsalint.linter.changes.effects import EDITORIAL
from dsalint.linter.changes.elements import canonical, pair_elements
from dsalint.linter.changes.meaning import ELEMENT, Meaning, Pattern, has_parts, meaning_of
from dsalint.linter.changes.values import LESS, MISSING, MORE, SAME, direction
from dsalint.linter.source.text import Path


class Altered(NamedTuple):
    """One field, or element of a list, that differs."""

    meaning: Meaning
    effect: str
    before: Any
    """Its value, or `MISSING`."""
    after: Any
    old_path: Path
    """Where it was; where its nearest parent was, for one that was not there."""
    new_path: Path


class Side(NamedTuple):
    """A value on one side, and where it stands."""

    value: Any
    path: Path

    def child(self, key: str | int) -> "Side":
        """What is inside; a missing value stands where its parent does."""
        try:
            value = self.value[key]
        except (KeyError, IndexError, TypeError):
            return Side(MISSING, self.path)
        return Side(value, (*self.path, key))


def compare(pattern: Pattern, before: Side, after: Side) -> Iterator[Altered]:
    """The changes from one value to the other.

    Args:
        pattern: what the values are: the kind of document, and the steps to them.
        before: the old value, or `MISSING`.
        after: the new one, likewise.
    """
    old, new = before.value, after.value
    if old is new or (old == new and canonical(old) == canonical(new)):
        return
    if _both(list, old, new):
        yield from _lists(pattern, before, after)
    elif _both(dict, old, new) and (has_parts(pattern) or (old is not MISSING and new is not MISSING)):
        yield from _mappings(pattern, before, after)
    else:
        yield from _judged(pattern, before, after)


def _both(type_: type, old: Any, new: Any) -> bool:
    """Whether a value has a type on both sides, or on one while the other is missing."""
    return all(value is MISSING or isinstance(value, type_) for value in (old, new))


def _mappings(pattern: Pattern, before: Side, after: Side) -> Iterator[Altered]:
    old: dict[str, Any] = {} if before.value is MISSING else before.value
    new: dict[str, Any] = {} if after.value is MISSING else after.value
    found = [
        altered
        for key in dict.fromkeys((*new, *old))
        for altered in compare((*pattern, str(key)), before.child(key), after.child(key))
    ]
    if before.value is MISSING or after.value is MISSING:
        own = meaning_of(pattern)
        parts = [altered for altered in found if altered.meaning is not own]
        if len(parts) < len(found) or not found:
            yield from _judged(
                pattern, before, after
            )  # the block, once, for all its parts that mean the same
        found = parts
    yield from found


def _lists(pattern: Pattern, before: Side, after: Side) -> Iterator[Altered]:
    old: list[Any] = [] if before.value is MISSING else before.value
    new: list[Any] = [] if after.value is MISSING else after.value
    if not any(isinstance(item, dict | list) for item in (*old, *new)):
        yield from _sets(pattern, before, after)
        return
    for earlier, later in pair_elements(old, new):
        was = before._replace(value=MISSING) if earlier is None else before.child(earlier)
        now = after._replace(value=MISSING) if later is None else after.child(later)
        whole = (
            earlier is None or later is None
        )  # an element that came or went is one change, whatever it holds
        yield from (_judged if whole else compare)((*pattern, ELEMENT), was, now)


def _sets(pattern: Pattern, before: Side, after: Side) -> Iterator[Altered]:
    """Lists of plain values: what came and what went."""
    meaning = meaning_of(pattern)
    if meaning.absent == "most" and MISSING in (before.value, after.value):
        yield from _judged(pattern, before, after)
        return
    old = {canonical(item): item for item in _items(before.value)}
    new = {canonical(item): item for item in _items(after.value)}
    came = [item for key, item in new.items() if key not in old]
    went = [item for key, item in old.items() if key not in new]
    if came:
        yield Altered(meaning, meaning.effect(MORE), MISSING, came, before.path, after.path)
    if went:
        yield Altered(meaning, meaning.effect(LESS), went, MISSING, before.path, after.path)


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _judged(pattern: Pattern, before: Side, after: Side) -> Iterator[Altered]:
    meaning = meaning_of(pattern)
    where = direction(meaning, before.value, after.value)
    effect = EDITORIAL if where == SAME else meaning.effect(where)
    yield Altered(meaning, effect, before.value, after.value, before.path, after.path)
