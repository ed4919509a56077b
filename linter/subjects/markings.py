"""Marking subjects: every protective marking that is written anywhere, with what its words mean at its date."""

from collections.abc import Iterator
from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.source.text import Path
from dsalint.linter.subjects.subject import Subject, World, agreement_date
from dsalint.linter.vocabulary.markings import MarkingError, marking_facts, parse_marking


def marking_subjects(world: World) -> Iterator[Subject]:
    for document in world.estate.documents:
        if not document.sound:
            continue
        value = document.value
        if isinstance(value.get("marking"), str):
            yield _subject(world, document, (), value)
        for index, flow in enumerate(value.get("flows", ()) if document.kind == "agreement" else ()):
            if isinstance(flow.get("marking"), str):
                yield _subject(world, document, ("flows", index), flow)


def _subject(world: World, document: Document, path: Path, holder: dict[str, Any]) -> Subject:
    text = holder["marking"]
    date = _date(world, document, holder)
    facts: dict[str, Any] = {"in_flow": bool(path), "holder": document.kind}
    try:
        facts |= {"readable": True, **marking_facts(parse_marking(text), date)}
    except MarkingError as error:
        meant = f"; perhaps {error.suggestion} is meant" if error.suggestion else ""
        facts |= {"readable": False, "problem": error.message + meant}
    value: dict[str, Any] = {"marking": text, "facts": facts, "as_of": world.as_of, "date": date}
    for key in ("recipients_named", "embargo", "personal_data", "openness", "items"):
        if key in holder:
            value[key] = holder[key]
    where = f"flow {holder.get('id')} of {document.id}" if path else f"{document.kind} {document.id}"
    return Subject("marking", f"marking of {where}", document, path, value, date=date)


def _date(world: World, document: Document, holder: dict[str, Any]) -> str:
    """A marking is judged by the date it was made: its own, the agreement's, the document's, else the as-of date."""
    if document.kind == "agreement":
        return str(holder.get("start") or agreement_date(document, world.as_of))
    for key in ("marked_on", "effective"):
        if isinstance(document.value.get(key), str):
            return str(document.value[key])
    return world.as_of
