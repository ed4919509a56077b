"""`dsalint test`: the examples of all rules, or of rules in named files and folders."""

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dsalint.linter.errors import NothingToCheck, UserError
from dsalint.linter.rules.catalogue import BUILT_IN, load_catalogue, rule_files
from dsalint.linter.rules.examples import SORTS, Complaint, test_rule
from dsalint.linter.rules.mutations import mutants
from dsalint.linter.rules.rule import Rule
from dsalint.linter.rules.rulefile import read_rule, read_rule_value


class Outcome(NamedTuple):
    rules: int
    examples: int
    mutants: int
    complaints: tuple[Complaint, ...]


def run_examples(paths: Sequence[str] = (), *, mutate: bool = True) -> Outcome:
    """Run examples, and prove that every part of every condition is needed by one.

    Raises:
        UserError: a rule file that does not load.
        NothingToCheck: a folder without rule files.
    """
    rules: dict[str, Rule] = dict(load_catalogue().rules)
    files = list(_files(paths))
    if not files:
        raise NothingToCheck(
            f"there is no rule file in {', '.join(paths)}", "name a rule file or a folder of them"
        )
    tested = [(read_rule(file, shown), read_rule_value(file, shown)) for file, shown in files]
    rules.update({rule.id: rule for rule, _ in tested})
    specifications = {
        rule.id: {parameter.name: parameter for parameter in rule.parameters} for rule in rules.values()
    }
    complaints: list[Complaint] = []
    examples = removed = 0
    for rule, value in tested:
        examples += sum(len(value["examples"].get(sort, ())) for sort in SORTS)
        removed += sum(1 for _ in mutants(rule)) if mutate and not rule.detects else 0
        complaints.extend(test_rule(rule, value, specifications, mutate=mutate))
    return Outcome(len(tested), examples, removed, tuple(complaints))


def _files(paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    if not paths:
        for path in rule_files(BUILT_IN):
            yield path, f"rules/{os.path.relpath(path, BUILT_IN).replace(os.sep, '/')}"
    for path in paths:
        if os.path.isdir(path):
            yield from ((file, file.replace(os.sep, "/")) for file in rule_files(path))
        elif os.path.isfile(path):
            yield path, path
        else:
            raise UserError(f"{path} does not exist", "name a rule file or a folder of them")
