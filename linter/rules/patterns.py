"""Patterns of rules, on an engine that takes linear time: rules and texts may both come from strangers."""

import re
from collections.abc import Callable
from typing import Any

from dsalint.linter.rules.outcomes import ConditionError, Pointer

_MOST_CHARACTERS = 20_000
_SIMPLE_CHARACTERS = 2_000
_MOST_ALTERNATIVES = 6
_MOST_IN_ONE_GROUP = 20
_LONGEST_SIMPLE = 500


def compile_pattern(pattern: Any, path: Pointer) -> Callable[[str], bool]:
    """A search for a pattern in a text.

    A pattern that repeats no group and in which one thing at most is optional or repeated takes quadratic time at the
    worst on a text of bounded length: the standard library runs it, and a small check is spared loading another engine.

    Raises:
        ConditionError: the pattern is not a string, or not one that a linear-time engine can run (no look-around,
            no back-references).
    """
    if not isinstance(pattern, str):
        raise ConditionError("`pattern` is a string", path)
    if runs_on_the_standard_library(pattern):
        return _standard(pattern, path)
    try:
        import jsonschema_rs
    except ImportError as error:
        raise ConditionError(
            f"the pattern `{pattern}` needs the package jsonschema-rs to be safe", path
        ) from error
    try:
        validator = jsonschema_rs.Draft202012Validator(
            {"pattern": pattern}, pattern_options=jsonschema_rs.RegexOptions()
        )
    except (ValueError, jsonschema_rs.ValidationError) as error:
        raise ConditionError(
            f"the pattern `{pattern}` cannot be used: look-around is not allowed", path
        ) from error
    is_valid = validator.is_valid
    return lambda text: bool(is_valid(text[:_MOST_CHARACTERS]))


_REPEATED_GROUP = re.compile(r"\)[*+{]").search
_CHOICES = re.compile(r"(?<!\()[?*+{]").findall
"""What is optional or repeated, also a bounded number of times: each multiplies the ways to try."""
_OTHER_DOLLAR = re.compile(r"\\\$|\$.").search
"""A dollar that is no end of the text: escaped, in a class, or before the end of the pattern."""
_GROUPS = re.compile(r"\((?!\?i\))").findall
"""Alternatives of one group, or of none, are tried one after the other; those of several groups multiply."""
_SPECIAL = re.compile(r"\(\?(?!:|i\))|\\[0-9]").search


def runs_on_the_standard_library(pattern: str) -> bool:
    """Whether `re` runs a pattern in bounded time, so that no other engine is loaded for it."""
    return (
        not (_REPEATED_GROUP(pattern) or _SPECIAL(pattern))
        and len(_CHOICES(pattern)) <= (0 if "|" in pattern else 1)
        and pattern.count("|") <= (_MOST_IN_ONE_GROUP if len(_GROUPS(pattern)) < 2 else _MOST_ALTERNATIVES)
        and len(pattern) <= _LONGEST_SIMPLE
        and not _OTHER_DOLLAR(pattern)
    )


def _standard(pattern: str, path: Pointer) -> Callable[[str], bool]:
    try:
        search = re.compile(pattern.replace("$", r"\Z"), re.ASCII).search
    except re.error as error:
        raise ConditionError(f"the pattern `{pattern}` is not well-formed: {error}", path) from error
    return lambda text: search(text[:_SIMPLE_CHARACTERS]) is not None
