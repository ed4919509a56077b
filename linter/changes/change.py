"""One change: what it is, what it means, and where it is written on both sides."""

from typing import Any, NamedTuple

from dsalint.linter.changes.compare import Altered
from dsalint.linter.changes.values import MISSING
from dsalint.linter.estate.document import Document
from dsalint.linter.findings.fingerprint import named_path
from dsalint.linter.findings.place import Place
from dsalint.linter.source.text import Path


class Change(NamedTuple):
    """One field, element or document that differs."""

    effect: str
    """Its class, one of `effects.EFFECTS`."""
    meaning: str
    """Id of the entry of `rules/reference/changes.yaml` by which it was judged; empty for what no field says."""
    about: str
    """What it is a change of, in the words of that entry."""
    document: str
    """`kind/id`, with the id of today where there is one."""
    title: str
    where: str
    """The field by keys and names, e.g. `flows[income].marking`; empty for the document as a whole."""
    before: Any
    """The value, or `MISSING`."""
    after: Any
    old: Place | None
    """Where it was; where it would have stood, for what was not there. None where the document was not there."""
    new: Place | None
    note: str = ""
    """What else there is to say of it."""


def whole(
    effect: str, meaning: str, about: str, before: Document | None, after: Document | None, note: str = ""
) -> Change:
    """A change of a document as a whole: it came, went, or became another."""
    document = after or before
    assert document is not None  # one of them is there, or there is nothing to speak of
    return Change(
        effect=effect,
        meaning=meaning,
        about=about,
        document=document.key,
        title=document.title,
        where="",
        before=MISSING if before is None else before.id,
        after=MISSING if after is None else after.id,
        old=before.place(("id",)) if before else None,
        new=after.place(("id",)) if after else None,
        note=note,
    )


def inside(
    altered: Altered, before: Document, after: Document, was: tuple[Document, Path] | None = None
) -> Change:
    """A change of something inside a document.

    Args:
        before: the old document, in which `altered.old_path` leads to the value.
        was: the document and path where the old value is written, should that be another.
    """
    gone = altered.after is MISSING
    path, root = (altered.old_path, before) if gone else (altered.new_path, after)
    old, old_path = was or (before, altered.old_path)
    return Change(
        effect=altered.effect,
        meaning=altered.meaning.id,
        about=altered.meaning.title,
        document=after.key,
        title=after.title,
        where=named_path(root.value, path),
        before=altered.before,
        after=altered.after,
        old=old.place(old_path),
        new=after.place(altered.new_path),
    )
