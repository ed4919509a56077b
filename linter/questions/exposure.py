"""On whom the network leans: bodies whose loss would split it, run flows dry, or whose breach would expose most."""

from typing import NamedTuple

from dsalint.linter.findings.finding import Hop
from dsalint.linter.network.data_kinds import nature_of, nature_of_asset
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.questions.answers import Body
from dsalint.linter.questions.evidence import body, hop
from dsalint.linter.questions.named import owner_of

MOST_TRIED = 20
"""Bodies whose loss is worked out in full: those that pass most on."""


class Leaning(NamedTuple):
    """How much of the network hangs on one body."""

    body: Body
    holdings: int
    """Assets that it holds: its own and those that were delivered to it."""
    sensitive: int
    """Those of them with special category or offence data."""
    share: float
    """Of all assets with such data in the network, the part that it holds, from 0 to 1."""
    parts: tuple[tuple[str, ...], ...]
    """Ids of the bodies that its loss would separate from the largest part left, part by part; all, where that is one body."""
    dry: int
    """Flows of others that would run dry with it; 0 also for a body that passes on too little to be tried."""
    flows: int
    """Flows in force from and to it."""
    evidence: tuple[Hop, ...]
    """Flows that show it: those that would run dry, else those that join the parts, else those that brought the data."""


class Exposure(NamedTuple):
    """The answer to: on whom does the network lean?"""

    as_of: str
    bodies: int
    flows: int
    sensitive: int
    """Assets with special category or offence data."""
    leaning: tuple[Leaning, ...]
    """Bodies on which something hangs, most first."""


def exposure(network: SharingNetwork) -> Exposure:
    """Concentration in the network at its date."""
    live = [flow for flow in network.flows if flow.live and flow.source and flow.target]
    held, sensitive = _holdings(network)
    parts = _parts(live)
    dry = _dry(network)
    everything = set().union(*sensitive.values()) if sensitive else set()
    degree: dict[str, int] = {}
    for flow in live:
        for end in {flow.source, flow.target}:
            degree[end] = degree.get(end, 0) + 1
    found = [
        Leaning(
            body=body(network, name),
            holdings=len(held.get(name, ())),
            sensitive=len(sensitive.get(name, ())),
            share=len(sensitive.get(name, ())) / len(everything) if everything else 0.0,
            parts=parts.get(name, ()),
            dry=len(dry.get(name, ())),
            flows=degree.get(name, 0),
            evidence=tuple(hop(network, flow) for flow in _evidence(network, name, parts, dry, sensitive)),
        )
        for name in {*degree, *_received(network)}
        if parts.get(name) or dry.get(name) or sensitive.get(name)
    ]
    found.sort(
        key=lambda each: (
            -each.dry,
            -sum(map(len, each.parts)),
            -each.sensitive,
            each.body.name,
            each.body.id,
        )
    )
    return Exposure(network.as_of, len(degree), len(live), len(everything), tuple(found))


def _holdings(network: SharingNetwork) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """For each body the assets that it holds, and those of them with special category or offence data."""
    held: dict[str, set[str]] = {}
    sensitive: dict[str, set[str]] = {}
    for asset in network.estate.of_kind("asset"):
        owner = owner_of(network.estate, asset) if asset.sound else ""
        if owner:
            held.setdefault(owner, set()).add(asset.id)
            nature = nature_of_asset(asset.value)
            if nature["special"] or nature["criminal"]:
                sensitive.setdefault(owner, set()).add(asset.id)
    for flow in network.flows:
        if flow.delivered and flow.target:
            name = flow.asset or flow.key
            held.setdefault(flow.target, set()).add(name)
            nature = nature_of(network.estate, flow.agreement, flow.value)
            if nature["special"] or nature["criminal"]:
                sensitive.setdefault(flow.target, set()).add(name)
    return held, sensitive


def _received(network: SharingNetwork) -> set[str]:
    """Bodies to which anything was ever delivered; an owner that shares with nobody is no part of the network."""
    return {flow.target for flow in network.flows if flow.delivered and flow.target}


def _parts(live: list[FlowTerms]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """For each body whose loss would split the network, the parts that would come loose from the largest."""
    from networkx import Graph, articulation_points, connected_components

    graph: Graph[str] = Graph()
    graph.add_edges_from((flow.source, flow.target) for flow in live if flow.source != flow.target)
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    cutting = sorted(articulation_points(graph), key=lambda name: (-graph.degree(name), name))
    for name in cutting[:MOST_TRIED]:
        around = next(group for group in connected_components(graph) if name in group)
        rest = graph.subgraph(around - {name})
        pieces = sorted(connected_components(rest), key=lambda piece: (-len(piece), min(piece)))
        loose = pieces if len(pieces[0]) == 1 else pieces[1:]  # where nothing larger is left, all come loose
        found[name] = tuple(tuple(sorted(piece)) for piece in loose)
    return found


def _dry(network: SharingNetwork) -> dict[str, list[FlowTerms]]:
    """For the bodies that pass most on, the flows of others that would run dry with them."""
    passing: dict[str, int] = {}
    for flow in network.flows:
        if flow.live and network.direct(flow):
            passing[flow.source] = passing.get(flow.source, 0) + 1
            for before in network.direct(flow)[:MOST_TRIED]:
                passing[before.source] = passing.get(before.source, 0) + 1
    tried = sorted(passing, key=lambda name: (-passing[name], name))[:MOST_TRIED]
    supply = network.supply()
    return {name: supply.losing(_own(network, name)) for name in tried}


def _own(network: SharingNetwork, name: str) -> set[int]:
    """Numbers of the flows from and to a body."""
    return {flow.number for flow in (*network.by_source.get(name, ()), *network.by_target.get(name, ()))}


def _evidence(
    network: SharingNetwork,
    name: str,
    parts: dict[str, tuple[tuple[str, ...], ...]],
    dry: dict[str, list[FlowTerms]],
    sensitive: dict[str, set[str]],
) -> list[FlowTerms]:
    if dry.get(name):
        return dry[name][:_MOST_EVIDENCE]
    around = [
        flow for flow in (*network.by_source.get(name, ()), *network.by_target.get(name, ())) if flow.live
    ]
    loose = {other for part in parts.get(name, ()) for other in part}
    if loose:
        return [flow for flow in around if flow.source in loose or flow.target in loose][:_MOST_EVIDENCE]
    brought = (flow for flow in network.by_target.get(name, ()) if flow.delivered)
    return [flow for flow in brought if (flow.asset or flow.key) in sensitive.get(name, ())][:_MOST_EVIDENCE]


_MOST_EVIDENCE = 5
