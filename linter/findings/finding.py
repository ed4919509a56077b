"""What a check reports: findings, what was not evaluated, and the report that holds both.

All values are frozen and plain, so that they can be compared, sorted, cached and sent between processes.
"""

from typing import NamedTuple

from dsalint.linter.source.text import Path, Span

SEVERITIES = ("error", "warning", "note")
"""From worst to mildest."""


class Place(NamedTuple):
    """Where something is written."""

    file: str
    """Path of the file relative to the estate's root, forward slashes."""
    span: Span
    path: Path = ()
    """From the root of the document to the value; empty for the document itself."""
    document: str = ""
    """`kind/id` of the document, where it has one."""


class Related(NamedTuple):
    """A second place that explains a finding."""

    place: Place
    note: str


class Hop(NamedTuple):
    """One step of a route through the network: who passed what on to whom, and where that is written."""

    origin: str
    """Name of the party that passes the data on."""
    target: str
    agreement: str
    note: str
    """What matters about this hop, e.g. ``marked OFFICIAL-SENSITIVE``."""
    place: Place


class Authority(NamedTuple):
    """The law or policy that a rule enforces, ready to print."""

    source: str
    """Key in `rules/reference/sources.yaml`."""
    title: str
    locator: str
    force: str
    """law, statutory-code, policy, guidance or template."""
    uri: str
    verified: str
    """V (read in the primary text), V2 (secondary source) or unverified."""
    since: str = ""
    """First date on which the source was in force, where the list of sources says."""
    until: str = ""
    """Last date on which it was in force; empty while it still is."""


class ClauseCitation(NamedTuple):
    """The clause of an executable policy whose requirement is broken."""

    policy: str
    clause: str
    text: str
    place: Place


class Finding(NamedTuple):
    """One broken rule at one place."""

    rule: str
    name: str
    severity: str
    confidence: str
    message: str
    place: Place
    title: str = ""
    related: tuple[Related, ...] = ()
    route: tuple[Hop, ...] = ()
    authority: tuple[Authority, ...] = ()
    clause: ClauseCitation | None = None
    rationale: str = ""
    fix: str = ""
    fingerprint: str = ""
    state: str = "open"
    """open, waived or baseline."""


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


class Report(NamedTuple):
    """Everything that a reporter needs; `sources` gives the text of each file for snippets."""

    as_of: str
    root: str
    findings: tuple[Finding, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    summary: Summary
    profiles: tuple[str, ...] = ()
    version: str = ""
