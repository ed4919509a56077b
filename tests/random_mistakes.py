"""Random single mistakes in the example estate: documents and slips that the selection was not written for."""

import copy
import random
import string
from collections.abc import Callable, Iterator
from pathlib import Path as File
from typing import Any

from dsalint.linter.documents.problems import schema_problems
from dsalint.linter.estate.load import read_file
from dsalint.linter.source.text import Path
from dsalint.tests.seeded_mistakes import Mistake

Place = tuple[Path, bool]
_FREE = {"parameters", "controls"}
"""Mappings whose keys are anybody's."""


def random_mistakes(root: File, count: int, seed: int) -> Iterator[Mistake]:
    """`count` attempts at a mistake in the well-formed documents of the estate; those that leave a document right are dropped."""
    documents = [
        document.value
        for file in sorted((root / "agreements").rglob("*.yaml"))
        if "flawed" not in file.parts
        for document in read_file(str(root), file.relative_to(root).as_posix()).documents
        if document.sound
    ]
    chance = random.Random(seed)
    for number in range(count):
        document = copy.deepcopy(chance.choice(documents))
        path = chance.choice([path for path in _paths(document, ()) if path != ("kind",)])
        slip = chance.choice(_SLIPS)
        kind = document["kind"]
        place = slip(chance, document, path)
        if place is not None and schema_problems(kind, document):
            yield Mistake(f"{slip.__name__[1:]} {number}", kind, document, *place)


def _paths(value: Any, path: Path) -> Iterator[Path]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        if step not in _FREE and not str(step).startswith("x"):
            yield (*path, step)
            yield from _paths(item, (*path, step))


def _at(document: Any, path: Path) -> Any:
    for step in path:
        document = document[step]
    return document


def _typo(chance: random.Random, document: Any, path: Path) -> Place | None:
    """A letter of a key left out, put in, changed, or swapped with the next."""
    holder, key = _at(document, path[:-1]), path[-1]
    if not isinstance(key, str) or len(key) < 3:
        return None
    at, letter = chance.randrange(len(key)), chance.choice(string.ascii_lowercase)
    before, here, after = key[:at], key[at], key[at + 1 :]
    wrong = chance.choice(
        [
            before + after,
            before + letter + here + after,
            before + letter + after,
            before + after[:1] + here + after[1:],
        ]
    )
    if wrong in holder or wrong.startswith(("x-", "x_")):
        return None
    items = [(wrong if name == key else name, value) for name, value in holder.items()]
    holder.clear()
    holder.update(items)
    return (*path[:-1], wrong), True


def _other_type(chance: random.Random, document: Any, path: Path) -> Place | None:
    """A value of another type."""
    others: dict[type, Any] = {str: [1], bool: "maybe", int: "lots", list: {"a": 1}, dict: 5, float: "x"}
    holder = _at(document, path[:-1])
    holder[path[-1]] = others[type(holder[path[-1]])]
    return path, False


def _capitals(chance: random.Random, document: Any, path: Path) -> Place | None:
    """A word as it would stand in a sentence."""
    holder = _at(document, path[:-1])
    if not isinstance(holder[path[-1]], str):
        return None
    holder[path[-1]] = holder[path[-1]].capitalize().replace("-", " ")
    return path, False


def _left_out(chance: random.Random, document: Any, path: Path) -> Place | None:
    """A key left out."""
    if not isinstance(path[-1], str):
        return None
    del _at(document, path[:-1])[path[-1]]
    return path, True


def _outdented(chance: random.Random, document: Any, path: Path) -> Place | None:
    """One key of a mapping moved beside the mapping."""
    if len(path) < 2 or not isinstance(path[-1], str) or not isinstance(path[-2], str):
        return None
    holder, outer = _at(document, path[:-1]), _at(document, path[:-2])
    if path[-1] in outer or len(holder) < 2:
        return None
    outer[path[-1]] = holder.pop(path[-1])
    return (*path[:-2], path[-1]), True


def _indented(chance: random.Random, document: Any, path: Path) -> Place | None:
    """One key moved into a mapping beside it."""
    holder, key = _at(document, path[:-1]), path[-1]
    if not isinstance(key, str):
        return None
    mappings = [
        name
        for name, value in holder.items()
        if isinstance(value, dict) and name != key and name not in _FREE and key not in value
    ]
    if not mappings:
        return None
    inner = chance.choice(mappings)
    holder[inner][key] = holder.pop(key)
    return (*path[:-1], inner, key), True


_SLIPS: tuple[Callable[[random.Random, Any, Path], Place | None], ...] = (
    _typo,
    _other_type,
    _capitals,
    _left_out,
    _outdented,
    _indented,
)
