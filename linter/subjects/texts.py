"""Every text that a document holds, wherever it stands."""

from collections.abc import Iterator
from typing import Any

from dsalint.linter.source.text import Path


def texts_of(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """The texts in a value, each with its path; keys are none."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts_of(part, (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from texts_of(part, (*path, index))
