"""When the sources of rules were in force, and under which name: a text that goes on under another is the same law."""

from functools import cache

from dsalint.linter.vocabulary.reference import Entry, reference_list


def first_day(source: str) -> str:
    """The first day on which a source, or one that it continues, was in force; empty where no day is known.

    `from` of the list of sources, else `not_before`, the earliest day possible.
    """
    entry = reference_list("sources").get(source)
    if entry is None:
        return ""
    return min([_start(entry), *(first_day(older["id"]) for older in _continued(source))])


def in_force_at(source: str, date: str) -> Entry | None:
    """The record of a source on a day, or of the one that it continues; None where neither was in force."""
    entry = reference_list("sources").get(source)
    if entry is None:
        return None
    if _start(entry) <= date <= entry.get("until", "9999-12-31"):
        return entry
    found = (in_force_at(older["id"], date) for older in _continued(source))
    return next((older for older in found if older is not None), None)


MARKS = ("V", "V2", "unverified")
"""How a citation was checked: in the primary text, in a secondary source, not at all; from best to worst."""


def mark_of(source: str, verified: str) -> str:
    """How a citation was checked. It is no better verified than its source, nor a source than its citation."""
    entry = reference_list("sources").get(source)
    marks = (verified, str(entry["verified"]) if entry is not None else "V")
    return max(marks, key=MARKS.index)


def _start(entry: Entry) -> str:
    return str(entry.get("from") or entry.get("not_before") or "")


@cache
def _continued(source: str) -> tuple[Entry, ...]:
    """The sources that go on in this one (`continued_by`)."""
    return tuple(
        entry for entry in reference_list("sources").entries() if entry.get("continued_by") == source
    )
