"""Which flow continues which: the recipient of one passes the same data on in the other.

Data is the same by declaration only: the flows name the same asset, or one whose `source` it is, and their items
meet. Names of assets that merely look alike prove nothing.
"""

from typing import NamedTuple

from dsalint.linter.estate.estate import Estate
from dsalint.linter.network.flows import WHOLE, FlowTerms


class Carriers(NamedTuple):
    """Items of flows as the nodes of label propagation."""

    flow_of: list[int]
    """Number of the flow that each carrier belongs to."""
    of_flow: list[list[int]]
    """Carriers of each flow."""
    successors: list[list[int]]
    """Carriers that continue each carrier."""


def continue_flows(estate: Estate, flows: list[FlowTerms]) -> Carriers:
    """Carriers and their continuations. Only flows that delivered continue; what they continue into may be a draft."""
    flow_of: list[int] = []
    of_flow: list[list[int]] = []
    items: list[str] = []
    for flow in flows:
        first = len(flow_of)
        for item in flow.items:
            flow_of.append(flow.number)
            items.append(item)
        of_flow.append(list(range(first, len(flow_of))))

    origins = _origins(estate)
    leaving: dict[tuple[str, str], list[FlowTerms]] = {}
    for flow in flows:
        if flow.asset and not flow.ended:
            for asset in (flow.asset, *origins.get(flow.asset, ())):
                leaving.setdefault((flow.source, asset), []).append(flow)

    successors: list[list[int]] = [[] for _ in flow_of]
    for flow in flows:
        if not flow.delivered or not flow.asset:
            continue
        for following in leaving.get((flow.target, flow.asset), ()):
            if following is flow:
                continue
            same_asset = following.asset == flow.asset
            for carrier in of_flow[flow.number]:
                for onward in of_flow[following.number]:
                    if (
                        not same_asset
                        or items[carrier] == items[onward]
                        or WHOLE in (items[carrier], items[onward])
                    ):
                        successors[carrier].append(onward)
    return Carriers(flow_of, of_flow, successors)


def _origins(estate: Estate) -> dict[str, tuple[str, ...]]:
    """For each derived asset, all assets it derives from, at any depth; cycles end."""
    direct: dict[str, list[str]] = {}
    for document in estate.of_kind("asset"):
        named = document.value.get("source") if document.sound else None
        if isinstance(named, list):
            found = (estate.find("asset", source) for source in named)
            direct[document.id] = [asset.id for asset in found if asset is not None]
    closed: dict[str, tuple[str, ...]] = {}
    for asset, sources in direct.items():
        seen: dict[str, None] = {}
        pending = list(sources)
        while pending:
            source = pending.pop()
            if source not in seen and source != asset:
                seen[source] = None
                pending.extend(direct.get(source, ()))
        closed[asset] = tuple(seen)
    return closed
