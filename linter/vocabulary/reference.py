"""Reference lists: the dated vocabularies of `rules/reference/*.yaml`, read once, when first asked for.

A list holds entries with an `id` and, where known, the first and last day on which each is in force. The format is that of
`rules/schemas/reference-list.schema.json`.
"""

import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from dsalint.linter.errors import UserError
from dsalint.linter.source.kept import RULES, kept

_FOLDER = os.path.join(RULES, "reference")

Entry = dict[str, Any]
"""One entry, as written: `id`, dates, and the fields of its list."""

_HEAD = frozenset({"list", "title", "source_note", "entries"})


class ReferenceList:
    """The entries of one list by key, in the order of the file."""

    __slots__ = ("_by_name", "_entries", "extra", "name", "source_note", "title")

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.name: str = content["list"]
        self.title: str = content["title"]
        self.source_note: str = content.get("source_note", "")
        self._entries: dict[str, Entry] = {entry["id"]: entry for entry in content["entries"]}
        self._by_name = {
            entry["key"]: entry for entry in content["entries"] if "key" in entry
        } | self._entries
        self.extra: dict[str, Any] = {key: value for key, value in content.items() if key not in _HEAD}

    def keys(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries.values())

    def get(self, key: str) -> Entry | None:
        """The entry with that id, or with that second name (`key`) where the list gives one; None when there is none."""
        return self._by_name.get(key)

    def in_force(self, key: str, date: str) -> bool | None:
        """Whether the entry is in force on an ISO date; None when the list cannot tell.

        The list cannot tell when it has no such entry, or when the entry says `start_unknown`. An entry without `from` counts
        from its `not_before` (the earliest day possible), and without either from always: a start that was not checked is not
        held against the author.
        """
        entry = self.get(key)
        if entry is None:
            return None
        start = entry.get("from") or entry.get("not_before") or ""
        if date < start or date > entry.get("until", "9999-12-31"):
            return False
        return None if entry.get("start_unknown") else True


@cache
def reference_list(name: str) -> ReferenceList:
    """The list of that name, e.g. ``gateways``.

    Raises `UserError` when there is no such list: the name comes from a rule file.
    """
    if name not in list_names():
        raise UserError(
            f"there is no reference list {name[:60]!r}", f"the lists are {', '.join(list_names())}"
        )
    return ReferenceList(load(name))


@cache
def list_names() -> tuple[str, ...]:
    """The names of all lists, sorted."""
    return tuple(sorted(name[:-5] for name in os.listdir(_FOLDER) if name.endswith(".yaml")))


def load(name: str) -> dict[str, Any]:
    """The content of a list's file, as plain values."""
    path = os.path.join(_FOLDER, f"{name}.yaml")

    def read() -> Any:
        from dsalint.linter.source.reader import read_yaml
        from dsalint.linter.source.text import SourceText

        with open(path, encoding="utf-8") as file:
            return read_yaml(SourceText(path, file.read())).documents[0].value

    content: dict[str, Any] = kept(f"reference-{name}", [path], read)
    return content
