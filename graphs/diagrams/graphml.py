"""GraphML: parties as nodes, flows as edges. Lists are joined with `;`, and what is unknown is left out.

Source: the GraphML primer and schema, http://graphml.graphdrawing.org; XML 1.0 §2.2 for the characters allowed.
"""

import re
from collections.abc import Mapping

from dsalint.graphs.diagrams.attributes import (
    FLOW_FIELDS,
    PARTY_FIELDS,
    Flat,
    edges,
    flattened,
    flow_attributes,
    party_attributes,
)
from dsalint.graphs.diagrams.view import View
from dsalint.graphs.records import Flow, Party

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def graphml(view: View) -> str:
    """The view as GraphML."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *_keys("graph", {"title": "", "as_of": "", "scope": ""}, "g"),
        *_keys("node", {name: getattr(_PARTY, name) for name in PARTY_FIELDS}, "n"),
        *_keys("edge", {name: getattr(_FLOW, name) for name in FLOW_FIELDS}, "e"),
        '<graph edgedefault="directed">',
        *_data({"title": view.title, "as_of": view.as_of, "scope": ", ".join(view.scope)}, "g"),
    ]
    ids = _ids(view)
    for party in view.parties:
        lines += [f'<node id="{ids[party.id]}">', *_data(party_attributes(party), "n"), "</node>"]
    for pair, flow in edges(view):
        ends = f'source="{ids[pair.source]}" target="{ids[pair.target]}"'
        lines.append(f'<edge id="{_escaped(flow.id)}" {ends}>')
        lines += [*_data(flattened(flow_attributes(flow)), "e"), "</edge>"]
    return "\n".join([*lines, "</graph>", "</graphml>", ""])


def _ids(view: View) -> dict[str, str]:
    """An id for each party: two that differ only in characters which XML does not allow stay two nodes."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for party in view.parties:
        base = name = _escaped(party.id)
        number = 2
        while name in taken:
            name = f"{base}~{number}"
            number += 1
        taken.add(name)
        ids[party.id] = name
    return ids


_PARTY = Party("", "")
_FLOW = Flow("", "", "", "", onward=False)
"""Examples that show the type of each attribute."""


def _keys(kind: str, examples: Mapping[str, object], prefix: str) -> list[str]:
    return [
        f'<key id="{prefix}_{name}" for="{kind}" attr.name="{name}" attr.type="{_type(value)}"/>'
        for name, value in examples.items()
    ]


def _type(value: object) -> str:
    return "boolean" if isinstance(value, bool) else "int" if isinstance(value, int) else "string"


def _data(values: Mapping[str, Flat], prefix: str) -> list[str]:
    return [f'<data key="{prefix}_{name}">{_escaped(_text(value))}</data>' for name, value in values.items()]


def _text(value: Flat) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _escaped(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text).translate(_ESCAPES)
