"""The side table of places: where each key and each value of a document is written."""

from typing import Any, NamedTuple

from dsalint.linter.source.text import Path


class Entry(NamedTuple):
    """Character offsets of a key and its value, ends exclusive. List items and roots have an empty key."""

    key_start: int
    key_end: int
    value_start: int
    value_end: int


class Positions:
    """Places of one document, by path. Values reached through an alias report the place of their anchor."""

    __slots__ = ("_marks", "_root", "_root_entry")

    def __init__(self, root: Any, marks: dict[int, Any], root_entry: Entry) -> None:
        self._root = root
        self._marks = marks
        self._root_entry = root_entry

    def entry(self, path: Path) -> tuple[Entry, Path]:
        """The entry of the deepest existing part of `path`, and that part: a missing key yields its parent."""
        value = self._root
        entry = self._root_entry
        for depth, step in enumerate(path):
            places = self._marks.get(id(value))
            try:
                found = None if places is None else places[step]
                value = value[step] if found is not None else None
            except (KeyError, IndexError, TypeError):
                found = None
            if found is None:
                return entry, path[:depth]
            entry = Entry(*found)
        return entry, path

    def last_child(self, path: Path) -> Entry | None:
        """The entry of the last child of the container at `path`: where a missing key could be added."""
        value = self._root
        for step in path:
            value = value[step]
        places = self._marks.get(id(value))
        if not places:
            return None
        return Entry(*(places[-1] if isinstance(places, list) else list(places.values())[-1]))


class Thinned(Positions):
    """Places of a document from whose lists some items were left out.

    Args:
        whole: the places of all of it.
        kept: for the path of each such list, the numbers of the items that it still has.
    """

    __slots__ = ("_kept", "_whole")

    def __init__(self, whole: Positions, kept: dict[Path, list[int]]) -> None:
        self._whole = whole
        self._kept = kept

    def entry(self, path: Path) -> tuple[Entry, Path]:
        entry, found = self._whole.entry(self._before(path))
        return entry, path[: len(found)]

    def last_child(self, path: Path) -> Entry | None:
        return self._whole.last_child(self._before(path))

    def _before(self, path: Path) -> Path:
        found = list(path)
        for depth, step in enumerate(path[1:], 1):
            numbers = self._kept.get(path[:depth])
            if numbers is not None and isinstance(step, int) and step < len(numbers):
                found[depth] = numbers[step]
        return tuple(found)
