"""The order of findings in every format, so that the same findings give the same bytes."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from dsalint.linter.findings.report import NotEvaluated

CAP = 20
"""Findings of one rule in one file that a text report shows; machine formats show all."""

if TYPE_CHECKING:
    from dsalint.linter.findings.finding import Finding


class Hidden(NamedTuple):
    """How many findings of a rule in a file are counted but not shown."""

    rule: str
    file: str
    more: int


def in_document_order(findings: "Iterable[Finding]") -> "list[Finding]":
    """By file, place and rule, as a reader meets them."""
    return sorted(findings, key=lambda f: (f.place.file, f.place.span, f.rule, f.message, f.fingerprint))


def not_evaluated_in_order(entries: Iterable[NotEvaluated]) -> list[NotEvaluated]:
    """By file, place and rule, as a reader meets them."""
    return sorted(entries, key=lambda e: (e.place.file, e.place.span, e.rule, e.subject, e.verdict))


def capped(findings: "Iterable[Finding]", cap: int = CAP) -> "list[Finding | Hidden]":
    """The findings in order, at most `cap` of one rule in one file; what is left out ends each file, counted."""
    shown: list[Finding | Hidden] = []
    seen: Counter[str] = Counter()
    file = ""

    def close() -> None:
        shown.extend(Hidden(rule, file, count - cap) for rule, count in sorted(seen.items()) if count > cap)
        seen.clear()

    for finding in in_document_order(findings):
        if finding.place.file != file:
            close()
            file = finding.place.file
        seen[finding.rule] += 1
        if seen[finding.rule] <= cap:
            shown.append(finding)
    close()
    return shown
