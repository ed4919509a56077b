"""Words for schema errors: the document's own terms, YAML's notation, and what to do next."""

from collections.abc import Sequence
from typing import Any

from dsalint.linter.vocabulary.suggest import did_you_mean

_TYPES = {
    "string": "text",
    "array": "a list",
    "object": "a mapping of keys to values",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}
_YES = frozenset({"yes", "on", "y"})
_NO = frozenset({"no", "off", "n"})


def yaml_value(value: Any, most: int = 40) -> str:
    """A value as YAML writes it, cut, with control characters shown."""
    if value is None:
        text = "nothing"
    elif isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, dict):
        text = "a mapping"
    elif isinstance(value, list):
        text = "a list"
    else:
        text = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in str(value))
    return text if len(text) <= most else text[: most - 1] + "…"


def quoted(value: Any) -> str:
    return yaml_value(value) if value is None or isinstance(value, dict | list) else f"`{yaml_value(value)}`"


def type_problem(name: str, value: Any, part: dict[str, Any]) -> tuple[str, str]:
    """Message and fix for a value of the wrong type."""
    wanted = part.get("type", "string")
    types = [wanted] if isinstance(wanted, str) else list(wanted)
    asked = " or ".join(_TYPES[one] for one in types)
    if value is None:
        return f"{name} is empty", f"write {asked}{_example(part)}, or remove the key"
    if "boolean" in types and isinstance(value, str):
        word = value.lower()
        if word in _YES | _NO:
            return (
                f"{name} is the text `{value}`, not true or false",
                f"write {'true' if word in _YES else 'false'}",
            )
    if "string" in types and isinstance(value, int | float) and not isinstance(value, bool):
        return f"{name} is the number {value}, where text is wanted", f'put it in quotation marks: "{value}"'
    if "string" in types and isinstance(value, bool):
        return (
            f"{name} is {yaml_value(value)}, where text is wanted",
            f'put it in quotation marks: "{yaml_value(value)}"',
        )
    if "array" in types and not isinstance(value, list):
        if isinstance(value, dict):
            return f"{name} is a mapping, where a list is wanted", "begin each element with `- `"
        return f"{name} is {quoted(value)}, where a list is wanted", f"write [{yaml_value(value)}]"
    if isinstance(value, list) and "array" not in types:
        if len(value) == 1 and not isinstance(value[0], dict | list):
            return (
                f"{name} is a list, where {asked} is wanted",
                f"write {yaml_value(value[0])} without brackets or dash",
            )
        return f"{name} is a list, where {asked} is wanted", f"write {asked}{_example(part)}"
    if "object" in types:
        known = ", ".join(list(part.get("properties", ()))[:4])
        return f"{name} is {quoted(value)}, where a mapping is wanted", f"write keys below it: {known}"
    if ("integer" in types or "number" in types) and isinstance(value, str):
        return (
            f"{name} is the text {quoted(value)}, where {asked} is wanted",
            f"write {asked}{_example(part)}",
        )
    return f"{name} is {quoted(value)}, where {asked} is wanted", f"write {asked}{_example(part)}"


def enum_problem(name: str, value: Any, choices: Sequence[Any]) -> tuple[str, str]:
    """Message and fix for a word outside a closed vocabulary."""
    if value is None:
        return f"{name} is empty", f"write one of {listed(choices)}, or remove the key"
    words = [str(choice) for choice in choices]
    near = nearest(str(value), words)
    message = f"{quoted(value)} is not a value of {name}"
    if len(words) == 1:
        return message, f"write {words[0]}"
    return message, f"did you mean `{near}`?" if near else f"use one of {listed(words)}"


def nearest(word: str, choices: Sequence[str]) -> str | None:
    """The choice that a word was meant to be: the same letters in another case or with other joints, else a near one."""
    bare = _bare(word)
    for choice in choices:
        if _bare(choice) == bare:
            return choice
    return did_you_mean(word, choices)


def _bare(word: str) -> str:
    return "".join(c for c in word.lower() if c.isalnum())


def format_problem(name: str, value: Any, part: dict[str, Any]) -> tuple[str, str]:
    """Message and fix for text of the wrong form."""
    hint = part.get("x-dsalint-hint")
    if hint:
        return (
            f"{name} is {quoted(value)}, not {hint.partition(' such as ')[0]}",
            f"write {hint}{_date_hint(value, part)}",
        )
    return f"{name} is {quoted(value)}, which has not the right form", f"write it{_example(part)}"


def _date_hint(value: Any, part: dict[str, Any]) -> str:
    """A date written the British way round, turned round."""
    if part.get("format") != "date" or not isinstance(value, str):
        return ""
    for mark in "/.":
        pieces = value.split(mark)
        if len(pieces) == 3 and all(piece.isdecimal() for piece in pieces) and len(pieces[2]) == 4:
            return f"; {value} would be {pieces[2]}-{pieces[1]:0>2}-{pieces[0]:0>2}"
    return ""


def listed(choices: Sequence[Any], most: int = 8) -> str:
    words = [str(choice) for choice in choices]
    return ", ".join(words[:most]) + (f" and {len(words) - most} more" if len(words) > most else "")


def _example(part: dict[str, Any]) -> str:
    examples = part.get("examples")
    if not examples or isinstance(examples[0], dict | list):
        return ""
    return f" such as {yaml_value(examples[0])}"
