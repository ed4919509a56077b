"""Protective markings: reading them (`parse_marking`) and what rules need to know of them (`marking_facts`)."""

from dsalint.linter.vocabulary.marking import Marking, MarkingError
from dsalint.linter.vocabulary.marking_facts import marking_facts
from dsalint.linter.vocabulary.marking_grammar import parse_marking

__all__ = ["Marking", "MarkingError", "marking_facts", "parse_marking"]
