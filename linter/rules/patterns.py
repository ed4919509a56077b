"""Patterns of rules, on an engine that takes linear time: rules and texts may both come from strangers."""

from collections.abc import Callable
from typing import Any

from dsalint.linter.rules.conditions import ConditionError, Pointer

_MOST_CHARACTERS = 20_000


def compile_pattern(pattern: Any, path: Pointer) -> Callable[[str], bool]:
    """A search for a pattern in a text.

    Raises:
        ConditionError: the pattern is not a string, or not one that a linear-time engine can run (no look-around,
            no back-references).
    """
    if not isinstance(pattern, str):
        raise ConditionError("`pattern` is a string", path)
    try:
        import jsonschema_rs
    except ImportError:
        return _backtracking(pattern, path)
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


def _backtracking(pattern: str, path: Pointer) -> Callable[[str], bool]:
    """Where the linear engine has no wheel: the standard one, on a short text, for patterns that cannot explode."""
    import re

    if re.search(r"\)[*+{]", pattern):
        raise ConditionError(
            f"the pattern `{pattern}` repeats a group, which needs the package jsonschema-rs to be safe", path
        )
    try:
        search = re.compile(pattern).search
    except re.error as error:
        raise ConditionError(f"the pattern `{pattern}` is not well-formed: {error}", path) from error
    return lambda text: search(text[:1_000]) is not None
