"""One document of the estate: plain value, identity, and the place of everything in it."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any, TypeVar

from dsalint.linter.findings.fingerprint import NAMING_KEYS
from dsalint.linter.findings.place import Place
from dsalint.linter.source.positions import Positions
from dsalint.linter.source.text import Path, SourceText

Made = TypeVar("Made")


class Document:
    """A document that names its kind. `sound` is False when its text or its shape is faulty: rules are blocked."""

    __slots__ = ("_shared", "id", "kind", "number", "positions", "sound", "source", "value")

    def __init__(
        self, source: SourceText, value: dict[str, Any], positions: Positions, number: int, sound: bool
    ) -> None:
        self.source = source
        self.value = value
        self.positions = positions
        self.number = number
        """Ordinal of the document in its file, from 0."""
        self.sound = sound
        self._shared: dict[str, Any] = {}
        kind, identifier = value.get("kind"), value.get("id")
        self.kind = kind if isinstance(kind, str) else ""
        self.id = identifier if isinstance(identifier, str) else ""

    def once(self, what: str, make: Callable[[], Made]) -> Made:
        """Something that follows from the document alone and is asked for often; not to be changed."""
        if what not in self._shared:
            self._shared[what] = make()
        made: Made = self._shared[what]
        return made

    def with_texts(self, changes: Sequence[tuple[Path, str]]) -> "Document":
        """The document with other texts at some places; what was read is never changed."""
        if not changes:
            return self
        value = deepcopy(self.value)
        for path, text in changes:
            holder: Any = value
            for step in path[:-1]:
                holder = holder[step]
            holder[path[-1]] = text
        return Document(self.source, value, self.positions, self.number, self.sound)

    @property
    def file(self) -> str:
        return self.source.file

    @property
    def key(self) -> str:
        """`kind/id`, or the place in the file for a document without an id."""
        return f"{self.kind}/{self.id}" if self.id else f"{self.kind}/{self.file}#{self.number}"

    @property
    def title(self) -> str:
        """What people call it."""
        for key in ("title", "name", "id"):
            text = self.value.get(key)
            if isinstance(text, str) and text:
                return text
        return self.file

    def place(self, path: Path = (), *, on_key: bool = False) -> Place:
        """Where the value at `path` is written; for a missing one, the key of the deepest parent that exists.

        Mappings and lists are pointed at by their key: a region as small as a reader needs.
        """
        entry, found = self.positions.entry(path)
        value: Any = self.value
        for step in found:
            value = value[step]
        if not found:
            start, end = self._head()
        elif (
            on_key
            or len(found) < len(path)
            or isinstance(value, dict | list)
            or entry.value_start == entry.value_end
        ) and (entry.key_end > entry.key_start):
            start, end = entry.key_start, entry.key_end
        elif isinstance(value, dict) and value and entry.key_end == entry.key_start:
            start, end = self._item_head(found, value)
        else:
            start, end = entry.value_start, entry.value_end
        return Place(self.file, self.source.span(start, max(end, start + 1)), path, self.key)

    def _head(self) -> tuple[int, int]:
        """The document as a whole is pointed at by its id, else by its first key."""
        for key in ("id", "kind"):
            if key in self.value:
                entry, _ = self.positions.entry((key,))
                if entry.value_end > entry.value_start:
                    return entry.value_start, entry.value_end
        entry, _ = self.positions.entry(())
        first = next(iter(self.value), None)
        if first is not None:
            entry, _ = self.positions.entry((first,))
            return entry.key_start, entry.key_end
        return entry.value_start, entry.value_start + 1

    def _item_head(self, path: Path, value: dict[str, Any]) -> tuple[int, int]:
        """A list item that is a mapping is pointed at by what names it, else by its first key."""
        for key in NAMING_KEYS:
            if isinstance(value.get(key), str):
                entry, _ = self.positions.entry((*path, key))
                return entry.value_start, entry.value_end
        entry, _ = self.positions.entry((*path, next(iter(value))))
        return entry.key_start, entry.key_end
