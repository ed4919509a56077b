"""Draw the pictures of the README and of docs/questions.md again: python docs/pictures/draw.py. A test holds them equal to what dsalint prints."""

import re
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent.parent
AS_OF = ("--as-of", "2026-11-25")
COMMANDS = {
    "impact.svg": ("graph", "impact", "hmrc", "agreements", *AS_OF, "--format", "svg"),
    "may-share.svg": (
        "graph",
        "can-share",
        "hmrc-paye-real-time-information",
        "dwp",
        "agreements",
        "--from",
        "home-office",
        "--purpose",
        "debt-recovery",
        *AS_OF,
        "--format",
        "svg",
    ),
    "network.svg": ("graph", "draw", "agreements/exemplary", *AS_OF),
    "report.svg": (
        "check",
        "agreements/flawed/statutory-restriction-ignored.yaml",
        "agreements/flawed/marking-falls-along-the-way.yaml",
        *AS_OF,
        "--only-named",
        "--color",
        "always",
    ),
}
_COLOURS = {
    "31": "#ff7b72",
    "33": "#e3b341",
    "34": "#79c0ff",
    "36": "#76e3ea",
    "32": "#7ee787",
    "35": "#d2a8ff",
    "90": "#8b949e",
}
_PIECE = re.compile(r"\x1b\[([0-9;]*)m")
_CHARACTER = 8.43
_LINE = 19


def picture(name: str) -> str:
    """The text of a picture."""
    done = subprocess.run(
        [sys.executable, "-m", "dsalint", *COMMANDS[name]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return terminal(COMMANDS[name], done.stdout) if COMMANDS[name][0] == "check" else done.stdout


def terminal(command: tuple[str, ...], output: str) -> str:
    """Coloured text of a terminal as an SVG picture."""
    shown = [word for word in command if word not in ("--color", "always", "--only-named")]
    lines = [f"$ dsalint {' '.join(shown)}", "", *output.rstrip("\n").split("\n")]
    width = max(len(_PIECE.sub("", line)) for line in lines) * _CHARACTER + 40
    height = len(lines) * _LINE + 40
    body = "".join(_line(line, 30 + number * _LINE) for number, line in enumerate(lines))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" role="img">\n'
        f"<title>A report of dsalint in a terminal</title>\n"
        f'<rect width="100%" height="100%" rx="8" fill="#0d1117"/>\n'
        f'<g font-family="ui-monospace, Menlo, Consolas, Liberation Mono, monospace" font-size="14" fill="#e6edf3" '
        f'xml:space="preserve">\n{body}</g>\n</svg>\n'
    )


def _line(line: str, y: int) -> str:
    column = 0
    style = ""
    spans: list[str] = []
    for index, piece in enumerate(_PIECE.split(line)):
        if index % 2:
            style = _style(piece, style)
        elif piece:
            text = piece.strip(" ")  # blanks at the ends of a span are lost: its place is given instead
            x = 20 + (column + len(piece) - len(piece.lstrip(" "))) * _CHARACTER
            if text:
                size = f'x="{x:.1f}" textLength="{len(text) * _CHARACTER:.1f}"'
                spans.append(f"<tspan {size}{style}>{escape(text)}</tspan>")
            column += len(piece)
    return f'<text y="{y}">{"".join(spans)}</text>\n'


def _style(codes: str, before: str) -> str:
    style = before
    for code in codes.split(";"):
        if code in ("", "0"):
            style = ""
        elif code == "1":
            style += ' font-weight="bold"'
        elif code in _COLOURS:
            style += f' fill="{_COLOURS[code]}"'
        elif code == "2":
            style += ' fill="#8b949e"'
    return re.sub(r'( fill="[^"]*")+( fill="[^"]*")', r"\2", style)


if __name__ == "__main__":
    for file in COMMANDS:
        (ROOT / "docs" / "pictures" / file).write_text(picture(file), encoding="utf-8")
