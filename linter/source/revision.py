"""Files as they stand in a commit of git, read without a checkout."""

import os
import re
import subprocess

from dsalint.linter.source.limits import MAX_FILE_BYTES

SAFE_GIT = (
    "git",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.quotePath=false"),
    *("-c", "safe.bareRepository=explicit"),
)
"""No command that the repository's own configuration names is run, and no folder of an estate passes for a repository.

Git is only asked what a commit holds and never to look at the work tree: for that it would run content filters.
"""


def committed_files(root: str, revision: str = "HEAD") -> dict[str, str] | None:
    """Files below `root` in a revision (not links), relative to `root`, with the id of their content.

    None: `root` is not in a git repository, the revision does not exist, or there is no git.
    """
    answer = _git(root, "ls-tree", "-r", "-z", revision)
    if answer is None:
        return None
    entries = answer.decode("utf-8", "surrogateescape").split("\0")
    parts = (entry.partition("\t") for entry in entries if entry)
    return {name: head.rpartition(" ")[2] for head, _, name in parts if head.startswith(_REGULAR)}


def is_unchanged(path: str, content_id: str) -> bool:
    """Whether a file on disk is byte for byte the content of that id (git's hash of a blob)."""
    import hashlib

    try:
        with open(path, "rb", opener=_without_waiting) as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError:
        return False
    make = hashlib.sha1 if len(content_id) == _SHA1_DIGITS else hashlib.sha256
    return make(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest() == content_id


_COMMIT = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_REGULAR = "100"  # how git writes the modes of ordinary files
_SHA1_DIGITS = 40


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def file_at(root: str, file: str, revision: str = "HEAD") -> bytes | None:
    """The content of a file in a revision; None where the revision does not have it."""
    return _git(root, "cat-file", "blob", f"{revision}:./{file}")


def ignored_files(root: str, files: list[str]) -> set[str]:
    """Those of the files (relative to `root`) that git ignores; none without git: more is read then, never less."""
    names = "\0".join(files).encode("utf-8", "surrogateescape")
    answer = _git(root, "check-ignore", "-z", "--stdin", given=names)
    return set((answer or b"").decode("utf-8", "surrogateescape").split("\0"))


def commit_of(root: str, revision: str) -> str | None:
    """The id of the commit that a revision names (a branch, a tag, `HEAD~2`); None where there is none, or no git."""
    answer = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    name = answer.decode("ascii", "replace").strip() if answer else ""
    return name if _COMMIT.fullmatch(name) else None  # `^HEAD` means all but a commit


def in_repository(root: str) -> bool:
    """Whether a folder is in a git repository, as far as git says."""
    return _git(root, "rev-parse", "--git-dir") is not None


def merge_base(root: str, one: str, other: str) -> str | None:
    """The id of the last commit that two commits (ids) have in common; None where they have none."""
    answer = _git(root, "merge-base", one, other)
    return answer.decode("ascii").strip() if answer else None


def listed(root: str, commit: str) -> list[str] | None:
    """What a commit holds below `root`: `mode SP kind SP id TAB path`, with paths relative to `root`.

    None: git cannot tell, because something of the commit is not there or is damaged.
    """
    answer = _git(root, "ls-tree", "-r", "-z", commit)
    if answer is None:
        return None
    return [line for line in answer.decode("utf-8", "surrogateescape").split("\0") if line]


def git_environment() -> dict[str, str]:
    """Nothing is fetched for what is missing, whatever the repository allows; no lock is taken; no object is another."""
    return {
        **os.environ,
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
    }


def _git(root: str, *arguments: str, given: bytes = b"") -> bytes | None:
    try:
        answer = subprocess.run(
            [*SAFE_GIT, *arguments],
            cwd=root,
            input=given,
            env=git_environment(),
            capture_output=True,
            check=False,
            timeout=120,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout if answer.returncode == 0 else None
