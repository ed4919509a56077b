"""A small SVG writer: elements, text and attributes, escaped; nothing in it can hold a script or a reference."""

from collections.abc import Iterable

from dsalint.graphs.diagrams.palette import FONT, INK
from dsalint.graphs.diagrams.wording import visible

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escaped(text: str) -> str:
    """Text for XML content or a quoted attribute, with hidden characters shown."""
    return visible(text).translate(_ESCAPES)


def number(value: float) -> str:
    """A coordinate: at most one decimal, so that the last bit of a float never shows."""
    text = f"{value:.1f}"
    if text == "-0.0":
        return "0"
    return text.removesuffix(".0")


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """An element. `_` in a name of an attribute stands for `-`; attributes of None are left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{number(value) if isinstance(value, float | int) else escaped(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def text(
    content: str,
    x: float,
    y: float,
    size: float,
    *,
    colour: str = INK,
    bold: bool = False,
    italic: bool = False,
    anchor: str | None = None,
    transform: str | None = None,
) -> str:
    """One line of text; `y` is its baseline."""
    return element(
        "text",
        escaped(content),
        x=x,
        y=y,
        font_size=size,
        fill=colour,
        font_weight="bold" if bold else None,
        font_style="italic" if italic else None,
        text_anchor=anchor,
        transform=transform,
    )


def title(content: str) -> str:
    """The tool tip and accessible name of the element it stands in."""
    return element("title", escaped(content))


def rectangle(
    x: float,
    y: float,
    width: float,
    height: float,
    fill: str,
    stroke: str | None,
    radius: float = 0,
    line: float = 1,
) -> str:
    """A box."""
    return element(
        "rect",
        x=x,
        y=y,
        width=width,
        height=height,
        rx=radius or None,
        fill=fill,
        stroke=stroke,
        stroke_width=line if stroke else None,
    )


def path(data: str, colour: str, width: float, dashes: str | None = None) -> str:
    """An open line."""
    return element("path", d=data, fill="none", stroke=colour, stroke_width=width, stroke_dasharray=dashes)


def shape(
    points: Iterable[tuple[float, float]], fill: str, stroke: str | None = None, line: float = 1
) -> str:
    """A closed polygon."""
    corners = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return element("polygon", points=corners, fill=fill, stroke=stroke, stroke_width=line if stroke else None)


def document(width: float, height: float, name: str, description: str, body: Iterable[str]) -> str:
    """The whole picture, on white, with an accessible name and description."""
    return (
        element(
            "svg",
            "\n",
            element("title", escaped(name), id="title"),
            "\n",
            element("desc", escaped(description), id="desc"),
            "\n",
            rectangle(0, 0, width, height, "#ffffff", None),
            "\n",
            *(line + "\n" for line in body),
            xmlns="http://www.w3.org/2000/svg",
            width=width,
            height=height,
            viewBox=f"0 0 {number(width)} {number(height)}",
            font_family=FONT,
            role="img",
            aria_labelledby="title desc",
        )
        + "\n"
    )
