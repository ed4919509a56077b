"""A YAML syntax error to one message with a place, its likely cause and what to do."""

import re

from yaml.error import MarkedYAMLError, YAMLError

from dsalint.linter.source.text import SourceText

_Explained = tuple[str, str, int, int, str]


def explain_syntax_error(source: SourceText, error: YAMLError) -> _Explained:
    """Code, message, start, end and fix of the problem that libyaml reports."""
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        offset = min(mark.index if mark else 0, max(len(source.text) - 1, 0))
        message, offset, fix = _cause(source, error, offset)
        return "yaml-syntax", message, offset, min(offset + 1, len(source.text)), fix
    position = getattr(error, "position", 0)
    character = getattr(error, "character", 0)
    code_point = character if isinstance(character, int) else ord(character[:1] or "\0")
    offset = min(position if isinstance(position, int) else 0, max(len(source.text) - 1, 0))
    for index, letter in enumerate(source.text):
        if ord(letter) == code_point:
            offset = index
            break
    return (
        "yaml-syntax",
        f"the character U+{code_point:04X} is not allowed in YAML",
        offset,
        offset + 1,
        "delete it; it is usually an invisible leftover of copying from a document or a terminal",
    )


_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{0,2}|u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8}|.)")


def _escape(source: SourceText, offset: int) -> tuple[str, int, str]:
    """What is wrong with the escape that stands at `offset` or just before it."""
    start = source.text.rfind("\\", 0, offset + 1)
    written = _ESCAPE.match(source.text, start)
    shown = written[0] if written else "\\"
    if shown[1:2] in ("u", "U") and len(shown) in (6, 10):
        return (
            f"`{shown}` is not a character",
            start,
            "write the character itself; YAML has no surrogate pairs, and nothing beyond U+10FFFF",
        )
    return (
        f"`{shown}` means nothing inside double quotation marks",
        start,
        "put the value in single quotation marks, where a backslash is only a backslash, or write it twice",
    )


def _cause(source: SourceText, error: MarkedYAMLError, offset: int) -> tuple[str, int, str]:
    problem = error.problem or ""
    context = error.context or ""
    line_number, column = source.position(offset)
    line = source.line(line_number)
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or ("cannot start any token" in problem and source.text[offset : offset + 1] == "\t"):
        at = source.offset(line_number, line.find("\t") + 1)
        return (
            "the line is indented with a tab, which YAML does not allow",
            at,
            "indent with spaces, two for each level",
        )
    tabbed = next(
        (n for n in range(max(1, line_number - 2), line_number + 1) if source.line(n).startswith("\t")), 0
    )
    if tabbed:
        return (
            "the line is indented with a tab, which YAML does not allow",
            source.offset(tabbed, 1),
            "indent with spaces, two for each level",
        )
    if "quoted scalar" in context and ("escape" in problem or "hexdecimal" in problem):
        return _escape(source, offset)
    if "quoted scalar" in context or "quoted scalar" in problem:
        opened = error.context_mark.index if error.context_mark else offset
        return (
            "the quotation mark that opens here is never closed",
            opened,
            "close it, or escape the quotation mark inside it",
        )
    if "mapping values are not allowed" in problem:
        above = source.line(line_number - 1)
        deeper = len(indent) > len(above) - len(above.lstrip())
        if deeper and ": " in above and line[: column - 1].strip().replace("_", "a").isalnum():
            return (
                "this key is indented below a line that already has its value",
                source.offset(line_number, len(indent) + 1),
                "give it the indentation of the key above, or remove the value above to nest it there",
            )
        return (
            "a colon followed by a space stands inside a value that is not quoted",
            offset,
            "put the whole value in quotation marks, or start a new line if this is a new key",
        )
    if "could not find expected ':'" in problem:
        started = error.context_mark.index if error.context_mark else offset
        return (
            "this line is neither a key with a value nor part of the value before it",
            started,
            "add a colon and a space after the key, or indent the line to continue the value above",
        )
    if "flow mapping" in context or "flow sequence" in context or "flow sequence" in problem:
        opened = error.context_mark.index if error.context_mark else offset
        bracket = source.text[opened : opened + 1]
        if bracket in ("{", "["):
            return (
                f"the `{bracket}` that opens here is not closed, or a comma is missing inside it",
                opened,
                f"add `{'}' if bracket == '{' else ']'}` where the list ends, or the missing comma",
            )
        return "a comma or a closing bracket is missing", offset, "add it before this place"
    if "did not find expected key" in problem or "block mapping" in context:
        return (
            "this line is not indented like the lines it belongs to",
            offset,
            "give it the same indentation as its neighbours; keys of one mapping stand exactly below each other",
        )
    if "did not find expected '-' indicator" in problem or "block collection" in context:
        return (
            "a list item is expected here, indented like the items above",
            offset,
            "start the line with `- `, or indent it to belong to the item above",
        )
    if "cannot start any token" in problem:
        character = source.text[offset : offset + 1]
        return (
            f"a value cannot begin with `{character}`",
            offset,
            "put the value in quotation marks",
        )
    if "block sequence entries are not allowed" in problem:
        return (
            "a list item cannot start on this line",
            offset,
            "start the list on a new line below its key, or put the dash and the text in quotation marks",
        )
    if "found undefined tag handle" in problem or "tag" in context:
        return (
            "this `!` starts a YAML tag, which is not allowed here",
            offset,
            "put the value in quotation marks",
        )
    detail = ", ".join(part for part in (context, problem) if part)
    return (
        f"the text is not well-formed YAML: {detail or 'unexpected content'}",
        offset,
        "check quotation marks, colons and indentation here",
    )
