"""What if something fails, leaves, expires or is breached: what stops, who is cut off, what is exposed, whom to tell.

What stops is decided on the flows in force: a flow is cut off when nothing feeds it any more, which is the least fixpoint
of supply (`Supply`), so that bodies that only pass data round among themselves do not count as supplied.
What is exposed counts what was ever delivered: data that came under an agreement that has ended may still be held.
"""

from collections.abc import Iterable
from typing import NamedTuple

from dsalint.linter.findings.finding import Hop
from dsalint.linter.findings.place import Place
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.network.purposes import purpose_categories
from dsalint.linter.network.supply import Supply
from dsalint.linter.questions.answers import Body
from dsalint.linter.questions.evidence import body, hop
from dsalint.linter.questions.exposed import Held, held_with
from dsalint.linter.questions.named import Thing, flows_with, named
from dsalint.linter.questions.notices import Notice, notices


class Loss(NamedTuple):
    """A body that gets an asset no more."""

    body: Body
    asset: str
    title: str
    purposes: tuple[str, ...]
    route: tuple[Hop, ...]
    """The way that is cut: from the flow that stops to the body."""
    flows: tuple[str, ...]
    """Keys of the flows of this way."""
    still: tuple[Hop, ...]
    """Flows by which it goes on getting the same asset; empty where it is cut off altogether."""


class Impact(NamedTuple):
    """The answer to: what if this fails, leaves, expires or is breached?"""

    kind: str
    id: str
    title: str
    place: Place
    as_of: str
    direct: tuple[Loss, ...]
    """Bodies whose own flow stops."""
    received: tuple[Hop, ...]
    """Flows in force to the body itself, which end with it; none of another thing."""
    through: tuple[Loss, ...]
    """Bodies that had it through others."""
    held: tuple[Held, ...]
    """What a breach would expose."""
    notices: tuple[Notice, ...]
    """Whom to tell of a breach, the shortest time first."""
    references: tuple[Place, ...]
    """Where other documents name it: to be changed when it goes."""
    flows: frozenset[str]
    """Keys of all flows that the answer speaks of."""


def impact(network: SharingNetwork, name: str) -> Impact:
    """What depends on an organisation, an agreement, a flow, an asset or a system.

    Raises:
        UserError: the estate has nothing of that name.
    """
    thing = named(network.estate, name)
    gone = flows_with(network, thing)
    direct, through = _losses(network, thing, [flow for flow in gone if flow.live])
    held = tuple(held_with(network, thing))
    return Impact(
        kind=thing.kind,
        id=thing.id,
        title=thing.title,
        place=gone[0].agreement.place(gone[0].path) if thing.flow and gone else thing.document.place(),
        as_of=network.as_of,
        direct=direct,
        received=tuple(
            hop(network, flow)
            for flow in gone
            if thing.kind == "organisation" and flow.live and flow.target == thing.document.id
        ),
        through=through,
        held=held,
        notices=tuple(notices(network, thing, held)),
        references=tuple(_references(network, thing)),
        flows=frozenset(
            (
                *(key for loss in (*direct, *through) for key in loss.flows),
                *(key for entry in held for key in entry.flows),
            )
        ),
    )


def _losses(
    network: SharingNetwork, thing: Thing, gone: list[FlowTerms]
) -> tuple[tuple[Loss, ...], tuple[Loss, ...]]:
    numbers = {flow.number for flow in gone}
    supply = network.supply()
    after = supply.without(numbers)
    dry = {flow.number for flow in supply.losing(numbers)}
    routes = network.reach.routes_from(gone, lambda flow: flow.live)
    body_gone = thing.document.id if thing.kind == "organisation" else ""
    direct: list[Loss] = []
    through: list[Loss] = []
    for number, route in sorted(routes.items()):
        flow = network.flows[number]
        if flow.target == body_gone or (number not in numbers and number not in dry):
            continue
        still = _still(network, supply, flow, after)
        loss = Loss(
            body=body(network, flow.target),
            asset=flow.asset,
            title=_title(network, flow.asset),
            purposes=tuple(dict.fromkeys(map(str, purpose_categories(flow)))),
            route=tuple(hop(network, step) for step in route),
            flows=tuple(step.key for step in route),
            still=tuple(hop(network, other) for other in still),
        )
        (direct if number in numbers else through).append(loss)
    return tuple(_ordered(direct)), tuple(_ordered(through))


def _ordered(losses: Iterable[Loss]) -> list[Loss]:
    """Those that are cut off altogether first, then by name."""
    return sorted(losses, key=lambda loss: (bool(loss.still), loss.body.name, loss.title, len(loss.route)))


def _still(
    network: SharingNetwork, supply: Supply, flow: FlowTerms, after: frozenset[int]
) -> list[FlowTerms]:
    """Other flows in force by which the recipient goes on getting the asset."""
    return [
        other
        for other in network.by_target.get(flow.target, ())
        if flow.asset and other.asset == flow.asset and other is not flow and supply.feeds(other, after)
    ]


def _title(network: SharingNetwork, asset: str) -> str:
    document = network.estate.find("asset", asset)
    return document.title if document is not None else asset or "data that no asset describes"


def _references(network: SharingNetwork, thing: Thing) -> Iterable[Place]:
    if thing.flow:
        return
    wanted = thing.document
    for document in network.estate.documents:
        if document is wanted or not document.sound:
            continue
        for reference in network.estate.references(document):
            if (
                reference.target == wanted.kind
                and network.estate.find(reference.target, reference.name) is wanted
            ):
                yield document.place(reference.path)
                break
