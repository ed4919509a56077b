"""The network as a networkx graph, for textbook algorithms."""

from typing import TYPE_CHECKING

from dsalint.graphs.records import Network

if TYPE_CHECKING:
    from networkx import MultiDiGraph


def to_networkx(network: Network) -> "MultiDiGraph[str]":
    """Parties as nodes with the attribute `party`, flows as edges keyed by their id with the attribute `flow`."""
    from networkx import MultiDiGraph  # the slowest import of all; only what uses it pays for it

    graph: MultiDiGraph[str] = MultiDiGraph(as_of=network.as_of, title=network.title)
    for party in network.parties:
        graph.add_node(party.id, party=party)
    for flow in network.flows:
        graph.add_edge(flow.source, flow.target, key=flow.id, flow=flow)
    return graph
