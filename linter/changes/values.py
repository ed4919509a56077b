"""How two values of a field compare: to more, to less, the same, or neither."""

from collections.abc import Callable
from typing import Any

from dsalint.linter.changes.meaning import Meaning
from dsalint.linter.vocabulary import dates, lattice
from dsalint.linter.vocabulary.markings import MarkingError, parse_marking

MORE, LESS, SAME, OTHER = "more", "less", "same", "other"


class Missing:
    """Stands where a document has no value."""

    __slots__ = ()


MISSING = Missing()


def direction(meaning: Meaning, before: Any, after: Any) -> str:
    """Whether a field went to more, to less, to the same in other words, or to something that cannot be compared.

    Args:
        before: its value, or `MISSING`.
        after: likewise.
    """
    if before is MISSING or after is MISSING:
        return _stated(meaning, before, after)
    compare = _COMPARE.get(meaning.compare)
    return compare(meaning, before, after) if compare else OTHER


def _stated(meaning: Meaning, before: Any, after: Any) -> str:
    """A value that was stated, or is no longer. What stands for the least may be stated without changing anything."""
    value = after if before is MISSING else before
    if _is_default(meaning, value):
        return SAME
    more = meaning.absent != "most"
    return MORE if more == (before is MISSING) else LESS


def _is_default(meaning: Meaning, value: Any) -> bool:
    if meaning.compare == "boolean":
        return meaning.absent == "least" and value is False
    if meaning.compare == "order" and meaning.absent:
        return bool(value == meaning.order[0 if meaning.absent == "least" else -1])
    return False


def _by_key(key: Callable[[Meaning, Any], Any]) -> Callable[[Meaning, Any, Any], str]:
    def compare(meaning: Meaning, before: Any, after: Any) -> str:
        old, new = key(meaning, before), key(meaning, after)
        if old is None or new is None:
            return OTHER
        return MORE if new > old else LESS if new < old else SAME

    return compare


def _date(meaning: Meaning, value: Any) -> str | None:
    return dates.parse_date(value) if isinstance(value, str) else None


def _number(meaning: Meaning, value: Any) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _boolean(meaning: Meaning, value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _rank(meaning: Meaning, value: Any) -> int | None:
    return meaning.order.index(value) if isinstance(value, str) and value in meaning.order else None


FOR_EVER = frozenset({"indefinite", "permanent"})


def _durations(meaning: Meaning, before: Any, after: Any) -> str:
    old, new = (isinstance(value, str) and value in FOR_EVER for value in (before, after))
    if old or new:
        return SAME if old and new else MORE if new else LESS
    if not (dates.is_duration(before) and dates.is_duration(after)):
        return OTHER
    first, second = dates.parse_duration(before), dates.parse_duration(after)
    if first == second:
        return SAME
    return {True: MORE, False: LESS, None: OTHER}[dates.longer(second, first)]


def _markings(meaning: Meaning, before: Any, after: Any) -> str:
    """Higher, or for fewer people, is more; what is both more and less is neither."""
    try:
        old, new = (lattice.label_of(parse_marking(value)) for value in (before, after))
    except (MarkingError, TypeError, AttributeError):
        return OTHER
    up, down = _protects(new, old), _protects(old, new)
    if up and down:
        return SAME
    return MORE if up else LESS if down else OTHER


def _protects(a: lattice.Label, b: lattice.Label) -> bool:
    """Whether `a` is as high as `b` and for no more people, with all its descriptors and codewords."""
    return (
        lattice.at_least(a, b) is True
        and lattice.audience_within(a, b) is True
        and a.descriptors >= b.descriptors
        and a.codewords >= b.codewords
    )


_COMPARE: dict[str, Callable[[Meaning, Any, Any], str]] = {
    "date": _by_key(_date),
    "number": _by_key(_number),
    "boolean": _by_key(_boolean),
    "order": _by_key(_rank),
    "duration": _durations,
    "marking": _markings,
}
