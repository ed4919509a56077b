"""What a change of an estate means: changes of documents by class, ways gained and lost, findings gained and fixed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dsalint.linter.changes.access import AccessChanges, access_changes
from dsalint.linter.changes.change import Change, inside, whole
from dsalint.linter.changes.compare import Side, compare
from dsalint.linter.changes.documents import Matched, match
from dsalint.linter.changes.effects import EFFECTS, NARROWS, WIDENS, gravest
from dsalint.linter.changes.meaning import meaning_of
from dsalint.linter.changes.settings import settings_of
from dsalint.linter.changes.sides import State
from dsalint.linter.changes.succession import changes_among, parts_of
from dsalint.linter.changes.unseen import comparable, submodules, unreadable_files
from dsalint.linter.changes.values import LESS, MISSING, MORE
from dsalint.linter.check import assess, facts_in
from dsalint.linter.estate.document import Document
from dsalint.linter.estate.estate import Estate
from dsalint.linter.estate.load import FileFacts
from dsalint.linter.estate.references import references_of
from dsalint.linter.findings.finding import Finding
from dsalint.linter.network.network import SharingNetwork


class Difference(NamedTuple):
    """Everything that differs between two states of an estate."""

    before: str
    """What the state before is called."""
    after: str
    as_of: str
    changes: tuple[Change, ...]
    """Gravest first, then by document."""
    access: AccessChanges
    gained: tuple[Finding, ...]
    """Findings that the state before did not have."""
    fixed: tuple[Finding, ...]
    facts: tuple[FileFacts, ...]
    """What was read of both states."""

    @property
    def effect(self) -> str:
        """The gravest class of all changes, new and lost ways among them."""
        ways = [WIDENS] * bool(self.access.gained) + [NARROWS] * bool(self.access.lost)
        return gravest((*(change.effect for change in self.changes), *ways))

    @property
    def counts(self) -> dict[str, int]:
        """How many changes there are of each class, gravest first."""
        found = Counter(change.effect for change in self.changes)
        return {effect: found[effect] for effect in EFFECTS}


def difference(before: State, after: State, as_of: str) -> Difference:
    """Compare two states, both judged by the rules and settings of the second at one date."""
    old, new = facts_in(before.target), facts_in(after.target)
    settings = (settings_of(state.target, state.catalogue, state.selected) for state in (before, after))
    changes = [*unreadable_files(before, after, old, new), *submodules(before, after), *_within(*settings)]
    found = Difference(before.label, after.label, as_of, (), AccessChanges((), ()), (), (), (*old, *new))
    if list(map(_content, old)) != list(map(_content, new)):
        old_documents, new_documents = comparable(old, new)
        matched = match(old_documents, new_documents)
        networks = (
            SharingNetwork(Estate(list(documents)), as_of) for documents in (matched.before, new_documents)
        )
        gained, fixed = _findings(old, new, matched, after, as_of)
        changes += changes_of(matched)
        found = found._replace(access=access_changes(*networks), gained=gained, fixed=fixed)
    return found._replace(changes=tuple(sorted(changes, key=_gravest_first)))


def _gravest_first(change: Change) -> tuple[int, str, str]:
    return EFFECTS.index(change.effect), change.document, change.where


def changes_of(matched: Matched) -> Iterator[Change]:
    """The changes of documents, in no particular order."""
    parts = parts_of(matched.pairs)
    explained = {id(document) for part in parts for document in part.pair if document is not None}
    named = _named(pair.after for pair in matched.pairs)
    yield from changes_among(parts)
    for before, after in matched.pairs:
        if id(before) in explained or id(after) in explained:
            continue
        if before is not None and after is not None:
            yield from _within(before, after)
        else:
            yield _came_or_went(before, after, named)


def _within(before: Document, after: Document) -> Iterator[Change]:
    for altered in compare((after.kind,), Side.whole(before.value), Side.whole(after.value)):
        yield inside(altered, before, after)


def _came_or_went(before: Document | None, after: Document | None, named: set[tuple[str, str]]) -> Change:
    document = after or before
    assert document is not None
    meaning = meaning_of((document.kind,))
    effect = meaning.effect(MORE if before is None else LESS)
    if after is None and document.kind != "agreement" and (document.kind, document.id) in named:
        lost = compare((document.kind,), Side.whole(document.value), Side(MISSING))
        effect = gravest((effect, *(altered.effect for altered in lost)))
    return whole(effect, meaning.id, meaning.title, before, after)


def _named(documents: Iterable[Document | None]) -> set[tuple[str, str]]:
    """What documents refer to, by kind and id: what goes and is still named takes all that it said with it."""
    return {
        (reference.target, reference.name.partition("/")[0])
        for document in documents
        if document is not None
        for reference in references_of(document)
    }


def _content(fact: FileFacts) -> tuple[str, str]:
    return fact.source.file, fact.source.text


def _findings(
    old: Sequence[FileFacts], new: Sequence[FileFacts], matched: Matched, after: State, as_of: str
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Findings that only one state has. One that moved with its flow to another agreement is in both."""
    today: dict[str, list[Document]] = {}
    for document in matched.before:
        today.setdefault(document.file, []).append(document)
    renamed = [fact._replace(documents=tuple(today.get(fact.source.file, fact.documents))) for fact in old]
    was, now = (
        assess(facts, after.catalogue, after.selected, as_of, after.target).report.findings
        for facts in (renamed, new)
    )
    known, present = ({finding.fingerprint for finding in findings} for findings in (was, now))
    gained = [finding for finding in now if finding.fingerprint not in known]
    fixed = [finding for finding in was if finding.fingerprint not in present]
    moved = Counter(map(_said, gained)) & Counter(map(_said, fixed))
    return tuple(_without(gained, moved)), tuple(_without(fixed, moved))


def _said(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.message


def _without(findings: Iterable[Finding], moved: Counter[tuple[str, str]]) -> Iterator[Finding]:
    left = Counter(moved)
    for finding in findings:
        if left[_said(finding)]:
            left[_said(finding)] -= 1
        else:
            yield finding
