"""The network as a networkx graph, for textbook algorithms. Its attributes are those of the interchange files."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from dsalint.graphs.diagrams.attributes import Flat, flow_attributes, party_attributes
from dsalint.graphs.records import Network

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Origins = Callable[[Any], Mapping[str, Flat]]
"""What is to be known of an `origin`, as attributes."""


def to_networkx(network: Network, origins: Origins = lambda origin: {}) -> "MultiDiGraph[str]":
    """Parties as nodes, flows as edges keyed by their id, the date and the title as attributes of the graph.

    Args:
        origins: makes further attributes from the origin of each party and flow.
    """
    from networkx import MultiDiGraph  # the slowest import of all; only what uses it pays for it

    graph: MultiDiGraph[str] = MultiDiGraph(as_of=network.as_of, title=network.title)
    for party in network.parties:
        graph.add_node(party.id, **party_attributes(party), **origins(party.origin))
    for flow in network.flows:
        attributes = flow_attributes(flow)
        graph.add_edge(flow.source, flow.target, key=flow.id, **attributes, **origins(flow.origin))
    return graph
