"""Imported documents to files: whole, in their own folder, and never over a file that was there unless told so."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable

from dsalint.linter.errors import UserError
from dsalint.linter.importers.emitter import to_yaml
from dsalint.linter.importers.result import ImportedDocument, ImportResult
from dsalint.linter.source import limits

CONFIGURATION = "dsalint.yaml"
MOST_DOCUMENTS = limits.MAX_DOCUMENTS // 2
MOST_BYTES = limits.MAX_FILE_BYTES // 2
"""Of one file: what is written is read again, and there has to be room to add to it."""
_BETWEEN = "---\n"
_SAFE_FILE = re.compile(r"(?:[a-z0-9][a-z0-9-]*/)*[a-z0-9][a-z0-9-]*\.yaml\Z")


def write_estate(result: ImportResult, folder: str, force: bool = False) -> list[str]:
    """Write the documents below `folder` and return the files written, sorted, relative to it.

    A configuration (`dsalint.yaml`) is added where there is none and never replaced. Everything is written to a
    temporary folder beside it first and moved at the end, so that no file is ever half written. Raises UserError when
    a file exists and `force` is false, a name would leave the folder, or the folder cannot be written to.
    """
    texts = _texts(result.documents)
    if not os.path.lexists(os.path.join(folder, CONFIGURATION)):
        texts[CONFIGURATION] = to_yaml({"version": 1, "title": result.title})
    _refuse_to_leave(folder, texts)
    existing = [name for name in texts if os.path.lexists(os.path.join(folder, name))]
    if existing and not force:
        raise UserError(
            f"{folder}: {len(existing)} of the {len(texts)} files to write exist, the first is {existing[0]}",
            "Import into an empty folder, or give --force to replace them.",
        )
    parent = os.path.dirname(os.path.abspath(folder))
    try:
        os.makedirs(parent, exist_ok=True)
        staging = tempfile.mkdtemp(prefix=".dsalint-import-", dir=parent)
        try:
            estate = os.path.join(staging, "estate")  # not `staging` itself, which nobody else may read
            for name, text in texts.items():
                path = os.path.join(estate, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8", newline="\n") as stream:
                    stream.write(text)
            _move(estate, folder, texts)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise UserError(f"{error.filename or folder}: cannot be written: {error.strerror}") from error
    return sorted(texts)


def _move(estate: str, folder: str, names: Iterable[str]) -> None:
    """Move what was written to its place: in one step where there is no such folder yet, else file by file."""
    if not os.path.lexists(folder):
        os.rename(estate, os.path.abspath(folder))
        return
    for name in names:
        target = os.path.join(folder, name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.replace(os.path.join(estate, name), target)


def _texts(documents: Iterable[ImportedDocument]) -> dict[str, str]:
    """The text of every file; documents of one file follow each other in the order given.

    What would be more than the reader takes goes on in `name-2.yaml` and so on.
    """
    parts: dict[str, list[list[str]]] = {}
    sizes: dict[str, int] = {}
    for document in documents:
        if not _SAFE_FILE.match(document.file):
            raise UserError(f"{document.file!r} is not a safe name of a file")
        text = to_yaml(document.value)
        files = parts.setdefault(document.file, [[]])
        size = sizes.get(document.file, 0) + len(text.encode("utf-8")) + len(_BETWEEN)
        if files[-1] and (len(files[-1]) == MOST_DOCUMENTS or size > MOST_BYTES):
            files.append([])
            size = len(text.encode("utf-8"))
        files[-1].append(text)
        sizes[document.file] = size
    texts: dict[str, str] = {}
    taken = set(parts)
    for name, files in parts.items():
        for number, file in enumerate(files, 1):
            texts[_numbered(name, number, taken)] = _BETWEEN.join(file)
    return dict(sorted(texts.items()))


def _numbered(name: str, number: int, taken: set[str]) -> str:
    """The name of one of the files that share a name, which no other file has."""
    if number == 1:
        return name
    stem = name.removesuffix(".yaml")
    while f"{stem}-{number}.yaml" in taken:
        number += 1
    taken.add(f"{stem}-{number}.yaml")
    return f"{stem}-{number}.yaml"


def _refuse_to_leave(folder: str, names: Iterable[str]) -> None:
    """A link inside the estate must not take a file out of it."""
    root = os.path.realpath(folder)
    for name in names:
        place = os.path.realpath(os.path.join(folder, os.path.dirname(name)))
        if os.path.commonpath([root, place]) != root:
            raise UserError(f"{os.path.join(folder, name)}: the folder is a link that leads out of {folder}")
