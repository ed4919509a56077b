"""The one form that the errors of both engines take."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dsalint.linter.source.limits import MAX_PROBLEMS
from dsalint.linter.source.text import Path

MAX_RAW_ERRORS = 10 * MAX_PROBLEMS
"""Raw errors of one document that are looked at: enough for more mistakes than are told."""


class RawError(NamedTuple):
    """One keyword that does not hold at one place."""

    path: Path
    keyword: str
    part: Mapping[str, Any]
    """The part of the schema that holds the keyword."""
    value: Any
    """What stands at the place."""
    keys: tuple[str, ...] = ()
    """The unexpected keys, the missing key, or the key whose name is wrong."""
    alternatives: tuple[tuple["RawError", ...], ...] = ()
    """For `anyOf` and `oneOf`: the errors of each alternative, in the order of the schema."""

    @property
    def expected(self) -> Any:
        """The value of the keyword in the schema."""
        return self.part.get(self.keyword)


def in_order(errors: Iterable[RawError]) -> list[RawError]:
    """In an order that does not depend on the engine, each error once."""
    found = {
        (tuple(map(str, error.path)), error.keyword, error.keys, repr(error.expected)): error
        for error in errors
    }
    return [found[key] for key in sorted(found)]
