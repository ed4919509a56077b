"""Answers, reports and graphs as plain values: nested, as the command line's JSON, or flat, as tables."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dsalint.linter.api.answer_tables import EXPOSURE_PARTS, IMPACT_PARTS, NEEDS_PARTS, SHARING_PARTS
from dsalint.linter.api.graph_tables import GRAPH_PARTS
from dsalint.linter.api.report_tables import REPORT_PARTS
from dsalint.linter.api.rows import Part, Table
from dsalint.linter.api.way_tables import HOLDERS_PARTS, WAYS_PARTS
from dsalint.linter.errors import UserError
from dsalint.linter.findings.report import Report
from dsalint.linter.questions.answers import Holders, Ways
from dsalint.linter.questions.can_share import Sharing
from dsalint.linter.questions.exposure import Exposure
from dsalint.linter.questions.impact import Impact
from dsalint.linter.questions.needs import Needs
from dsalint.linter.questions.show_json import Answer, answer_json
from dsalint.linter.reports.json import report_json

if TYPE_CHECKING:
    from networkx import MultiDiGraph

PARTS: Mapping[type, Mapping[str, Part[Any, Any]]] = {
    Holders: HOLDERS_PARTS,
    Ways: WAYS_PARTS,
    Sharing: SHARING_PARTS,
    Impact: IMPACT_PARTS,
    Exposure: EXPOSURE_PARTS,
    Needs: NEEDS_PARTS,
    Report: REPORT_PARTS,
}


def as_dict(answer: Answer | Report) -> dict[str, Any]:
    """Everything that an answer or a report says, as `--format json` of the command line says it."""
    return report_json(answer) if isinstance(answer, Report) else answer_json(answer)


def table(answer: "Answer | Report | MultiDiGraph[str]", part: str = "") -> Table:
    """A flat table of an answer, of a report or of a graph of an estate.

    Args:
        part: which, where there are several; the first of them where none is given. docs/python.md lists them.

    Raises:
        UserError: there is no such part, or what is given is none of these.
    """
    parts = _parts_of(answer)
    wanted = part or next(iter(parts))
    if wanted not in parts:
        raise UserError(f"there is no part `{part}` in this answer", f"parts: {', '.join(parts)}")
    return parts[wanted].of(answer)


def _parts_of(answer: object) -> Mapping[str, Part[Any, Any]]:
    parts = PARTS.get(type(answer))
    if parts is not None:
        return parts
    from networkx import MultiDiGraph  # slow to import, and whoever has a graph has imported it

    if isinstance(answer, MultiDiGraph):
        return GRAPH_PARTS
    raise UserError(
        f"a table is made of an answer, a report or a graph, not of `{type(answer).__name__}`",
        "give what a question of an estate returned",
    )
