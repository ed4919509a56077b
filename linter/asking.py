"""`dsalint graph` with a question: an estate, perhaps with suppositions, and a question, to an answer in some format."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dsalint.linter.check import Target
from dsalint.linter.errors import UserError
from dsalint.linter.pictures import FORMATS as PICTURES
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

FORMATS = ("text", "json", *PICTURES)
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
    grounds = _grounds(manner)
    answer = holders(grounds.network, asset)
    return _answered(manner, grounds, answer, lambda: render_holders(answer, manner.look))


def ask_ways(manner: Manner, source: str, target: str, most: int, chained: bool) -> Answered:
    """By which ways data gets from one body to another.

    Raises:
        UserError: there is no such organisation, format or thing to suppose.
    """
    grounds = _grounds(manner)
    answer = ways(grounds.network, source, target, most=most, chained=chained)
    return _answered(manner, grounds, answer, lambda: render_ways(answer, manner.look))


def ask_impact(manner: Manner, name: str, events: Sequence[str] = EVENTS) -> Answered:
    """What stops, and what is exposed, if something goes or is breached.

    Args:
        events: which half of the answer to tell, as text.

    Raises:
        UserError: there is no such thing, format or thing to suppose.
    """
    grounds = _grounds(manner)
    answer = impact(grounds.network, name)
    answered = _answered(manner, grounds, answer, lambda: render_impact(answer, manner.look, events))
    if manner.format == "text" or len(events) == len(EVENTS):
        return answered
    return answered._replace(notes=(*answered.notes, "`--if` is for text; other formats have both halves"))


def ask_exposure(manner: Manner) -> Answered:
    """On whom the network leans.

    Raises:
        UserError: there is no such format or thing to suppose.
    """
    grounds = _grounds(manner)
    answer = exposure(grounds.network)
    return _answered(manner, grounds, answer, lambda: render_exposure(answer, manner.look))


def ask_needs(manner: Manner) -> Answered:
    """What is needed and does not flow.

    Raises:
        UserError: there is no such format or thing to suppose.
    """
    grounds = _grounds(manner)
    answer = needs(grounds.network)
    return _answered(manner, grounds, answer, lambda: render_needs(answer, manner.look))


def ask_sharing(manner: Manner, proposal: Proposal) -> Answered:
    """Whether something may be shared.

    Raises:
        UserError: there is no such asset, organisation, purpose, format or thing to suppose.
    """
    grounds = _grounds(manner)
    answer = can_share(grounds.checked, manner.target, proposal)
    answered = _answered(manner, grounds, answer, lambda: render_sharing(answer, manner.look))
    return answered._replace(favourable=answer.answer != "no")


def _grounds(manner: Manner) -> Grounds:
    """What to ask; a format that there is not is refused before anything is read."""
    if manner.format not in FORMATS:
        raise UserError(f"there is no format `{manner.format}` here", f"formats: {', '.join(FORMATS)}")
    return Grounds.read(manner.target, manner.as_of).supposing(manner.supposing)


def _answered(manner: Manner, grounds: Grounds, answer: Answer, text: Callable[[], str]) -> Answered:
    notes = left_out(grounds.facts, _ANSWER)
    if manner.format == "json":
        head = {"version": VERSION, "supposing": list(manner.supposing)}
        return Answered(to_json(head | answer_json(answer)), notes)
    if manner.format == "text":
        return Answered(_supposing(manner) + text(), notes)
    from dsalint.linter.pictures.picture import picture  # not paid for by answers in text

    drawn = picture(grounds.network, answer, manner.format, manner.supposing)
    return Answered(drawn.text, (*notes, *drawn.notes))


def _supposing(manner: Manner) -> str:
    rows = [line for each in manner.supposing for line in manner.look.hanging("supposing: ", each, "  ")]
    return "".join(f"{row}\n" for row in rows) + ("\n" if rows else "")
