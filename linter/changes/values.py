"""How two values of a field compare: to more, to less, the same, or neither."""

from collections.abc import Callable
from typing import Any

from dsalint.linter.changes.meaning import Meaning
from dsalint.linter.vocabulary import dates, lattice
from dsalint.linter.vocabulary.marking import Marking
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
    if not _readable(meaning, value):
        return OTHER
    if _is_default(meaning, value):
        return SAME
    more = value is True if meaning.absent == "between" else meaning.absent != "most"
    return MORE if more == (before is MISSING) else LESS


def _readable(meaning: Meaning, value: Any) -> bool:
    """Whether a value is what its field asks for, as far as it can be compared at all."""
    compare = _COMPARE.get(meaning.compare)
    return compare is None or compare(meaning, value, value) == SAME


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
        return MORE if new > old else LESS if new < old else SAME if new == old else OTHER

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
        old, new = parse_marking(before), parse_marking(after)
    except (MarkingError, TypeError, AttributeError):
        return OTHER
    up, down = _protects(new, old), _protects(old, new)
    if up and down:
        return SAME
    return MORE if up else LESS if down else OTHER


def _protects(a: Marking, b: Marking) -> bool:
    """Whether `a` is as high as `b` and for no more people, with all that `b` asks for beside."""
    one, other = lattice.label_of(a), lattice.label_of(b)
    return (
        (
            one == other
            or (lattice.at_least(one, other) is True and lattice.audience_within(one, other) is True)
        )
        and one.descriptors >= other.descriptors
        and one.codewords >= other.codewords
        and _beside_label(a) >= _beside_label(b)
        and a.rel_eu <= b.rel_eu
    )


def _beside_label(marking: Marking) -> frozenset[str]:
    """What a marking asks for and its label does not hold: other instructions, and caveats whose nations are not known."""
    handling = (text for text in marking.handling if text not in _IN_LABEL and not text.endswith(" USE ONLY"))
    caveats = (nations[0] for nations in marking.caveats if " EYES " in nations[0])
    return frozenset(filter(None, (*handling, *caveats, marking.instruction)))


_IN_LABEL = frozenset({"RECIPIENTS ONLY", "FOR PUBLIC RELEASE"})
_STOPS = ".,;:!?'\"()\u2018\u2019\u201c\u201d"


def _words(meaning: Meaning, before: Any, after: Any) -> str:
    """Case, blanks and the stops around a word say nothing; inside of one (`1.5`, `end-user`) they may."""
    if before is after:
        return SAME
    if not (isinstance(before, str) and isinstance(after, str)):
        return OTHER
    return SAME if _words_of(before) == _words_of(after) else OTHER


def _words_of(text: str) -> list[str]:
    return [bare for word in text.casefold().split() if (bare := word.strip(_STOPS))]


_COMPARE: dict[str, Callable[[Meaning, Any, Any], str]] = {
    "date": _by_key(_date),
    "number": _by_key(_number),
    "boolean": _by_key(_boolean),
    "order": _by_key(_rank),
    "duration": _durations,
    "marking": _markings,
    "words": _words,
}
