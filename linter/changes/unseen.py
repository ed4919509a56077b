"""What cannot be compared, because it cannot be read: it may say anything, and counts as the gravest change."""

import filecmp
import os
from collections.abc import Iterator, Sequence

from dsalint.linter.changes.change import Change
from dsalint.linter.changes.effects import WIDENS
from dsalint.linter.changes.sides import State
from dsalint.linter.changes.values import MISSING
from dsalint.linter.estate.document import Document
from dsalint.linter.estate.load import FileFacts
from dsalint.linter.findings.place import Place
from dsalint.linter.source.text import Span


def comparable(old: Sequence[FileFacts], new: Sequence[FileFacts]) -> tuple[list[Document], list[Document]]:
    """The documents of both states, without those of files that one of them has and cannot be read there."""
    unreadable = {fact.source.file for fact in (*old, *new) if not _readable(fact)}
    before, after = (
        [document for fact in facts if fact.source.file not in unreadable for document in fact.documents]
        for facts in (old, new)
    )
    return before, after


def unreadable_files(
    before: State, after: State, old: Sequence[FileFacts], new: Sequence[FileFacts]
) -> Iterator[Change]:
    """Files that cannot be read in one of the states, unless they are the same in both."""
    sources = {fact.source.file: fact for fact in old}
    for fact in new:
        file = fact.source.file
        was = sources.get(file)
        readable = _readable(fact) and (was is None or _readable(was))
        if readable or (was is not None and _same(was, fact, before, after)):
            continue
        about = "a file that cannot be read on both sides, and may say anything"
        yield _unseen(file, was is not None, about, "`dsalint check` says why")


def submodules(before: State, after: State) -> Iterator[Change]:
    """Files of another repository are not in a commit: which of its commits is meant may change what they say."""
    if before.submodules is None or after.submodules is None:
        return
    for path, commit in after.submodules.items():
        earlier = before.submodules.get(path)
        if earlier != commit and not after.target.config.leaves_out(path):
            about = "a submodule, whose documents are not read here and may say anything"
            yield _unseen(path, earlier is not None, about, "compare the revisions of that repository too")


def _readable(fact: FileFacts) -> bool:
    return fact.whole and not fact.lost and not fact.faulty


def _same(was: FileFacts, now: FileFacts, before: State, after: State) -> bool:
    """Whether a file is the same in both states; one that gives no text is compared byte by byte."""
    if was.source.text or now.source.text:
        return was.source.text == now.source.text
    one, other = (os.path.join(state.target.root, now.source.file) for state in (before, after))
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def _unseen(file: str, there_before: bool, about: str, note: str) -> Change:
    place = Place(file, Span(1, 1, 1, 2))
    old = place if there_before else None
    return Change(WIDENS, "", about, file, file, "", MISSING, MISSING, old, place, note)
