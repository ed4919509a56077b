"""`--output FORMAT=FILE`: reports written whole or not at all."""

import os
from collections.abc import Collection, Iterable
from typing import NamedTuple

from dsalint.linter.errors import UserError
from dsalint.linter.source.discover import CONFIG_NAME


class Output(NamedTuple):
    """A report that is to be written to a file."""

    format: str
    file: str


def plan_outputs(specifications: Iterable[str], formats: Collection[str]) -> tuple[Output, ...]:
    """Read `FORMAT=FILE` and make sure, before any work is done, that each file can be written.

    Raises UserError for another form, an unknown format, a file named twice, and a folder that is missing
    or that may not be written to.
    """
    outputs: list[Output] = []
    seen: set[str] = set()
    for specification in specifications:
        name, equals, file = specification.partition("=")
        if not equals or not name or not file:
            raise UserError(
                f"--output {specification!r} is not of the form FORMAT=FILE", "e.g. json=report.json"
            )
        if name not in formats:
            raise UserError(
                f"--output {specification!r}: there is no format {name!r}",
                f"formats: {', '.join(sorted(formats))}",
            )
        target = os.path.realpath(file)
        if target in seen:
            raise UserError(
                f"--output {specification!r}: {file!r} is named twice", "give each report its own file"
            )
        seen.add(target)
        _check_writable(file, target)
        outputs.append(Output(name, file))
    return tuple(outputs)


def protect_inputs(outputs: Iterable[str], root: str, files: Iterable[str]) -> None:
    """Make sure that nothing is written over what was read: a document of the estate, or its configuration.

    Args:
        outputs: files that are to be written.
        root: the estate's root, to which `files` are relative.
        files: the documents of the estate.

    Raises UserError for an output that is one of them, by whatever name or link.
    """
    wanted = [(output, os.path.realpath(output)) for output in outputs]
    if not wanted:
        return
    inputs = {os.path.realpath(os.path.join(root, file)) for file in (*files, CONFIG_NAME)}
    for output, target in wanted:
        if target in inputs:
            raise UserError(
                f"{output!r} is a document of the estate and is not written over", "choose another file"
            )


def _check_writable(file: str, target: str) -> None:
    folder = os.path.dirname(target)
    if not os.path.isdir(folder):
        raise UserError(f"cannot write {file!r}: its folder does not exist", "make the folder first")
    if os.path.isdir(target):
        raise UserError(f"cannot write {file!r}: it is a folder", "name a file in it")
    if _is_device(target):
        return
    if not os.access(folder, os.W_OK):
        raise UserError(f"cannot write {file!r}: its folder may not be written to", "choose another folder")


def _is_device(target: str) -> bool:
    """A terminal, pipe or /dev/null: nothing that could be replaced, so it is written directly."""
    return os.path.exists(target) and not os.path.isfile(target)


def write_report(file: str, text: str) -> None:
    """Write the text as UTF-8 with LF line ends, so that a reader sees the old file or the new one, never half.

    A link is followed, and an existing file keeps its permissions. Raises UserError when the system refuses.
    """
    target = os.path.realpath(file)
    data = text.encode("utf-8")
    try:
        if _is_device(target):
            with open(target, "wb") as device:
                device.write(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise UserError(f"cannot write {file!r}: {error.strerror or error}", "choose another file") from error


def _replace(target: str, data: bytes) -> None:
    """Write beside the target, in the same folder as a rename must stay on one file system, then rename."""
    temporary = f"{target}.{os.getpid()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(temporary, flags, 0o666)
    try:
        with open(descriptor, "wb") as stream:
            stream.write(data)
        if os.path.exists(target):
            os.chmod(temporary, os.stat(target).st_mode & 0o7777)
        os.replace(temporary, target)
    except BaseException:  # an interrupt must not leave the temporary file behind either
        os.unlink(temporary)
        raise
