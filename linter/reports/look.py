"""How a text report looks: its width, whether it has colour, and whether it may use more than ASCII."""

from typing import NamedTuple

from dsalint.linter.findings.place import Place
from dsalint.linter.reports.colour import paint
from dsalint.linter.reports.escape import escape, prose
from dsalint.linter.reports.width import text_width, wrap

MINIMUM_WIDTH = 40
"""Narrower than this, nothing could stand next to the frame."""


class Look(NamedTuple):
    """Settings of one rendering, with the few operations that depend on them."""

    width: int = 80
    colour: bool = False
    unicode: bool = True
    """False where the terminal's encoding has ASCII only: everything else is then shown escaped."""
    folder: str = ""
    """The way from the reader's folder to the estate, which places are shown with; empty where they are the same."""

    def columns(self) -> int:
        """The width to fill, never less than what a frame needs."""
        return max(self.width, MINIMUM_WIDTH)

    def paint(self, text: str, role: str) -> str:
        return paint(text, role) if self.colour and text else text

    def escape(self, text: str) -> str:
        """A value from a document, on one line."""
        return escape(text, not self.unicode)

    def prose(self, text: str) -> str:
        """Running text from a document or a rule, on one line."""
        return prose(text, not self.unicode)

    def ellipsis(self) -> str:
        return "…" if self.unicode else "..."

    def arrow(self) -> str:
        return "→" if self.unicode else "->"

    def dot(self) -> str:
        """What separates the parts of a one-line summary."""
        return "·" if self.unicode else "|"

    def place(self, place: Place) -> str:
        """`file:line:column`, or the file alone where there is no line. What is only supposed, `(…)`, is in no folder."""
        inside = (
            place.file if place.file.startswith("(") or not self.folder else f"{self.folder}/{place.file}"
        )
        file = self.escape(inside)
        return f"{file}:{place.span.line}:{place.span.column}" if place.span.line > 0 else file

    def paragraph(self, text: str, indent: str = "") -> list[str]:
        """Running text wrapped into lines that all start with the indent."""
        return [indent + line for line in wrap(self.prose(text), self.columns() - len(indent))]

    def hanging(self, lead: str, text: str, indent: str) -> list[str]:
        """Safe text after a lead (without colour); the lines after the first start with the indent."""
        room = self.columns() - len(indent)
        first, *rest = wrap(text, room, taken=text_width(lead) - len(indent))
        return [lead + first, *(indent + line for line in rest)]


def counted(number: int, singular: str, plural: str = "") -> str:
    """`1 finding`, `2 findings`."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
