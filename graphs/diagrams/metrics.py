"""Widths of text in Arial, and in Liberation Sans, which has the same widths: what layout needs without a font.

Source: the `hmtx` table of Liberation Sans 2 for U+0020 to U+007E, in thousandths of the font size.
"""

from unicodedata import combining, east_asian_width, normalize

# fmt: off
_REGULAR = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
)
_BOLD = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
    280, 389, 584,
)
# fmt: on
_OTHER = 800
"""Letters outside the table: wider than most, so that a box is rather too wide than too narrow."""
_FULL = 1000
_ELLIPSIS = "…"


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width of one line of text at a font size."""
    table = _BOLD if bold else _REGULAR
    return sum(_unit(character, table) for character in normalize("NFD", text)) * size / 1000


def _unit(character: str, table: tuple[int, ...]) -> int:
    code = ord(character)
    if 32 <= code < 127:
        return table[code - 32]
    if combining(character):
        return 0
    return _FULL if east_asian_width(character) in "WF" or character in "—…" else _OTHER


def shortened(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if text_width(text, size, bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + _ELLIPSIS, size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + _ELLIPSIS


def wrapped(text: str, width: float, size: float, most: int, bold: bool = False) -> tuple[str, ...]:
    """The text on at most `most` lines; what does not fit is cut with an ellipsis."""
    lines: list[str] = []
    words = text.split()
    while words:
        if len(lines) == most - 1:
            lines.append(shortened(" ".join(words), width, size, bold))
            break
        taken = 1
        while taken < len(words) and text_width(" ".join(words[: taken + 1]), size, bold) <= width:
            taken += 1
        lines.append(shortened(" ".join(words[:taken]), width, size, bold))
        del words[:taken]
    return tuple(lines) or ("",)
