"""Address subjects: every e-mail address that a document gives, wherever it stands."""

import re
from collections.abc import Iterator
from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.source.text import Path
from dsalint.linter.subjects.lifetimes import lifetime
from dsalint.linter.subjects.subject import Subject, World
from dsalint.linter.subjects.texts import texts_of
from dsalint.linter.vocabulary.reference import Entry, reference_list

_ADDRESS = re.compile(r"""[^\s@<>,;:()\[\]"]{1,64}@([a-z0-9.-]{1,253})""", re.IGNORECASE)
"""Brackets and quotation marks stand around an address, and a full stop after it ends a sentence."""


def address_subjects(world: World) -> Iterator[Subject]:
    """One subject for each address; `facts.retired` is the record of its domain where that was switched off by then.

    An agreement that is over is judged by its last day: its addresses were right when they were used.
    """
    for document in world.estate.documents:
        if document.sound:
            day = _day(world, document)
            for path, text in texts_of(document.value):
                for match in _ADDRESS.finditer(text) if "@" in text else ():
                    yield _subject(
                        world, document, path, match[0].rstrip("."), match[1].lower().rstrip("."), day
                    )


def _subject(world: World, document: Document, path: Path, address: str, domain: str, day: str) -> Subject:
    facts: dict[str, Any] = {"domain": domain}
    record = _retired(domain, day)
    if record is not None:
        facts["retired"] = record
    value = {"address": address, "facts": facts, "as_of": world.as_of, "date": day}
    return Subject("address", f"address {address}", document, path, value, date=day)


def _day(world: World, document: Document) -> str:
    if document.kind != "agreement":
        return world.as_of
    return str(lifetime(document, world.as_of).get("last_day", world.as_of))


def _retired(domain: str, day: str) -> Entry | None:
    domains = reference_list("retired-domains")
    labels = domain.split(".")
    for start in range(len(labels)):
        name = ".".join(labels[start:])
        if domains.in_force(name, day) is False:
            return domains.get(name)
    return None
