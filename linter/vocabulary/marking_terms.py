"""The words of protective markings, from `rules/reference/markings.yaml`: the one place that knows the list's shape."""

from functools import lru_cache
from typing import Any, NamedTuple

from dsalint.linter.vocabulary.reference import Entry, reference_list


class Terms(NamedTuple):
    """Lookup tables over the reference list. Spellings are exact; `variants` are spellings to be put right."""

    tiers: dict[str, Entry]
    """Spelling of a tier of either family -> its entry."""
    handling: dict[str, str]
    """Spelling -> the exact form."""
    descriptors: dict[str, str]
    gpms_descriptors: dict[str, str]
    gpms_caveats: dict[str, Entry]
    by_text: dict[str, Entry]
    """Exact form of an additional marking of the GSC family -> its entry."""
    nations: dict[str, str]
    """Nation as caveats write it -> ISO 3166-1 alpha-2."""
    five_eyes: frozenset[str]
    levels: tuple[str, ...]
    """The GSC levels, lowest first; a level's rank is its place here."""
    schemes: tuple[Entry, ...]


@lru_cache(maxsize=1)
def terms() -> Terms:
    markings = reference_list("markings")
    extra: dict[str, Any] = markings.extra
    entries = markings.entries()
    return Terms(
        tiers=_spellings(entries, "tier"),
        handling=_exact(entries, "handling"),
        descriptors=_exact(entries, "descriptor"),
        gpms_descriptors=_exact(entries, "gpms-descriptor"),
        gpms_caveats=_spellings(entries, "gpms-caveat"),
        by_text={e["text"]: e for e in entries if e["kind"] in ("handling", "descriptor", "sensitive")},
        nations=extra["nations"],
        five_eyes=frozenset(extra["five_eyes"]),
        levels=tuple(extra["levels"]),
        schemes=tuple(e for e in entries if e["kind"] == "scheme"),
    )


def scheme_at(date: str) -> Entry:
    """The scheme in force on an ISO date."""
    return next(scheme for scheme in terms().schemes if date <= scheme.get("until", "9999-12-31"))


def entry_of(identity: str) -> Entry:
    """The entry with that id; it must exist."""
    entry = reference_list("markings").get(identity)
    if entry is None:
        raise LookupError(identity)
    return entry


def _spellings(entries: tuple[Entry, ...], kind: str) -> dict[str, Entry]:
    found = {}
    for entry in entries:
        if entry["kind"] == kind:
            for spelling in (entry["text"], *entry.get("also", ()), *entry.get("variants", ())):
                found[spelling] = entry
    return found


def _exact(entries: tuple[Entry, ...], kind: str) -> dict[str, str]:
    return {spelling: entry["text"] for spelling, entry in _spellings(entries, kind).items()}
