"""What an answer or a picture does not rest on, because it could not be read: said beside it."""

from collections.abc import Iterable

from dsalint.linter.estate.load import FileFacts
from dsalint.linter.reports.look import counted


def left_out(facts: Iterable[FileFacts], what: str) -> tuple[str, ...]:
    """Notes on what is missing from `what`, such as "this answer"; none where every file was read as a whole."""
    files = list(facts)
    malformed = sum(fact.lost + sum(not document.sound for document in fact.documents) for fact in files)
    broken = sum(not fact.whole for fact in files)
    notes: list[str] = []
    if malformed:
        missing = counted(malformed, "malformed document is", "malformed documents are")
        notes.append(f"{missing} no part of {what}; `dsalint check` lists them")
    if broken:
        missing = counted(broken, "file")
        notes.append(
            f"{missing} could not be read to the end, so {what} may lack something; `dsalint check` says why"
        )
    return tuple(notes)
