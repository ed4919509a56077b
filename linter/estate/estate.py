"""All documents of an estate, by kind and id, with references resolved. Built once, then only read.

A document may refer to another by an alias or by an identifier of a register. Here such a reference is read as the id
that it means, so that whoever compares references compares ids.
"""

from collections.abc import Iterator
from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.estate.references import Reference, references_of


class Estate:
    """The index. Documents keep the order of their files (code-point order) and their order inside each file."""

    __slots__ = ("_aliases", "_by_id", "by_kind", "documents")

    def __init__(self, documents: list[Document]) -> None:
        self._index(documents)
        if self._aliases:
            self._index([self._by_ids(document) for document in documents])

    def _index(self, documents: list[Document]) -> None:
        self.documents = documents
        self.by_kind: dict[str, list[Document]] = {}
        self._by_id: dict[tuple[str, str], list[Document]] = {}
        self._aliases: dict[tuple[str, str], list[Document]] = {}
        for document in documents:
            self.by_kind.setdefault(document.kind, []).append(document)
            if document.id:
                self._by_id.setdefault((document.kind, document.id), []).append(document)
            for name in _other_names(document):
                self._aliases.setdefault((document.kind, name), []).append(document)

    def _by_ids(self, document: Document) -> Document:
        """The document with ids in place of aliases; itself where it uses none. What was read is never changed."""
        if not document.sound:
            return document
        renamed = [
            (reference.path, found.id)
            for reference in references_of(document)
            if (reference.target, reference.name) in self._aliases
            and (found := self.find(reference.target, reference.name)) is not None
            and found.id
        ]
        return document.with_texts(renamed)

    def of_kind(self, kind: str) -> list[Document]:
        return self.by_kind.get(kind, [])

    def find(self, kind: str, reference: Any) -> Document | None:
        """The document that a reference means: by id, else by an identifier or alias that only one document has.

        Of several documents with the same id the first one counts; that they are several is a finding of its own.
        """
        if not isinstance(reference, str):
            return None
        if kind == "retention-schedule":
            reference = reference.partition("/")[0]
        found = self._by_id.get((kind, reference))
        if found:
            return found[0]
        others = self._aliases.get((kind, reference), [])
        return others[0] if len(others) == 1 else None

    def namesakes(self, document: Document) -> list[Document]:
        """Other documents of the same kind and id."""
        return [other for other in self._by_id.get((document.kind, document.id), []) if other is not document]

    def ids(self, kind: str) -> list[str]:
        return [document.id for document in self.of_kind(kind) if document.id]

    def references(self, document: Document) -> Iterator[Reference]:
        return references_of(document)


def _other_names(document: Document) -> Iterator[str]:
    for key in ("aliases", "identifiers"):
        names = document.value.get(key)
        if isinstance(names, list):
            yield from (name for name in names if isinstance(name, str))
