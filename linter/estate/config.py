"""`dsalint.yaml` at the estate's root. Nothing is read from the home directory or from the environment."""

import os
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from dsalint.linter.documents.own_files import read_own_file
from dsalint.linter.errors import UserError
from dsalint.linter.source.discover import CONFIG_NAME, stays_inside
from dsalint.linter.source.files import read_text


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

    def leaves_out(self, path: str) -> bool:
        """Whether a file is left out, by itself or with a folder that it lies in."""
        parts = path.split("/")
        return any(self.excluded("/".join(parts[:depth])) for depth in range(1, len(parts) + 1))

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
    if _says_nothing(path):
        return Config(file=path)
    return _from_value(read_own_file("config", path, CONFIG_NAME).value, path)


def _says_nothing(path: str) -> bool:
    """Whether a configuration is there and empty: it still marks the root of an estate."""
    text = read_text(path)
    return isinstance(text, str) and all(
        not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()
    )


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
