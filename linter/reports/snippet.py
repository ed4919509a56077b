"""Lines of source with the spans in them underlined, several labelled spans in one snippet.

In: the text of one file and labelled spans in it. Out: rows without line ends, ready to stand in a frame.
The lay-out follows rustc and zizmor: what is wrong under `^^^`, where the expectation comes from under `---`.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from dsalint.linter.reports.escape import show_character
from dsalint.linter.reports.look import Look
from dsalint.linter.reports.width import text_width, wrap
from dsalint.linter.source.text import SourceText, Span

_TAB = "    "
_NOTE_ROOM = 24
"""With fewer cells than this beside the underline, a note goes below it."""


class Label(NamedTuple):
    """A span of the file, what is to be said about it, and the colour of its underline."""

    span: Span
    note: str = ""
    role: str = "secondary"
    """`secondary` is underlined with `---`; a severity marks the primary span, with `^^^`."""

    def is_primary(self) -> bool:
        return self.role != "secondary"


class ShownLine(NamedTuple):
    """A source line as it appears: escaped, cut to the room there is, with the cell of each column."""

    text: str
    first: int
    """0-based column of the first character shown."""
    cells: tuple[int, ...]
    """Cell where each shown character starts, and at the end the cell after the last."""

    def cell(self, column: int) -> int:
        """The cell of a 0-based column; what is cut away stands at the nearest edge."""
        return self.cells[min(max(column - self.first, 0), len(self.cells) - 1)]


def show_line(line: str, start: int, end: int, room: int, look: Look) -> ShownLine:
    """The line, or as much of it around columns `start` to `end` (0-based) as fits into `room` cells."""
    if len(line) <= room and line.isascii() and line.isprintable():
        return ShownLine(line, 0, tuple(range(len(line) + 1)))
    start = min(start, len(line))
    low, high = max(0, start - room), start + room  # no more can be seen, however long the line is
    shown = [_TAB if c == "\t" else show_character(c, not look.unicode) for c in line[low:high]]
    widths = [text_width(piece) for piece in shown]
    if low == 0 and high >= len(line) and sum(widths) <= room:
        return _placed(shown, widths, 0, "", "")
    mark = look.ellipsis()
    left, right = _window(widths, start - low, end - low, room - 2 * len(mark))
    before = mark if low + left > 0 else ""
    after = mark if low + right < len(line) else ""
    return _placed(shown[left:right], widths[left:right], low + left, before, after)


def _placed(pieces: list[str], widths: list[int], first: int, before: str, after: str) -> ShownLine:
    cells = [len(before)]
    for width in widths:
        cells.append(cells[-1] + width)
    return ShownLine(before + "".join(pieces) + after, first, tuple(cells))


def _window(widths: list[int], start: int, end: int, room: int) -> tuple[int, int]:
    """The stretch of characters that fits: the span first, then a third of the rest before it, then after."""
    left = right = start
    used = 0
    while right < min(end, len(widths)) and used + widths[right] <= room:
        used += widths[right]
        right += 1
    before = (room - used) // 3
    while left > 0 and widths[left - 1] <= before:
        left -= 1
        before -= widths[left]
        used += widths[left]
    while right < len(widths) and used + widths[right] <= room:
        used += widths[right]
        right += 1
    while left > 0 and used + widths[left - 1] <= room:
        left -= 1
        used += widths[left]
    return left, right


def can_show(source: SourceText | None, span: Span) -> bool:
    """Whether the text that a span points into is at hand."""
    return source is not None and 1 <= span.line <= source.line_count()


def render_snippet(source: SourceText, labels: Iterable[Label], gutter: int, look: Look) -> list[str]:
    """Rows of a framed snippet: every labelled line once, in order, `...` where lines are left out.

    `gutter` is the width of the widest line number of the frame. Every span starts on a line of the source.
    """
    bar = look.paint("|", "frame")
    blank = f"{' ' * gutter} {bar}"
    rows = [blank]
    previous = 0
    ordered = sorted(labels, key=lambda label: (label.span.line, not label.is_primary(), label.span.column))
    room = look.columns() - gutter - 3
    for number, group in groupby(ordered, key=lambda label: label.span.line):
        if previous and number == previous + 2:
            skipped = show_line(source.line(previous + 1), 0, 0, room, look).text
            rows.append(numbered(previous + 1, gutter, bar, skipped, look))
        elif previous and number > previous + 2:
            rows.append(look.paint("...", "frame"))
        text, marks = underlines(source.line(number), list(group), room, look)
        rows.append(numbered(number, gutter, bar, text, look))
        rows.extend(f"{blank} {mark}" for mark in marks)
        previous = number
    rows.append(blank)
    return rows


def underlines(line: str, labels: list[Label], room: int, look: Look) -> tuple[str, list[str]]:
    """A line that holds the start of every label, as it is shown, and the rows that underline the labels."""
    columns = [_columns(label.span, line) for label in labels]
    shown = show_line(line, *_focus(columns, room), room, look)
    rows: list[str] = []
    for label, (start, end) in zip(labels, columns, strict=True):
        rows.extend(_underline(label, *_underlined(shown, start, end), room, look))
    return shown.text, rows


def numbered(number: int, gutter: int, bar: str, text: str, look: Look) -> str:
    """A row of the frame with a line of source."""
    return f"{look.paint(str(number).rjust(gutter), 'frame')} {bar} {text}".rstrip(" ")


def _columns(span: Span, line: str) -> tuple[int, int]:
    """0-based start and end on the span's first line; a span over several lines ends with that line."""
    start = min(max(span.column - 1, 0), len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    return start, max(start, min(end, len(line)))


def _focus(columns: list[tuple[int, int]], room: int) -> tuple[int, int]:
    """What to keep in sight: all spans of the line if they are near one another, else the first."""
    low, high = min(start for start, _ in columns), max(end for _, end in columns)
    return (low, high) if high - low <= room // 2 else columns[0]


def _underlined(shown: ShownLine, start: int, end: int) -> tuple[int, int]:
    """First cell and number of cells to underline: at least one, under the base of a combining character."""
    first, last = shown.cell(start), shown.cell(end)
    if first == last and end > start and first > 0:
        first -= 1
    return first, max(last - first, 1)


def _underline(label: Label, first: int, length: int, room: int, look: Look) -> Iterator[str]:
    """The underline of a label with its note beside it, or below where there is too little room."""
    mark = ("^" if label.is_primary() else "-") * length
    row = " " * first + look.paint(mark, label.role)
    note = look.prose(label.note)
    beside = first + length + 1
    if not note:
        yield row
        return
    if room - beside >= min(_NOTE_ROOM, text_width(note)):
        head, *rest = wrap(note, room - beside)
        yield f"{row} {look.paint(head, label.role)}"
    else:
        beside = min(first, max(room - 2 * _NOTE_ROOM, 0))
        rest = wrap(note, room - beside)
        yield row
    yield from (" " * beside + look.paint(line, label.role) for line in rest)
