"""The examples of a rule, printed with line numbers and with the failing places marked."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dsalint.linter.reports.look import Look
from dsalint.linter.reports.snippet import Label, numbered, show_line, underlines
from dsalint.linter.reports.width import text_width
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
        line = source.line(number)
        here = [label for label in labels if label.span.line == number]
        for start, end in _pieces(line, room - len(_HANGING), look):
            indent = _HANGING if start else ""
            inside = [shifted for label in here if (shifted := _inside(label, line, start, end, len(indent)))]
            text = indent + line[start:end].rstrip(" ")
            if inside:
                shown, marks = underlines(text, inside, room, look)
            else:
                shown, marks = show_line(text, 0, 0, room, look).text, []
            blank = " " * gutter
            rows.append(f"{blank} {bar} {shown}" if start else numbered(number, gutter, bar, shown, look))
            rows += [f"{blank} {bar} {mark}" for mark in marks]
    return rows


_HANGING = "    "
"""Before what is left of a line that is too long: an example is shown whole, so that nothing that matters is cut."""


def _pieces(line: str, room: int, look: Look) -> Iterator[tuple[int, int]]:
    """Where to break a line: each piece fits, and ends with a blank where there is one in its second half."""
    start = 0
    while True:
        end, width = start, 0
        while end < len(line):
            width += text_width(look.escape(line[end]))
            if width > room:
                break
            end += 1
        if end < len(line):
            blank = line.rfind(" ", start + (end - start) // 2, end)
            end = blank + 1 if blank > 0 else max(end, start + 1)
        yield start, end
        if end >= len(line):
            return
        start = end


def _inside(label: Label, line: str, start: int, end: int, indent: int) -> Label | None:
    """The part of a label that is in a piece of its line, by the columns of that piece."""
    span = label.span
    last = span.end_column - 1 if span.end_line == span.line else len(line)
    first, last = max(span.column - 1, start), min(last, end)
    if first >= last and not (first == last == start):
        return None
    shift = indent + 1 - start
    return label._replace(span=Span(span.line, first + shift, span.line, max(last, first + 1) + shift))


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
