"""The tables of a graph: its flows, with the columns of the CSV export, and its parties."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from dsalint.graphs.diagrams.attributes import FLOW_FIELDS, PARTY_FIELDS
from dsalint.linter.api.columns import joined
from dsalint.linter.api.rows import Part, Value

if TYPE_CHECKING:
    from networkx import MultiDiGraph


class _Flow(NamedTuple):
    source: str
    source_name: str
    target: str
    target_name: str
    attributes: Mapping[str, Any]


class _Party(NamedTuple):
    id: str
    attributes: Mapping[str, Any]


def _flows(graph: "MultiDiGraph[str]") -> Iterator[_Flow]:
    names = {party.id: str(party.attributes["name"]) for party in _parties(graph)}
    for source, target, attributes in graph.edges(data=True):
        yield _Flow(source, names[source], target, names[target], attributes)


def _parties(graph: "MultiDiGraph[str]") -> Iterator[_Party]:
    for node, attributes in graph.nodes(data=True):
        yield _Party(node, attributes)


def _attribute(name: str) -> Callable[[_Flow | _Party], Value]:
    def value(record: _Flow | _Party) -> Value:
        found: list[str] | Value = record.attributes.get(name)
        if isinstance(found, list):
            return joined(found)
        return None if found == "" else found

    return value


GRAPH_PARTS: Mapping[str, Part[Any, Any]] = {
    "flows": Part["MultiDiGraph[str]", _Flow](
        _flows,
        {
            "id": _attribute("id"),
            "source": lambda flow: flow.source,
            "source_name": lambda flow: flow.source_name,
            "target": lambda flow: flow.target,
            "target_name": lambda flow: flow.target_name,
            **{name: _attribute(name) for name in (*FLOW_FIELDS[1:], "file", "line")},
        },
    ),
    "parties": Part["MultiDiGraph[str]", _Party](
        _parties,
        {
            "id": lambda party: party.id,
            **{name: _attribute(name) for name in (*PARTY_FIELDS, "file", "line")},
        },
    ),
}
