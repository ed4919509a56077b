"""`dsalint graph holders` and `path`: an estate and a question to an answer in some format."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import dsalint
from dsalint.graphs.diagrams.formats import Options as Drawing
from dsalint.graphs.diagrams.formats import render
from dsalint.graphs.diagrams.view import Filters
from dsalint.linter.check import Options, Target, check, read_facts
from dsalint.linter.errors import UserError
from dsalint.linter.estate.estate import Estate
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.network.records import to_records
from dsalint.linter.questions.answers import Receipt
from dsalint.linter.questions.can_share import Proposal, can_share
from dsalint.linter.questions.holders import holders
from dsalint.linter.questions.show_json import holders_json, sharing_json, ways_json
from dsalint.linter.questions.show_text import render_holders, render_sharing, render_ways
from dsalint.linter.questions.ways import ways
from dsalint.linter.reports.look import Look

PICTURES = ("svg", "mermaid", "dot")
FORMATS = ("text", "json", *PICTURES)


class Asked(NamedTuple):
    """A network to ask, and what is missing from it."""

    network: SharingNetwork
    malformed: int
    """Documents whose shape is wrong: what they say is no part of any answer."""


def network_of(target: Target, as_of: str) -> Asked:
    """The network of an estate at a date.

    Raises:
        NothingToCheck: no file holds a document.
    """
    documents = [document for fact in read_facts(target) for document in fact.documents]
    network = SharingNetwork(Estate(documents), as_of)
    return Asked(network, sum(not document.sound for document in documents))


def answer_holders(network: SharingNetwork, asset: str, format_: str, look: Look) -> str:
    """Who holds an asset, in a format.

    Raises:
        UserError: there is no such asset, or no such format.
    """
    answer = holders(network, asset)
    receipts = (receipt for holding in answer.holdings for receipt in holding.receipts)
    return _shown(
        format_,
        lambda: render_holders(answer, look),
        lambda: holders_json(answer),
        lambda: _picture(network, receipts, f"Who holds {answer.title}", format_),
    )


def answer_ways(
    network: SharingNetwork, source: str, target: str, most: int, chained: bool, format_: str, look: Look
) -> str:
    """By which ways data gets from one body to another, in a format.

    Raises:
        UserError: there is no such organisation, or no such format.
    """
    answer = ways(network, source, target, most=most, chained=chained)
    return _shown(
        format_,
        lambda: render_ways(answer, look),
        lambda: ways_json(answer),
        lambda: _picture(network, answer.ways, f"From {answer.source.name} to {answer.target.name}", format_),
    )


def answer_sharing(
    target: Target, as_of: str, proposal: Proposal, format_: str, look: Look
) -> tuple[bool, str]:
    """Whether something may be shared, and the answer in a format.

    Raises:
        UserError: there is no such asset, organisation or purpose, or no such format.
    """
    if format_ not in ("text", "json"):
        raise UserError(f"there is no format `{format_}` here", "formats: text, json")
    answer = can_share(check(target, Options(as_of)), target, proposal)
    text = sharing_json(answer) if format_ == "json" else render_sharing(answer, look)
    return answer.answer != "no", text


def _shown(format_: str, text: Callable[[], str], json: Callable[[], str], picture: Callable[[], str]) -> str:
    if format_ not in FORMATS:
        raise UserError(f"there is no format `{format_}` here", f"formats: {', '.join(FORMATS)}")
    return {"text": text, "json": json}.get(format_, picture)()


def _picture(network: SharingNetwork, receipts: Iterable[Receipt], title: str, format_: str) -> str:
    """The flows of an answer, and no others."""
    wanted = {flow for receipt in receipts for flow in receipt.flows}
    everything = to_records(network, title, {})
    flows = tuple(flow for flow in everything.flows if flow.id in wanted)
    ends = {end for flow in flows for end in (flow.source, flow.target)}
    shown = everything._replace(
        flows=flows, parties=tuple(party for party in everything.parties if party.id in ends)
    )
    filters = Filters(statuses=("all",))
    return render(shown, Drawing(format_, "auto", filters, title, dsalint.__version__)).text
