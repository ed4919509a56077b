"""What a change of a field means: the table `rules/reference/changes.yaml`, looked up by path."""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from dsalint.linter.changes.effects import gravest
from dsalint.linter.vocabulary.reference import reference_list

Pattern = tuple[str, ...]
"""A kind of document and the steps to a field, `*` for any element of a list."""

ELEMENT = "*"


class Meaning(NamedTuple):
    """One entry of the table."""

    id: str
    title: str
    compare: str
    more: str
    less: str
    other: str
    absent: str
    """What a missing value stands for: `most`, `least`, something `between` yes and no, or nothing where it is empty."""
    order: tuple[str, ...]
    inherits: tuple[Pattern, ...]
    """Fields of the document that stand for a missing one; the first that is stated counts."""
    named_by: tuple[Pattern, ...]
    """Fields of the document that may still name an element that goes: it then counts by the gravest of all it said."""

    def effect(self, direction: str) -> str:
        """The class of a change to `more`, to `less` or to `other`."""
        return {"more": self.more, "less": self.less}.get(direction, self.other)


def meaning_of(pattern: Pattern) -> Meaning:
    """The entry of the longest path that is a beginning of this one; of what no schema knows (`x-`), that of wording.

    Raises:
        KeyError: no entry is about this kind of document.
    """
    if any(key.startswith(OWN) for key in pattern):
        return _wording()
    table, _ = _table()
    for length in range(len(pattern), 0, -1):
        meaning = table.get(pattern[:length])
        if meaning is not None:
            return meaning
    raise KeyError(pattern)


OWN = ("x-", "x_")
"""How keys begin that are the estate's own: no rule reads them, so they neither share nor protect anything."""


@cache
def _wording() -> Meaning:
    entry = reference_list("changes").get("wording")
    assert entry is not None
    return _meaning(entry)


def has_parts(pattern: Pattern) -> bool:
    """Whether the table speaks of anything inside this field."""
    return pattern in _table()[1]


@cache
def _table() -> tuple[dict[Pattern, Meaning], frozenset[Pattern]]:
    """The entry of each path, and every path that has another one below it."""
    found: dict[Pattern, Meaning] = {}
    for entry in reference_list("changes").entries():
        meaning = _meaning(entry)
        for path in entry["paths"]:
            found[tuple(path.split("/"))] = meaning
    return found, frozenset(path[:length] for path in found for length in range(1, len(path)))


def _meaning(entry: dict[str, Any]) -> Meaning:
    return Meaning(
        id=entry["id"],
        title=entry["title"],
        compare=entry["compare"],
        more=entry["more"],
        less=entry["less"],
        other=entry.get("other", gravest((entry["more"], entry["less"]))),
        absent=entry.get("absent", ""),
        order=tuple(entry.get("order", ())),
        inherits=_patterns(entry.get("inherits", ())),
        named_by=_patterns(entry.get("named_by", ())),
    )


def _patterns(paths: Iterable[str]) -> tuple[Pattern, ...]:
    return tuple(tuple(path.split("/")) for path in paths)
