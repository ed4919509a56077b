"""How a line looks: the structure of its marking, the dashes of its status, an arrow head at the receiver."""

from dsalint.graphs.diagrams import svg
from dsalint.graphs.diagrams.curves import Piece, Point, path_data, shortened_line
from dsalint.graphs.diagrams.palette import PAPER, Tier

HEAD = 8.0
HALO = 1.3
"""White at both sides of a line, so that it is seen which way each goes where lines cross."""
DASHES = {"in force": None, "suspended": None, "pending": "2 4", "ended": "10 5", "needed": "1 7"}


def draw_line(pieces: tuple[Piece, ...], look: Tier, condition: str, bar: Point) -> str:
    """The line from sender to receiver. A suspended one has a double bar across it, at `bar`, where it is level."""
    data = path_data(shortened_line(pieces, HEAD - 1))
    parts = [svg.path(data, PAPER, look.strokes[0] + 2 * HALO)]
    parts += [
        svg.path(data, PAPER if index % 2 else look.colour, width, None if index % 2 else DASHES[condition])
        for index, width in enumerate(look.strokes)
    ]
    (x0, _), (tip_x, tip_y) = pieces[-1][0], pieces[-1][-1]
    back = tip_x - HEAD if tip_x > x0 else tip_x + HEAD
    half = max(4.0, look.strokes[0] / 2 + 1.6)
    parts.append(svg.shape(((tip_x, tip_y), (back, tip_y - half), (back, tip_y + half)), look.colour))
    if condition == "suspended":
        x, y = bar
        parts += [
            svg.path(path_data((((x + at, y - 7), (x + at, y + 7)),)), look.colour, 2) for at in (-2.5, 2.5)
        ]
    return "".join(parts)
