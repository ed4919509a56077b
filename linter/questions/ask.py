"""`dsalint graph` with a question: an estate, perhaps with suppositions, and a question, to an answer in some format."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

import dsalint
from dsalint.graphs.diagrams.formats import Options as Drawing
from dsalint.graphs.diagrams.formats import render
from dsalint.graphs.diagrams.view import Filters
from dsalint.linter.check import Target
from dsalint.linter.errors import UserError
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.network.records import to_records
from dsalint.linter.questions.answers import Receipt
from dsalint.linter.questions.can_share import can_share
from dsalint.linter.questions.exposure import exposure
from dsalint.linter.questions.grounds import Grounds
from dsalint.linter.questions.holders import holders
from dsalint.linter.questions.impact import impact
from dsalint.linter.questions.impact_text import EVENTS, render_impact
from dsalint.linter.questions.needs import needs
from dsalint.linter.questions.overview_text import render_exposure, render_needs
from dsalint.linter.questions.show_json import VERSION, Answer, answer_json
from dsalint.linter.questions.show_text import render_holders, render_sharing, render_ways
from dsalint.linter.questions.suppose import Proposal
from dsalint.linter.questions.ways import ways
from dsalint.linter.reports.json import to_json
from dsalint.linter.reports.left_out import left_out
from dsalint.linter.reports.look import Look

TEXTS = ("text", "json")
FORMATS = (*TEXTS, "svg", "mermaid", "dot")
_ANSWER = "this answer"


class Manner(NamedTuple):
    """Of which estate a question is asked, under which suppositions, and how it is answered."""

    target: Target
    as_of: str
    format: str
    look: Look
    supposing: tuple[str, ...] = ()


class Answered(NamedTuple):
    """An answer, and what to say beside it."""

    text: str
    notes: tuple[str, ...] = ()
    favourable: bool = True
    """False where the answer is no."""


def ask_holders(manner: Manner, asset: str) -> Answered:
    """Who holds an asset.

    Raises:
        UserError: there is no such asset, format or thing to suppose.
    """
    grounds = _grounds(manner, FORMATS)
    network = grounds.network
    answer = holders(network, asset)
    receipts = (receipt for holding in answer.holdings for receipt in holding.receipts)
    text = _shown(
        manner,
        answer,
        lambda: render_holders(answer, manner.look),
        lambda: _picture(network, _flows(receipts), f"Who holds {answer.title}", manner.format),
    )
    return Answered(text, _notes(grounds))


def ask_ways(manner: Manner, source: str, target: str, most: int, chained: bool) -> Answered:
    """By which ways data gets from one body to another.

    Raises:
        UserError: there is no such organisation, format or thing to suppose.
    """
    grounds = _grounds(manner, FORMATS)
    network = grounds.network
    answer = ways(network, source, target, most=most, chained=chained)
    title = f"From {answer.source.name} to {answer.target.name}"
    text = _shown(
        manner,
        answer,
        lambda: render_ways(answer, manner.look),
        lambda: _picture(network, _flows(answer.ways), title, manner.format),
    )
    return Answered(text, _notes(grounds))


def ask_impact(manner: Manner, name: str, events: Sequence[str] = EVENTS) -> Answered:
    """What stops, and what is exposed, if something goes or is breached.

    Raises:
        UserError: there is no such thing, format or thing to suppose.
    """
    grounds = _grounds(manner, FORMATS)
    network = grounds.network
    answer = impact(network, name)
    text = _shown(
        manner,
        answer,
        lambda: render_impact(answer, manner.look, events),
        lambda: _picture(network, answer.flows, f"What depends on {answer.title}", manner.format),
    )
    return Answered(text, _notes(grounds))


def ask_exposure(manner: Manner) -> Answered:
    """On whom the network leans.

    Raises:
        UserError: there is no such format or thing to suppose.
    """
    grounds = _grounds(manner, TEXTS)
    answer = exposure(grounds.network)
    return Answered(_shown(manner, answer, lambda: render_exposure(answer, manner.look)), _notes(grounds))


def ask_needs(manner: Manner) -> Answered:
    """What is needed and does not flow.

    Raises:
        UserError: there is no such format or thing to suppose.
    """
    grounds = _grounds(manner, TEXTS)
    answer = needs(grounds.network)
    return Answered(_shown(manner, answer, lambda: render_needs(answer, manner.look)), _notes(grounds))


def ask_sharing(manner: Manner, proposal: Proposal) -> Answered:
    """Whether something may be shared.

    Raises:
        UserError: there is no such asset, organisation, purpose, format or thing to suppose.
    """
    grounds = _grounds(manner, TEXTS)
    answer = can_share(grounds.checked, manner.target, proposal)
    text = _shown(manner, answer, lambda: render_sharing(answer, manner.look))
    return Answered(text, _notes(grounds), answer.answer != "no")


def _grounds(manner: Manner, formats: Sequence[str]) -> Grounds:
    """What to ask; a format that there is not is refused before anything is read."""
    if manner.format not in formats:
        raise UserError(f"there is no format `{manner.format}` here", f"formats: {', '.join(formats)}")
    return Grounds.read(manner.target, manner.as_of).supposing(manner.supposing)


def _notes(grounds: Grounds) -> tuple[str, ...]:
    return left_out(grounds.facts, _ANSWER)


def _shown(
    manner: Manner,
    answer: Answer,
    text: Callable[[], str],
    picture: Callable[[], str] | None = None,
) -> str:
    if manner.format == "json":
        head = {"version": VERSION, "supposing": list(manner.supposing)}
        return to_json(head | answer_json(answer))
    if manner.format == "text":
        supposing = [
            line for each in manner.supposing for line in manner.look.hanging("supposing: ", each, "  ")
        ]
        return "".join(f"{line}\n" for line in supposing) + ("\n" if supposing else "") + text()
    return picture() if picture is not None else ""


def _flows(receipts: Iterable[Receipt]) -> set[str]:
    return {flow for receipt in receipts for flow in receipt.flows}


def _picture(network: SharingNetwork, wanted: Collection[str], title: str, format_: str) -> str:
    """The flows of an answer, and no others."""
    everything = to_records(network, title, {})
    flows = tuple(flow for flow in everything.flows if flow.id in wanted)
    ends = {end for flow in flows for end in (flow.source, flow.target)}
    shown = everything._replace(
        flows=flows, parties=tuple(party for party in everything.parties if party.id in ends)
    )
    filters = Filters(statuses=("all",))
    return render(shown, Drawing(format_, "auto", filters, title, dsalint.__version__)).text
