"""Tables in CSV: one row for each flow. Every cell is quoted, and none is read as a formula by a spreadsheet."""

import csv
from io import StringIO

from dsalint.graphs.diagrams.attributes import FLOW_FIELDS, edges, flattened, flow_attributes
from dsalint.graphs.diagrams.view import View

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What starts a formula, or is passed over before one, in Excel, LibreOffice and Google Sheets (OWASP, CSV injection)."""
_ENDS = ("source", "source_name", "target", "target_name")


def flows_csv(view: View) -> str:
    """The flows that are shown."""
    names = {party.id: party.name for party in view.parties}
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(("id", *_ENDS, *FLOW_FIELDS[1:]))
    for pair, flow in edges(view):
        ends = (pair.source, names[pair.source], pair.target, names[pair.target])
        attributes = flattened(flow_attributes(flow), "; ")
        cells = (flow.id, *ends, *(attributes.get(name, "") for name in FLOW_FIELDS[1:]))
        writer.writerow([guarded(cell) for cell in cells])
    return text.getvalue()


def guarded(cell: str | int | bool) -> str:
    """The cell as text that no spreadsheet runs."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        return str(cell)
    return "'" + cell if cell.startswith(_FORMULA) else cell
