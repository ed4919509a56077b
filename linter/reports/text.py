"""The text report: each finding with its place, its reason and its remedy, then the verdicts.

What is wrong, then why, then what to do, one line each; the long text is in `dsalint explain`.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dsalint.linter.findings.report import Report
from dsalint.linter.reports.escape import guard
from dsalint.linter.reports.look import Look
from dsalint.linter.reports.verdicts import render_verdicts
from dsalint.linter.source.text import SourceText

if TYPE_CHECKING:
    from dsalint.linter.findings.finding import Finding
    from dsalint.linter.reports.order import Hidden


def render_text(
    report: Report,
    sources: Mapping[str, SourceText],
    *,
    width: int,
    colour: bool,
    unicode: bool = True,
    verbose: bool = False,
) -> str:
    """The whole report as text, ending in a line end.

    `sources` gives the text of each file by the name that places use; a file that is not there is named
    without a snippet. Findings that are waived or in the baseline are counted, and shown when `verbose`.
    The text is the same with and without colour, but for the colour.
    """
    look = Look(width, colour, unicode)
    blocks = _findings([f for f in report.findings if verbose or f.state == "open"], sources, look)
    blocks.append("\n".join(render_verdicts(report, look, verbose)))
    return guard("\n\n".join(blocks) + "\n")


def _findings(findings: "Sequence[Finding]", sources: Mapping[str, SourceText], look: Look) -> list[str]:
    if not findings:
        return []
    from dsalint.linter.reports.finding_text import render_finding  # a check that finds nothing starts faster
    from dsalint.linter.reports.order import Hidden, capped

    return [
        _hidden(entry, look) if isinstance(entry, Hidden) else "\n".join(render_finding(entry, sources, look))
        for entry in capped(findings)
    ]


def _hidden(hidden: "Hidden", look: Look) -> str:
    text = f"{look.ellipsis()} and {hidden.more} more of {look.escape(hidden.rule)} in this file"
    return f"{text} ({look.escape(hidden.file)})"
