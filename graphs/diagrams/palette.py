"""Colours and line structures. Colour never says anything alone: each tier has a text code and a line of its own.

The four tiers lie at least 20 apart in CIELAB under simulated deuteranopia, protanopia and tritanopia (Machado 2009),
and each has a contrast of at least 4.5 on white; the tests compute both.
"""

from typing import NamedTuple


class Tier(NamedTuple):
    """How a classification tier looks."""

    rank: int
    code: str
    name: str
    colour: str
    strokes: tuple[float, ...]
    """Widths of strokes laid over each other, in the colour, white, the colour …: 1, 2, 2 heavy and 3 lines."""


TIERS = (
    Tier(0, "O", "OFFICIAL", "#1d70b8", (1.7,)),
    Tier(1, "O-S", "OFFICIAL-SENSITIVE", "#b35900", (4.2, 1.6)),
    Tier(2, "S", "SECRET", "#6a0d5b", (5.8, 1.6)),
    Tier(3, "TS", "TOP SECRET", "#0b0c0c", (7.4, 4.6, 1.6)),
)
UNRANKED = Tier(-1, "?", "no marking stated; or, in words, one of another scheme", "#6b7276", (1.2,))

INK = "#0b0c0c"
QUIET = "#505a5f"
"""Secondary text: 6.9 to 1 on white."""
PAPER = "#ffffff"
BOX = "#f3f5f7"
BOX_EDGE = "#b9c2c9"
CARD_EDGE = "#5d6b76"
RULE = "#d5dadd"
FINDING = "#ffdd00"
FONT = "Arial, Liberation Sans, Helvetica, sans-serif"


def tier(rank: int) -> Tier:
    """The tier of this rank; UNRANKED for a marking that is missing or not comparable."""
    return TIERS[rank] if 0 <= rank < len(TIERS) else UNRANKED
