"""The part of a network that an answer speaks of, with what the answer says of it."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import dsalint
from dsalint.graphs.diagrams.formats import Options, Rendered, render
from dsalint.graphs.diagrams.remarks import Remarks
from dsalint.graphs.diagrams.view import Filters
from dsalint.graphs.records import Flow, Network, Party
from dsalint.linter.findings.finding import Hop
from dsalint.linter.network.data_kinds import nature_of_asset
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.network.records import tier_of, to_records


class Sketch(NamedTuple):
    """What to draw."""

    title: str
    flows: Collection[str]
    """Keys of flows, `agreement#flow`."""
    remarks: Remarks
    added: tuple[Flow, ...] = ()
    """Flows that there are not: supposed, or needed."""
    stand_ins: tuple[Party, ...] = ()
    """Parties at the ends of these that stand for no body."""


def drawn(network: SharingNetwork, sketch: Sketch, format_: str) -> Rendered:
    """A picture of the flows of a sketch, and of no others.

    Args:
        format_: svg, mermaid or dot.
    """
    chosen = to_records(network, sketch.title, {}, lambda flow: flow.key in sketch.flows)
    flows = (*chosen.flows, *sketch.added)
    ends = {end for flow in flows for end in (flow.source, flow.target)}
    ends |= {*sketch.remarks.notes, *sketch.remarks.stressed}
    parties = (*(party for party in chosen.parties if party.id in ends), *sketch.stand_ins)
    shown = Network(parties, flows, network.as_of, sketch.title)
    return render(
        shown,
        Options(
            format_,
            "auto",
            Filters(statuses=("all",)),
            sketch.title,
            dsalint.__version__,
            sketch.remarks,
        ),
    )


def flow_that_is_not(
    network: SharingNetwork,
    identifier: str,
    ends: tuple[str, str],
    asset: str,
    status: str,
    findings: tuple[tuple[str, str], ...] = (),
) -> Flow:
    """A flow that somebody supposes or needs, marked as its asset is.

    Args:
        ends: ids of who would provide and who would receive.
        status: `draft`, or `needed`.
        findings: (rule, severity) of what would be wrong with it.
    """
    document = network.estate.find("asset", asset)
    value = document.value if document is not None and document.sound else {}
    marking = str(value.get("marking", ""))
    nature = nature_of_asset(value)
    return Flow(
        id=identifier,
        source=ends[0],
        target=ends[1],
        agreement="",
        asset=asset,
        asset_title=document.title if document is not None else asset,
        marking=marking,
        tier=tier_of(marking),
        status=status,
        in_force=False,
        personal=nature["personal"],
        special=nature["special"] or nature["criminal"],
        findings=findings,
    )


def flows_at(network: SharingNetwork, hops: Iterable[Hop]) -> list[FlowTerms]:
    """The flows that hops stand for; none of a hop that is only supposed."""
    found = (network.written_at(hop.place) for hop in hops)
    return [flow for flow in found if flow is not None]


def first_few(lines: Sequence[str], most: int) -> tuple[str, ...]:
    """Some lines, and how many there are beyond them."""
    more = len(lines) - most
    return (*lines[:most], *([f"and {more} more"] if more > 0 else []))
