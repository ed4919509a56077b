"""What a condition says of a value: it holds, it fails at places, or it cannot be decided.

The outcome of a check is `None` (holds), or an `Outcome` with failures, or an `Outcome` without failures whose
`missing` says what could not be decided. Parts combine by Kleene's strong three-valued logic: a failure beside an
undecided part still fails.
"""

from collections.abc import Callable
from functools import cache
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


@cache
def steps(pointer: str) -> tuple[str, ...]:
    """The steps of a JSON Pointer (RFC 6901)."""
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:])


def path_of(root: Any, pointer: str) -> Pointer:
    """A JSON Pointer as the path of a place: steps into lists are numbers. `/` alone is the root."""
    path: list[str | int] = []
    value = root
    for step in steps(pointer):
        if step:
            path.append(int(step) if isinstance(value, list) and is_index(step) else step)
            value = at_path(value, (step,))
    return tuple(path)


def resolve(root: Any, pointer: str) -> Any:
    """The value at a JSON Pointer in a subject; see `is_missing`."""
    return at_path(root, steps(pointer))


def at_path(root: Any, path: Pointer) -> Any:
    """The value at a path in a subject; see `is_missing`."""
    value = root
    for step in path:
        if isinstance(value, dict):
            value = value.get(step, _MISSING)
        elif isinstance(value, list) and (index := list_index(step, value)) is not None:
            value = value[index]
        else:
            return _MISSING
    return value


def list_index(step: str | int, value: list[Any]) -> int | None:
    """The index that a step of a pointer means in a list, where the list is that long."""
    if isinstance(step, str):
        step = int(step) if is_index(step) else len(value)
    return step if step < len(value) else None


def is_index(step: str) -> bool:
    """Whether a step can be an index. Longer numbers are in no list, and Python refuses to read very long ones."""
    return step.isdecimal() and len(step) <= _INDEX_DIGITS


_INDEX_DIGITS = 9


def is_missing(value: Any) -> bool:
    """Whether nothing was found at a place; an empty key (null) counts as nothing written."""
    return value is _MISSING or value is None


def equal(left: Any, right: Any) -> bool:
    """JSON equality: 1 equals 1.0, true does not equal 1."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(equal, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(equal(left[key], right[key]) for key in left)
    return bool(left == right) and isinstance(left, str) == isinstance(right, str)


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
