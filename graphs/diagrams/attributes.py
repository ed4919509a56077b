"""The attributes of parties and flows that interchange files carry; `origin` is ours alone and stays out."""

from collections.abc import Iterator, Mapping

from dsalint.graphs.diagrams.view import Pair, View
from dsalint.graphs.records import Flow, Party

Flat = str | int | bool

PARTY_FIELDS = ("name", "sector", "type", "country", "trust_domain", "declared")
FLOW_FIELDS = tuple(name for name in Flow._fields if name not in ("source", "target", "origin"))


def party_attributes(party: Party) -> dict[str, Flat]:
    """All but the id."""
    return {name: getattr(party, name) for name in PARTY_FIELDS}


def flow_attributes(flow: Flow) -> dict[str, Flat | list[str]]:
    """All but the ends. A list stays one; findings are `RULE severity`; what is unknown (None) is left out."""
    found: dict[str, Flat | list[str]] = {}
    for name in FLOW_FIELDS:
        value = getattr(flow, name)
        if name == "findings":
            found[name] = [f"{rule} {severity}" for rule, severity in value]
        elif isinstance(value, tuple):
            found[name] = list(value)
        elif value is not None:
            found[name] = value
    return found


def flattened(attributes: Mapping[str, Flat | list[str]], joint: str = ";") -> dict[str, Flat]:
    """Lists joined, for formats that have none."""
    return {
        name: joint.join(value) if isinstance(value, list) else value for name, value in attributes.items()
    }


def edges(view: View) -> Iterator[tuple[Pair, Flow]]:
    """Each flow with the pair that it is shown on, whose ends are groups where parties are merged."""
    for pair in view.pairs:
        for flow in pair.flows:
            yield pair, flow
