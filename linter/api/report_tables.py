"""The tables of a report: what was found, and what gave no verdict."""

from collections.abc import Mapping
from typing import Any

from dsalint.linter.api.columns import PLACE, cited, joined
from dsalint.linter.api.rows import Part
from dsalint.linter.findings.finding import Finding
from dsalint.linter.findings.report import NotEvaluated, Report
from dsalint.linter.reports.json import readable_path
from dsalint.linter.reports.order import in_document_order, not_evaluated_in_order

REPORT_PARTS: Mapping[str, Part[Any, Any]] = {
    "findings": Part[Report, Finding](
        lambda report: in_document_order(report.findings),
        {
            "rule": lambda finding: finding.rule,
            "name": lambda finding: finding.name,
            "severity": lambda finding: finding.severity,
            "confidence": lambda finding: finding.confidence,
            "message": lambda finding: finding.message,
            "fix": lambda finding: finding.fix or None,
            "authority": lambda finding: cited(finding.authority),
            "document": lambda finding: finding.place.document or None,
            "path": lambda finding: readable_path(finding.place.path) or None,
            **PLACE,
            "state": lambda finding: finding.state,
            "fingerprint": lambda finding: finding.fingerprint,
        },
    ),
    "not_evaluated": Part[Report, NotEvaluated](
        lambda report: not_evaluated_in_order(report.not_evaluated),
        {
            "rule": lambda entry: entry.rule,
            "verdict": lambda entry: entry.verdict,
            "reason": lambda entry: entry.reason,
            "missing": lambda entry: joined(entry.missing),
            "subject": lambda entry: entry.subject,
            "document": lambda entry: entry.place.document or None,
            **PLACE,
        },
    ),
}
