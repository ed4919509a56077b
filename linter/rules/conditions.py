"""Conditions of rules: JSON Schema 2020-12, compiled to closures with three outcomes.

Why an evaluator of our own (docs/decisions/0002): a rule compares places of one subject with each other, and a
comparison whose other side is missing is neither true nor false. A JSON Schema validator shows a keyword only the
value it stands on and knows two outcomes. The plain keywords here agree with `jsonschema`, which the tests use as
the oracle; a keyword that is neither in `KEYWORDS` nor in the vocabulary of comparisons makes the rule file invalid,
never silently ignored.
"""

from collections.abc import Callable
from typing import Any

from dsalint.linter.rules.comparisons import COMPARISONS
from dsalint.linter.rules.outcomes import (
    Check,
    ConditionError,
    Context,
    Failure,
    Outcome,
    Pointer,
    equal,
    fails,
    failure,
    merge,
)


def compile_condition(schema: Any, path: Pointer = ()) -> Check:
    """A check for a condition.

    Raises:
        ConditionError: an unknown keyword, or a keyword with a value of the wrong shape.
    """
    if schema is True:
        return _always
    if schema is False:
        return lambda value, at, context: Outcome((Failure(at, "false", False),))
    if not isinstance(schema, dict):
        raise ConditionError("a condition is a mapping, true or false", path)
    checks: list[Check] = []
    for keyword, expected in schema.items():
        if keyword in _ANNOTATIONS or keyword in ("then", "else", "minContains", "maxContains"):
            continue
        build = KEYWORDS.get(keyword) or COMPARISONS.get(keyword)
        if build is None:
            raise ConditionError(f"`{keyword}` is not a keyword of conditions", (*path, keyword))
        try:
            checks.append(build(expected, schema, (*path, keyword)))
        except (TypeError, AttributeError) as error:
            raise ConditionError(f"`{keyword}` has a value of the wrong shape", (*path, keyword)) from error
    if ("then" in schema or "else" in schema) and "if" not in schema:
        raise ConditionError("`then` and `else` need an `if` beside them", path)
    return checks[0] if len(checks) == 1 else _conjunction(checks)


_ANNOTATIONS = frozenset({"title", "description", "$comment"})


def _always(value: Any, at: Pointer, context: Context) -> Outcome | None:
    return None


def _conjunction(checks: list[Check]) -> Check:
    if not checks:
        return _always

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        return merge([c(value, at, context) for c in checks])

    return check


# --- values -------------------------------------------------------------------------------------------------------


_TYPES: dict[str, Callable[[Any], bool]] = {
    "null": lambda v: v is None,
    "boolean": lambda v: isinstance(v, bool),
    "integer": lambda v: (
        (isinstance(v, int) and not isinstance(v, bool)) or (isinstance(v, float) and v.is_integer())
    ),
    "number": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    "string": lambda v: isinstance(v, str),
    "array": lambda v: isinstance(v, list),
    "object": lambda v: isinstance(v, dict),
}


def _build_type(expected: Any, schema: Any, path: Pointer) -> Check:
    names = [expected] if isinstance(expected, str) else list(expected)
    unknown = [name for name in names if name not in _TYPES]
    if unknown:
        raise ConditionError(f"`{unknown[0]}` is not a JSON type", path)
    tests = [_TYPES[name] for name in names]

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        return None if any(test(value) for test in tests) else failure(at, "type", expected)

    return check


def _build_const(expected: Any, schema: Any, path: Pointer) -> Check:
    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        return None if equal(value, expected) else failure(at, "const", expected)

    return check


def _build_enum(expected: Any, schema: Any, path: Pointer) -> Check:
    if not isinstance(expected, list) or not expected:
        raise ConditionError("`enum` is a list of values", path)

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        return None if any(equal(value, choice) for choice in expected) else failure(at, "enum", expected)

    return check


def _bound(
    keyword: str, size: Callable[[Any], Any], holds: Callable[[Any, Any], bool]
) -> Callable[..., Check]:
    """A keyword that compares a size with a number; `size` gives None for values it does not speak about."""

    def build(expected: Any, schema: Any, path: Pointer) -> Check:
        if isinstance(expected, bool) or not isinstance(expected, int | float):
            raise ConditionError(f"`{keyword}` is a number", path)

        def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
            measured = size(value)
            return None if measured is None or holds(measured, expected) else failure(at, keyword, expected)

        return check

    return build


def _number(value: Any) -> Any:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _length(kind: type[str] | type[list[Any]] | type[dict[str, Any]]) -> Callable[[Any], int | None]:
    def measure(value: Any) -> int | None:
        return len(value) if isinstance(value, kind) else None

    return measure


def _build_unique(expected: Any, schema: Any, path: Pointer) -> Check:
    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        if expected is not True or not isinstance(value, list):
            return None
        for index, item in enumerate(value):
            if any(equal(item, other) for other in value[:index]):
                return failure((*at, index), "uniqueItems", True)
        return None

    return check


def _build_pattern(expected: Any, schema: Any, path: Pointer) -> Check:
    """The pattern is compiled when a text first meets it: the engine for it may cost more than all the rest."""
    matches: Callable[[str], bool] | None = None

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        nonlocal matches
        if not isinstance(value, str):
            return None
        if matches is None:
            from dsalint.linter.rules.patterns import compile_pattern

            matches = compile_pattern(expected, path)
        return None if matches(value) else failure(at, "pattern", expected)

    return check


def prove_parts(schema: Any, path: Pointer = ()) -> None:
    """Compile every part of a condition, also those that wait until a subject needs them.

    Raises:
        ConditionError: one that cannot be used, with its place.
    """
    from dsalint.linter.rules.patterns import compile_pattern

    if isinstance(schema, dict):
        for keyword, value in schema.items():
            if keyword == "pattern":
                compile_pattern(value, (*path, keyword))
            elif keyword == "properties" and isinstance(value, dict):
                for key, part in value.items():
                    compile_condition(part, (*path, keyword, key))
                    prove_parts(part, (*path, keyword, key))
            else:
                prove_parts(value, (*path, keyword))
    elif isinstance(schema, list):
        for index, part in enumerate(schema):
            prove_parts(part, (*path, index))


# --- containers ---------------------------------------------------------------------------------------------------


def _build_properties(expected: Any, schema: Any, path: Pointer) -> Check:
    """Each part is compiled when a subject first has its key: of most conditions a small run meets the first key only."""
    compiled: dict[str, Check] = {}

    def part_of(key: str) -> Check:
        if key not in compiled:
            compiled[key] = compile_condition(expected[key], (*path, key))
        return compiled[key]

    keys = list(expected.keys())
    if len(keys) == 1:
        only = keys[0]

        def check_one(value: Any, at: Pointer, context: Context) -> Outcome | None:
            if isinstance(value, dict) and only in value:
                return part_of(only)(value[only], (*at, only), context)
            return None

        return check_one

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        if not isinstance(value, dict):
            return None
        return merge([part_of(key)(value[key], (*at, key), context) for key in keys if key in value])

    return check


def _build_required(expected: Any, schema: Any, path: Pointer) -> Check:
    if not isinstance(expected, list):
        raise ConditionError("`required` is a list of keys", path)

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        if not isinstance(value, dict):
            return None
        absent = [key for key in expected if key not in value]
        return Outcome(tuple(Failure((*at, key), "required", key) for key in absent)) if absent else None

    return check


def _build_dependent_required(expected: Any, schema: Any, path: Pointer) -> Check:
    for trigger, keys in expected.items():
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            raise ConditionError("`dependentRequired` maps a key to a list of keys", (*path, trigger))

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        if not isinstance(value, dict):
            return None
        absent = [
            Failure((*at, key), "dependentRequired", key)
            for trigger, keys in expected.items()
            if trigger in value
            for key in keys
            if key not in value
        ]
        return Outcome(tuple(absent)) if absent else None

    return check


def _build_additional(expected: Any, schema: Any, path: Pointer) -> Check:
    known = frozenset(schema.get("properties", ()))
    part = compile_condition(expected, path)

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        if not isinstance(value, dict):
            return None
        return merge([part(item, (*at, key), context) for key, item in value.items() if key not in known])

    return check


def _build_property_names(expected: Any, schema: Any, path: Pointer) -> Check:
    part = compile_condition(expected, path)

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        return merge([part(key, (*at, key), context) for key in value]) if isinstance(value, dict) else None

    return check


def _build_items(expected: Any, schema: Any, path: Pointer) -> Check:
    part = compile_condition(expected, path)

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        if not isinstance(value, list):
            return None
        return merge([part(item, (*at, index), context) for index, item in enumerate(value)])

    return check


def _build_contains(expected: Any, schema: Any, path: Pointer) -> Check:
    part = compile_condition(expected, path)
    least = schema.get("minContains", 1)
    most = schema.get("maxContains")

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        if not isinstance(value, list):
            return None
        outcomes = [part(item, (*at, index), context) for index, item in enumerate(value)]
        holding = sum(outcome is None for outcome in outcomes)
        unsure = [outcome for outcome in outcomes if outcome is not None and not outcome.failures]
        if holding + len(unsure) < least or (most is not None and holding > most):
            return failure(at, "contains", expected)
        if holding < least or (most is not None and holding + len(unsure) > most):
            return merge(list(unsure))
        return None

    return check


# --- combinations -------------------------------------------------------------------------------------------------


def _parts(expected: Any, path: Pointer) -> list[Check]:
    if not isinstance(expected, list) or not expected:
        raise ConditionError(f"`{path[-1]}` is a list of conditions", path)
    return [compile_condition(part, (*path, index)) for index, part in enumerate(expected)]


def _build_all(expected: Any, schema: Any, path: Pointer) -> Check:
    return _conjunction(_parts(expected, path))


def _build_any(expected: Any, schema: Any, path: Pointer) -> Check:
    parts = _parts(expected, path)

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        outcomes = []
        for part in parts:
            outcome = part(value, at, context)
            if outcome is None:
                return None
            outcomes.append(outcome)
        unsure: list[Outcome | None] = [outcome for outcome in outcomes if not outcome.failures]
        if unsure:
            return merge(unsure)
        places = {outcome.failures[0].at for outcome in outcomes if len(outcome.failures) == 1}
        # every alternative fails at the same single place: that place is more exact than the whole
        return failure(places.pop() if len(places) == 1 else at, "anyOf", expected)

    return check


def _build_one(expected: Any, schema: Any, path: Pointer) -> Check:
    parts = _parts(expected, path)

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        outcomes = [part(value, at, context) for part in parts]
        holding = sum(outcome is None for outcome in outcomes)
        unsure: list[Outcome | None] = [o for o in outcomes if o is not None and not o.failures]
        if holding > 1 or holding + len(unsure) == 0:
            return failure(at, "oneOf", expected)
        return merge(unsure) if unsure else None

    return check


def _build_not(expected: Any, schema: Any, path: Pointer) -> Check:
    part = compile_condition(expected, path)

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        outcome = part(value, at, context)
        if outcome is None:
            return failure(_forbidden_place(expected, value, at), "not", expected)
        return outcome if not outcome.failures else None

    return check


def _forbidden_place(schema: Any, value: Any, at: Pointer) -> Pointer:
    """Where a forbidden thing stands: `not: {required: [x]}` points at x, not at the mapping that holds it."""
    while isinstance(schema, dict) and isinstance(value, dict):
        keys = schema.get("required") or list(schema.get("properties", ()))
        if len(keys) != 1 or keys[0] not in value:
            break
        at = (*at, keys[0])
        value = value[keys[0]]
        schema = schema.get("properties", {}).get(keys[0])
    return at


def _build_if(expected: Any, schema: Any, path: Pointer) -> Check:
    condition = compile_condition(expected, path)
    then = compile_condition(schema.get("then", True), (*path[:-1], "then"))
    otherwise = compile_condition(schema.get("else", True), (*path[:-1], "else"))

    def check(value: Any, at: Pointer, context: Context) -> Outcome | None:
        outcome = condition(value, at, context)
        if outcome is None:
            return then(value, at, context)
        if outcome.failures:
            return otherwise(value, at, context)
        either = [then(value, at, context), otherwise(value, at, context)]
        if either == [None, None]:
            return None
        return merge(list(either)) if all(fails(one) for one in either) else outcome

    return check


KEYWORDS: dict[str, Callable[[Any, Any, Pointer], Check]] = {
    "type": _build_type,
    "const": _build_const,
    "enum": _build_enum,
    "minimum": _bound("minimum", _number, lambda size, bound: size >= bound),
    "maximum": _bound("maximum", _number, lambda size, bound: size <= bound),
    "exclusiveMinimum": _bound("exclusiveMinimum", _number, lambda size, bound: size > bound),
    "exclusiveMaximum": _bound("exclusiveMaximum", _number, lambda size, bound: size < bound),
    "minLength": _bound("minLength", _length(str), lambda size, bound: size >= bound),
    "maxLength": _bound("maxLength", _length(str), lambda size, bound: size <= bound),
    "minItems": _bound("minItems", _length(list), lambda size, bound: size >= bound),
    "maxItems": _bound("maxItems", _length(list), lambda size, bound: size <= bound),
    "minProperties": _bound("minProperties", _length(dict), lambda size, bound: size >= bound),
    "maxProperties": _bound("maxProperties", _length(dict), lambda size, bound: size <= bound),
    "uniqueItems": _build_unique,
    "pattern": _build_pattern,
    "properties": _build_properties,
    "required": _build_required,
    "dependentRequired": _build_dependent_required,
    "additionalProperties": _build_additional,
    "propertyNames": _build_property_names,
    "items": _build_items,
    "contains": _build_contains,
    "allOf": _build_all,
    "anyOf": _build_any,
    "oneOf": _build_one,
    "not": _build_not,
    "if": _build_if,
}
"""The keywords of JSON Schema that conditions may use."""
