"""Words for mistakes in the shape of a document: what is wrong, in the document's own terms, and what to do next."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dsalint.linter.documents.places import schema_at
from dsalint.linter.documents.remedies import country_meant, date_meant, duration_meant, id_meant
from dsalint.linter.documents.selection import Mistake
from dsalint.linter.documents.yaml_words import listed, quoted, spoken, yaml_value
from dsalint.linter.vocabulary.suggest import did_you_mean

Words = tuple[str, str]
"""What is wrong, and what to do."""

_TYPES = {
    "string": "text",
    "array": "a list",
    "object": "a mapping of keys to values",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}
_TRUE = {
    "yes": True,
    "on": True,
    "y": True,
    "true": True,
    "no": False,
    "off": False,
    "n": False,
    "false": False,
}


def words_for(root: dict[str, Any], document: object, mistake: Mistake, orphans: Sequence[str]) -> Words:
    """Message and fix of a mistake; `orphans` are the keys beside an empty key that belong below it."""
    if mistake.error.keyword == "not":
        return _forbidden_key(root, document, mistake)
    if mistake.code == "unknown-key":
        return _unknown_key(root, document, mistake)
    part = {**mistake.error.part, **schema_at(root, mistake.path)}
    if mistake.code == "missing-key":
        return _missing_key(spoken(root, document, mistake.path[:-1]), str(mistake.path[-1]), part)
    name = spoken(root, document, mistake.path)
    value = mistake.error.value
    if value is None and mistake.code in ("wrong-type", "not-in-vocabulary"):
        holder = schema_at(root, mistake.path[:-1])
        return _empty(
            name, part, orphans, mistake.path[-1:] != () and mistake.path[-1] in holder.get("required", ())
        )
    if mistake.code == "not-in-vocabulary":
        part = {**part, **mistake.error.part}
        return _vocabulary(name, value, part.get("enum") or [part.get("const")], part.get("description", ""))
    if mistake.error.keyword in ("anyOf", "oneOf"):
        return _no_alternative(name, value, mistake.error.expected)
    if mistake.code == "wrong-type":
        return _type(name, value, {**part, "type": mistake.error.expected})
    if mistake.error.keyword == "propertyNames":
        return _form(f"the key `{yaml_value(value)}`", value, mistake.error.part["propertyNames"])
    if mistake.code == "bad-format":
        return _form(name, value, part)
    return _size(name, value, mistake)


def _unknown_key(root: dict[str, Any], document: object, mistake: Mistake) -> Words:
    *above, key = mistake.path
    path = tuple(above)
    shown = yaml_value(key)
    message = f"`{shown}` is not a key {f'in {spoken(root, document, path)}' if path else 'here'}"
    if mistake.meant is not None:
        if mistake.in_place:
            fix = f"`{mistake.meant}` is the key for it, and it is there already: remove one of the two"
            return message, fix
        return message, f"did you mean `{mistake.meant}`?"
    if mistake.home is not None:
        return _misplaced(root, document, mistake, path, shown)
    value = mistake.error.value if isinstance(mistake.error.value, dict) else {}
    known = list(mistake.error.part.get("properties", ()))
    absent = [name for name in known if name not in value]
    kept = "" if shown.startswith("x") else f", write `x_{shown}` to keep it unchecked,"
    return message, f"remove it{kept} or use one of {listed(absent or known)}"


def _misplaced(root: dict[str, Any], document: object, mistake: Mistake, path: Any, shown: str) -> Words:
    home = mistake.home or ()
    count = len(mistake.others)
    after = f" and {count} key{'s' if count > 1 else ''} after it" if count else ""
    verb, them = ("are not keys", "them") if count else ("is not a key", "it")
    message = f"`{shown}`{after} {verb} {f'in {spoken(root, document, path)}' if path else 'here'}"
    if len(home) < len(path):
        where = f"to {spoken(root, document, home)}" if home else "to the document itself"
        return message, f"{'they belong' if count else 'it belongs'} {where}: indent {them} less"
    inner = ".".join(yaml_value(step) for step in home[len(path) :] if isinstance(step, str))
    return message, f"{'they belong' if count else 'it belongs'} to {inner}: indent {them} below that key"


def _forbidden_key(root: dict[str, Any], document: object, mistake: Mistake) -> Words:
    """`not: {required: […]}`: a key that may not stand here, or keys that exclude each other."""
    if mistake.code != "unknown-key":
        return (
            f"{spoken(root, document, mistake.path)} is not as its kind asks",
            "`dsalint schema` describes it",
        )
    beside = f" beside {' and '.join(f'`{key}`' for key in mistake.others)}" if mistake.others else ""
    holder = spoken(root, document, mistake.path[:-1])
    return f"`{mistake.path[-1]}` may not stand in {holder}{beside}", "remove it"


def _missing_key(holder: str, key: str, part: dict[str, Any]) -> Words:
    title = str(part.get("title", key)).lower()
    named = f" ({title})" if title != key.replace("_", " ") else ""
    examples = part.get("examples", [])
    plain = examples and not isinstance(examples[0], dict | list)
    shown = f", e.g. `{key}: {yaml_value(examples[0])}`" if plain else ""
    return f"{holder} has no `{key}`{named}", f"add `{key}`{shown}"


def _empty(name: str, part: dict[str, Any], orphans: Sequence[str], required: bool) -> Words:
    if orphans:
        keys = listed(orphans, 3)
        belong = "belongs" if len(orphans) == 1 else "belong"
        return f"{name} is empty; {keys} beside it {belong} below it", f"indent {keys} below {name}"
    words = part.get("enum")
    wanted = f"one of {listed(words)}" if words else _asked(part) + _example(part)
    return f"{name} is empty", f"write {wanted}" + ("" if required else ", or remove the key")


_MOST_WORDS = 8
_SHOWS = re.compile("`dsalint words [a-z0-9-]+` lists them")
"""How the description of a field says where its words are listed."""


def _vocabulary(name: str, value: Any, choices: Sequence[Any], description: str) -> Words:
    words = [str(choice) for choice in choices]
    if isinstance(value, list) and len(value) == 1 and value[0] in words:
        return f"{name} is a list, where one word is wanted", f"write {value[0]} without brackets or dash"
    message = f"{quoted(value)} is not a value of {name}"
    if len(words) == 1:
        return message, f"write {words[0]}"
    near = did_you_mean(value, words) if isinstance(value, str) else None
    within = [word for word in words if isinstance(value, str) and value.casefold() in word.split("-")]
    if near or len(within) == 1:
        return message, f"did you mean `{near or within[0]}`?"
    shows = _SHOWS.search(description)
    everything = f"; {shows[0]}" if shows and len(words) > _MOST_WORDS else ""
    return message, f"use one of {listed(within or words, _MOST_WORDS)}{everything}"


def _type(name: str, value: Any, part: dict[str, Any]) -> Words:
    wanted = part["type"]
    types = [wanted] if isinstance(wanted, str) else list(wanted)
    asked = _asked(part)
    if isinstance(value, str) and "boolean" in types and value.strip().lower() in _TRUE:
        word = "true" if _TRUE[value.strip().lower()] else "false"
        plain = " without quotation marks" if value == word else ""
        return f"{name} is the text {quoted(value)}, not true or false", f"write {word}{plain}"
    if isinstance(value, bool | int | float) and "string" in types:
        return _not_text(name, value, part)
    if isinstance(value, str) and value.strip().isdecimal() and {"integer", "number"} & set(types):
        return (
            f"{name} is text, where {asked} is wanted",
            f"write {yaml_value(value.strip())} without quotation marks",
        )
    if "array" in types:
        if isinstance(value, dict):
            return f"{name} is a mapping, where a list is wanted", "begin each element with `- `"
        return f"{name} is {quoted(value)}, where a list is wanted", f"write [{yaml_value(value)}]"
    if isinstance(value, list):
        if len(value) == 1 and not isinstance(value[0], dict | list):
            fix = f"write {yaml_value(value[0])} without brackets or dash"
        elif len(value) == 1 and isinstance(value[0], dict) and "object" in types:
            fix = "remove the dash: there is one of it"
        else:
            fix = f"write {asked}{_example(part)}"
        return f"{name} is a list, where {asked} is wanted", fix
    if "object" in types:
        known = listed(list(part.get("properties", ())), 4)
        return f"{name} is {quoted(value)}, where a mapping is wanted", f"write keys below it: {known}"
    return f"{name} is {quoted(value)}, where {asked} is wanted", f"write {asked}{_example(part)}"


def _not_text(name: str, value: bool | float, part: dict[str, Any]) -> Words:
    """A scalar that YAML does not read as text."""
    if "x-dsalint-hint" in part and not isinstance(value, bool):
        _, fix = _form(name, str(value), part)
        return f"{name} is the number {value}, where text is wanted", fix
    fix = f'put it in quotation marks: "{yaml_value(value)}"'
    if isinstance(value, bool):
        return f"{name} is {yaml_value(value)}, where text is wanted", fix
    if isinstance(value, float):
        fix += " (a final 0 is lost without them: 1.10 is read as 1.1)"
    return f"{name} is the number {value}, where text is wanted", fix


def _no_alternative(name: str, value: Any, alternatives: Sequence[dict[str, Any]]) -> Words:
    """None of several alternatives fits, and none is nearer than the others."""
    titles = [str(part.get("title", _asked(part))).lower() for part in alternatives]
    message = f"{name} is {quoted(value)}, which is none of the forms it can have"
    return message, f"write {'; or '.join(dict.fromkeys(titles[:3]))}"


def _form(name: str, value: Any, part: dict[str, Any]) -> Words:
    hint = str(part.get("x-dsalint-hint", ""))
    text = str(value)
    if not hint:
        return f"{name} is {quoted(value)}, which has not the right form", f"write it{_example(part)}"
    sort = hint.partition(" such as ")[0].rstrip(",")
    if part.get("format") == "date" and (part_of := _no_such_day(text)):
        return f"{name} is {quoted(value)}, {part_of}", f"write {hint}"
    meant = _meant(text, part)
    return f"{name} is {quoted(value)}, not {sort}", f"write {hint}" + (
        f"; {yaml_value(value)} would be {meant}" if meant else ""
    )


def _no_such_day(text: str) -> str:
    year, month, day = (*text.split("-"), "", "", "")[:3]
    shaped = len(year) == 4 and len(month) == len(day) == 2 and (year + month + day).isdecimal()
    return "which is no day of the calendar" if shaped else ""


def _meant(text: str, part: dict[str, Any]) -> str | None:
    sorts: tuple[tuple[str, Callable[[str], str | None]], ...] = (
        ("date", date_meant),
        ("duration", duration_meant),
        ("country", country_meant),
        ("an id ", id_meant),
    )
    hint = str(part.get("x-dsalint-hint", ""))
    return next((find(text) for word, find in sorts if word in hint), None)


def _size(name: str, value: Any, mistake: Mistake) -> Words:
    part, keyword, bound = mistake.error.part, mistake.error.keyword, mistake.error.expected
    count = len(value) if isinstance(value, str | list | dict) else 0
    if keyword == "minLength" and count == 0:
        return f"{name} is empty text", "write something, or remove the key"
    if keyword == "minItems" and count == 0:
        return f"{name} is an empty list", "write an element, or remove the key"
    said = {
        "minItems": (
            f"{name} has {_counted(count, 'element')}; at least {bound} are wanted",
            "add what is missing",
        ),
        "maxItems": (f"{name} has {_counted(count, 'element')}; at most {bound} are allowed", "keep fewer"),
        "minLength": (
            f"{name} has {_counted(count, 'character')}; at least {bound} are wanted",
            "write more",
        ),
        "maxLength": (
            f"{name} has {_counted(count, 'character')}; at most {bound} are allowed",
            "shorten it",
        ),
        "minProperties": (
            f"{name} has {_counted(count, 'key')}; at least {bound} is wanted",
            "add what is missing",
        ),
        "minimum": (f"{name} is {yaml_value(value)}; at least {bound} is wanted", f"write {_range(part)}"),
        "maximum": (f"{name} is {yaml_value(value)}; at most {bound} is allowed", f"write {_range(part)}"),
        "uniqueItems": (f"{name} stands in the list twice", "remove one of the two"),
    }
    return said.get(keyword, (f"{name} is not as its kind asks", "`dsalint schema` describes it"))


def _range(part: Mapping[str, Any]) -> str:
    least, most = part.get("minimum"), part.get("maximum")
    if least is None or most is None:
        return f"{least} or more" if most is None else f"{most} or less"
    return f"a number from {least} to {most}"


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _asked(part: dict[str, Any]) -> str:
    wanted = part.get("type", "string")
    return " or ".join(_TYPES[one] for one in ([wanted] if isinstance(wanted, str) else wanted))


def _example(part: dict[str, Any]) -> str:
    examples = part.get("examples")
    if not examples or isinstance(examples[0], bool | dict | list):
        return ""
    return f" such as {yaml_value(examples[0])}"
