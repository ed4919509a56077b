"""Each line of the founding strategy is implemented by something that exists, is owed by name, or is left out with a reason."""

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import click
import pytest

from dsalint.cli import cli
from dsalint.linter.documents.schemas import schema
from dsalint.linter.rules.catalogue import load_catalogue
from dsalint.linter.vocabulary.reference import list_names, reference_list

ROWS = reference_list("founding-strategy").entries()
QUOTATIONS = "27f99a82447d"
"""First digits of the SHA-256 of all quotations, so that none is changed by accident."""


def test_all_rows_are_there_with_their_words() -> None:
    assert [row["id"] for row in ROWS] == [f"row-{number:03d}" for number in range(1, 229)]
    words = "\n".join(row["title"] for row in ROWS)
    assert hashlib.sha256(words.encode()).hexdigest().startswith(QUOTATIONS)


def test_most_rows_are_implemented_and_what_is_not_says_what_is_missing() -> None:
    counts = Counter(
        "implemented"
        if row.get("rules") or row.get("features")
        else "owed"
        if "not_yet" in row
        else "left out"
        for row in ROWS
    )
    assert counts["implemented"] >= 175
    assert counts["left out"] <= 20


def test_every_rule_that_a_row_names_exists() -> None:
    known = load_catalogue().rules
    assert [rule for row in ROWS for rule in row.get("rules", ()) if rule not in known] == []


@pytest.mark.parametrize("feature", sorted({feature for row in ROWS for feature in row.get("features", ())}))
def test_every_feature_that_a_row_names_exists(root: Path, feature: str) -> None:
    what, name = feature.split(" ", 1)
    found = {"field": field_exists, "command": command_exists, "option": option_exists}.get(what)
    if found is not None:
        assert found(name)
    elif what == "list":
        assert name in list_names()
    else:
        assert (root / name).is_file()


def field_exists(name: str) -> bool:
    kind, path = name.split(" ")
    part: dict[str, Any] = schema(kind)
    for step in path.split("."):
        part = inner(schema(kind), part)
        if step not in part.get("properties", {}):
            return False
        part = part["properties"][step]
    return True


def inner(root: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """The mapping that a part describes, also as the element of a list."""
    while "$ref" in part or part.get("type") == "array":
        if "$ref" in part:
            target: Any = root
            for step in part["$ref"][2:].split("/"):
                target = target[step]
            part = target
        else:
            part = part["items"]
    return part


def command_of(words: list[str]) -> click.Command | None:
    command: click.Command | None = cli
    for word in words:
        group = command if isinstance(command, click.Group) else None
        command = group.get_command(click.Context(group), word) if group is not None else None
    return command


def command_exists(name: str) -> bool:
    return command_of(name.split(" ")) is not None


def option_exists(name: str) -> bool:
    *words, option = name.split(" ")
    command = command_of(words)
    return command is not None and any(option in parameter.opts for parameter in command.params)
