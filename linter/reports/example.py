"""The examples of a rule, printed with line numbers and with the failing places marked."""

from collections.abc import Iterable, Mapping
from typing import Any

from dsalint.linter.reports.look import Look
from dsalint.linter.reports.snippet import Label, numbered, show_line, underlines
from dsalint.linter.source.positions import Positions
from dsalint.linter.source.reader import read_yaml
from dsalint.linter.source.text import Path, SourceText, Span

Example = Mapping[str, Any]


def render_example(example: Example, look: Look, role: str) -> list[str]:
    """Every line of the example's documents; under each place of its `at`, an underline in the role's mark."""
    source = SourceText("example", str(example.get("documents", "")).rstrip("\n"))
    labels = [Label(span, "", role) for span in marked_spans(source, map(str, example.get("at") or ()))]
    count = source.line_count()
    gutter = len(str(count)) + 2
    bar = look.paint("|", "frame")
    room = look.columns() - gutter - 3
    rows: list[str] = []
    for number in range(1, count + 1):
        here = [label for label in labels if label.span.line == number]
        line = source.line(number)
        if here:
            shown, marks = underlines(line, here, room, look)
        else:
            shown, marks = show_line(line, 0, 0, room, look).text, []
        rows.append(numbered(number, gutter, bar, shown, look))
        rows += [f"{' ' * gutter} {bar} {mark}" for mark in marks]
    return rows


def marked_spans(source: SourceText, places: Iterable[str]) -> list[Span]:
    """The spans of places written `id#/json/pointer`; the place of a missing key is that of its parent's key."""
    documents = read_yaml(source).documents
    spans: list[Span] = []
    for place in places:
        identifier, _, pointer = place.partition("#")
        for document in documents:
            if isinstance(document.value, dict) and document.value.get("id") == identifier:
                spans.append(_span(source, document.positions, _path(document.value, pointer)))
                break
    return spans


def _path(value: Any, pointer: str) -> Path:
    """A JSON Pointer (RFC 6901) as a path: a step is an index where the value it steps into is a list."""
    path: list[str | int] = []
    for step in pointer.split("/")[1:]:
        key: str | int = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list) and step.isdecimal():
            key = int(step)
        path.append(key)
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            value = None
    return tuple(path)


def _span(source: SourceText, positions: Positions, path: Path) -> Span:
    entry, found = positions.entry(path)
    if found != path and entry.key_end > entry.key_start:
        return source.span(entry.key_start, entry.key_end)
    return source.span(entry.value_start, entry.value_end)
