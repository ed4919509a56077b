"""One finding as rows of text: what is wrong, where, by which way, why, and what to do."""

from collections.abc import Mapping

from dsalint.linter.findings.finding import Authority, ClauseCitation, Finding, Hop
from dsalint.linter.findings.place import Place
from dsalint.linter.reports.look import Look, counted
from dsalint.linter.reports.route_text import route_rows
from dsalint.linter.reports.snippet import Label, can_show, render_snippet
from dsalint.linter.source.text import SourceText

MOST_RELATED = 12
"""Secondary places shown for one finding; the rest are counted."""


def render_finding(finding: Finding, sources: Mapping[str, SourceText], look: Look) -> list[str]:
    """The rows of one finding."""
    places = _Places(finding, sources)
    gutter = places.gutter()
    margin = " " * (gutter + 1)
    rows = _header(finding, look)
    rows.append(f"{' ' * gutter}{look.paint('-->', 'frame')} {look.place(finding.place)}")
    if can_show(sources.get(finding.place.file), finding.place.span):
        rows += render_snippet(sources[finding.place.file], places.here, gutter, look)
    for place, labels in places.elsewhere:
        rows += _elsewhere(place, labels, sources.get(place.file), gutter, look)
    if places.left_out:
        rows.append(f"{margin}{look.ellipsis()} and {counted(places.left_out, 'more place')}")
    if finding.route:
        rows += _route(finding.route, margin, look)
    for authority in finding.authority:
        rows += _line("why", authority_text(authority, look), margin, look)
    if finding.clause:
        rows += _line("clause", _clause(finding.clause, look), margin, look)
    if finding.fix:
        rows += _line("fix", look.prose(finding.fix), margin, look)
    confidence = "" if finding.confidence == "high" else f"   confidence: {look.prose(finding.confidence)}"
    rows += _line("help", f"dsalint explain {look.escape(finding.rule)}{confidence}", margin, look)
    return rows


class _Places:
    """The places of a finding, arranged for showing: one snippet for each file."""

    def __init__(self, finding: Finding, sources: Mapping[str, SourceText]) -> None:
        primary = finding.place
        note = ""
        by_file: dict[str, list[tuple[Place, str]]] = {}
        self.left_out = max(len(finding.related) - MOST_RELATED, 0)
        for place, text in finding.related[:MOST_RELATED]:
            if (place.file, place.span) == (primary.file, primary.span) and not note:
                note = text  # a note on the very place of the finding labels its own underline
            else:
                by_file.setdefault(place.file, []).append((place, text))
        self.here = [Label(primary.span, note, finding.severity)]
        self.elsewhere: list[tuple[Place, list[Label]]] = []
        source = sources.get(primary.file)
        shown_here = can_show(source, primary.span)
        for file, entries in by_file.items():
            if file == primary.file and shown_here:
                self.here += [Label(p.span, text) for p, text in entries if can_show(source, p.span)]
                entries = [entry for entry in entries if not can_show(source, entry[0].span)]
            self._add_elsewhere(entries, sources.get(file))

    def _add_elsewhere(self, entries: list[tuple[Place, str]], source: SourceText | None) -> None:
        visible = [entry for entry in entries if can_show(source, entry[0].span)]
        if visible:
            self.elsewhere.append((visible[0][0], [Label(place.span, text) for place, text in visible]))
        for place, text in entries:
            if not can_show(source, place.span):
                self.elsewhere.append((place, [Label(place.span, text)]))

    def gutter(self) -> int:
        """The width of the widest line number in the frame."""
        labels = [*self.here, *(label for _, labels in self.elsewhere for label in labels)]
        return max(len(str(max(label.span.line, 1))) for label in labels)


def _header(finding: Finding, look: Look) -> list[str]:
    severity = finding.severity
    tag = f"{severity}[{look.escape(finding.rule)}]"
    state = "" if finding.state == "open" else f"({look.escape(finding.state)}) "
    message = state + (look.prose(finding.message) or look.prose(finding.title))
    first, *rest = look.hanging(f"{tag} ", message, "    ")
    first = look.paint(tag, severity) + " " + look.paint(first[len(tag) + 1 :], "strong")
    return [first, *("    " + look.paint(row[4:], "strong") for row in rest)]


def _elsewhere(
    place: Place, labels: list[Label], source: SourceText | None, gutter: int, look: Look
) -> list[str]:
    """Places in another file: the header carries the note of a lone place, underlines those of several."""
    lead = f"{' ' * gutter}::: {look.place(place)}"
    note = look.prose(labels[0].note) if len(labels) == 1 else ""
    rows = look.hanging(f"{lead}  ", note, " " * (gutter + 4)) if note else [lead]
    if source is not None and all(can_show(source, label.span) for label in labels):
        bare = [Label(labels[0].span)] if len(labels) == 1 else labels
        rows += render_snippet(source, bare, gutter, look)
    return rows


def _line(key: str, text: str, margin: str, look: Look) -> list[str]:
    """`= key: text`, wrapped under the text's own margin."""
    lead = f"{margin}= {key}: "
    first, *rest = look.hanging(lead, text, margin + "  ")
    return [
        f"{margin}{look.paint('=', 'frame')} {look.paint(key + ':', 'strong')} {first[len(lead) :]}",
        *rest,
    ]


def _route(route: tuple[Hop, ...], margin: str, look: Look) -> list[str]:
    """The way that the data takes."""
    return [
        *_line("route", counted(len(route), "hop"), margin, look),
        *route_rows(route, margin + "  ", look),
    ]


def authority_text(authority: Authority, look: Look) -> str:
    """`Title, locator (force, dates) URI`, and a warning where nobody has read the primary text."""
    name = ", ".join(
        filter(None, (look.prose(authority.title or authority.source), look.prose(authority.locator)))
    )
    dates = f"{authority.since} to {authority.until}" if authority.until else f"since {authority.since}"
    details = [authority.force.replace("-", " "), dates if authority.since or authority.until else ""]
    inside = ", ".join(filter(None, map(look.prose, details)))
    parts = [name, f"({inside})" if inside else "", look.escape(authority.uri)]
    if authority.verified == "unverified":
        parts.append("(citation unverified)")
    return " ".join(filter(None, parts))


def _clause(clause: ClauseCitation, look: Look) -> str:
    return (
        f"{look.prose(clause.policy)}, clause {look.prose(clause.clause)}: {look.prose(clause.text)} "
        f"({look.place(clause.place)})"
    )
