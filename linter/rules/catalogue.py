"""All rules: the folder is the list. Built-in rules are kept in a form that reads fast (docs/decisions/0004)."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dsalint.linter.errors import UserError
from dsalint.linter.policies.parameters import Parameter
from dsalint.linter.rules.rule import Also, Citation, Rule
from dsalint.linter.source.discover import stays_inside
from dsalint.linter.source.kept import RULES, kept

BUILT_IN = RULES
_NOT_RULES = frozenset({"schemas", "reference", "profiles", "__pycache__"})


class Catalogue:
    """Rules by id, in order of id."""

    __slots__ = ("rules",)

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: dict[str, Rule] = {}
        for rule in sorted(rules, key=lambda rule: rule.id):
            twin = self.rules.get(rule.id)
            if twin is not None:
                raise UserError(
                    f"rule {rule.id} stands in {twin.file} and in {rule.file}", "give one of them another id"
                )
            self.rules[rule.id] = rule

    @property
    def groups(self) -> list[str]:
        return sorted({rule.group for rule in self.rules.values()})

    def detector(self, code: str) -> Rule:
        """The rule that reports problems of a code found by the reader or the schema."""
        for rule in self.rules.values():
            if code in rule.detects:
                return rule
        raise KeyError(code)


def load_catalogue(root: str = "", local_rules: Iterable[str] = ()) -> Catalogue:
    """Built-in rules and those of an estate.

    Args:
        root: the estate's root, to which `local_rules` (files or folders) are relative.

    Raises:
        UserError: a rule file that does not load, a path that does not exist, an id that stands twice.
    """
    rules = _built_in()
    for path in local_rules:
        rules.extend(_local(root, path))
    return Catalogue(rules)


def rule_files(folder: str, within: str = "") -> Iterator[str]:
    """Rule files below a folder, sorted.

    Args:
        folder: where to look; links to other folders are not followed.
        within: the folder that links to files may not lead out of; that folder itself where none is given.

    Raises:
        UserError: the folder cannot be read, or a link leads out.
    """
    real = os.path.realpath(within or folder)
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError as error:
        raise UserError(
            f"the folder of rules {folder} cannot be read: {error.strerror}", "check its permissions"
        ) from error
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in _NOT_RULES:
                yield from rule_files(entry.path, real)
        elif entry.name.endswith(".yaml"):
            if entry.is_symlink() and not stays_inside(entry.path, real):
                raise UserError(
                    f"the rule file {entry.path} is a link that leads out of {real}",
                    "put the file itself there",
                )
            yield entry.path


def _local(root: str, path: str) -> list[Rule]:
    from dsalint.linter.rules.rulefile import read_rule

    full = os.path.join(root, path)
    real_root = os.path.realpath(root)
    if "\0" in path:
        raise UserError("`local_rules` names a path that no file can have", "correct it in dsalint.yaml")
    if os.path.realpath(full) != real_root and not stays_inside(full, real_root):
        raise UserError(
            f"local rules {path} lie outside the estate", "keep rules below the folder of dsalint.yaml"
        )
    if os.path.isdir(full):
        return [
            read_rule(file, os.path.relpath(file, root).replace(os.sep, "/"))
            for file in rule_files(full, root)
        ]
    if os.path.isfile(full):
        return [read_rule(full, path)]
    raise UserError(f"local rules {path} do not exist", "correct `local_rules` in dsalint.yaml")


def _built_in() -> list[Rule]:
    files = list(rule_files(BUILT_IN))

    def read() -> list[Rule]:
        from dsalint.linter.rules.rulefile import read_rule  # not when the rules are kept

        return [
            read_rule(path, f"rules/{os.path.relpath(path, BUILT_IN).replace(os.sep, '/')}") for path in files
        ]

    return [
        _restore(fields)
        for fields in kept("catalogue", [*files, os.path.join(BUILT_IN, "reference", "sources.yaml")], read)
    ]


def _restore(fields: list[Any]) -> Rule:
    """The rule of which these are the fields, with tuples where JSON has lists."""
    for index, restore in _RESTORED:
        fields[index] = restore(fields[index])
    return Rule._make(fields)


_RESTORED: list[tuple[int, Callable[[list[Any]], Any]]] = [
    (Rule._fields.index("authority"), lambda items: tuple(map(Citation._make, items))),
    (Rule._fields.index("also"), lambda items: tuple(map(Also._make, items))),
    (Rule._fields.index("parameters"), lambda items: tuple(map(Parameter._make, items))),
    (Rule._fields.index("needs"), tuple),
    (Rule._fields.index("detects"), tuple),
]
