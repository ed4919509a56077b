"""Words on a picture: names made safe to show, titles of sectors, counts in English."""

from unicodedata import category

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"
"""Several scripts need them, and they move nothing."""


def visible(text: str) -> str:
    """One line of text: blanks become spaces, and control, bidirectional and other hidden characters are escaped.

    A name that turns the reading direction round would show another name than the one that is meant.
    """
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\t\r\n":
        return " "
    if category(character) not in _HIDDEN or character in _JOINERS:
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def titled(word: str, missing: str) -> str:
    """`local-government` as "Local government"; `missing` for no word."""
    words = visible(word).replace("-", " ").strip()
    return words[:1].upper() + words[1:] if words else missing


def counted(number: int, singular: str, plural: str = "") -> str:
    """`1 flow`, `2,000 flows`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
