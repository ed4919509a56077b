"""A world from documents written in a test, and the facts of its subjects."""

from textwrap import dedent
from typing import Any

from dsalint.linter.estate.estate import Estate
from dsalint.linter.estate.load import facts_of
from dsalint.linter.policies.book import PolicyBook
from dsalint.linter.rules.subject_kinds import SUBJECT_KINDS
from dsalint.linter.subjects.subject import World


def world_of(documents: str, as_of: str = "2026-06-01") -> World:
    """The world of YAML documents, all of which have to be sound."""
    facts = facts_of("estate.yaml", dedent(documents))
    assert not facts.problems, facts.problems
    return World(Estate(list(facts.documents)), as_of)


def values_of(kind: str, world: World) -> list[dict[str, Any]]:
    """The values of all subjects of a kind, in their order."""
    book = PolicyBook(world.estate, world.as_of, {})
    return [subject.value for subject in SUBJECT_KINDS[kind].subjects(world, book)]
