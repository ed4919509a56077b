"""Pictures of who holds an asset, and of the ways from one body to another."""

from collections.abc import Iterable

from dsalint.graphs.diagrams.remarks import Remarks
from dsalint.graphs.diagrams.wording import counted
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.pictures.sketch import Sketch
from dsalint.linter.questions.answers import Holders, Holding, Receipt, Ways


def of_holders(network: SharingNetwork, answer: Holders) -> Sketch:
    """Who holds an asset: its owner stressed, at each holder since when."""
    owner = answer.owner
    besides = f" besides its owner, {owner.name}" if owner else "; no owner is stated"
    notes = {holding.body.id: _since(holding) for holding in answer.holdings}
    return Sketch(
        f"Who holds {answer.title}",
        _flows(receipt for holding in answer.holdings for receipt in holding.receipts),
        Remarks(
            says=(f"Held by {counted(len(answer.holdings), 'body', 'bodies')}{besides}.",),
            notes=notes | ({owner.id: "owner"} if owner else {}),
            stressed=frozenset([owner.id] if owner else []),
        ),
    )


def of_ways(network: SharingNetwork, answer: Ways) -> Sketch:
    """The ways from one body to another: both stressed."""
    return Sketch(
        f"From {answer.source.name} to {answer.target.name}",
        _flows(answer.ways),
        Remarks(
            says=(_ways(answer),),
            stressed=frozenset((answer.source.id, answer.target.id)),
        ),
    )


def _ways(answer: Ways) -> str:
    data = "passing on the same data" if answer.chained else "whatever data they carry"
    if not answer.ways:
        return f"No way: no flows in force lead there, {data}."
    hops = counted(len(answer.ways[0].route), "hop")
    more = " and more" if answer.more else ""
    return f"{counted(len(answer.ways), 'way')}{more}, the shortest with {hops}, {data}."


def _since(holding: Holding) -> str:
    """When the body first received it, and whether it still does."""
    known = sorted(receipt.since for receipt in holding.receipts if receipt.since)
    since = f"holds it since {known[0]}" if known else "holds it"
    return (
        since
        if any(receipt.live for receipt in holding.receipts)
        else f"{since}; no flow in force brings more"
    )


def _flows(receipts: Iterable[Receipt]) -> set[str]:
    return {flow for receipt in receipts for flow in receipt.flows}
