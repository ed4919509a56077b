"""Text, the path to a value in it, and the span where that value is written."""

from bisect import bisect_right
from typing import NamedTuple

Path = tuple[str | int, ...]
"""Keys and indexes from the root of a document to a value, e.g. ``("flows", 0, "marking")``."""


class Span(NamedTuple):
    """A stretch of a file: 1-based lines and columns, columns in code points, end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class SourceText:
    """The text of one file; turns character offsets into lines and columns when they are asked for.

    Lines end at LF, CRLF or CR, as editors count them (YAML 1.2 §5.4), not at NEL, LS or PS.
    """

    __slots__ = ("_starts", "file", "text")

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts: list[int] | None = None

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            starts = [0]
            text = self.text
            find = text.find
            position = find("\n")
            while position != -1:
                starts.append(position + 1)
                position = find("\n", position + 1)
            if "\r" in text:
                lone = [i + 1 for i, c in enumerate(text) if c == "\r" and text[i + 1 : i + 2] != "\n"]
                starts = sorted({*starts, *lone})
            self._starts = starts
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of a character offset (0-based)."""
        starts = self._line_starts()
        row = bisect_right(starts, offset) - 1
        return row + 1, offset - starts[row] + 1

    def span(self, start: int, end: int) -> Span:
        """The span between two character offsets, end exclusive."""
        return Span(*self.position(start), *self.position(end))

    def offset(self, line: int, column: int) -> int:
        """The character offset of a 1-based line and column."""
        return self._line_starts()[line - 1] + column - 1

    def line(self, number: int) -> str:
        """The text of a 1-based line, without its line end; empty when there is no such line."""
        starts = self._line_starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def line_count(self) -> int:
        return len(self._line_starts())
