"""Files as they stand in a commit of git, read without a checkout."""

import subprocess

_SAFE = ("git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
"""No command that the repository's own configuration names is run."""


def changed_files(root: str, revision: str = "HEAD") -> list[str] | None:
    """Files below `root` that differ from a revision or are not in it, relative to `root`.

    None: `root` is not in a git repository, the revision does not exist, or there is no git.
    """
    tracked = _git(
        root, "diff", "--no-ext-diff", "--no-renames", "--name-only", "-z", "--relative", revision, "--", "."
    )
    others = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if tracked is None or others is None:
        return None
    names = (tracked + others).decode("utf-8", "surrogateescape").split("\0")
    return sorted({name for name in names if name})


def file_at(root: str, file: str, revision: str = "HEAD") -> bytes | None:
    """The content of a file in a revision; None where the revision does not have it."""
    return _git(root, "show", "--no-textconv", f"{revision}:./{file}")


def _git(root: str, *arguments: str) -> bytes | None:
    try:
        answer = subprocess.run([*_SAFE, *arguments], cwd=root, capture_output=True, check=False, timeout=120)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout if answer.returncode == 0 else None
