"""Text that came from a document, made safe to show.

Documents, file names and local rules are written by strangers. Whatever they hold, it must not move the
cursor, set a colour, turn the reading direction round, or speak to the build server that reads the log.
"""

import re

_HARMLESS_FORMATS = "\u200c\u200d"
"""Joiners: several scripts and most emoji families need them, and they move nothing."""

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

_BLANKS = r"[ \t\r\n]+"

_IGNORED = "[\u00ad\u034f\u200b-\u200d\ufe00-\ufe0f]"
"""Characters that a culture-sensitive comparison (.NET's default, in the Actions runner) passes over."""

_COMMAND_AT_LINE_START = rf"(?m)^((?:[^\S\n]|{_IGNORED}|\x1b\[[0-9;]*m)*):(?={_IGNORED}*:(?!: ))"
_COMMAND_ANYWHERE = rf"#({_IGNORED}*)#(?=(?:\w|{_IGNORED})*\[)"


def show_character(character: str, ascii_only: bool = False) -> str:
    """The character itself, or the YAML escape of one that must not reach a terminal."""
    if character.isprintable() and (not ascii_only or character.isascii()):
        return character
    if ascii_only and not character.isascii():
        return _escape_of(character)
    from unicodedata import category  # few texts hold such a character

    if category(character) in _HIDDEN_CATEGORIES and character not in _HARMLESS_FORMATS:
        return _escape_of(character)
    return character


def _escape_of(character: str) -> str:
    """The notation of a YAML double-quoted scalar (YAML 1.2.2 §5.7)."""
    code = ord(character)
    if code < 0x100:
        return {9: "\\t", 10: "\\n", 13: "\\r"}.get(code) or f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def escape(text: str, ascii_only: bool = False) -> str:
    """One line of text with every control, bidirectional and other invisible character shown escaped."""
    if text.isprintable() and (not ascii_only or text.isascii()):
        return text
    return "".join(show_character(character, ascii_only) for character in text)


def prose(text: str, ascii_only: bool = False) -> str:
    """Running text on one line: blanks and line ends become one space, the rest is escaped."""
    return escape(re.sub(_BLANKS, " ", text).strip(" "), ascii_only)


def guard(output: str) -> str:
    """Whole output with every workflow command of a build server disarmed.

    GitHub's runner obeys `::name ...::` at the start of a line, leading blanks ignored, and `##[name]`
    anywhere in one (actions/runner, `ActionCommand.cs`); Azure Pipelines and TeamCity obey `##vso[` and
    `##teamcity[`. Our own `::: file` header is no command, as its name would be `:`.
    """
    if "::" not in output and "#" not in output and (output.isascii() or not re.search(_IGNORED, output)):
        return output
    return re.sub(_COMMAND_ANYWHERE, r"#\1\\x23", re.sub(_COMMAND_AT_LINE_START, r"\1\\x3a", output))
