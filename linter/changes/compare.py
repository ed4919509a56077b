"""Two values of a document to the changes between them, each with its class. Order and form never count."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from dsalint.linter.changes.effects import EDITORIAL, gravest
from dsalint.linter.changes.elements import canonical, pair_elements
from dsalint.linter.changes.meaning import ELEMENT, Meaning, Pattern, has_parts, meaning_of
from dsalint.linter.changes.values import LESS, MISSING, MORE, SAME, direction
from dsalint.linter.findings.fingerprint import naming_key
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
    path: Path = ()
    document: Any = None
    """The whole of what it is part of."""

    @classmethod
    def whole(cls, value: Any) -> "Side":
        """A document, or what stands for one."""
        return cls(value, (), value)

    def at(self, pattern: Pattern) -> list[Any]:
        """What the document says somewhere, `*` standing for every element of a list; empty where it says nothing."""
        values = [self.document]
        for key in pattern:
            if key == ELEMENT:
                values = [item for value in values if isinstance(value, list) for item in value]
            else:
                values = [value[key] for value in values if isinstance(value, dict) and key in value]
        return values

    def child(self, key: str | int) -> "Side":
        """What is inside; a missing value stands where its parent does."""
        try:
            value = self.value[key]
        except (KeyError, IndexError, TypeError):
            return self._replace(value=MISSING)
        return self._replace(value=value, path=(*self.path, key))


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
        yield _judged(pattern, before, after)


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
            yield _judged(pattern, before, after)  # the block, once, for all its parts that mean the same
        found = parts
    yield from found


def _lists(pattern: Pattern, before: Side, after: Side) -> Iterator[Altered]:
    meaning = meaning_of(pattern)
    old: list[Any] = [] if before.value is MISSING else before.value
    new: list[Any] = [] if after.value is MISSING else after.value
    if meaning.absent == "most" and not (old and new):  # a limit that comes or goes; an empty one is none
        if old or new:
            yield _judged(
                pattern, *(side if side.value else side._replace(value=MISSING) for side in (before, after))
            )
    elif any(isinstance(item, dict | list) for item in (*old, *new)):
        named = {value for path in meaning.named_by for value in after.at(path) if isinstance(value, str)}
        for earlier, later in pair_elements(old, new):
            was = before._replace(value=MISSING) if earlier is None else before.child(earlier)
            now = after._replace(value=MISSING) if later is None else after.child(later)
            if earlier is not None and later is not None:
                yield from compare((*pattern, ELEMENT), was, now)
            else:  # one change, whatever the element holds
                effect = meaning.effect(MORE if earlier is None else LESS)
                if later is None and _name(was.value) in named:
                    lost = compare((*pattern, ELEMENT), was, now)
                    effect = gravest((effect, *(altered.effect for altered in lost)))
                yield Altered(meaning, effect, was.value, now.value, was.path, now.path)
    else:
        yield from _sets(meaning, before, after, old, new)


def _name(element: Any) -> str:
    key = naming_key(element)
    return str(element[key]) if key else ""


def _sets(meaning: Meaning, before: Side, after: Side, old: list[Any], new: list[Any]) -> Iterator[Altered]:
    """Lists of plain values: what came and what went."""
    known, present = ({canonical(item): item for item in items} for items in (old, new))
    came = [item for key, item in present.items() if key not in known]
    went = [item for key, item in known.items() if key not in present]
    if came:
        yield Altered(meaning, meaning.effect(MORE), MISSING, came, before.path, after.path)
    if went:
        yield Altered(meaning, meaning.effect(LESS), went, MISSING, before.path, after.path)


def _judged(pattern: Pattern, before: Side, after: Side) -> Altered:
    meaning = meaning_of(pattern)
    old, new = (_meant(meaning, side) for side in (before, after))
    way = SAME if old is new else direction(meaning, old, new)
    effect = EDITORIAL if way == SAME else meaning.effect(way)
    return Altered(meaning, effect, before.value, after.value, before.path, after.path)


def _meant(meaning: Meaning, side: Side) -> Any:
    """A value, or what stands for it where it is missing."""
    if side.value is not MISSING:
        return side.value
    return next((value for path in meaning.inherits for value in side.at(path)), MISSING)
