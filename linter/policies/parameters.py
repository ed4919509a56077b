"""Parameters of rules: values that law or code set, and that a policy may tighten and never weaken."""

from typing import Any, NamedTuple

from dsalint.linter.vocabulary import dates


class Parameter(NamedTuple):
    """One parameter that a rule declares."""

    name: str
    title: str
    type: str
    """duration, number or words."""
    default: Any
    tighter: str
    """Which way is stricter: shorter, longer, smaller, larger, fewer or more."""


def is_tighter(parameter: Parameter, new: Any, old: Any) -> bool:
    """Whether `new` is strictly stricter than `old`; false when they cannot be compared."""
    return _order(parameter, new, old) == 1


def is_weaker(parameter: Parameter, new: Any, old: Any) -> bool:
    """Whether `new` asks for less than `old`. Values that cannot be compared count as weaker: they must be decided."""
    return _order(parameter, new, old) in (-1, None)


def fits(parameter: Parameter, value: Any) -> bool:
    """Whether a value has the parameter's type."""
    if parameter.type == "duration":
        return dates.is_duration(value)
    if parameter.type == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


_DIRECTIONS = {
    "duration": ("shorter", "longer"),
    "number": ("smaller", "larger"),
    "words": ("fewer", "more"),
}


def well_formed(parameter: Parameter) -> bool:
    """Whether a parameter's default and its direction suit its type, so that values of it can be compared."""
    return fits(parameter, parameter.default) and parameter.tighter in _DIRECTIONS[parameter.type]


def _order(parameter: Parameter, new: Any, old: Any) -> int | None:
    """1 when `new` is stricter, 0 when equal, -1 when weaker, None when neither."""
    if new == old:
        return 0
    direction = parameter.tighter
    if direction in ("shorter", "longer"):
        longer = dates.longer(dates.parse_duration(str(new)), dates.parse_duration(str(old)))
        shorter = dates.longer(dates.parse_duration(str(old)), dates.parse_duration(str(new)))
        if not longer and not shorter:
            return 0 if longer is False and shorter is False else None
        return 1 if bool(longer) == (direction == "longer") else -1
    if direction in ("smaller", "larger"):
        return 1 if (new > old) == (direction == "larger") else -1
    left, right = frozenset(new), frozenset(old)
    if left == right:
        return 0
    if left < right:
        return 1 if direction == "fewer" else -1
    if left > right:
        return 1 if direction == "more" else -1
    return None
