"""What rules need to know of a marking at a date, as plain JSON values: each rule is then a condition over one list or flag."""

from typing import Any

from dsalint.linter.vocabulary.lattice import candidates
from dsalint.linter.vocabulary.marking import Marking, caveat_in_order, caveat_text
from dsalint.linter.vocabulary.marking_terms import Terms, entry_of, scheme_at, terms
from dsalint.linter.vocabulary.reference import Entry

_PUBLIC_RELEASE, _RECIPIENTS_ONLY = "FOR PUBLIC RELEASE", "RECIPIENTS ONLY"
_OWN_FACTS = frozenset({_PUBLIC_RELEASE, _RECIPIENTS_ONLY})
"""Handling instructions whose applicability has a fact of its own, because a rule of its own judges it."""


def marking_facts(marking: Marking, date: str) -> dict[str, Any]:
    """The facts of a marking judged on an ISO date.

    * `scheme`: gpms, gsc2014, gscp2023 or gscp2024, in force at the date; `valid_terms`: every word belongs to it, and
      `out_of_scheme` lists those that do not; `gpms_term`, `gsc_term`: the classification is a word of that family only.
    * `tier`, `sensitive`, `level` (the GSC level, where there is one), `candidates` (GSC levels it may stand for),
      `rank_min`, `rank_max` (0 OFFICIAL, 1 OFFICIAL-SENSITIVE, 2 SECRET, 3 TOP SECRET), `rank` where they are equal.
    * `handling`, `organisations`, `descriptors`, `codewords`, `caveats`, `prefix_uk`, `rel_eu`, `instruction`.
    * Applicability, judged from 2023-06-30 by the tables of the GSCP: `sensitive_misplaced` (judged at any date),
      `public_release_conflict`, `recipients_only_inapplicable`, `inapplicable` (other handling and descriptors),
      `caveats_inapplicable`.
    * Form: `canonical`, `order_canonical`, `caveats_ordered`, `style`.
    """
    words = terms()
    scheme = scheme_at(date)
    gpms_term = marking.scheme_family == "gpms"
    level = _level(marking)
    descriptors, codewords = _descriptors_and_codewords(marking, scheme, words)
    outside = _out_of_scheme(marking, descriptors, scheme, words, date)
    levels = candidates(marking)
    ranks = [words.levels.index(name) for name in levels]
    facts: dict[str, Any] = {
        "scheme": scheme["id"],
        "valid_terms": not outside,
        "out_of_scheme": outside,
        "gpms_term": gpms_term,
        "gsc_term": "gpms" not in words.tiers[marking.tier]["families"],
        "tier": marking.tier,
        "sensitive": marking.sensitive,
        "candidates": list(levels),
        "rank_min": ranks[0],
        "rank_max": ranks[-1],
        "handling": list(marking.handling),
        "organisations": list(marking.organisations),
        "descriptors": descriptors,
        "codewords": codewords,
        "caveats": [caveat_text(nations) for nations in marking.caveats],
        "prefix_uk": marking.prefix_uk,
        "rel_eu": marking.rel_eu,
        "instruction": marking.instruction,
        "canonical": marking.canonical,
        "order_canonical": marking.order_canonical,
        "caveats_ordered": _caveats_in_order(marking),
        "style": list(marking.style),
        "sensitive_misplaced": marking.sensitive and marking.tier != "OFFICIAL",
        **_applicability(marking, level, scheme, words, date),
    }
    if level:
        facts["level"] = level
    if len(ranks) == 1:
        facts["rank"] = ranks[0]
    return facts


def _level(marking: Marking) -> str:
    """The GSC level, or empty for a GPMS term."""
    if marking.scheme_family == "gpms":
        return ""
    return "OFFICIAL-SENSITIVE" if marking.sensitive and marking.tier == "OFFICIAL" else marking.tier


def _descriptors_and_codewords(marking: Marking, scheme: Entry, words: Terms) -> tuple[list[str], list[str]]:
    """Under GPMS, `SECRET - STAFF` has a descriptor; by the grammar of the GSC the same word is a codeword."""
    if scheme["family"] != "gpms":
        return list(marking.descriptors), list(marking.codewords)
    legacy = [word for word in marking.codewords if word in words.gpms_descriptors]
    return [*marking.descriptors, *legacy], [word for word in marking.codewords if word not in legacy]


def _out_of_scheme(
    marking: Marking, descriptors: list[str], scheme: Entry, words: Terms, date: str
) -> list[str]:
    """The words that the scheme does not have."""
    found = [] if scheme["family"] in words.tiers[marking.tier]["families"] else [marking.tier]
    if scheme["family"] == "gpms":
        found += ["-SENSITIVE"] if marking.sensitive else []
        found += marking.handling
        found += [word for word in descriptors if word not in words.gpms_descriptors]
    elif marking.scheme_family == "gsc":
        found += [word for word in descriptors if date > words.by_text[word].get("until", date)]
    return found


def _applicability(marking: Marking, level: str, scheme: Entry, words: Terms, date: str) -> dict[str, Any]:
    judged = bool(scheme.get("applicability") and level)
    handling = marking.handling if judged else ()
    other = (*handling, *marking.descriptors) if judged else ()
    eyes_only = entry_of("eyes-only")["tiers"]
    return {
        "public_release_conflict": _PUBLIC_RELEASE in handling
        and not _applies(_PUBLIC_RELEASE, level, words, date),
        "recipients_only_inapplicable": _RECIPIENTS_ONLY in handling
        and not _applies(_RECIPIENTS_ONLY, level, words, date),
        "inapplicable": [
            word for word in other if word not in _OWN_FACTS and not _applies(word, level, words, date)
        ],
        "caveats_inapplicable": [caveat_text(n) for n in marking.caveats]
        if judged and level not in eyes_only
        else [],
    }


def _applies(text: str, level: str, words: Terms, date: str) -> bool:
    """Whether a handling instruction or descriptor applies at a level, by the table in force at the date."""
    entry = words.by_text.get(text) or entry_of("organisations-use-only")
    older = next((table for table in entry.get("earlier", ()) if date <= table["until"]), entry)
    return level in older["tiers"]


def _caveats_in_order(marking: Marking) -> bool:
    return caveat_in_order(tuple(caveat_text(n) for n in marking.caveats)) and all(
        map(caveat_in_order, marking.caveats)
    )
