"""Which picture suits a network of this size."""

from dsalint.graphs.diagrams.view import View

MOST_PARTIES = 120
"""About 40 in each of three lanes."""
MOST_PAIRS = 180


def choose_view(view: View) -> str:
    """`lanes` while names and lines stay legible, else `overview`."""
    small = len(view.parties) <= MOST_PARTIES and len(view.pairs) <= MOST_PAIRS
    return "lanes" if small or view.aggregate != "none" else "overview"
