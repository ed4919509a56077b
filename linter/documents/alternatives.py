"""Which of several alternatives the author meant (`anyOf`, `oneOf`), so that only its errors are told.

Every alternative complains; only one of them was meant. The choice is, in this order: the value of a discriminating key,
named by `x-dsalint-discriminator` or found as the key for which every alternative has words of its own; the type of the
value; keys in common; keys that only some alternatives accept. What is left is ranked, and the first is taken where it
leads by two; otherwise the alternatives are told together, by their titles.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dsalint.linter.documents.places import resolved
from dsalint.linter.documents.raw import RawError

DISCRIMINATOR = "x-dsalint-discriminator"
_LEAD = 2


class _Branch(NamedTuple):
    part: dict[str, Any]
    errors: tuple[RawError, ...]


def without_alternatives(root: dict[str, Any], errors: Iterable[RawError]) -> list[RawError]:
    """The errors with each `anyOf` and `oneOf` replaced by those of the alternative that was meant, if one was."""
    found: list[RawError] = []
    for error in errors:
        if error.alternatives:
            found.extend(without_alternatives(root, _meant(root, error)))
        else:
            found.append(error)
    return found


def _meant(root: dict[str, Any], error: RawError) -> Sequence[RawError]:
    parts = [resolved(root, part) for part in error.expected]
    branches = [_Branch(part, errors) for part, errors in zip(parts, error.alternatives, strict=True)]
    key = _discriminator(error.part, parts)
    if key is not None and isinstance(error.value, dict) and key in error.value:
        return _by_discriminator(error, branches, key)
    fitting = [branch for branch in branches if not _fails(branch, error, "type")]
    if not fitting:
        return [_together(error, branches)]
    fitting = _with_shared_keys(fitting, error.value)
    fitting = _with_passing_keys(fitting, error)
    if len(fitting) == 1:
        return fitting[0].errors
    ranked = sorted(fitting, key=lambda branch: _score(branch, error.value), reverse=True)
    if _score(ranked[0], error.value) - _score(ranked[1], error.value) >= _LEAD:
        return ranked[0].errors
    return [_together(error, fitting)]


def _together(error: RawError, branches: Sequence[_Branch]) -> RawError:
    """One error that names the alternatives in question."""
    part = {error.keyword: [branch.part for branch in branches]}
    return RawError(error.path, error.keyword, part, error.value)


def _discriminator(part: Mapping[str, Any], parts: Sequence[dict[str, Any]]) -> str | None:
    """The key whose value says which alternative is meant."""
    named = part.get(DISCRIMINATOR)
    if isinstance(named, str):
        return named
    for key in parts[0].get("properties", {}):
        if all(_words(each, key) for each in parts):
            return str(key)
    return None


def _words(part: Mapping[str, Any], key: str) -> list[Any]:
    """The words that an alternative allows for a key; empty where it does not list them."""
    described = part.get("properties", {}).get(key, {})
    if not isinstance(described, dict):
        return []
    return [described["const"]] if "const" in described else list(described.get("enum", ()))


def _by_discriminator(error: RawError, branches: Sequence[_Branch], key: str) -> Sequence[RawError]:
    value = error.value[key]
    for branch in branches:
        if value in _words(branch.part, key):
            return branch.errors
    words = [word for branch in branches for word in _words(branch.part, key)]
    return [RawError((*error.path, key), "enum", {"enum": list(dict.fromkeys(words))}, value)]


def _fails(branch: _Branch, error: RawError, keyword: str) -> bool:
    return any(inner.path == error.path and inner.keyword == keyword for inner in branch.errors)


def _with_shared_keys(branches: list[_Branch], value: object) -> list[_Branch]:
    if not isinstance(value, dict):
        return branches
    return [
        branch for branch in branches if any(key in branch.part.get("properties", {}) for key in value)
    ] or branches


def _with_passing_keys(branches: list[_Branch], error: RawError) -> list[_Branch]:
    """Without the alternatives that refuse the value of a key which another one knows and accepts."""
    if not isinstance(error.value, dict):
        return branches
    for key in error.value:
        accepting = [branch for branch in branches if _accepts(branch, (*error.path, key), key)]
        if accepting and len(accepting) < len(branches):
            branches = accepting
    return branches


def _accepts(branch: _Branch, path: tuple[str | int, ...], key: str) -> bool:
    return key in branch.part.get("properties", {}) and not any(
        inner.path[: len(path)] == path for inner in branch.errors
    )


def _score(branch: _Branch, value: object) -> int:
    """Required keys that are there, less errors."""
    there = sum(key in value for key in branch.part.get("required", ())) if isinstance(value, dict) else 0
    return there - len(branch.errors)
