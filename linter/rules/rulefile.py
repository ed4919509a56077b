"""A rule file to a rule. A file that is not well-formed stops the run: a rule that does not load is never a pass."""

import os
from typing import Any

from dsalint.linter.documents.own_files import read_own_file
from dsalint.linter.policies.parameters import well_formed
from dsalint.linter.rules.outcomes import ConditionError
from dsalint.linter.rules.rule import Rule, prove_compiles, rule_from
from dsalint.linter.source.yamlfile import YamlFile


def read_rule_value(path: str, shown: str) -> dict[str, Any]:
    """The mapping of a rule file, checked against its schema.

    Args:
        path: the file to read.
        shown: how messages call it.

    Raises:
        UserError: what is wrong, with file, line and column.
    """
    value: dict[str, Any] = _read(path, shown).value
    return value


def read_rule(path: str, shown: str) -> Rule:
    """The rule of a file, with its conditions compiled once to prove that they compile.

    Raises:
        UserError: what is wrong, with file, line and column.
    """
    file = _read(path, shown)
    rule = rule_from(file.value, shown)
    stem = os.path.splitext(os.path.basename(path))[0]
    if stem != f"{rule.id}_{rule.name}":
        file.fail(("id",), f"the file is not named after its rule, {rule.id}_{rule.name}.yaml", on_key=True)
    for parameter in rule.parameters:
        if not well_formed(parameter):
            file.fail(
                ("parameters", parameter.name),
                f"the default or the direction of {parameter.name} does not suit its type, {parameter.type}",
                "durations are shorter or longer, numbers smaller or larger, words fewer or more",
                on_key=True,
            )
    try:
        prove_compiles(rule)
    except ConditionError as error:
        on_key = bool(error.path) and isinstance(error.path[-1], str)
        file.fail(error.path, str(error), "docs/writing-rules.md lists the keywords of conditions", on_key)
    return rule


def _read(path: str, shown: str) -> YamlFile:
    return read_own_file("rule", path, f"rule file {shown}")
