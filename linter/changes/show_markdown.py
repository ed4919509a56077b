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

MOST = 50
"""Entries of one section; a comment on GitHub holds 65,536 characters."""


def code(text: str) -> str:
    """Text from a document as a code span, on one line, with invisible characters shown escaped."""
    shown = prose(text) or " "
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def render_markdown(difference: Difference) -> str:
    """What changed, ending in a line end."""
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
            lines += _section(f"{TITLES[effect]} ({len(found)})", entries, at_least(effect, CHANGES))
    lines += _ways("New ways of data", "can now", difference.access.gained)
    lines += _ways("Ways that are gone", "can no longer", difference.access.lost)
    lines += _findings("Findings gained", difference.gained, True)
    lines += _findings("Findings fixed", difference.fixed, False)
    return "\n".join(lines).rstrip("\n") + "\n"


def _anything(difference: Difference) -> bool:
    return bool(difference.changes or any(difference.access))


def _section(title: str, entries: Sequence[str], open_: bool) -> list[str]:
    shown = [f"- {entry}" for entry in entries[:MOST]]
    if len(entries) > MOST:
        shown.append(f"- and {len(entries) - MOST} more; `--format json` has all of them")
    if open_:
        return [f"**{title}**", "", *shown, ""]
    return [f"<details><summary>{title}</summary>", "", *shown, "", "</details>", ""]


def _change(change: Change) -> str:
    place = change.new or change.old
    where = f" {_place(place)}" if place else ""
    return f"{code(change.document)} {sentence(change, code, '→')} ({change.about}){where}"


def _ways(title: str, verb: str, ways: Sequence[Access]) -> list[str]:
    if not ways:
        return []
    entries = [told(access, verb, code) + "".join(map(_hop, access.route)) for access in ways]
    return _section(f"{title} ({len(ways)})", entries, verb == "can now")


def _hop(hop: Hop) -> str:
    note = f", {code(hop.note)}" if hop.note else ""
    return f"\n  1. {code(hop.origin)} → {code(hop.target)}, {code(hop.agreement)}{note} {_place(hop.place)}"


def _findings(title: str, findings: Sequence[Finding], open_: bool) -> list[str]:
    if not findings:
        return []
    entries = [
        f"{finding.severity} {code(finding.rule)} {code(finding.message)} {_place(finding.place)}"
        for finding in findings
    ]
    return _section(f"{title} ({len(findings)})", entries, open_)


def _place(place: Place) -> str:
    return code(f"{place.file}:{place.span.line}")
