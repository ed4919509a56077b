"""What a condition says of a value: it holds, it fails at places, or it cannot be decided.

The outcome of a check is `None` (holds), or an `Outcome` with failures, or an `Outcome` without failures whose
`missing` says what could not be decided. Parts combine by Kleene's strong three-valued logic: a failure beside an
undecided part still fails.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

Pointer = tuple[str | int, ...]


class Failure(NamedTuple):
    """One part of a condition that does not hold."""

    at: Pointer
    """Path in the subject of the value that fails; for a missing key, the path the key would have."""
    keyword: str
    expected: Any


class Outcome(NamedTuple):
    failures: tuple[Failure, ...] = ()
    missing: tuple[str, ...] = ()


class Context(NamedTuple):
    """What a comparison may look at besides the value it stands on."""

    root: dict[str, Any]
    as_of: str


Check = Callable[[Any, Pointer, Context], Outcome | None]


class ConditionError(ValueError):
    """A condition that cannot be compiled; `path` leads to the faulty part."""

    def __init__(self, message: str, path: Pointer = ()) -> None:
        super().__init__(message)
        self.path = path


_MISSING = object()


def resolve(root: Any, pointer: str) -> Any:
    """The value at a JSON Pointer (RFC 6901) in a subject, or `MISSING`."""
    value = root
    for token in pointer.split("/")[1:]:
        if "~" in token:
            token = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(token, _MISSING)
        elif isinstance(value, list) and (index := list_index(token, value)) is not None:
            value = value[index]
        else:
            return _MISSING
        if value is _MISSING:
            return _MISSING
    return value


def list_index(token: str, value: list[Any]) -> int | None:
    """The index that a step of a pointer means in a list, where the list is that long."""
    index = int(token) if is_index(token) else len(value)
    return index if index < len(value) else None


def is_index(token: str) -> bool:
    """Whether a step can be an index. Longer numbers are in no list, and Python refuses to read very long ones."""
    return token.isdecimal() and len(token) <= _INDEX_DIGITS


_INDEX_DIGITS = 9


def is_missing(value: Any) -> bool:
    """Whether `resolve` found nothing; an empty key (null) counts as nothing written."""
    return value is _MISSING or value is None


def merge(outcomes: list[Outcome | None]) -> Outcome | None:
    """The outcome of parts that all have to hold."""
    bad = [outcome for outcome in outcomes if outcome is not None]
    if not bad:
        return None
    if len(bad) == 1:
        return bad[0]
    failures = tuple(f for outcome in bad for f in outcome.failures)
    return Outcome(failures, tuple(dict.fromkeys(m for outcome in bad for m in outcome.missing)))


def fails(outcome: Outcome | None) -> bool:
    return outcome is not None and bool(outcome.failures)


def failure(at: Pointer, keyword: str, expected: Any) -> Outcome:
    """The outcome of one part that fails at one place."""
    return Outcome((Failure(at, keyword, expected),))
