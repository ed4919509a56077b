"""The JSON report: a versioned format that scripts rely on, described by `rules/schemas/report.schema.json`.

Within a version, members are only ever added. The same report gives the same bytes on any machine: no
absolute path, no time of day.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from dsalint.linter.findings.finding import Authority, ClauseCitation, Finding, Hop
from dsalint.linter.findings.place import Place
from dsalint.linter.findings.report import NotEvaluated, Report, Summary
from dsalint.linter.reports.order import in_document_order, not_evaluated_in_order
from dsalint.linter.source.text import Path

VERSION = 1

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")

_UNSAFE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
    "|#(?=#\\w*\\[)"
)
"""What JSON allows inside a string but a terminal, a build log or a UTF-8 encoder may trip over."""


def pointer(path: Path) -> str:
    """A path as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def readable_path(path: Path) -> str:
    """A path for people: `flows[0].marking`; a key that is not a plain word is quoted in brackets."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        elif _PLAIN_KEY.fullmatch(part):
            text += f".{part}" if text else part
        else:
            text += f"[{json.dumps(part, ensure_ascii=False)}]"
    return text


def render_json(report: Report) -> str:
    """The whole report as JSON, ending in a line end. Nothing is capped; waived findings say that they are."""
    return to_json(report_json(report))


def report_json(report: Report) -> dict[str, Any]:
    """The whole report as plain values."""
    return {
        "version": VERSION,
        "tool": {"name": "dsalint", "version": report.version},
        "as_of": report.as_of,
        "profiles": list(report.profiles),
        "fail_on": report.fail_on,
        "cannot_fail": list(report.cannot_fail),
        "summary": _summary(report.summary),
        "findings": [finding_json(finding) for finding in in_document_order(report.findings)],
        "not_evaluated": [_not_evaluated(entry) for entry in not_evaluated_in_order(report.not_evaluated)],
    }


def to_json(value: Any) -> str:
    """Indented JSON in UTF-8, safe to print: control and bidirectional characters are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "files": summary.files,
        "documents": summary.documents,
        "rules": summary.rules,
        "verdicts": {
            "pass": summary.passed,
            "fail": summary.failed,
            "not_applicable": summary.not_applicable,
            "undecided": summary.undecided,
            "blocked": summary.blocked,
        },
        "findings": {"error": summary.errors, "warning": summary.warnings, "note": summary.notes},
        "elsewhere": summary.elsewhere,
        "unmatched_rules": sorted(summary.unmatched_rules),
        "drafts": summary.drafts,
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding, for any format that is JSON."""
    return {
        "rule": finding.rule,
        "name": finding.name,
        "title": finding.title,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "location": location(finding.place),
        "related": [{"note": note, "location": location(place)} for place, note in finding.related],
        "route": [hop_json(hop) for hop in finding.route],
        "authority": authorities_json(finding.authority),
        "clause": _clause(finding.clause),
        "rationale": finding.rationale,
        "fix": finding.fix,
        "fingerprint": finding.fingerprint,
        "state": finding.state,
    }


def hop_json(hop: Hop) -> dict[str, Any]:
    """One step of a way."""
    return {
        "from": hop.origin,
        "to": hop.target,
        "agreement": hop.agreement,
        "note": hop.note,
        "location": location(hop.place),
    }


def location(place: Place) -> dict[str, Any]:
    """A place, for any format that is JSON."""
    return {
        "file": place.file,
        "line": place.span.line,
        "column": place.span.column,
        "end_line": place.span.end_line,
        "end_column": place.span.end_column,
        "document": place.document,
        "pointer": pointer(place.path),
        "path": readable_path(place.path),
    }


def authorities_json(authorities: Iterable[Authority]) -> list[dict[str, Any]]:
    """Authorities as records."""
    return [
        {
            "source": authority.source,
            "title": authority.title,
            "locator": authority.locator,
            "force": authority.force,
            "uri": authority.uri,
            "verified": authority.verified,
            "since": authority.since or None,
            "until": authority.until or None,
        }
        for authority in authorities
    ]


def _clause(clause: ClauseCitation | None) -> dict[str, Any] | None:
    if clause is None:
        return None
    return {
        "policy": clause.policy,
        "clause": clause.clause,
        "text": clause.text,
        "location": location(clause.place),
    }


def _not_evaluated(entry: NotEvaluated) -> dict[str, Any]:
    return {
        "rule": entry.rule,
        "verdict": entry.verdict,
        "reason": entry.reason,
        "missing": list(entry.missing),
        "subject": entry.subject,
        "location": location(entry.place),
    }
