"""What a check reports: findings, what was not evaluated, and exact counts. Frozen and plain, as findings are."""

from typing import TYPE_CHECKING, NamedTuple

from dsalint.linter.findings.place import Place

if TYPE_CHECKING:
    from dsalint.linter.findings.finding import Finding


class NotEvaluated(NamedTuple):
    """A rule that gave no verdict on a subject, and why: silence is never a pass."""

    rule: str
    verdict: str
    """`undecided` or `blocked`."""
    reason: str
    missing: tuple[str, ...]
    """Pointers of the fields that were needed and absent."""
    place: Place
    subject: str


class Summary(NamedTuple):
    """Exact counts of what was looked at."""

    files: int
    documents: int
    rules: int
    passed: int
    failed: int
    not_applicable: int
    undecided: int
    blocked: int
    errors: int
    warnings: int
    notes: int
    elsewhere: int = 0
    """Findings in files that were not named and were not broken by the change: counted, not shown."""
    unmatched_rules: tuple[str, ...] = ()
    """Rules whose subject does not occur in the estate at all."""
    drafts: int = 0
    """Agreements that are drafts: rules about agreements in use do not speak of them."""


class Report(NamedTuple):
    """Everything that a reporter needs; `sources` gives the text of each file for snippets."""

    as_of: str
    root: str
    findings: tuple["Finding", ...]
    not_evaluated: tuple[NotEvaluated, ...]
    summary: Summary
    profiles: tuple[str, ...] = ()
    version: str = ""
    fail_on: str = "error"
    """The severity from which a finding fails the run; `never`."""
    cannot_fail: tuple[str, ...] = ()
    """Rules that run at a milder severity: whatever they find, they never fail the run."""
