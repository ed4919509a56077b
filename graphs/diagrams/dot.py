"""Graphviz DOT: sectors as clusters, pairs as edges. Never a URL, an image or an HTML-like label.

Source: "The DOT Language" and "escString", https://graphviz.org/doc/info/lang.html.
"""

import re

from dsalint.graphs.diagrams.pair_words import pair_code
from dsalint.graphs.diagrams.palette import tier
from dsalint.graphs.diagrams.sectors import by_sector
from dsalint.graphs.diagrams.view import Pair, View
from dsalint.graphs.diagrams.wording import visible
from dsalint.graphs.records import Party

_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")
_ID_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})
_ESCAPES = {**_ID_ESCAPES, ord("&"): "&amp;"}
_UNKNOWN = "\ufffd"
_STYLES = {
    "in force": "solid",
    "suspended": "dotted",
    "pending": "dotted",
    "ended": "dashed",
    "needed": "dotted",
}


def dot(view: View) -> str:
    """The view as DOT."""
    lines = [
        "digraph {",
        f"  graph [label={quoted(*_heading(view))}, labelloc=t, rankdir=LR, newrank=true, fontname=Arial];",
        '  node [shape=box, style="rounded,filled", fillcolor=white, fontname=Arial, fontsize=11];',
        "  edge [fontname=Arial, fontsize=9];",
    ]
    for index, (title, parties) in enumerate(by_sector(view)):
        lines.append(f"  subgraph cluster_{index} {{")
        lines.append(f"    graph [label={quoted(title)}, style=rounded];")
        lines += [f"    {_id(party.id)} [{_node(party, view)}];" for party in parties]
        lines.append("  }")
    lines += [f"  {_edge(pair)}" for pair in view.pairs]
    return "\n".join([*lines, "}", ""])


def quoted(*lines: str) -> str:
    """A quoted string that Graphviz shows as it is, with hidden characters shown; each line of it a text of its own."""
    return '"' + "\\n".join(visible(line).translate(_ESCAPES) for line in lines) + '"'


def _id(text: str) -> str:
    """An id, in which entities are not read; a colon in quotes starts no port."""
    return '"' + _UNSAFE.sub(_UNKNOWN, text).translate(_ID_ESCAPES) + '"'


def _heading(view: View) -> tuple[str, ...]:
    return f"{view.title}, as of {view.as_of}", *view.says


def _node(party: Party, view: View) -> str:
    note = view.notes.get(party.id)
    label = quoted(party.name, note) if note else quoted(party.name)
    return f"label={label}" + (", penwidth=2.5" if party.id in view.stressed else "")


def _edge(pair: Pair) -> str:
    look = tier(pair.tier)
    attributes = {
        "label": quoted(pair_code(pair)),
        "color": f'"{look.colour}"',
        "fontcolor": f'"{look.colour}"',
        "penwidth": f"{1 + max(pair.tier, 0) * 0.8:.1f}",
        "style": _STYLES[pair.condition],
    }
    written = ", ".join(f"{name}={value}" for name, value in attributes.items())
    return f"{_id(pair.source)} -> {_id(pair.target)} [{written}];"
