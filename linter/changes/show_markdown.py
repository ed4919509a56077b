"""A comparison as Markdown, for the comment on a pull request. What documents say stands in code spans only.

In a code span nothing is read as Markdown, HTML, a mention or a link (GitHub Flavored Markdown §6.3).
"""

import re
from collections.abc import Sequence

from dsalint.linter.changes.access import Access, told
from dsalint.linter.changes.change import Change
from dsalint.linter.changes.difference import Difference
from dsalint.linter.changes.effects import CHANGES, EFFECTS, TITLES, at_least
from dsalint.linter.changes.summary import sentence
from dsalint.linter.findings.finding import Finding, Hop
from dsalint.linter.findings.place import Place
from dsalint.linter.reports.escape import prose

LONGEST = 65_000
"""Characters of the whole; a comment on GitHub holds 65,536, and one that is refused says nothing."""
_MOST = (50, 20, 8, 3, 1)
"""Entries of one section: as many as fit, of these."""
_MOST_HOPS = 8
_LONGEST_SPAN = 400


def code(text: str) -> str:
    """Text from a document as a code span, on one line and not too long, with invisible characters shown escaped."""
    shown = prose(text[:_LONGEST_SPAN]) or " "
    shown = shown if len(text) <= _LONGEST_SPAN else f"{shown}…"
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def render_markdown(difference: Difference) -> str:
    """What changed, ending in a line end; short enough for a comment."""
    texts = (_rendered(difference, most) for most in _MOST)
    return next((text for text in texts if len(text) <= LONGEST), _rendered(difference, 0))


def _rendered(difference: Difference, most: int) -> str:
    lines = [
        f"### What this changes: {TITLES[difference.effect] if _anything(difference) else 'nothing'}",
        "",
        f"From {code(difference.before)} to {code(difference.after)}, as of {difference.as_of}.",
        "",
    ]
    counts = [f"**{number}** {TITLES[effect]}" for effect, number in difference.counts.items() if number]
    lines += [" · ".join(counts), ""] if counts else []
    for effect in EFFECTS:
        found = [change for change in difference.changes if change.effect == effect]
        if found:
            entries = [_change(change) for change in found]
            lines += _section(f"{TITLES[effect]} ({len(found)})", entries, at_least(effect, CHANGES), most)
    lines += _ways("New ways of data", "can now", difference.access.gained, most)
    lines += _ways("Ways that are gone", "can no longer", difference.access.lost, most)
    lines += _findings("Findings gained", difference.gained, True, most)
    lines += _findings("Findings fixed", difference.fixed, False, most)
    return "\n".join(lines).rstrip("\n") + "\n"


def _anything(difference: Difference) -> bool:
    return bool(difference.changes or any(difference.access))


def _section(title: str, entries: Sequence[str], open_: bool, most: int) -> list[str]:
    shown = [f"- {entry}" for entry in entries[:most]]
    if len(entries) > most:
        shown.append(f"- and {len(entries) - most} more; `--format json` has all of them")
    if open_:
        return [f"**{title}**", "", *shown, ""]
    return [f"<details><summary>{title}</summary>", "", *shown, "", "</details>", ""]


def _change(change: Change) -> str:
    place = change.new or change.old
    where = f" {_place(place)}" if place else ""
    return f"{code(change.document)} {sentence(change, code, '→')} ({change.about}){where}"


def _ways(title: str, verb: str, ways: Sequence[Access], most: int) -> list[str]:
    if not ways:
        return []
    entries = [told(access, verb, code) + _route(access.route) for access in ways]
    return _section(f"{title} ({len(ways)})", entries, verb == "can now", most)


def _route(route: Sequence[Hop]) -> str:
    more = f"\n  1. and {len(route) - _MOST_HOPS} more" if len(route) > _MOST_HOPS else ""
    return "".join(map(_hop, route[:_MOST_HOPS])) + more


def _hop(hop: Hop) -> str:
    note = f", {code(hop.note)}" if hop.note else ""
    return f"\n  1. {code(hop.origin)} → {code(hop.target)}, {code(hop.agreement)}{note} {_place(hop.place)}"


def _findings(title: str, findings: Sequence[Finding], open_: bool, most: int) -> list[str]:
    if not findings:
        return []
    entries = [
        f"{finding.severity} {code(finding.rule)} {code(finding.message)} {_place(finding.place)}"
        for finding in findings
    ]
    return _section(f"{title} ({len(findings)})", entries, open_, most)


def _place(place: Place) -> str:
    return code(f"{place.file}:{place.span.line}")
