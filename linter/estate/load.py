"""Phase one, file by file: text, documents, and what is wrong with either. Depends on that one file only."""

import os
from typing import NamedTuple

from dsalint.linter.documents.problems import SchemaProblem, schema_problems
from dsalint.linter.documents.schemas import DOCUMENT_KINDS
from dsalint.linter.estate.document import Document
from dsalint.linter.findings.place import Place, Related
from dsalint.linter.source.files import Unreadable, read_text
from dsalint.linter.source.reader import ParsedDocument, SourceProblem, read_yaml
from dsalint.linter.source.text import SourceText, Span


class Problem(NamedTuple):
    """Something wrong with the text or the shape of a file; a rule that detects its code reports it."""

    code: str
    message: str
    fix: str
    place: Place
    related: tuple[Related, ...] = ()
    salient: str = ""
    named: str = ""
    """The path by keys and names, for the fingerprint."""


class FileFacts(NamedTuple):
    """What one file holds."""

    source: SourceText
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    lost: int = 0
    """Documents that are none of a known kind."""
    whole: bool = True
    """False when the file could not be read, or not to its end."""
    faulty: int = 0
    """Documents with a mistake in their text, such as a key that stands twice: readers differ on what they say."""


def read_file(root: str, file: str) -> FileFacts:
    """The facts of a file of the estate; `file` is relative to `root`, with forward slashes."""
    return facts_of(file, read_text(os.path.join(root, file)))


def facts_of(file: str, text: str | Unreadable) -> FileFacts:
    """The facts of a file whose text, or lack of one, is known."""
    if isinstance(text, Unreadable):
        place = Place(file, Span(1, 1, 1, 2))
        problem = Problem(text.code, text.message, text.fix, place)
        return FileFacts(SourceText(file, ""), (), (problem,), whole=False)
    return read_source(SourceText(file, text))


def read_source(source: SourceText) -> FileFacts:
    """The facts of a text, saved or not."""
    reading = read_yaml(source)
    problems = [_source_problem(source, problem) for problem in reading.problems]
    documents: list[Document] = []
    for number, parsed in enumerate(reading.documents):
        document, found = _document(source, parsed, number)
        problems.extend(found)
        if document is not None:
            documents.append(document)
    lost = len(reading.documents) - len(documents)
    faulty = sum(not parsed.sound for parsed in reading.documents)
    return FileFacts(source, tuple(documents), tuple(problems), lost, reading.whole, faulty)


def unchecked_documents(source: SourceText) -> tuple[Document, ...]:
    """The documents of a text whose shape is known to be right, such as the examples of a tested rule."""
    return tuple(
        Document(source, parsed.value, parsed.positions, number, True)
        for number, parsed in enumerate(read_yaml(source).documents)
    )


def _document(
    source: SourceText, parsed: ParsedDocument, number: int
) -> tuple[Document | None, list[Problem]]:
    value = parsed.value
    if not isinstance(value, dict):
        entry, _ = parsed.positions.entry(())
        start = entry.value_start
        place = Place(source.file, source.span(start, min(entry.value_end, start + 1)))
        fix = "begin the document with `kind: agreement` or another kind, one key to a line"
        return None, [Problem("not-a-mapping", "the document is not a mapping of keys to values", fix, place)]
    document = Document(source, value, parsed.positions, number, parsed.sound)
    kind = value.get("kind")
    if kind not in DOCUMENT_KINDS:
        return None, [_kind_problem(document, kind)]
    if not parsed.sound:
        return document, []  # its text is faulty: what its shape looks like is not a second mistake
    found = schema_problems(str(kind), value)
    document.sound = not found
    return document, [_schema_problem(document, problem) for problem in found]


def _kind_problem(document: Document, kind: object) -> Problem:
    kinds = ", ".join(DOCUMENT_KINDS)
    if kind is None:
        message = "the document does not say what it is: it has no `kind`"
        fix = f"add `kind:` with one of {kinds}; or leave the file out with `exclude` in dsalint.yaml"
        return Problem("no-kind", message, fix, document.place(("kind",)))
    from dsalint.linter.vocabulary.suggest import did_you_mean

    near = did_you_mean(str(kind), DOCUMENT_KINDS)
    place = document.place(("kind",))
    fix = f"did you mean `{near}`?" if near else f"use one of {kinds}"
    return Problem(
        "unknown-kind", f"`{_cut(kind)}` is not a kind of document", fix, place, salient=_cut(kind)
    )


def _schema_problem(document: Document, problem: SchemaProblem) -> Problem:
    from dsalint.linter.findings.fingerprint import named_path

    related: tuple[Related, ...] = ()
    if problem.related_path is not None:
        place = document.place(problem.related_path)
        related = (Related(place, "add it beside this"),)
    place = document.place(problem.path, on_key=problem.on_key)
    named = named_path(document.value, problem.path)
    return Problem(problem.code, problem.message, problem.fix, place, related, problem.salient, named)


def _source_problem(source: SourceText, problem: SourceProblem) -> Problem:
    place = Place(source.file, source.span(problem.start, problem.end))
    related = tuple(
        Related(Place(source.file, source.span(start, end)), note) for start, end, note in problem.related
    )
    return Problem(
        problem.code, problem.message, problem.fix, place, related, source.text[problem.start : problem.end]
    )


def _cut(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"
