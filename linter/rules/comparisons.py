"""The `dsalint` vocabulary: keywords that compare the value they stand on with another place of the subject.

A comparand is a literal or, when it is a string that begins with `/`, a JSON Pointer into the subject. A comparand
that is missing, or that cannot be read as what the keyword compares, leaves the condition undecided and is named.
"""

import re
from collections.abc import Callable
from typing import Any

from dsalint.linter.rules.outcomes import (
    Check,
    ConditionError,
    Context,
    Outcome,
    Pointer,
    equal,
    failure,
    is_missing,
    resolve,
)
from dsalint.linter.vocabulary import dates, lattice
from dsalint.linter.vocabulary.markings import MarkingError, parse_marking

Compare = Callable[[Any, Any, Context], bool | None]


def _pointer(at: Pointer) -> str:
    return "/" + "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in at)


def _comparison(
    keyword: str, compare: Compare, literal: Callable[[Any], bool]
) -> Callable[[Any, Any, Pointer], Check]:
    """A keyword that holds when `compare(value, comparand)` is true, and is undecided when it is None."""

    def build(expected: Any, schema: Any, path: Pointer) -> Check:
        if not (_is_pointer(expected) or literal(expected)):
            raise ConditionError(f"`{keyword}` takes a pointer into the subject or a suitable literal", path)

        def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
            if is_missing(value):
                return Outcome(missing=(_pointer(at),))
            other = expected
            if _is_pointer(expected):
                other = resolve(context.root, expected)
                if is_missing(other):
                    return Outcome(missing=(expected,))
            verdict = compare(value, other, context)
            if verdict is None:
                return Outcome(missing=(_pointer(at), expected) if _is_pointer(expected) else (_pointer(at),))
            return None if verdict else failure(at, keyword, other)

        return check

    return build


def _is_pointer(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("/")


def _is_marking(value: Any) -> bool:
    try:
        parse_marking(str(value))
    except MarkingError:
        return False
    return True


# --- markings -----------------------------------------------------------------------------------------------------


def _marking_at_least(value: Any, other: Any, context: Context) -> bool | None:
    try:
        return lattice.at_least(parse_marking(str(value)), parse_marking(str(other)))
    except MarkingError:
        return None


def _audience_within(value: Any, other: Any, context: Context) -> bool | None:
    try:
        return lattice.audience_within(parse_marking(str(value)), parse_marking(str(other)))
    except MarkingError:
        return None


# --- dates and durations ------------------------------------------------------------------------------------------


def _date(expected: Any, context: Context) -> str | Outcome:
    """A date comparand: a literal, a pointer, `as-of`, or one of these plus or minus a duration.

    An outcome names what is missing, or is there and cannot be read.
    """
    if isinstance(expected, dict):
        base = _date(expected["date"], context)
        if not isinstance(base, str):
            return base
        sign = "plus" if "plus" in expected else "minus"
        step = expected[sign]
        text = resolve(context.root, step) if _is_pointer(step) else step
        try:
            duration = dates.parse_duration(str(text))
            return dates.add(base, duration) if sign == "plus" else dates.subtract(base, duration)
        except ValueError:
            return Outcome(missing=(str(step),))
    if expected == "as-of":
        return context.as_of
    if _is_pointer(expected):
        found = resolve(context.root, expected)
        date = None if is_missing(found) else dates.parse_date(str(found))
        return date or Outcome(missing=(expected,))
    return str(expected)  # a literal: the rule compiled, so it is a date


def _well_formed_date(expected: Any) -> bool:
    if isinstance(expected, dict):
        step = expected.get("plus", expected.get("minus"))
        return (
            set(expected) in ({"date", "plus"}, {"date", "minus"})
            and _well_formed_date(expected["date"])
            and (_is_pointer(step) or dates.is_duration(step))
        )
    return isinstance(expected, str) and (
        expected == "as-of" or _is_pointer(expected) or dates.parse_date(expected) is not None
    )


def _date_comparison(keyword: str, holds: Callable[[str, str], bool]) -> Callable[[Any, Any, Pointer], Check]:
    def build(expected: Any, schema: Any, path: Pointer) -> Check:
        if not _well_formed_date(expected):
            raise ConditionError(
                f"`{keyword}` takes a date, a pointer, `as-of`, or {{date, plus}} or {{date, minus}}", path
            )

        def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
            own = dates.parse_date(str(value)) if not is_missing(value) else None
            if own is None:
                return Outcome(missing=(_pointer(at),))
            other = _date(expected, context)
            if isinstance(other, Outcome):
                return other
            return None if holds(own, other) else failure(at, keyword, other)

        return check

    return build


def _not_longer_than(value: Any, other: Any, context: Context) -> bool | None:
    try:
        longer = dates.longer(dates.parse_duration(str(value)), dates.parse_duration(str(other)))
    except ValueError:
        return None
    return None if longer is None else not longer


# --- sets and values ----------------------------------------------------------------------------------------------


def _as_set(value: Any) -> frozenset[str] | None:
    if isinstance(value, list) and all(isinstance(item, str | int) for item in value):
        return frozenset(str(item) for item in value)
    return frozenset({value}) if isinstance(value, str) else None


def _sets(holds: Callable[[frozenset[str], frozenset[str]], bool]) -> Compare:
    def compare(value: Any, other: Any, context: Context) -> bool | None:
        left, right = _as_set(value), _as_set(other)
        return None if left is None or right is None else holds(left, right)

    return compare


def _same(value: Any, other: Any, context: Context) -> bool | None:
    return equal(value, other)


def _different(value: Any, other: Any, context: Context) -> bool | None:
    return not equal(value, other)


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _build_in_force(expected: Any, schema: Any, path: Pointer) -> Check:
    """`inForce: LIST` or `inForce: {list: LIST, at: DATE}`: a code of a reference list, valid at the date.

    Without `at` the subject's judged date decides (`/date`). An unknown code fails; one whose first day is not known
    is undecided.
    """
    name, moment = (
        (expected.get("list"), expected.get("at")) if isinstance(expected, dict) else (expected, "/date")
    )
    if not isinstance(name, str) or not _well_formed_date(moment):
        raise ConditionError("`inForce` takes the name of a reference list, or {list, at}", path)

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        from dsalint.linter.vocabulary.reference import reference_list

        if is_missing(value):
            return Outcome(missing=(_pointer(at),))
        date = _date(moment, context)
        if isinstance(date, Outcome):
            return date
        found = reference_list(name)
        valid = found.in_force(str(value), date)
        if valid is None and found.get(str(value)) is not None:
            return Outcome(missing=(_pointer(at),))
        return None if valid else failure(at, "inForce", name)

    return check


def _compatible(value: Any, other: Any, context: Context) -> bool | None:
    from dsalint.linter.vocabulary.purposes import compatible

    left, right = _as_set(value), _as_set(other)
    return None if left is None or right is None else compatible(left, right)


def _parse_date(text: str) -> str:
    found = dates.parse_date(text)
    if found is None:
        raise ValueError(text)
    return found


_PARSERS: dict[str, Callable[[str], object]] = {
    "marking": parse_marking,
    "date": _parse_date,
    "duration": dates.parse_duration,
}


def _build_parses_as(expected: Any, schema: Any, path: Pointer) -> Check:
    if expected not in _PARSERS:
        raise ConditionError(f"`parsesAs` takes one of {', '.join(_PARSERS)}", path)
    parse = _PARSERS[expected]

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        if is_missing(value):
            return Outcome(missing=(_pointer(at),))
        try:
            parse(str(value))
        except (ValueError, MarkingError):
            return failure(at, "parsesAs", expected)
        return None

    return check


_WORD = re.compile(r"[^\W_]+").findall


def _build_words_beyond(expected: Any, schema: Any, path: Pointer) -> Check:
    """`wordsBeyond: [WORD, …]`: a text with at least one word that the list does not have, in any case of letters."""
    if not isinstance(expected, list) or not all(
        isinstance(word, str) and word == word.lower() and _WORD(word) == [word] for word in expected
    ):
        raise ConditionError("`wordsBeyond` takes a list of single words in small letters", path)
    known = frozenset(expected)

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        if not isinstance(value, str):
            return Outcome(missing=(_pointer(at),)) if is_missing(value) else None
        return None if not known.issuperset(_WORD(value.lower())) else failure(at, "wordsBeyond", expected)

    return check


def _any_literal(value: Any) -> bool:
    return not isinstance(value, dict)


COMPARISONS: dict[str, Callable[[Any, Any, Pointer], Check]] = {
    "markingAtLeast": _comparison("markingAtLeast", _marking_at_least, _is_marking),
    "audienceWithin": _comparison("audienceWithin", _audience_within, _is_marking),
    "notBefore": _date_comparison("notBefore", lambda own, other: own >= other),
    "notAfter": _date_comparison("notAfter", lambda own, other: own <= other),
    "notLongerThan": _comparison("notLongerThan", _not_longer_than, dates.is_duration),
    "subsetOf": _comparison("subsetOf", _sets(lambda left, right: left <= right), _is_list),
    "supersetOf": _comparison("supersetOf", _sets(lambda left, right: left >= right), _is_list),
    "disjointFrom": _comparison("disjointFrom", _sets(lambda left, right: not left & right), _is_list),
    "memberOf": _comparison("memberOf", _sets(lambda left, right: left <= right), _is_list),
    "sameAs": _comparison("sameAs", _same, _any_literal),
    "differentFrom": _comparison("differentFrom", _different, _any_literal),
    "inForce": _build_in_force,
    "compatibleWith": _comparison("compatibleWith", _compatible, _is_list),
    "parsesAs": _build_parses_as,
    "wordsBeyond": _build_words_beyond,
}
"""At most about fifteen. A new kind of question is a new fact first, and a keyword only when facts cannot say it."""
