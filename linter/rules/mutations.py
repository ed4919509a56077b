"""A rule with one part of its condition removed, for every part: examples that notice none of it prove nothing."""

from collections.abc import Iterator
from typing import Any

from dsalint.linter.rules.rule import Rule

_SUBSCHEMAS = ("not", "if", "then", "else", "items", "contains", "additionalProperties", "propertyNames")
_LISTS = ("allOf", "anyOf", "oneOf")


def mutants(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Each rule that lacks one part, and a pointer to the part."""
    for where, condition in _without_one(rule.when, "/when"):
        yield where, rule._replace(when=condition)
    for where, condition in _without_one(rule.must, "/must"):
        yield where, rule._replace(must=condition)
    for index, pointer in enumerate(rule.needs):
        yield f"/needs{pointer}", rule._replace(needs=rule.needs[:index] + rule.needs[index + 1 :])
    if rule.in_force_from:
        yield "/in_force/from", rule._replace(in_force_from="")
    if rule.in_force_until:
        yield "/in_force/until", rule._replace(in_force_until="")


def _without_one(schema: Any, where: str) -> Iterator[tuple[str, Any]]:
    if not isinstance(schema, dict):
        return
    for keyword, value in schema.items():
        here = f"{where}/{keyword}"
        if keyword in ("then", "else"):
            yield here, {**schema, keyword: True}
        elif keyword not in ("title", "description", "$comment", "minContains", "maxContains"):
            dropped = ("if", "then", "else") if keyword == "if" else (keyword,)
            yield here, {key: part for key, part in schema.items() if key not in dropped}
        for path, part in _inside(keyword, value, here):
            yield path, {**schema, keyword: part}


def _inside(keyword: str, value: Any, where: str) -> Iterator[tuple[str, Any]]:
    """The value of a keyword with one part of it removed; what would leave it empty is the keyword's own removal."""
    if keyword == "properties":
        for key, part in value.items():
            if len(value) > 1:
                yield f"{where}/{key}", {name: other for name, other in value.items() if name != key}
            for path, smaller in _without_one(part, f"{where}/{key}"):
                yield path, {**value, key: smaller}
    elif keyword == "required" and len(value) > 1:
        for index, key in enumerate(value):
            yield f"{where}/{key}", value[:index] + value[index + 1 :]
    elif keyword in _LISTS:
        for index, part in enumerate(value):
            if len(value) > 1:
                yield f"{where}/{index}", value[:index] + value[index + 1 :]
            for path, smaller in _without_one(part, f"{where}/{index}"):
                yield path, [*value[:index], smaller, *value[index + 1 :]]
    elif keyword in _SUBSCHEMAS:
        yield from _without_one(value, where)
