"""Restrained ANSI colour: severity, frame, secondary places. Whether to use it at all is the caller's choice."""

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "strong": "1",
    "frame": "34",
    "secondary": "36",
    "good": "32",
    "quiet": "2",
}


def paint(text: str, role: str) -> str:
    """The text in the colour of a role; each stretch is closed, so that no colour runs into the next line."""
    return f"\x1b[{_CODES[role]}m{text}\x1b[0m"
