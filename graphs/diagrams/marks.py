"""The label of a line: what data it is, its highest marking, how many flows, findings, and how it leaves the UK.

Symbols are drawn as shapes, not as characters: a font without the character would spoil the whole label.
"""

from typing import NamedTuple

from dsalint.graphs.diagrams import svg
from dsalint.graphs.diagrams.metrics import shortened, text_width
from dsalint.graphs.diagrams.pair_words import line_words, marking_code
from dsalint.graphs.diagrams.palette import FINDING, INK, PAPER, QUIET, tier
from dsalint.graphs.diagrams.view import Pair
from dsalint.graphs.diagrams.wording import visible

SIZE = 11.5
HEIGHT = 15.0
_DIAMOND = 13.5
_TRIANGLE = 17.0
_SPACE = 4.0
_SMALL = 10.5
_LONGEST_CODE = 110.0
_LONGEST_MECHANISM = 190.0
_LONGEST_WORDS = 150.0


class Mark(NamedTuple):
    """What stands on a line."""

    diamond: str
    """`special`, `personal` or nothing."""
    code: str
    colour: str
    words: str
    findings: int
    severity: str
    """The worst."""
    mechanism: str
    """How data leaves the United Kingdom; empty for a line that stays."""

    @property
    def width(self) -> float:
        """Of the whole label."""
        return (
            (_DIAMOND if self.diamond else 0)
            + text_width(self.code, SIZE, bold=True)
            + (_SPACE + text_width(self.words, _SMALL) if self.words else 0)
            + (2 * _SPACE + _TRIANGLE + 3 + text_width(self.severity, _SMALL) if self.findings else 0)
            + (_SPACE + text_width(self.mechanism, _SMALL) if self.mechanism else 0)
        )


def mark_of(pair: Pair, leaves_uk: bool) -> Mark:
    """The label of a pair."""
    look = tier(pair.tier)
    return Mark(
        diamond="special" if pair.special else "personal" if pair.personal else "",
        code=shortened(marking_code(pair), _LONGEST_CODE, SIZE, bold=True)
        + (f" x{pair.flow_count:,}" if pair.flow_count > 1 else ""),
        colour=look.colour,
        words=shortened(", ".join(line_words(pair)), _LONGEST_WORDS, _SMALL),
        findings=sum(count for _, count in pair.findings),
        severity=visible(pair.findings[0][0]) if pair.findings else "",
        mechanism=_mechanism(pair) if leaves_uk else "",
    )


def _mechanism(pair: Pair) -> str:
    return shortened(visible(pair.mechanism) or "no transfer mechanism stated", _LONGEST_MECHANISM, _SMALL)


def draw_mark(mark: Mark, x: float, y: float) -> str:
    """The label with its left end at `x` and its middle at `y`."""
    parts = [svg.rectangle(x - 3, y - HEIGHT / 2, mark.width + 6, HEIGHT, PAPER, None, 3)]
    base = y + SIZE * 0.36
    if mark.diamond:
        parts.append(diamond(x + 5, y, filled=mark.diamond == "special"))
        x += _DIAMOND
    parts.append(svg.text(mark.code, x, base, SIZE, colour=mark.colour, bold=True))
    x += text_width(mark.code, SIZE, bold=True)
    if mark.words:
        parts.append(svg.text(mark.words, x + _SPACE, base, _SMALL))
        x += _SPACE + text_width(mark.words, _SMALL)
    if mark.findings:
        x += 2 * _SPACE
        parts.append(triangle(x + _TRIANGLE / 2, y, mark.findings))
        x += _TRIANGLE + 3
        parts.append(svg.text(mark.severity, x, base, _SMALL))
        x += text_width(mark.severity, _SMALL)
    if mark.mechanism:
        parts.append(svg.text(mark.mechanism, x + _SPACE, base, _SMALL, colour=QUIET, italic=True))
    return "".join(parts)


def diamond(x: float, y: float, *, filled: bool) -> str:
    """Filled: special category or criminal-offence data; open: other personal data."""
    corners = ((x - 4.5, y), (x, y - 4.5), (x + 4.5, y), (x, y + 4.5))
    return svg.shape(corners, INK if filled else PAPER, INK, 1.2)


def triangle(x: float, y: float, count: int) -> str:
    """Findings, with their number."""
    corners = ((x - 8.5, y + 6.5), (x, y - 7.5), (x + 8.5, y + 6.5))
    number = f"{count}" if count < 100 else "99+"
    size = 9.0 if count < 10 else 7.5 if count < 100 else 5.5
    return svg.shape(corners, FINDING, INK, 1) + svg.text(number, x, y + 5, size, bold=True, anchor="middle")
