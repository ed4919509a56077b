"""The YAML files of a commit, written to a folder of their own: the work tree is neither read nor touched."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import IO, NamedTuple

from dsalint.linter.errors import UserError
from dsalint.linter.source.discover import SUFFIXES
from dsalint.linter.source.limits import MAX_FILE_BYTES, MAX_FILES
from dsalint.linter.source.revision import SAFE_GIT, git_environment, listed


class Snapshot(NamedTuple):
    """A commit on disk."""

    folder: str
    submodules: Mapping[str, str]
    """Folders whose files are those of another repository, and so not there, each with the commit that it names."""


@contextmanager
def snapshot(root: str, commit: str) -> Iterator[Snapshot]:
    """The YAML files below `root` as they are in a commit; they are gone afterwards.

    A file that is too large to be read has its size there and begins with the id of its content: the reader says that it is
    too large, and two of them can be told apart.

    Raises:
        UserError: more files than the limit, a path that leads out of the folder or that no file can have here, content
            that is not there.
    """
    tree = _tree(root, commit)
    with TemporaryDirectory(prefix="dsalint-") as made:
        folder = os.path.realpath(made)
        with _contents(root) as pipe:
            links = _Links(root, tree, pipe)
            for entry in tree.values():
                file = links.file(entry) if entry.name.endswith(SUFFIXES) else None
                if file is not None:
                    _write(folder, entry.name, file, pipe)
            for entry in tree.values():  # last, so that no file is written through one
                if entry.mode == _LINK and links.file(entry) is None:
                    _link(folder, entry.name, links.target(entry))
        submodules = {entry.name: entry.content for entry in tree.values() if entry.mode == _SUBMODULE}
        yield Snapshot(folder, submodules)


class _Entry(NamedTuple):
    """A file of a commit."""

    mode: str
    content: str
    """Id of its content."""
    name: str


_REGULAR = "100"
_LINK = "120000"
_SUBMODULE = "160000"


def _tree(root: str, commit: str) -> dict[str, _Entry]:
    lines = listed(root, commit)
    if lines is None:
        raise _not_here()
    found: dict[str, _Entry] = {}
    for line in lines:
        head, _, name = line.partition("\t")
        mode, _, content = head.split()
        written = mode == _LINK or name.endswith(SUFFIXES)
        steps = {step.casefold() for step in name.split("/")}
        if written and ({"", ".", "..", ".git"} & steps or "\\" in name):
            raise UserError("a path in that revision leads out of the estate", "do not trust this repository")
        found[name] = _Entry(mode, content, name)
    if sum(name.endswith(SUFFIXES) for name in found) > MAX_FILES:
        raise UserError(f"the revision holds more than {MAX_FILES:,} YAML files", "name a folder below it")
    return found


def _not_here() -> UserError:
    return UserError(
        "git does not have all the files of that revision here", "fetch the history in full, and try again"
    )


class _Content(NamedTuple):
    size: int
    data: bytes
    """Nothing where that is too large to be read."""


class _Pipe(NamedTuple):
    """A git that gives contents by their ids, one after the other."""

    asked: int
    """The descriptor of its input: nothing may wait in a buffer for a git that has ended."""
    given: IO[bytes]

    def read(self, entry: _Entry) -> _Content:
        try:
            os.write(self.asked, f"{entry.content}\n".encode("ascii"))
            head = self.given.readline().split()
            if len(head) != 3:  # not there, and nothing follows
                raise _not_here()
            size = int(head[2])
            data = self.given.read(size) if size <= MAX_FILE_BYTES else self._pass_over(size)
            end = self.given.read(1)
        except OSError as error:  # git has ended
            raise _not_here() from error
        if end != b"\n":
            raise _not_here()
        return _Content(size, data)

    def _pass_over(self, size: int) -> bytes:
        while size > 0:
            size -= len(self.given.read(min(size, MAX_FILE_BYTES))) or size
        return b""


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
            yield _Pipe(process.stdin.fileno(), process.stdout)
        finally:
            process.kill()


class _Links:
    """Where the links of a commit lead, told from the commit and from where its folder stands."""

    def __init__(self, root: str, tree: Mapping[str, _Entry], pipe: _Pipe) -> None:
        self._root = _steps(os.path.realpath(root))
        self._tree = tree
        self._pipe = pipe
        self._targets: dict[str, str] = {}

    def target(self, link: _Entry) -> str:
        """What a link says; nothing where it says more than a path may."""
        if link.name not in self._targets:
            said = self._pipe.read(link)
            self._targets[link.name] = os.fsdecode(said.data) if said.size <= _LONGEST_PATH else ""
        return self._targets[link.name]

    def file(self, entry: _Entry) -> _Entry | None:
        """A file itself, or the one to which a link leads in the end; None where that is no file of the commit."""
        pending = entry.name.split("/")[::-1]
        at = [*self._root]
        followed = 0
        while pending:
            step = pending.pop()
            if step == "..":
                del at[-1:]
            elif step not in ("", "."):
                at.append(step)
                met = self._at(at)
                if met is not None and met.mode == _LINK:
                    followed += 1
                    if followed > _MOST_FOLLOWED:
                        return None
                    target = self.target(met)
                    at = [] if target.startswith("/") else at[:-1]
                    pending += target.split("/")[::-1]
        found = self._at(at)
        return found if found is not None and found.mode.startswith(_REGULAR) else None

    def _at(self, steps: list[str]) -> _Entry | None:
        depth = len(self._root)
        return self._tree.get("/".join(steps[depth:])) if steps[:depth] == self._root else None


def _steps(path: str) -> list[str]:
    return path.replace(os.sep, "/").split("/")[1:]


_LONGEST_PATH = 4096
_MOST_FOLLOWED = 40
"""Links in one path, as Linux has it."""


def _write(folder: str, name: str, entry: _Entry, pipe: _Pipe) -> None:
    path = os.path.join(folder, *name.split("/"))
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "xb") as file:
            content = pipe.read(entry)
            file.write(content.data if content.size <= MAX_FILE_BYTES else entry.content.encode("ascii"))
            file.truncate(content.size)
    except FileExistsError as error:
        raise UserError(
            f"that revision has {name} and another file whose name differs in case only",
            "compare on a system that tells them apart",
        ) from error
    except OSError as error:
        raise UserError(
            f"{name} of that revision cannot be written to a folder for a while: {error.strerror}",
            "make room, or compare on a system that has files of this name",
        ) from error


def _link(folder: str, name: str, target: str) -> None:
    """A link that leads to no file of the commit, as it is: whoever reads the folder refuses it or passes it over."""
    path = os.path.join(folder, *name.split("/"))
    parent = os.path.dirname(path)
    usable = target and "\0" not in target
    if usable and os.path.realpath(parent) == parent and os.path.isdir(parent) and not os.path.lexists(path):
        os.symlink(target, path)
