"""How many terminal cells text takes, and wrapping by that measure.

Source: Unicode Standard Annex 11 (East Asian Width). Ambiguous characters count as one cell, as terminals
outside East Asian locales draw them; a joined emoji counts as the sum of its parts.
"""

from collections.abc import Iterator
from unicodedata import category, east_asian_width


def character_width(character: str) -> int:
    """0 for combining and other zero-width characters, 2 for wide ones, else 1."""
    if character.isascii():
        return 1
    if category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0  # the range is the Hangul vowels and finals, drawn inside the syllable before them
    return 2 if east_asian_width(character) in "WF" else 1


def text_width(text: str) -> int:
    """Cells that a printable text takes on one line."""
    if text.isascii():
        return len(text)
    return sum(map(character_width, text))


def pad(text: str, width: int) -> str:
    """The text filled up with spaces to at least `width` cells."""
    return text + " " * (width - text_width(text))


def wrap(text: str, room: int, taken: int = 0) -> list[str]:
    """Break text at spaces into lines of at most `room` cells; `taken` cells of the first line are in use.

    At least one line comes back. A longer word is broken only where it is not ASCII (Chinese and Japanese
    are written without spaces): half an address, path or identifier would be of no use.
    """
    if taken + text_width(text) <= room:
        return [text]
    lines: list[str] = []
    current: list[str] = []
    used = taken
    for gap, piece in _pieces(text, room):
        width = text_width(piece)
        if current and used + len(gap) + width > room:
            lines.append("".join(current))
            current, used = [piece], width
        else:
            current += [gap, piece] if current else [piece]
            used += (len(gap) if len(current) > 1 else 0) + width
    lines.append("".join(current))
    return lines


def _pieces(text: str, room: int) -> Iterator[tuple[str, str]]:
    """The unbreakable pieces of a text, each with the gap that divides it from the one before."""
    for word in text.split(" "):
        if word.isascii() or text_width(word) <= room:
            yield " ", word
        else:
            yield " ", word[0]
            yield from (("", character) for character in word[1:])
