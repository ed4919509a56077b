"""Data files of the package in a form that reads fast, kept beside them as Python keeps .pyc (docs/decisions/0004).

The kept form lies in `rules/__pycache__/` of the installed package, with the trust of the code beside it. It is used
only while the names, sizes and modification times of its sources and the version are what they were. Where the folder
cannot be written, the sources are read each time. Nothing is ever kept in an estate or in the home directory.
"""

import json
import os
from collections.abc import Callable, Sequence
from typing import Any

import dsalint

RULES = os.path.join(os.path.dirname(os.path.abspath(dsalint.__file__)), "rules")
"""The folder of rules, schemas, reference lists and profiles."""


def kept(name: str, files: Sequence[str], make: Callable[[], Any]) -> Any:
    """The JSON-typed value that `make` makes from `files`, made anew only when one of them has changed."""
    state: list[Any] = [dsalint.__version__]
    for path in files:
        status = os.stat(path)
        state.append([os.path.relpath(path, RULES), status.st_mtime_ns, status.st_size])
    path = os.path.join(RULES, "__pycache__", f"{name}.json")
    try:
        with open(path, encoding="utf-8") as file:
            stored = json.load(file)
        if stored["state"] == state:
            return stored["value"]
    except (OSError, ValueError, KeyError, TypeError):
        pass  # not kept yet, or damaged: the sources are there
    value = make()
    _write(path, {"state": state, "value": value})
    return json.loads(json.dumps(value))  # the same types, kept or not


def _write(path: str, value: dict[str, Any]) -> None:
    temporary = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "w", encoding="utf-8") as file:
            json.dump(value, file)
        os.replace(temporary, path)
    except OSError:
        return
