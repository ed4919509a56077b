"""Node-link JSON, as `networkx.node_link_graph` reads it: parties as nodes, flows as edges keyed by their id."""

import json
from collections.abc import Mapping, Sequence

from dsalint.graphs.diagrams.attributes import edges, flow_attributes, party_attributes
from dsalint.graphs.diagrams.view import View


def node_link(view: View) -> str:
    """The view as JSON, one node or edge a line."""
    nodes = [{"id": party.id, **party_attributes(party)} for party in view.parties]
    links = [
        {"source": pair.source, "target": pair.target, "key": flow.id, **flow_attributes(flow)}
        for pair, flow in edges(view)
    ]
    graph = {"title": view.title, "as_of": view.as_of, "scope": list(view.scope), "aggregate": view.aggregate}
    return (
        f'{{"directed": true, "multigraph": true,\n"graph": {_json(graph)},\n'
        f'"nodes": [{_lines(nodes)}],\n"edges": [{_lines(links)}]}}\n'
    )


def _lines(values: Sequence[Mapping[str, object]]) -> str:
    return "".join(("\n" if index == 0 else ",\n") + _json(value) for index, value in enumerate(values))


def _json(value: object) -> str:
    """ASCII, so that hidden characters of a name are seen and no encoding can spoil it."""
    return json.dumps(value, allow_nan=False)
