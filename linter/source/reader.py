"""Text to plain values and the place of every key and value: one pass over libyaml's event stream.

No node objects, no subclasses of str or dict: validators and rules see plain JSON-typed data. The places stand in
a side table by the identity of each container (`Positions`), so that a value costs one tuple of four integers.

Duplicate keys, tags, merge keys, keys that are not strings, aliases out of proportion, and nesting that is too
deep are found in this loop, at their places; nothing after it needs to defend itself.
"""

from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from dsalint.linter.source import limits
from dsalint.linter.source.positions import Entry, Positions
from dsalint.linter.source.scalars import resolve_plain
from dsalint.linter.source.syntax import explain_syntax_error
from dsalint.linter.source.text import SourceText

try:
    from yaml import _yaml

    _Parser: Any = _yaml.CParser
except ImportError:
    from dsalint.linter.source.portable import PortableParser as _Parser

_STRING_TAGS = frozenset({"!", "tag:yaml.org,2002:str"})
_CORE_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "map", "seq"))


class SourceProblem(NamedTuple):
    """Something wrong with the text itself. Offsets are characters, end exclusive."""

    code: str
    message: str
    start: int
    end: int
    fix: str = ""
    related: tuple[tuple[int, int, str], ...] = ()


class ParsedDocument(NamedTuple):
    """One YAML document of a file."""

    value: Any
    positions: Positions
    sound: bool
    """False when a problem lies inside it: its rules are blocked, not passed."""


class Reading(NamedTuple):
    """What one text holds."""

    documents: tuple[ParsedDocument, ...]
    problems: tuple[SourceProblem, ...]
    whole: bool
    """False when the text could not be read to its end."""


class _Stop(Exception):
    """Ends the reading of a file that is out of proportion."""


def read_yaml(source: SourceText) -> Reading:
    """All documents of a text, with every problem found in it.

    Never raises for what the text holds. After a syntax error the documents before it are kept.
    """
    reader = _Reader(source.text)
    whole = False
    try:
        reader.run()
        whole = True
    except _Stop:
        pass
    except yaml.YAMLError as error:
        reader.problems.append(SourceProblem(*explain_syntax_error(source, error)))
    return Reading(tuple(reader.documents), tuple(reader.problems), whole)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.documents: list[ParsedDocument] = []
        self.problems: list[SourceProblem] = []

    def problem(
        self, code: str, message: str, start: int, end: int, fix: str, *related: tuple[int, int, str]
    ) -> None:
        self.problems.append(SourceProblem(code, message, start, max(end, start + 1), fix, related))
        if len(self.problems) >= limits.MAX_PROBLEMS:
            raise _Stop

    def stop(self, code: str, message: str, start: int, end: int, fix: str) -> None:
        self.problem(code, message, start, end, fix)
        raise _Stop

    def run(self) -> None:
        next_event = _Parser(self.text).get_event
        self.nodes = 0
        self.alias_nodes = 0
        while True:
            event = next_event()
            kind = type(event)
            if kind is DocumentStartEvent:
                self.document(next_event)
            elif kind is StreamEndEvent:
                return

    def document(self, next_event: Any) -> None:
        """Read one document; the events after its start up to and including its last node are consumed."""
        found = len(self.problems)
        marks: dict[int, Any] = {}
        anchors: dict[str, tuple[Any, int, int]] = {}  # name -> value, its expanded size, where it opened
        open_anchors: dict[str, int] = {}
        stack: list[tuple[Any, ...]] = []
        container: Any = None  # the dict or list being filled; None at the root
        places: Any = None
        key: str | None = None
        key_start = key_end = 0
        container_start = last_end = 0
        anchor_name: str | None = None
        size = 0  # expanded nodes inside the open container
        while True:
            event = next_event()
            kind = type(event)
            start = event.start_mark.index
            if kind is ScalarEvent:
                end = event.end_mark.index
                text = event.value
                if event.implicit[0]:
                    value: Any = resolve_plain(text)
                else:
                    value = text
                    if event.tag is not None and event.tag not in _STRING_TAGS:
                        value = self.tagged(event.tag, text, start, end)
                if event.style in ("|", ">"):
                    end = start + len(self.text[start:end].rstrip())
                if len(text) > limits.MAX_SCALAR_CHARACTERS:
                    self.stop(
                        "too-large",
                        f"a value of {len(text):,} characters is more than {limits.MAX_SCALAR_CHARACTERS:,}",
                        start,
                        start + 1,
                        "keep long texts in a file of their own and refer to it",
                    )
                weight = 1
                if event.anchor is not None:
                    anchors[event.anchor] = (value, 1, start)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(stack) >= limits.MAX_DEPTH:
                    self.stop(
                        "too-deep",
                        f"nested more than {limits.MAX_DEPTH} levels deep",
                        start,
                        start + 1,
                        "flatten the structure; no kind of document needs so many levels",
                    )
                if event.tag is not None and event.tag not in _CORE_TAGS:
                    self.tagged(event.tag, "", start, start + 1)
                stack.append((container, places, key, key_start, key_end, container_start, anchor_name, size))
                anchor_name = event.anchor
                if kind is MappingStartEvent:
                    container, places = {}, {}
                else:
                    container, places = [], []
                marks[id(container)] = places
                container_start = last_end = start
                key = None
                size = 0
                if anchor_name is not None:
                    open_anchors[anchor_name] = start
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                end = event.end_mark.index
                if end == start:  # a block collection ends where its last child ends
                    end = last_end
                value = container
                weight = size + 1
                start = container_start
                if anchor_name is not None:
                    anchors[anchor_name] = (value, weight, start)
                    open_anchors.pop(anchor_name, None)
                container, places, key, key_start, key_end, container_start, anchor_name, size = stack.pop()
            elif kind is AliasEvent:
                end = event.end_mark.index
                value, weight = self.alias(event.anchor, anchors, open_anchors, start, end)
                if len(stack) + _depth(value) > limits.MAX_DEPTH:
                    self.stop(
                        "too-deep",
                        f"with what this alias stands for, nested more than {limits.MAX_DEPTH} levels deep",
                        start,
                        end,
                        "flatten the structure; no kind of document needs so many levels",
                    )
            else:  # the document's end, which follows its root node
                return
            self.nodes += 1
            if self.nodes > limits.MAX_NODES:
                self.stop(
                    "too-many-nodes",
                    f"more than {limits.MAX_NODES:,} values in one file",
                    start,
                    start + 1,
                    "split the file",
                )
            last_end = end
            size += weight
            if container is None:
                if value is None and start == end:
                    continue  # an empty document: `---` and comments only
                if len(self.documents) >= limits.MAX_DOCUMENTS:
                    self.stop(
                        "too-many-nodes",
                        f"more than {limits.MAX_DOCUMENTS:,} documents in one file",
                        start,
                        start + 1,
                        "split the file",
                    )
                positions = Positions(value, marks, Entry(start, start, start, end))
                self.documents.append(ParsedDocument(value, positions, len(self.problems) == found))
            elif type(container) is list:
                container.append(value)
                places.append((start, start, start, end))
            elif key is None:
                key, key_start, key_end = self.as_key(value, start, end), start, end
                if key in container:
                    first = places[key]
                    self.problem(
                        "duplicate-key",
                        f"the key `{shorten(key)}` stands twice in the same mapping; the second would hide the first",
                        start,
                        end,
                        "keep one of the two, or give them different names",
                        (first[0], first[1], "first here"),
                    )
            else:
                container.setdefault(key, value)
                places.setdefault(key, (key_start, key_end, start, end))
                key = None

    def tagged(self, tag: str, text: str, start: int, end: int) -> Any:
        if tag in _CORE_TAGS:
            return resolve_plain(text)
        shown = tag.replace("tag:yaml.org,2002:", "!!")
        self.problem(
            "tag",
            f"the YAML tag `{shorten(shown)}` is not allowed: values are plain text, numbers, lists and mappings",
            start,
            end,
            "remove the tag",
        )
        return text

    def as_key(self, value: Any, start: int, end: int) -> str:
        if type(value) is str:
            if value == "<<" and self.text[start:end] == "<<":
                self.problem(
                    "merge-key",
                    "the merge key `<<` is not part of YAML 1.2 and readers differ on it",
                    start,
                    end,
                    "write the keys out, or refer to another document by its id",
                )
            return value
        shown = shorten(self.text[start:end].partition("\n")[0] or "(empty)")
        if isinstance(value, dict | list):
            self.problem(
                "key-not-text",
                f"`{shown}` stands where a key should be",
                start,
                end,
                "a key is one word; check the brackets, braces and question marks on this line",
            )
        else:
            self.problem("key-not-text", f"the key `{shown}` is not text", start, end, f'quote it: "{shown}"')
        return shown

    def alias(
        self,
        name: str,
        anchors: dict[str, tuple[Any, int, int]],
        open_anchors: dict[str, int],
        start: int,
        end: int,
    ) -> tuple[Any, int]:
        if name in open_anchors:
            self.problem(
                "cyclic-alias",
                f"the alias `*{shorten(name)}` stands inside what it refers to, so the document would never end",
                start,
                end,
                "write the value out, or refer to another document by its id",
                (open_anchors[name], open_anchors[name] + 1, "the anchor opens here"),
            )
            return None, 1
        if name not in anchors:
            self.problem(
                "unknown-alias",
                f"the alias `*{shorten(name)}` has no anchor `&{shorten(name)}` before it",
                start,
                end,
                "quote the value if the asterisk is part of it, or write the value out",
            )
            return None, 1
        value, weight, anchor_start = anchors[name]
        self.alias_nodes += weight
        if self.alias_nodes > limits.MAX_ALIAS_NODES:
            self.problem(
                "alias-budget",
                f"aliases would expand this file by more than {limits.MAX_ALIAS_NODES:,} values",
                start,
                end,
                "write the values out, or keep them in documents of their own and refer to them by id",
                (anchor_start, anchor_start + 1, "the anchor opens here"),
            )
            raise _Stop
        return value, weight


def _depth(value: Any) -> int:
    """Levels of nesting of a value. Costs as much as an alias to it counts against the budget of aliases."""
    depth, level = 0, [value]
    while level := [part for part in level if isinstance(part, dict | list)]:
        depth += 1
        level = [item for part in level for item in (part.values() if isinstance(part, dict) else part)]
    return depth


def shorten(text: str, most: int = 40) -> str:
    """Text of the author's, cut for a message."""
    return text if len(text) <= most else text[: most - 1] + "…"
