"""`dsalint rules --strategy`: each line of the founding strategy, and what implements it."""

from collections.abc import Iterable, Mapping
from typing import Any

from dsalint.linter.reports.escape import guard
from dsalint.linter.reports.json import to_json
from dsalint.linter.reports.look import Look

Row = Mapping[str, Any]
_PARTS = (
    ("rules", "rules"),
    ("features", "features"),
    ("not_yet", "not yet"),
    ("out_of_scope", "out of scope"),
)


def render_strategy(rows: Iterable[Row], look: Look, *, json: bool = False) -> str:
    """The rows in their order with what implements them, what is owed, or why nothing is, and the counts; or JSON."""
    listed = list(rows)
    if json:
        keys = ("id", "section", "title", *(key for key, _ in _PARTS))
        return to_json(
            {"version": 1, "rows": [{key: row[key] for key in keys if key in row} for row in listed]}
        )
    lines: list[str] = []
    for row in listed:
        lead = f"{row['id'][4:]} {row['section'].ljust(5)} "
        lines += look.hanging(lead, look.prose(row["title"]), " " * 10)
        for key, name in _PARTS:
            if key in row:
                value = row[key] if isinstance(row[key], str) else ", ".join(row[key])
                lines += look.hanging(" " * 10 + f"{name}: ", look.prose(value), " " * 12)
    return guard("\n".join([*lines, "", _counts(listed)]) + "\n")


def _counts(rows: list[Row]) -> str:
    by_rule = sum("rules" in row for row in rows)
    by_feature = sum("features" in row and "rules" not in row for row in rows)
    owed = sum("not_yet" in row and not {"rules", "features"} & row.keys() for row in rows)
    left_out = sum("out_of_scope" in row for row in rows)
    partly = sum("not_yet" in row for row in rows) - owed
    return (
        f"{len(rows)} lines: {by_rule} by rules, {by_feature} by features ({partly} of these in part), "
        f"{owed} not yet, {left_out} out of scope"
    )
