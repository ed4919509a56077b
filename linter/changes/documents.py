"""Which document is which: by kind and id, and where an id is new, by what else names it and by what it says."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from dsalint.linter.changes.elements import Pairing, canonical
from dsalint.linter.estate.document import Document
from dsalint.linter.estate.estate import Estate
from dsalint.linter.estate.references import references_of
from dsalint.linter.source.text import Path

SAME_DOCUMENT = 0.6
"""How much two documents of different ids must have in common to count as one that was renamed."""


class DocumentPair(NamedTuple):
    """One document before and after; None where it is not there."""

    before: Document | None
    after: Document | None


class Matched(NamedTuple):
    """The documents of two estates, and the old estate as it would be with the new names."""

    pairs: tuple[DocumentPair, ...]
    """In the order of the new estate, then what is gone. What is equal is among them."""
    before: tuple[Document, ...]
    """The old documents, with ids of today wherever they refer to something that was renamed."""


def match(before: Sequence[Document], after: Sequence[Document]) -> Matched:
    """Find each document on the other side, whatever file it is in."""
    old, new = Estate(list(before)).documents, Estate(list(after)).documents
    renamed = _ids_after(old, new, _partners(old, new))
    old = [_renamed(document, renamed) for document in old]
    partners = _partners(old, new)
    inside = {o: _renamed_inside(old[o], new[n]) for n, o in enumerate(partners) if o is not None}
    old = [inside.get(position, document) for position, document in enumerate(old)]
    taken = {position for position in partners if position is not None}
    pairs = [
        DocumentPair(None if partner is None else old[partner], new[position])
        for position, partner in enumerate(partners)
    ]
    gone = (DocumentPair(document, None) for number, document in enumerate(old) if number not in taken)
    return Matched((*pairs, *gone), tuple(old))


def _partners(old: Sequence[Document], new: Sequence[Document]) -> list[int | None]:
    pairing = Pairing(len(old), len(new))
    pairing.by_key(_meant(old), _meant(new))
    for key in (_whole, _identity, _titled_content, _aliases, _identifiers):
        pairing.by_key([key(document) for document in old], [key(document) for document in new])
    pairing.by_key([document.key for document in old], [_earlier_key(document) for document in new])
    pairing.by_likeness(
        [document.value for document in old],
        [document.value for document in new],
        SAME_DOCUMENT,
        ([_title(document) for document in old], [_title(document) for document in new]),
    )
    return pairing.partner


def _meant(documents: Sequence[Document]) -> list[str]:
    """The identity of each document that references mean by it: the first of namesakes; of agreements, all are read."""
    seen = {""}
    found: list[str] = []
    for document in documents:
        identity = _identity(document) if document.kind != "agreement" else ""
        found.append("" if identity in seen else identity)
        seen.add(identity)
    return found


def _whole(document: Document) -> str:
    return f"{_identity(document)} {_content(document)}"


def _identity(document: Document) -> str:
    return f"{document.kind}/{document.id}" if document.id else ""


def _titled_content(document: Document) -> str:
    """All that a document says beside its id; empty where that does not say what it is."""
    return _content(document) if _title(document) else ""


def _title(document: Document) -> str:
    """Its kind and what people call it; empty where nothing but its id does."""
    title = document.value.get("title") or document.value.get("name")
    return f"{document.kind} {title}" if isinstance(title, str) else ""


def _content(document: Document) -> str:
    return document.once(
        "content", lambda: canonical({key: value for key, value in document.value.items() if key != "id"})
    )


def _aliases(document: Document) -> str:
    return _names(document, "aliases")


def _identifiers(document: Document) -> str:
    return _names(document, "identifiers")


def _names(document: Document, key: str) -> str:
    """The other names of a document as one key; empty where it has none."""
    names = document.value.get(key)
    return f"{document.kind} {canonical(names)}" if isinstance(names, list) and names else ""


def _earlier_key(document: Document) -> str:
    """The document that this one says it was: the first of its aliases, or what it supersedes."""
    aliases = document.value.get("aliases")
    earlier = aliases[0] if isinstance(aliases, list) and aliases else document.value.get("supersedes")
    return f"{document.kind}/{earlier}" if isinstance(earlier, str) else ""


def _ids_after(
    old: Sequence[Document], new: Sequence[Document], partners: Sequence[int | None]
) -> dict[tuple[str, str], str]:
    """New ids by kind and old id."""
    return {
        (old[partner].kind, old[partner].id): new[position].id
        for position, partner in enumerate(partners)
        if partner is not None
        and old[partner].id
        and old[partner].id != new[position].id
        and new[position].id
    }


def _renamed(document: Document, ids: dict[tuple[str, str], str]) -> Document:
    """A document with the new ids; itself where it has none of them."""
    found: list[tuple[Path, str]] = []
    for reference in references_of(document):
        name, slash, entry = reference.name.partition("/")  # a schedule is named with one of its entries
        if (reference.target, name) in ids:
            found.append((reference.path, ids[reference.target, name] + slash + entry))
    if (document.kind, document.id) in ids:
        found.append((("id",), ids[document.kind, document.id]))
    return document.with_texts(found)


_TELLING = {"purposes": ("text", "category"), "transfers": ("to", "country")}
"""Lists whose elements the document refers to by id, and what tells which an element is when its id is another."""


def _renamed_inside(document: Document, after: Document) -> Document:
    """A document in which the parts that it refers to have the ids of today."""
    found: list[tuple[Path, str]] = []
    ids: dict[tuple[str, str], str] = {}
    for field, telling in _TELLING.items():
        renamed = _ids_of_parts(document.value.get(field), after.value.get(field), telling)
        for index, old, new in renamed:
            ids[f"#{field}", old] = new
            found.append(((field, index, "id"), new))
    found += [
        (reference.path, ids[reference.target, reference.name])
        for reference in (references_of(document) if ids else ())
        if (reference.target, reference.name) in ids
    ]
    return document.with_texts(found)


def _ids_of_parts(before: Any, after: Any, telling: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    """Position, old id and new id of each element that says what it said under another id."""
    if not isinstance(before, list) or not isinstance(after, list) or before == after:
        return
    old, new = ([_part(element, telling) for element in elements] for elements in (before, after))
    kept = {name for name, _ in old} & {name for name, _ in new}
    now = {says: name for name, says in new if says and name not in kept}
    for index, (name, says) in enumerate(old):
        if says in now and name not in kept:
            yield index, name, now[says]


def _part(element: Any, telling: tuple[str, ...]) -> tuple[str, str]:
    """The id of an element, and all that it says beside; both empty where it has no id or says nothing that tells."""
    name = element.get("id") if isinstance(element, dict) else None
    if not isinstance(name, str) or not any(element.get(key) for key in telling):
        return "", ""
    return name, canonical({key: value for key, value in element.items() if key != "id"})
