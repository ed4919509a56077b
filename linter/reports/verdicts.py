"""The end of a text report: what could not be judged, and every count on one line. Silence is never a pass."""

from collections import Counter
from collections.abc import Iterable

from dsalint.linter.findings.report import NotEvaluated, Report
from dsalint.linter.reports.look import Look, counted
from dsalint.linter.rules.unknowns import unknown

_MOST_NAMED = 3
"""Missing fields, reasons and rules that a short report names."""


def render_verdicts(report: Report, look: Look, verbose: bool) -> list[str]:
    """The rows after the findings; the last one is the summary, which is never wrapped."""
    rows: list[str] = []
    if verbose:
        from dsalint.linter.reports.order import not_evaluated_in_order

        for entry in not_evaluated_in_order(report.not_evaluated):
            rows += _listed(entry, look)
        rows += _mild(report, look)
        if rows:
            rows.append("")
    else:
        rows += _undecided(report, look) + _blocked(report, look)
    rows += _unmatched(report, look, verbose)
    rows += _outcome(report, look)
    rows.append(_summary(report, look))
    return rows


def _listed(entry: NotEvaluated, look: Look) -> list[str]:
    """One check without a verdict: where, of what, and why."""
    lead = f"{look.escape(entry.verdict)}[{look.escape(entry.rule)}] {look.place(entry.place)}: "
    return look.hanging(lead, f"{look.prose(entry.subject)}: {look.prose(entry.reason)}", "    ")


def _mild(report: Report, look: Look) -> list[str]:
    """The rules that can never fail this run: somebody may think that they guard it."""
    if not report.cannot_fail:
        return []
    named = ", ".join(map(look.escape, report.cannot_fail))
    text = f"{counted(len(report.cannot_fail), 'rule')} can never fail this run, which fails on {report.fail_on}: {named}"
    return look.hanging("", text, "  ")


def _undecided(report: Report, look: Look) -> list[str]:
    entries = [entry for entry in report.not_evaluated if entry.verdict == "undecided"]
    if not entries:
        return []
    unknowns = Counter(
        unknown(entry.missing[0]).title
        for entry in entries
        if entry.missing  # one each, so that they add up
    )
    named = "; ".join(f"{look.prose(title)} ({count})" for title, count in _most(unknowns))
    reason = f": {named}" if named else ""
    return look.hanging("", f"{counted(len(entries), 'check')} undecided{reason}; {_HOW_TO_LIST}", "  ")


def _blocked(report: Report, look: Look) -> list[str]:
    entries = [entry for entry in report.not_evaluated if entry.verdict == "blocked"]
    if not entries:
        return []
    reasons = Counter(look.prose(entry.reason) for entry in entries if entry.reason)
    named = "; ".join(f"{reason} ({count})" for reason, count in _most(reasons))
    return look.hanging(
        "", f"{counted(len(entries), 'check')} blocked{': ' + named if named else ''}; {_HOW_TO_LIST}", "  "
    )


_HOW_TO_LIST = "run with --verbose to list"


def _most(counts: Counter[str]) -> Iterable[tuple[str, int]]:
    """The most frequent, in an order that does not depend on which came first."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_NAMED]


def _unmatched(report: Report, look: Look, verbose: bool) -> list[str]:
    """Rules that had nothing to look at: said, because a clean report might otherwise seem to cover them."""
    rules = sorted(report.summary.unmatched_rules)
    if not rules:
        return []
    named = rules if verbose else rules[:_MOST_NAMED]
    more = f" and {len(rules) - len(named)} more" if len(named) < len(rules) else ""
    text = f"{counted(len(rules), 'rule')} matched nothing in the estate: {', '.join(map(look.escape, named))}{more}"
    return look.hanging("", text, "  ")


def _outcome(report: Report, look: Look) -> list[str]:
    """Where there is no finding to see: a plain sentence on how far that may be trusted."""
    summary = report.summary
    if summary.errors or summary.warnings or summary.notes:
        return []
    if not summary.documents or not summary.rules:
        return [look.paint("Nothing was checked.", "warning")]
    unjudged = summary.undecided + summary.blocked
    limits = [
        f"{summary.elsewhere} in files that were not named" if summary.elsewhere else "",
        f"{counted(unjudged, 'check')} gave no verdict" if unjudged else "",
    ]
    if any(limits):
        return [look.paint(f"No findings here, but {' and '.join(filter(None, limits))}.", "strong")]
    return [look.paint("No findings.", "good")]


def _summary(report: Report, look: Look) -> str:
    summary = report.summary
    states = Counter(finding.state for finding in report.findings)
    findings = [
        counted(summary.errors, "error"),
        counted(summary.warnings, "warning"),
        counted(summary.notes, "note"),
        *(f"{states[state]} {words}" for state, words in _STATES if states[state]),
    ]
    if summary.elsewhere:
        findings.append(f"{summary.elsewhere} elsewhere")
    verdicts = [
        f"{summary.passed} passed",
        f"{summary.failed} failed",
        f"{summary.not_applicable} not applicable",
        f"{summary.undecided} undecided",
        f"{summary.blocked} blocked",
    ]
    looked_at = [
        counted(summary.files, "file"),
        counted(summary.documents, "document"),
        counted(summary.rules, "rule")
        + (f" ({unmatched} unmatched)" if (unmatched := len(summary.unmatched_rules)) else ""),
    ]
    profiles = ", ".join(map(look.escape, report.profiles)) or "none"
    parts = [
        f"Checked {', '.join(looked_at)}: {', '.join(findings)}",
        ", ".join(verdicts),
        f"as of {look.escape(report.as_of)}",
        f"{'profile' if len(report.profiles) == 1 else 'profiles'} {profiles}",
    ]
    return f" {look.dot()} ".join(parts)


_STATES = (("waived", "waived"), ("baseline", "in the baseline"))
