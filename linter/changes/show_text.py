"""A comparison as text for a terminal: by class, gravest first, then ways and findings."""

from collections.abc import Sequence

from dsalint.linter.changes.access import Access, told
from dsalint.linter.changes.change import Change
from dsalint.linter.changes.difference import Difference
from dsalint.linter.changes.effects import EDITORIAL, EFFECTS, LEVELS, TITLES
from dsalint.linter.changes.summary import sentence
from dsalint.linter.findings.finding import Finding
from dsalint.linter.reports.escape import guard
from dsalint.linter.reports.look import Look, counted
from dsalint.linter.reports.route_text import route_rows

MOST = 20
"""Entries of one section that are shown; the rest are counted. JSON has all of them."""


def render_difference(difference: Difference, look: Look) -> str:
    """What changed, ending in a line end."""
    title = (
        f"From {look.prose(difference.before)} to {look.prose(difference.after)}, as of {difference.as_of}"
    )
    blocks = [look.hanging("", look.paint(title, "strong"), "  ")]
    for effect in EFFECTS[:-1]:
        found = [change for change in difference.changes if change.effect == effect]
        if found:
            blocks.append(_class(effect, found, look))
    blocks += _ways("New ways of data", "can now", difference.access.gained, look)
    blocks += _ways("Ways that are gone", "can no longer", difference.access.lost, look)
    blocks += _findings("Findings gained", difference.gained, look)
    blocks += _findings("Findings fixed", difference.fixed, look)
    blocks.append([_summary(difference, look)])
    return guard("\n\n".join("\n".join(rows) for rows in blocks) + "\n")


def _class(effect: str, changes: Sequence[Change], look: Look) -> list[str]:
    heading = look.paint(f"{TITLES[effect]} ({len(changes)})", LEVELS[effect])
    rows = [heading]
    document = ""
    for change in changes[:MOST]:
        if change.document != document:
            document = change.document
            named = look.escape(change.document)
            title = look.prose(change.title)
            rows += look.hanging("  ", named if title in named else f"{named}  {title}", "    ")
        place = change.new or change.old
        rows += look.hanging(
            "    ", f"{sentence(change, look.prose, look.arrow())} ({change.about})", "      "
        )
        rows += [f"      {look.place(place)}"] if place else []
    return [*rows, *_more(len(changes), look)]


def _ways(title: str, verb: str, ways: Sequence[Access], look: Look) -> list[list[str]]:
    if not ways:
        return []
    rows = [look.paint(f"{title} ({len(ways)})", "strong")]
    for access in ways[:MOST]:
        rows += look.hanging("  ", told(access, verb, look.prose), "    ")
        rows += route_rows(access.route, "    ", look)
    return [[*rows, *_more(len(ways), look)]]


def _findings(title: str, findings: Sequence[Finding], look: Look) -> list[list[str]]:
    if not findings:
        return []
    rows = [look.paint(f"{title} ({len(findings)})", "strong")]
    for finding in findings[:MOST]:
        lead = f"  {finding.severity}[{look.escape(finding.rule)}] "
        rows += look.hanging(lead, look.prose(finding.message), "    ")
        rows.append(f"    {look.place(finding.place)}")
    return [[*rows, *_more(len(findings), look)]]


def _more(count: int, look: Look) -> list[str]:
    return (
        [f"  {look.ellipsis()} and {count - MOST} more; --format json has all of them"]
        if count > MOST
        else []
    )


def _summary(difference: Difference, look: Look) -> str:
    if not difference.changes and not any(difference.access):
        return "nothing changed but form, if anything"
    counts = [
        f"{number} {effect}" for effect, number in difference.counts.items() if number and effect != EDITORIAL
    ]
    editorial = difference.counts[EDITORIAL]
    parts = [
        ", ".join(counts),
        counted(editorial, "editorial change") if editorial else "",
        f"{counted(len(difference.gained), 'finding')} gained, {len(difference.fixed)} fixed",
    ]
    return f" {look.dot()} ".join(filter(None, parts))
