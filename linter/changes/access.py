"""Who can reach what that could not before, and who no longer can: ways through the network of both states."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from dsalint.linter.findings.finding import Hop
from dsalint.linter.network.data_kinds import carried_kinds
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.questions.answers import Body
from dsalint.linter.questions.evidence import body, hop
from dsalint.linter.questions.holders import first_hops
from dsalint.linter.questions.named import owner_of

_Route = tuple[FlowTerms, ...]


class Access(NamedTuple):
    """A body that data of an asset can reach in one state and not in the other."""

    body: Body
    asset: str
    title: str
    kinds: tuple[str, ...]
    """Special categories and offences among what arrives."""
    route: tuple[Hop, ...]
    """By the fewest hops, from the first recorded provider."""


class AccessChanges(NamedTuple):
    """Ways that are new, and ways that are gone."""

    gained: tuple[Access, ...]
    lost: tuple[Access, ...]


def access_changes(before: SharingNetwork, after: SharingNetwork) -> AccessChanges:
    """Compare what can reach whom at the networks' date, by flows in force.

    Only assets are looked at of which a flow, or what they derive from, is not the same in both.
    """
    assets = _touched(before, after)
    old, new = _reached(before, assets), _reached(after, assets)
    return AccessChanges(
        tuple(_access(after, new[pair], pair) for pair in sorted(new.keys() - old.keys())),
        tuple(_access(before, old[pair], pair) for pair in sorted(old.keys() - new.keys())),
    )


def _touched(before: SharingNetwork, after: SharingNetwork) -> set[str]:
    differing = {flow[2] for flow in _live(before) ^ _live(after)}
    differing |= {asset for asset, _ in _sources(before) ^ _sources(after)}
    for network in (before, after):
        sources: dict[str, list[str]] = {}
        for asset, source in _sources(network):
            sources.setdefault(asset, []).append(source)
        pending = list(differing)
        while pending:
            for source in sources.get(pending.pop(), ()):
                if source not in differing:
                    differing.add(source)
                    pending.append(source)
    return differing


def _live(network: SharingNetwork) -> set[tuple[str, str, str, tuple[str, ...]]]:
    return {(flow.source, flow.target, flow.asset, flow.items) for flow in network.flows if flow.live}


def _sources(network: SharingNetwork) -> set[tuple[str, str]]:
    """Each asset with each one that it derives from."""
    found: set[tuple[str, str]] = set()
    for asset in network.estate.of_kind("asset"):
        for name in asset.value.get("source", ()) if asset.sound else ():
            source = network.estate.find("asset", name)
            if source is not None:
                found.add((asset.id, source.id))
    return found


def _reached(network: SharingNetwork, assets: Iterable[str]) -> dict[tuple[str, str], _Route]:
    """The shortest way of each asset to each body that data of it can reach, its owner left out."""
    found: dict[tuple[str, str], _Route] = {}
    for asset in sorted(assets):
        document = network.estate.find("asset", asset)
        owner = owner_of(network.estate, document) if document is not None else ""
        live = [flow for flow in network.by_asset.get(asset, ()) if flow.live]
        routes = network.reach.routes_from(first_hops(live, owner), lambda flow: flow.live)
        for route in routes.values():
            pair = (asset, route[-1].target)
            if route[-1].target != owner and (pair not in found or _order(route) < _order(found[pair])):
                found[pair] = route
    return found


def _order(route: _Route) -> tuple[int, tuple[int, ...]]:
    return len(route), tuple(flow.number for flow in route)


def _access(network: SharingNetwork, route: _Route, pair: tuple[str, str]) -> Access:
    asset, target = pair
    document = network.estate.find("asset", asset)
    last = route[-1]
    kinds = (kind for kind, _ in carried_kinds(network.estate, last.agreement, last.value))
    return Access(
        body=body(network, target),
        asset=asset,
        title=document.title if document is not None else asset,
        kinds=tuple(sorted(set(kinds))),
        route=tuple(hop(network, flow) for flow in route),
    )


_MOST_NAMED = 6
"""Bodies on a way that are named."""


def told(access: Access, verb: str, show: Callable[[str], str]) -> str:
    """`X can now receive Y (health) from Z, through W`.

    Args:
        verb: `can now` or `can no longer`.
        show: makes what a document says safe to show.
    """
    kinds = f" ({', '.join(map(show, access.kinds))})" if access.kinds else ""
    between = access.route[1:]
    through = ", ".join(show(step.origin) for step in between[:_MOST_NAMED])
    through += f" and {len(between) - _MOST_NAMED} more" if len(between) > _MOST_NAMED else ""
    return (
        f"{show(access.body.name)} {verb} receive {show(access.title)}{kinds} from {show(access.route[0].origin)}"
        + (f", through {through}" if through else "")
    )
