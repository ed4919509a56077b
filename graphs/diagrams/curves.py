"""Lines of a picture: chains of straight pieces and cubic Bézier curves, each from where the one before ended."""

from collections.abc import Iterator
from math import hypot

from dsalint.graphs.diagrams.svg import number

Point = tuple[float, float]
Piece = tuple[Point, ...]
"""Two points for a straight piece, four for a cubic."""


def reversed_line(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same line, walked from its end."""
    return tuple(tuple(reversed(piece)) for piece in reversed(pieces))


def path_data(pieces: tuple[Piece, ...]) -> str:
    """The `d` of an SVG path."""
    written = [f"M{_at(pieces[0][0])}"]
    for piece in pieces:
        written.append(("L" if len(piece) == 2 else "C") + " ".join(_at(point) for point in piece[1:]))
    return "".join(written)


def shortened_line(pieces: tuple[Piece, ...], by: float) -> tuple[Piece, ...]:
    """The line without its last so many units, where an arrow head goes; the last piece is straight and longer."""
    (x0, y0), (x1, y1) = pieces[-1][0], pieces[-1][-1]
    length = hypot(x1 - x0, y1 - y0)
    part = max(0.0, 1 - by / length) if length else 0.0
    return (*pieces[:-1], ((x0, y0), (x0 + (x1 - x0) * part, y0 + (y1 - y0) * part)))


def samples(pieces: tuple[Piece, ...], each: int = 16) -> Iterator[Point]:
    """Points along the line, `each` for every piece."""
    for piece in pieces:
        for step in range(each + 1):
            yield _on(piece, step / each)


def _on(piece: Piece, t: float) -> Point:
    if len(piece) == 2:
        (x0, y0), (x1, y1) = piece
        return (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t)
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (
        sum(weight * point[0] for weight, point in zip(weights, piece, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, piece, strict=True)),
    )


def _at(point: Point) -> str:
    return f"{number(point[0])},{number(point[1])}"
