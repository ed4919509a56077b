"""Where something is written: of findings, documents and subjects alike."""

from typing import NamedTuple

from dsalint.linter.source.text import Path, Span


class Place(NamedTuple):
    """Where something is written."""

    file: str
    """Path of the file relative to the estate's root, forward slashes."""
    span: Span
    path: Path = ()
    """From the root of the document to the value; empty for the document itself."""
    document: str = ""
    """`kind/id` of the document, where it has one."""


class Related(NamedTuple):
    """A second place that explains what is found at the first."""

    place: Place
    note: str
