"""`dsalint.yaml` at the estate's root. Nothing is read from the home directory or from the environment."""

import os
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from dsalint.linter.documents.problems import schema_problems
from dsalint.linter.errors import UserError
from dsalint.linter.source.discover import CONFIG_NAME, stays_inside
from dsalint.linter.source.files import Unreadable, read_text
from dsalint.linter.source.reader import read_yaml
from dsalint.linter.source.text import SourceText


class Config(NamedTuple):
    """The settings of an estate; an estate without a file has the defaults."""

    title: str = ""
    exclude: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    local_rules: tuple[str, ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    file: str = ""

    def excluded(self, path: str) -> bool:
        """Whether a file or folder (relative, forward slashes) is left out. A pattern without a slash matches names."""
        name = path.rpartition("/")[2]
        return any(
            fnmatchcase(path, pattern.rstrip("/"))
            or ("/" not in pattern.rstrip("/") and fnmatchcase(name, pattern))
            for pattern in self.exclude
        )


def find_root(start: str) -> str:
    """The folder of the nearest `dsalint.yaml` at or above `start`, without crossing the top of a git repository.

    Where there is none: a folder is an estate of its own; a file belongs to its git repository, else to the working
    folder if it lies below that, else to its own folder.
    """
    is_folder = os.path.isdir(start)
    first = os.path.abspath(start if is_folder else os.path.dirname(start) or ".")
    folder = first
    while True:
        if os.path.isfile(os.path.join(folder, CONFIG_NAME)):
            return folder
        parent = os.path.dirname(folder)
        if os.path.exists(os.path.join(folder, ".git")):
            return first if is_folder else folder
        if parent == folder:
            break
        folder = parent
    here = os.getcwd()
    return here if not is_folder and f"{first}{os.sep}".startswith(f"{here}{os.sep}") else first


def load_config(root: str) -> Config:
    """The configuration of the estate at `root`.

    Raises:
        UserError: the file is there and wrong, with place and suggestion.
    """
    path = os.path.join(root, CONFIG_NAME)
    if not os.path.isfile(path):
        return Config()
    if not stays_inside(path, os.path.realpath(root)):
        raise UserError(f"{CONFIG_NAME} is a link that leads out of the estate", "put the file itself there")
    text = read_text(path)
    if isinstance(text, Unreadable):
        raise UserError(f"{CONFIG_NAME}: {text.message}", text.fix)
    source = SourceText(CONFIG_NAME, text)
    reading = read_yaml(source)
    if reading.problems:
        problem = reading.problems[0]
        line, column = source.position(problem.start)
        raise UserError(f"{CONFIG_NAME}:{line}:{column}: {problem.message}", problem.fix)
    if len(reading.documents) > 1:
        raise UserError(f"{CONFIG_NAME} holds {len(reading.documents)} YAML documents", "keep one")
    if not reading.documents:
        return Config(file=path)
    document = reading.documents[0]
    problems = schema_problems("config", document.value)
    if problems:
        first = problems[0]
        entry, _ = document.positions.entry(first.path)
        line, column = source.position(entry.key_start if first.on_key else entry.value_start)
        raise UserError(f"{CONFIG_NAME}:{line}:{column}: {first.message}", first.fix)
    return _from_value(document.value, path)


def _from_value(value: dict[str, Any], path: str) -> Config:
    def words(key: str) -> tuple[str, ...]:
        return tuple(value.get(key, ()))

    return Config(
        title=value.get("title", ""),
        exclude=words("exclude"),
        profiles=words("profiles"),
        select=words("select"),
        ignore=words("ignore"),
        fail_on=value.get("fail_on", "error"),
        local_rules=words("local_rules"),
        severities=tuple(
            sorted((rule, options["severity"]) for rule, options in value.get("rules", {}).items())
        ),
        file=path,
    )
