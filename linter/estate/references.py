"""Which fields refer to other documents, or to another part of the same document."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from dsalint.linter.estate.document import Document
from dsalint.linter.source.text import Path


class Reference(NamedTuple):
    """One value that names something else."""

    path: Path
    target: str
    """A kind of document; or `#field`: an element of that list in the same document."""
    name: str


_ANY = "*"

_FIELDS: dict[str, tuple[tuple[str, str], ...]] = {
    "agreement": (
        ("parties/*/organisation", "organisation"),
        ("parties/*/acts_for", "organisation"),
        ("parties/*/lawful_basis/*/purpose", "#purposes"),
        ("parties/*/lawful_basis/*/purposes/*", "#purposes"),
        ("parties/*/lawful_basis/*/task_of", "organisation"),
        ("parties/*/legal_power/*/purposes/*", "#purposes"),
        ("purposes/*/function_owner", "organisation"),
        ("data_items/*/purposes/*", "#purposes"),
        ("flows/*/from", "organisation"),
        ("flows/*/to", "organisation"),
        ("flows/*/asset", "asset"),
        ("flows/*/purposes/*", "#purposes"),
        ("flows/*/onward_sharing/to/*", "organisation"),
        ("flows/*/retention/schedule", "retention-schedule"),
        ("flows/*/transfer", "#transfers"),
        ("flows/*/key_holder", "organisation"),
        ("transfers/*/to", "organisation"),
        ("signatories/*/organisation", "organisation"),
        ("supersedes", "agreement"),
        ("derived_from", "agreement"),
        ("related/*", "agreement"),
    ),
    "organisation": (
        ("parent", "organisation"),
        ("successors/*", "organisation"),
        ("needs/*/asset", "asset"),
    ),
    "asset": (
        ("organisation", "organisation"),
        ("owner/organisation", "organisation"),
        ("shared_with/*", "organisation"),
        ("agreements/*", "agreement"),
        ("source/*", "asset"),
        ("feeds/*", "asset"),
        ("system", "system"),
        ("retention", "retention-schedule"),
    ),
    "policy": (
        ("parent", "policy"),
        ("supersedes", "policy"),
        ("applies_to/organisations/*", "organisation"),
    ),
    "retention-schedule": (
        ("organisation", "organisation"),
        ("entries/*/assets/*", "asset"),
    ),
    "system": (
        ("organisation", "organisation"),
        ("supplier", "organisation"),
        ("assets/*", "asset"),
        ("feeds/*", "system"),
    ),
    "governance-body": (
        ("organisation", "organisation"),
        ("members/*/organisation", "organisation"),
        ("consulted/*", "organisation"),
        ("reports_to", "governance-body"),
        ("endorses/*", "policy"),
    ),
    "delivery-plan": (
        ("organisation", "organisation"),
        ("implements/*", "policy"),
    ),
    "incident": (
        ("organisation", "organisation"),
        ("agreements/*", "agreement"),
        ("assets/*", "asset"),
        ("lessons/*/changes/*", "policy"),
    ),
}

_COMPILED = {
    kind: tuple((tuple(pattern.split("/")), target) for pattern, target in fields)
    for kind, fields in _FIELDS.items()
}


def references_of(document: Document) -> Iterator[Reference]:
    """Every reference that a document makes, field by field."""
    for pattern, target in _COMPILED.get(document.kind, ()):
        for path, value in _matches(document.value, pattern, ()):
            if isinstance(value, str):
                yield Reference(path, target, value)


def _matches(value: Any, pattern: tuple[str, ...], path: Path) -> Iterator[tuple[Path, Any]]:
    if not pattern:
        yield path, value
        return
    step, rest = pattern[0], pattern[1:]
    if step == _ANY:
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from _matches(item, rest, (*path, index))
    elif isinstance(value, dict) and step in value:
        yield from _matches(value[step], rest, (*path, step))
