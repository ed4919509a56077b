"""The two states that are compared: revisions of git, folders, or the estate as it stands on disk."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from dsalint.linter.check import Target
from dsalint.linter.errors import NothingToCheck, UserError
from dsalint.linter.estate.config import find_root, load_config
from dsalint.linter.rules.catalogue import Catalogue, load_catalogue
from dsalint.linter.rules.profiles import Selected, select_rules
from dsalint.linter.source.discover import discover
from dsalint.linter.source.revision import commit_of, in_repository, merge_base
from dsalint.linter.source.snapshot import snapshot

HERE = "the work tree"
_SHORT = 9
"""Digits of a commit's id that are shown."""


class State(NamedTuple):
    """One of the two states."""

    label: str
    """What it is called: a revision with its commit, a folder, or the work tree."""
    target: Target
    catalogue: Catalogue
    selected: tuple[Selected, ...]
    """The rules that its settings choose."""
    home: str
    """The folder of the estate: for a revision, the one that is left as it is."""
    submodules: Mapping[str, str] | None = None
    """Of a revision, whose files stand in a folder that will be gone: folders that belong to other repositories, each with
    the commit that it names."""

    @property
    def revision(self) -> bool:
        return self.submodules is not None


@contextmanager
def states(base: str, head: str, folder: str) -> Iterator[tuple[State, State]]:
    """The state before and the state after; what was put on disk for them is removed in the end.

    Args:
        base: a revision, `A...B` (from where B left A), `A..B`, or a folder.
        head: a revision or a folder; empty for the estate as it stands on disk.
        folder: the estate, for revisions and for an empty `head`.

    Raises:
        UserError: no such revision or folder, or one that means both; two folders of one estate; wrong settings or a
            wrong rule file in one.
        NothingToCheck: neither of the two holds a document.
    """
    if not os.path.isdir(folder):
        raise UserError(f"{folder} is not a folder", "name the folder of the estate with --estate")
    root = find_root(folder)
    forked, base, head = _range(root, base, head)
    with ExitStack() as stack:
        old, new = _specified(root, base), _specified(root, head) if head else ""
        if forked:
            old = _fork(root, base, old, new)
        before = _state(root, base, old, stack)
        after = _read(HERE, root) if not head else _state(root, head, new, stack)
        if before.target.root == after.target.root:
            raise UserError(
                f"{before.label} and {after.label} belong to one estate, at {after.target.root}",
                "name two estates, or a revision",
            )
        if not before.target.files and not after.target.files:
            raise NothingToCheck(
                f"there is no YAML file in {before.label} nor in {after.label}",
                "name the folder of the estate with --estate",
            )
        yield before, after


def _range(root: str, base: str, head: str) -> tuple[bool, str, str]:
    """Git's `A..B` and `A...B`, where it is not the name of a folder: whether it forks, A, and B."""
    if head or ".." not in base or _is_path(base):
        return False, base, head
    forked = "..." in base
    first, _, second = base.partition("..." if forked else "..")
    if os.path.isdir(base):
        if _commit(root, first or "HEAD") and _commit(root, second or "HEAD"):
            raise _both(base)
        return False, base, head
    return forked, first or "HEAD", second


def _specified(root: str, name: str) -> str:
    """The commit that a name means; empty for a folder."""
    is_folder = os.path.isdir(name)
    if is_folder and _is_path(name):
        return ""
    commit = _commit(root, name)
    if is_folder and commit:
        raise _both(name)
    if commit is None and not is_folder:
        raise UserError(f"there is no revision and no folder {name!r}", _instead(root))
    return commit or ""


def _is_path(name: str) -> bool:
    """Whether a name is written as none but a path is: what is changed may bring a folder `origin/main` with it."""
    first = name.replace(os.sep, "/").partition("/")[0]
    return os.path.isabs(name) or first in (".", "..") or name.endswith(os.sep)


def _commit(root: str, name: str) -> str | None:
    return commit_of(root, name) if name and "\0" not in name else None


def _both(name: str) -> UserError:
    return UserError(f"{name} is both a revision and a folder", f"write .{os.sep}{name} for the folder")


def _fork(root: str, base: str, old: str, new: str) -> str:
    other = new or commit_of(root, "HEAD") or ""
    found = merge_base(root, old, other) if old and other else None
    if found is None:
        raise UserError(
            f"{base} has no commit in common with what it is compared to",
            "fetch the history in full, or compare the two states themselves with `..`",
        )
    return found


def _state(root: str, name: str, commit: str, stack: ExitStack) -> State:
    if not commit:
        return _read(name, find_root(name))
    label = name if commit.startswith(name) else f"{name} ({commit[:_SHORT]})"
    folder, submodules = stack.enter_context(snapshot(root, commit))
    try:
        return _read(label, folder, submodules)._replace(home=root)
    except UserError as error:
        raise UserError(f"in {label}: {error.message.replace(folder + os.sep, '')}", error.hint) from error


def _read(label: str, root: str, submodules: Mapping[str, str] | None = None) -> State:
    config = load_config(root)
    catalogue = load_catalogue(root, config.local_rules)
    selected = select_rules(
        catalogue, config.profiles, select=config.select, ignore=config.ignore, severities=config.severities
    )
    files = discover(root, config.excluded, committed=submodules is not None)
    return State(label, Target(root, config, files, None), catalogue, tuple(selected), root, submodules)


def _instead(root: str) -> str:
    """What to do where a name is no revision."""
    if not in_repository(root):
        return "the estate is in no git repository: name two folders, the older one first"
    if commit_of(root, "HEAD") is None:
        return "the repository has no commit yet: commit the estate first, or name two folders, the older one first"
    return "check the name; in a build, fetch the history first (for GitHub: `fetch-depth: 0`)"
