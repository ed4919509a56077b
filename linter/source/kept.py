"""Data files of the package in a form that reads fast, kept beside them as Python keeps .pyc (docs/decisions/0004).

The kept form lies in `rules/__pycache__/` of the installed package, in the format and with the trust of `.pyc` files. It is used
only while the names, sizes and modification times of its sources and the version are what they were. Where the folder
cannot be written, the sources are read each time. Nothing is ever kept in an estate or in the home directory.
"""

import marshal
import os
import sys
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
        state += (path[len(RULES) :], status.st_mtime_ns, status.st_size)
    path = os.path.join(RULES, "__pycache__", f"{name}.{sys.implementation.cache_tag}.kept")
    try:
        with open(path, "rb") as file:
            stored_state, value = marshal.loads(file.read())
        if stored_state == state:
            return value
    except (OSError, EOFError, ValueError, TypeError):
        pass  # not kept yet, or damaged: the sources are there
    import json  # not when the value is kept

    value = json.loads(json.dumps(make()))  # the same types, kept or not
    _write(path, (state, value))
    return value


def _write(path: str, value: tuple[list[Any], Any]) -> None:
    temporary = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(marshal.dumps(value))
        os.replace(temporary, path)
    except OSError:
        return
