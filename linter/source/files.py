"""One file to text: size, kind and encoding are checked before anything is read into memory."""

import os
import stat
from typing import NamedTuple

from dsalint.linter.source.limits import MAX_FILE_BYTES


class Unreadable(NamedTuple):
    """Why a file gives no text. It is a finding on the file's first line, never a pass."""

    code: str
    message: str
    fix: str


def read_text(path: str) -> str | Unreadable:
    """The text of a file, or why there is none.

    UTF-8 only, with or without a byte-order mark (which is removed: positions count from the character after it).
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        return Unreadable(
            "unreadable", f"the file cannot be read: {_reason(error)}", "check that it exists and may be read"
        )
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return Unreadable(
                "unreadable", "this is not a regular file", "name a YAML file or a folder of them"
            )
        if status.st_size > MAX_FILE_BYTES:
            return Unreadable(
                "too-large",
                f"the file has {status.st_size:,} bytes; more than {MAX_FILE_BYTES:,} are not read",
                "split it into one file for each document",
            )
        with open(descriptor, "rb", closefd=False) as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        return Unreadable(
            "unreadable", f"the file cannot be read: {_reason(error)}", "check that it exists and may be read"
        )
    finally:
        os.close(descriptor)
    return decode(data)


def decode(data: bytes) -> str | Unreadable:
    """Bytes to text, or why they are none."""
    if data[:3] == b"\xef\xbb\xbf":
        data = data[3:]
    elif data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Unreadable("not-utf8", "the file is written in UTF-16, not UTF-8", "save it again as UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data[:4096]:
            return _BINARY
        line = data.count(b"\n", 0, error.start) + 1
        return Unreadable(
            "not-utf8",
            f"line {line} holds the byte 0x{data[error.start]:02x}, which is not UTF-8 text",
            "save the file again as UTF-8 (in most editors: Save with encoding)",
        )
    if "\0" in text:
        return _BINARY
    return text


_BINARY = Unreadable(
    "binary", "this is not a text file", "name YAML files, or exclude this file in dsalint.yaml"
)


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()
