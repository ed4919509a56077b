"""A rule file to a rule. A file that is not well-formed stops the run: a rule that does not load is never a pass."""

import os
from typing import Any

from dsalint.linter.documents.problems import schema_problems
from dsalint.linter.errors import UserError
from dsalint.linter.policies.parameters import well_formed
from dsalint.linter.rules.outcomes import ConditionError
from dsalint.linter.rules.rule import Rule, prove_compiles, rule_from
from dsalint.linter.source.files import Unreadable, read_text
from dsalint.linter.source.reader import ParsedDocument, read_yaml
from dsalint.linter.source.text import Path, SourceText


def read_rule_value(path: str, shown: str) -> dict[str, Any]:
    """The mapping of a rule file, checked against its schema.

    Args:
        path: the file to read.
        shown: how messages call it.

    Raises:
        UserError: what is wrong, with file, line and column.
    """
    return _read(path, shown)[0]


def read_rule(path: str, shown: str) -> Rule:
    """The rule of a file, with its conditions compiled once to prove that they compile.

    Raises:
        UserError: what is wrong, with file, line and column.
    """
    value, source, document = _read(path, shown)
    rule = rule_from(value, shown)
    stem = os.path.splitext(os.path.basename(path))[0]
    if stem != f"{rule.id}_{rule.name}":
        raise _error(
            source, document, ("id",), f"the file is not named after its rule, {rule.id}_{rule.name}.yaml", ""
        )
    for parameter in rule.parameters:
        if not well_formed(parameter):
            raise _error(
                source,
                document,
                ("parameters", parameter.name),
                f"the default or the direction of {parameter.name} does not suit its type, {parameter.type}",
                "durations are shorter or longer, numbers smaller or larger, words fewer or more",
            )
    try:
        prove_compiles(rule)
    except ConditionError as error:
        raise _error(source, document, error.path, str(error), _KEYWORD_HINT) from error
    return rule


_KEYWORD_HINT = "docs/writing-rules.md lists the keywords of conditions"


def _read(path: str, shown: str) -> tuple[dict[str, Any], SourceText, ParsedDocument]:
    text = read_text(path)
    if isinstance(text, Unreadable):
        raise UserError(f"rule file {shown}: {text.message}", text.fix)
    source = SourceText(shown, text)
    reading = read_yaml(source)
    if reading.problems:
        problem = reading.problems[0]
        line, column = source.position(problem.start)
        raise UserError(f"rule file {shown}:{line}:{column}: {problem.message}", problem.fix)
    if len(reading.documents) != 1 or not isinstance(reading.documents[0].value, dict):
        raise UserError(
            f"rule file {shown} does not hold one rule", "write one mapping with the keys of a rule"
        )
    document = reading.documents[0]
    problems = schema_problems("rule", document.value)
    if problems:
        first = problems[0]
        raise _error(source, document, first.path, first.message, first.fix)
    return document.value, source, document


def _error(source: SourceText, document: ParsedDocument, path: Path, message: str, hint: str) -> UserError:
    entry, _ = document.positions.entry(path)
    at = entry.key_start if entry.key_end > entry.key_start else entry.value_start
    line, column = source.position(at)
    return UserError(f"rule file {source.file}:{line}:{column}: {message}", hint)
