"""Paths of a report as they are from where the reader stands, so that a terminal can open them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dsalint.linter.findings.place import Place
from dsalint.linter.findings.report import Report
from dsalint.linter.source.text import SourceText

if TYPE_CHECKING:
    from dsalint.linter.findings.finding import Finding


def relocated(
    report: Report, sources: Mapping[str, SourceText], prefix: str
) -> tuple[Report, dict[str, SourceText]]:
    """A report and its texts with `prefix` (the estate's root as seen from the reader) before every path."""

    def place(old: Place) -> Place:
        return old._replace(file=f"{prefix}/{old.file}")

    def finding(old: "Finding") -> "Finding":
        return old._replace(
            place=place(old.place),
            related=tuple(related._replace(place=place(related.place)) for related in old.related),
            route=tuple(hop._replace(place=place(hop.place)) for hop in old.route),
            clause=old.clause and old.clause._replace(place=place(old.clause.place)),
        )

    moved = report._replace(
        findings=tuple(finding(old) for old in report.findings),
        not_evaluated=tuple(old._replace(place=place(old.place)) for old in report.not_evaluated),
    )
    return moved, {f"{prefix}/{file}": source for file, source in sources.items()}
