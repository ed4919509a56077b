"""Message templates of rules: `{asset.marking}` is replaced by what the subject holds there. Nothing is evaluated.

`{title|id}` is replaced by the first of these that is stated. `[[last reviewed {day}||never reviewed]]` is its first part
where every field of that is stated, else its second one (which may be left out).
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from dsalint.linter.rules.outcomes import list_index
from dsalint.linter.vocabulary import dates

_FIELD = re.compile(r"\{([a-z_][a-z0-9_.]*(?:\|[a-z_][a-z0-9_.]*)*)\}")
_CHOICE = re.compile(r"\[\[(.*?)(?:\|\|(.*?))?\]\]", re.DOTALL)
_MOST = 80
_NOTHING: tuple[Any, ...] = (None, "", [], {})


class Manner(NamedTuple):
    """How values are written into a text."""

    most: int
    """Elements of a list that are shown."""
    as_written: bool
    """Values as a document holds them (`true`, `P7D`), else as people say them (yes, 7 days)."""


IN_A_SENTENCE = Manner(5, False)
"""No more elements than a reader takes in on the way to the end of a sentence."""
IN_A_FIX = Manner(20, True)
"""What has to be done is said in full, within reason, and so that it can be copied."""


def fill(template: str, root: dict[str, Any], manner: Manner = IN_A_SENTENCE) -> str:
    """A template with its fields filled in from a subject; a field that is not there reads `not stated`."""
    chosen = _CHOICE.sub(lambda match: _chosen(match, root), template)
    return _FIELD.sub(lambda match: show(_first(root, match[1]), manner), chosen)


def in_general(template: str, parameters: Mapping[str, Any]) -> str:
    """A template as it reads of no subject in particular: fields are `…`, of a choice the part for what is not stated.

    Args:
        parameters: values of the rule's parameters by name, which are the same for most subjects.
    """
    chosen = _CHOICE.sub(lambda match: match[2] or match[1], template)
    root = {"parameters": parameters}
    return _FIELD.sub(
        lambda match: show(_find(root, match[1])) if _find(root, match[1]) not in _NOTHING else "…", chosen
    )


def _chosen(match: re.Match[str], root: dict[str, Any]) -> str:
    """The part of a choice that can be said; still a template, so that no value is read as one."""
    stated = all(_first(root, field) not in _NOTHING for field in _FIELD.findall(match[1]))
    return match[1] if stated else match[2] or ""


def _first(root: dict[str, Any], fields: str) -> Any:
    """The first of some fields that is stated; an empty list that somebody wrote, or that a fact found, is a statement."""
    found = [_find(root, field) for field in fields.split("|")]
    return next((value for value in found if value not in _NOTHING), [] if [] in found else None)


def _find(root: Any, dotted: str) -> Any:
    value = root
    for name in dotted.split("."):
        if isinstance(value, list):
            index = list_index(name, value)
            value = None if index is None else value[index]
        elif isinstance(value, dict):
            value = value.get(name)
        else:
            return None
    return value


def show(value: Any, manner: Manner = IN_A_SENTENCE) -> str:
    """A value in a sentence: documents by their name, lists by their elements, long texts cut."""
    if value == []:
        return "none"
    if value in _NOTHING:
        return "not stated"
    if isinstance(value, bool):
        return _YES_OR_NO[manner.as_written][value]
    if isinstance(value, dict):
        for key in ("title", "name", "id", "provision"):
            if isinstance(value.get(key), str):
                return show(value[key], IN_A_FIX)
        pairs = list(value.items())[: IN_A_SENTENCE.most]
        return _listed([f"{_cut(key)} {show(item, manner)}" for key, item in pairs], len(value))
    if isinstance(value, list):
        return _listed([show(item, manner) for item in value[: manner.most]], len(value))
    text = str(value)
    if not manner.as_written and dates.is_duration(text):
        return f"{dates.in_words(dates.parse_duration(text))} ({text})"
    return _cut(text)


_YES_OR_NO = {True: {True: "true", False: "false"}, False: {True: "yes", False: "no"}}


def _listed(shown: list[str], count: int) -> str:
    """The first elements, cut where they are long themselves, and how many more there are."""
    most = 2 * max(len(shown), IN_A_SENTENCE.most) * _MOST
    more = [f"and {count - len(shown)} more"] if count > len(shown) else []
    text = ", ".join([*shown, *more])
    return text if len(text) <= most else text[: most - 1] + "…"


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"
