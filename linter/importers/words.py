"""Text of a register as text of a document: white space and line ends settled."""

import re

_BLANKS = re.compile(r"\s+")
_LINE_END = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_TRAILING = re.compile(r"[^\S\n]+$", re.MULTILINE)


def one_line(text: str) -> str:
    """The text with every run of white space (no-break spaces and line ends too) as one space."""
    return _BLANKS.sub(" ", text).strip()


def paragraphs(text: str) -> str:
    """The text with line ends as LF, no white space at the ends of lines, and no blank first or last line."""
    return _TRAILING.sub("", _LINE_END.sub("\n", text)).strip()


def folded(text: str) -> str:
    """The form in which two spellings of one word are equal: case and white space do not count."""
    return one_line(text).casefold()
