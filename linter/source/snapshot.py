"""The YAML files of a commit, written to a folder of their own: the work tree is neither read nor touched."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import IO, NamedTuple

from dsalint.linter.errors import UserError
from dsalint.linter.source.discover import SUFFIXES
from dsalint.linter.source.limits import MAX_FILE_BYTES, MAX_FILES
from dsalint.linter.source.revision import SAFE_GIT, git_environment, listed


class _Entry(NamedTuple):
    """A file of a commit."""

    mode: str
    content: str
    """Id of its content."""
    size: int
    name: str


@contextmanager
def snapshot(root: str, commit: str) -> Iterator[str]:
    """A folder with the YAML files below `root` as they are in a commit; it is gone afterwards.

    A file that is too large to be read has its size there and no content, so that the reader says so.

    Raises:
        UserError: more files than the limit, a path that leads out of the folder, content that is not there.
    """
    entries = _entries(root, commit)
    with TemporaryDirectory(prefix="dsalint-") as made:
        folder = os.path.realpath(made)
        with _contents(root) as pipe:
            for entry in entries:
                if entry.mode != _LINK:
                    _write(folder, entry, pipe)
            for entry in entries:  # last, so that no file is written through one
                if entry.mode == _LINK:
                    _link(folder, entry, pipe)
        yield folder


_LINK = "120000"
_REGULAR = "100"


def _entries(root: str, commit: str) -> list[_Entry]:
    found: list[_Entry] = []
    for line in listed(root, commit):
        head, _, name = line.partition("\t")
        mode, kind, content, size = head.split()
        if kind != "blob" or not name.endswith(SUFFIXES) or not (mode == _LINK or mode.startswith(_REGULAR)):
            continue
        if name.startswith("/") or ".." in name.split("/") or "\\" in name:
            raise UserError("a path in that revision leads out of the estate", "do not trust this repository")
        found.append(_Entry(mode, content, int(size), name))
    if len(found) > MAX_FILES:
        raise UserError(f"the revision holds more than {MAX_FILES:,} YAML files", "name a folder below it")
    return found


class _Pipe(NamedTuple):
    """A git that gives contents by their ids, one after the other."""

    asked: IO[bytes]
    given: IO[bytes]

    def read(self, entry: _Entry) -> bytes:
        self.asked.write(entry.content.encode("ascii") + b"\n")
        self.asked.flush()
        head = self.given.readline().split()
        if len(head) != 3:
            raise UserError(
                "git does not have all the files of that revision here",
                "fetch the history in full, and try again",
            )
        data = self.given.read(int(head[2]))
        self.given.read(1)
        return data


@contextmanager
def _contents(root: str) -> Iterator[_Pipe]:
    with subprocess.Popen(
        [*SAFE_GIT, "cat-file", "--batch"],
        cwd=root,
        env=git_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        try:
            yield _Pipe(process.stdin, process.stdout)
        finally:
            process.kill()


def _write(folder: str, entry: _Entry, pipe: _Pipe) -> None:
    path = os.path.join(folder, *entry.name.split("/"))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    try:
        with open(path, "xb") as file:
            if entry.size > MAX_FILE_BYTES:
                file.truncate(entry.size)
            else:
                file.write(pipe.read(entry))
    except FileExistsError as error:
        raise UserError(
            f"that revision has {entry.name} and another file whose name differs in case only",
            "compare on a system that tells them apart",
        ) from error


def _link(folder: str, entry: _Entry, pipe: _Pipe) -> None:
    target = pipe.read(entry).decode("utf-8", "surrogateescape")
    path = os.path.join(folder, *entry.name.split("/"))
    if "\0" not in target and target and os.path.isdir(os.path.dirname(path)) and not os.path.lexists(path):
        os.symlink(target, path)
