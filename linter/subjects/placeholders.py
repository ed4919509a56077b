"""Placeholder subjects: texts that a template left to be filled in, `<say what the data is needed for>`."""

import re
from collections.abc import Iterator

from dsalint.linter.estate.document import Document
from dsalint.linter.subjects.subject import Subject, World
from dsalint.linter.subjects.texts import texts_of

_PLACEHOLDER = re.compile(r"<[^<>]{1,300}>")


def placeholder_subjects(world: World) -> Iterator[Subject]:
    """One subject for each text that is a placeholder and nothing else.

    `facts.in_use`: its document is an agreement that is no draft, or one such agreement names it.
    """
    in_use: frozenset[str] | None = None
    for document in world.estate.documents:
        if not document.sound:
            continue
        for path, text in texts_of(document.value):
            if text.startswith("<") and _PLACEHOLDER.fullmatch(text):
                if in_use is None:
                    in_use = _in_use(world)
                value = {
                    "placeholder": text,
                    "facts": {"in_use": document.key in in_use},
                    "as_of": world.as_of,
                    "date": world.as_of,
                }
                yield Subject("placeholder", f"placeholder {text}", document, path, value, date=world.as_of)


def _in_use(world: World) -> frozenset[str]:
    found: list[Document] = []
    for agreement in world.estate.of_kind("agreement"):
        if agreement.sound and agreement.value.get("status") != "draft":
            found.append(agreement)
            named = (
                world.estate.find(reference.target, reference.name)
                for reference in world.estate.references(agreement)
                if not reference.target.startswith("#")
            )
            found += [document for document in named if document is not None]
    return frozenset(document.key for document in found)
