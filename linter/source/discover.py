"""Arguments to a sorted list of YAML files: git-aware, bounded, and never outside the estate through a link."""

import os
from collections.abc import Callable, Iterator

from dsalint.linter.errors import UserError
from dsalint.linter.source.limits import MAX_FILES

SUFFIXES = (".yaml", ".yml")
CONFIG_NAME = "dsalint.yaml"


def discover(root: str, excluded: Callable[[str], bool], *, committed: bool = False) -> list[str]:
    """YAML files below `root` as relative paths with forward slashes, in code-point order.

    Left out: hidden files and folders, links that lead outside `root`, what git ignores, and what `excluded`
    (called with the relative path of a file or folder) says. The configuration file is not a document.

    Args:
        committed: the folder holds what a commit holds, of which git ignores nothing, wherever the folder stands.

    Raises:
        UserError: more files than the limit, or a folder that may not be read.
    """
    found = sorted(_walk(root, os.path.realpath(root), excluded))
    if len(found) > MAX_FILES:
        raise UserError(f"{root} holds more than {MAX_FILES:,} YAML files", "name a folder below it")
    if found and not committed and _has_ignore_rules(root):
        from dsalint.linter.source.revision import ignored_files

        ignored = ignored_files(root, found)
        found = [path for path in found if path not in ignored]
    return found


def may_be_document(path: str) -> bool:
    """Whether `discover` would take a file of the estate for one, by its path alone."""
    parts = path.split("/")
    return (
        path.endswith(SUFFIXES)
        and parts[-1] != CONFIG_NAME
        and not any(part.startswith(".") for part in parts)
    )


def _walk(root: str, real_root: str, excluded: Callable[[str], bool]) -> Iterator[str]:
    pending = [""]
    count = 0
    while pending:
        folder = pending.pop()
        try:
            entries = list(os.scandir(os.path.join(root, folder)))
        except (FileNotFoundError, NotADirectoryError):
            continue  # it vanished since its parent was read
        except OSError as error:
            raise UserError(
                f"the folder {folder or root} cannot be read: {(error.strerror or 'unknown reason').lower()}",
                "make it readable, or leave it out with `exclude` in dsalint.yaml",
            ) from error
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                continue
            path = f"{folder}/{name}" if folder else name
            if entry.is_dir(follow_symlinks=False):
                if not excluded(path):
                    pending.append(path)
            elif name.endswith(SUFFIXES) and name != CONFIG_NAME and not excluded(path):
                if entry.is_symlink() and not (
                    stays_inside(entry.path, real_root) and os.path.isfile(entry.path)
                ):
                    continue
                count += 1
                yield path
                if count > MAX_FILES:
                    return


def stays_inside(path: str, real_folder: str) -> bool:
    """Whether a path, with all its links followed, lies below a folder whose own links have been followed."""
    return os.path.realpath(path).startswith(real_folder.rstrip(os.sep) + os.sep)


def _has_ignore_rules(root: str) -> bool:
    """Whether git could ignore anything here: asking git costs more than reading a small estate."""
    folder = os.path.abspath(root)
    while True:
        if os.path.exists(os.path.join(folder, ".git")):
            return True
        parent = os.path.dirname(folder)
        if parent == folder:
            return False
        folder = parent
