"""A comparison as JSON: everything, for scripts."""

from typing import Any

from dsalint.linter.changes.access import Access
from dsalint.linter.changes.change import Change
from dsalint.linter.changes.difference import Difference
from dsalint.linter.changes.effects import LEVELS
from dsalint.linter.changes.values import MISSING
from dsalint.linter.reports.json import finding_json, hop_json, location

VERSION = 1


def difference_json(difference: Difference) -> dict[str, Any]:
    """All that differs between two states."""
    return {
        "version": VERSION,
        "before": difference.before,
        "after": difference.after,
        "as_of": difference.as_of,
        "effect": difference.effect,
        "level": LEVELS[difference.effect],
        "counts": difference.counts,
        "changes": [_change(change) for change in difference.changes],
        "access_gained": [_access(access) for access in difference.access.gained],
        "access_lost": [_access(access) for access in difference.access.lost],
        "findings_gained": [finding_json(finding) for finding in difference.gained],
        "findings_fixed": [finding_json(finding) for finding in difference.fixed],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "effect": change.effect,
        "level": LEVELS[change.effect],
        "about": change.about,
        "meaning": change.meaning or None,
        "document": change.document,
        "title": change.title,
        "field": change.where or None,
        "before": None if change.before is MISSING else change.before,
        "after": None if change.after is MISSING else change.after,
        "note": change.note or None,
        "old_location": location(change.old) if change.old else None,
        "location": location(change.new) if change.new else None,
    }


def _access(access: Access) -> dict[str, Any]:
    return {
        "body": {"id": access.body.id, "name": access.body.name, "country": access.body.country},
        "asset": {"id": access.asset, "title": access.title},
        "kinds": list(access.kinds),
        "route": [hop_json(hop) for hop in access.route],
    }
