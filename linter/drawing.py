"""`dsalint graph draw` and `export`: an estate to a picture or a file, with the findings on its flows."""

from typing import NamedTuple

import dsalint
from dsalint.graphs.diagrams.formats import Options as Drawing
from dsalint.graphs.diagrams.formats import Rendered, render
from dsalint.graphs.diagrams.view import Filters, UnknownName
from dsalint.linter.check import Checked, Options, Target, check
from dsalint.linter.errors import NothingToCheck, UserError
from dsalint.linter.network.records import findings_on_flows, to_records
from dsalint.linter.reports.left_out import left_out
from dsalint.linter.vocabulary.lattice import rank
from dsalint.linter.vocabulary.markings import MarkingError, parse_marking


class Request(NamedTuple):
    """What a user asks to see."""

    format: str
    view: str = "auto"
    parties: tuple[str, ...] = ()
    neighbours: int = 1
    assets: tuple[str, ...] = ()
    marking: str = ""
    purposes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    aggregate: str = "none"
    findings: bool = True


def render_network(target: Target, as_of: str, request: Request) -> Rendered:
    """The picture or file.

    Raises:
        UserError: a name that the network does not have, a marking that cannot be read, an unknown view.
        NothingToCheck: the estate holds no agreement with a flow.
    """
    checked = check(target, Options(as_of))
    if not checked.world.network.flows:
        raise NothingToCheck(
            "no agreement here has a flow to draw",
            "add `flows` to an agreement, or name the folder that holds the agreements",
        )
    network = to_records(
        checked.world.network,
        _title(checked),
        findings_on_flows(checked.everywhere) if request.findings else {},
        lambda flow: target.named is None or flow.agreement.file in target.named,
    )
    filters = Filters(
        parties=request.parties,
        neighbours=request.neighbours,
        assets=request.assets,
        purposes=request.purposes,
        statuses=request.statuses,
        agreements=request.agreements,
        minimum_tier=_tier(request.marking),
        aggregate=request.aggregate,
    )
    drawing = Drawing(request.format, request.view, filters, network.title, dsalint.__version__)
    try:
        rendered = render(network, drawing)
    except UnknownName as error:
        near = f"did you mean {' or '.join(f'`{name}`' for name in error.near)}?" if error.near else ""
        raise UserError(
            str(error), near or "`dsalint graph export --format csv` lists what is there"
        ) from error
    notes = (*rendered.notes, *_advice(request, rendered), *left_out(checked.facts, "the network shown"))
    return rendered._replace(notes=notes)


def _advice(request: Request, rendered: Rendered) -> tuple[str, ...]:
    merged = request.view == "auto" and rendered.kind == "overview" and request.aggregate == "none"
    return ("`--view matrix` shows each pair, `--party` one party",) if merged else ()


def _title(checked: Checked) -> str:
    return checked.config.title or "Who shares data with whom"


def _tier(marking: str) -> int:
    if not marking:
        return -1
    try:
        found = rank(parse_marking(marking))
    except MarkingError as error:
        raise UserError(f"--marking {marking}: {error.message}", error.suggestion) from error
    if found < 0:
        raise UserError(
            f"--marking {marking} has no place among the markings of today",
            "use OFFICIAL, OFFICIAL-SENSITIVE, SECRET or TOP SECRET",
        )
    return found
