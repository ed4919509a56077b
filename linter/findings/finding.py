"""What a rule finds: one broken rule at one place, with its reason, its way and its remedy.

All values are frozen and plain, so that they can be compared, sorted, cached and sent between processes.
"""

from typing import NamedTuple

from dsalint.linter.findings.place import Place, Related


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
