"""Who holds an asset: its owner, and everybody to whom a flow brought it or something that derives from it."""

from collections.abc import Collection

from dsalint.linter.errors import UserError
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.questions.answers import Holders, Holding
from dsalint.linter.questions.evidence import body, held, receipt
from dsalint.linter.questions.named import find, owner_of
from dsalint.linter.source.limits import MAX_HOPS_TOLD


def holders(network: SharingNetwork, asset: str) -> Holders:
    """Who holds an asset at the network's date, by which way, and under which terms.

    A flow that has ended counts, because what it delivered may still be there; a draft does not.

    Args:
        asset: an id or another name of an asset.

    Raises:
        UserError: the estate has no such asset, or so many ways of so many hops that nobody could read them.
    """
    document = find(network.estate, "asset", asset)
    starting = [flow for flow in network.by_asset.get(document.id, ()) if flow.delivered]
    owner = owner_of(network.estate, document)
    routes = network.reach.routes_from(first_hops(starting, owner), lambda flow: flow.delivered)
    _in_proportion(network, routes.values())
    by_body: dict[str, list[tuple[FlowTerms, ...]]] = {}
    for route in routes.values():
        if route[-1].target != owner:
            by_body.setdefault(route[-1].target, []).append(route)
    stock = network.holdings({route[-1].asset for route in routes.values()})
    holdings = [
        Holding(
            body(network, name),
            tuple(receipt(network, route) for route in sorted(found, key=_shortest_and_live)),
            tuple(
                held(network, items)
                for each in dict.fromkeys(route[-1].asset for route in found)
                for items in stock.at(name, each)
            ),
        )
        for name, found in by_body.items()
    ]
    return Holders(
        asset=document.id,
        title=document.title,
        as_of=network.as_of,
        place=document.place(("id",)),
        owner=body(network, owner) if owner else None,
        holdings=tuple(
            sorted(
                holdings,
                key=lambda holding: (len(holding.receipts[0].route), holding.body.name, holding.body.id),
            )
        ),
    )


def _in_proportion(network: SharingNetwork, routes: Collection[tuple[FlowTerms, ...]]) -> None:
    """Refuse what nobody could read: each term that reaches a holder is told with its way."""
    carriers = {carrier for route in routes for carrier in network.carriers.of_flow[route[-1].number]}
    told = sum(map(len, routes)) + network.labels.hops_told(carriers) // 2
    if told > MAX_HOPS_TOLD:
        longest = max(map(len, routes))
        raise UserError(
            f"{len(routes):,} flows bring it on, by ways of up to {longest:,} hops and with about {told:,} hops to tell, "
            "which is out of proportion",
            "ask `graph path` from the owner to one holder, or cut the chain with --suppose 'without ...'",
        )


def first_hops(flows: list[FlowTerms], owner: str) -> list[FlowTerms]:
    """What the owner discloses begins a way. Of a body that never received it, nobody knows whence it has it."""
    recipients = {flow.target for flow in flows}
    return [flow for flow in flows if flow.source == owner or flow.source not in recipients] or flows


def _shortest_and_live(route: tuple[FlowTerms, ...]) -> tuple[int, bool, int]:
    return len(route), not route[-1].live, route[-1].number
