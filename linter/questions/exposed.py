"""What a breach would expose: who holds what, of which kinds, how marked, and whence they have it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dsalint.linter.estate.document import Document
from dsalint.linter.findings.finding import Hop
from dsalint.linter.findings.place import Place
from dsalint.linter.network.data_kinds import CRIMINAL, carried_kinds, nature_of, stated_kinds
from dsalint.linter.network.flows import WHOLE, FlowTerms
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.network.terms import at_least
from dsalint.linter.questions.answers import Body
from dsalint.linter.questions.evidence import body, hop
from dsalint.linter.questions.named import Thing, assets_on, flows_with, owner_of
from dsalint.linter.vocabulary.markings import MarkingError, parse_marking


class Held(NamedTuple):
    """One asset, or part of it, at one body."""

    body: Body
    asset: str
    title: str
    own: bool
    """It belongs to the body; otherwise flows brought it."""
    items: tuple[str, ...]
    """Names of the items; empty for the whole asset."""
    kinds: tuple[str, ...]
    """Special categories, and `criminal-offence`."""
    personal: bool | None
    """None where nobody says."""
    marking: str
    """The highest under which it came, or is kept."""
    hops: tuple[Hop, ...]
    """The flows that brought it."""
    flows: tuple[str, ...]
    """Keys of these flows."""
    place: Place | None


def held_with(network: SharingNetwork, thing: Thing) -> Iterator[Held]:
    """What is there to be exposed: all that a body holds, every copy of an asset, all that an agreement or a system brought."""
    document = thing.document
    if thing.kind == "organisation":
        yield from held_by(network, document.id)
        return
    if thing.kind in ("asset", "system"):
        assets = [document] if thing.kind == "asset" else assets_on(network.estate, document)
        for asset in assets:
            owner = owner_of(network.estate, asset)
            if owner:
                yield _own(network, owner, asset)
    delivered = (
        [flow for flow in flows_with(network, thing) if flow.delivered] if thing.kind != "system" else []
    )
    for (target, _), flows in _grouped(delivered).items():
        yield _received(network, target, flows)


def held_by(network: SharingNetwork, organisation: str) -> Iterator[Held]:
    """All that a body holds: its own assets, and what was delivered to it."""
    for asset in network.estate.of_kind("asset"):
        if asset.sound and owner_of(network.estate, asset) == organisation:
            yield _own(network, organisation, asset)
    delivered = [flow for flow in network.by_target.get(organisation, ()) if flow.delivered]
    for flows in _grouped(delivered).values():
        yield _received(network, organisation, flows)


def _grouped(flows: Iterable[FlowTerms]) -> dict[tuple[str, str], list[FlowTerms]]:
    """Flows by recipient and asset; of data that no asset describes, by agreement."""
    found: dict[tuple[str, str], list[FlowTerms]] = {}
    for flow in flows:
        found.setdefault((flow.target, flow.asset or f"#{flow.agreement.key}"), []).append(flow)
    return found


def _own(network: SharingNetwork, organisation: str, asset: Document) -> Held:
    value = asset.value
    kinds = set(value.get("special_category", ())) | {
        kind for item in value.get("items", ()) for kind in item.get("special_category", ())
    }
    if value.get("criminal_offence") or any(item.get("criminal_offence") for item in value.get("items", ())):
        kinds.add(CRIMINAL)
    said = value.get("personal_data")
    return Held(
        body=body(network, organisation),
        asset=asset.id,
        title=asset.title,
        own=True,
        items=(),
        kinds=tuple(sorted(kinds)),
        personal=True if kinds else said if isinstance(said, bool) else None,
        marking=str(value.get("marking") or ""),
        hops=(),
        flows=(),
        place=asset.place(),
    )


def _received(network: SharingNetwork, organisation: str, flows: list[FlowTerms]) -> Held:
    kinds: set[str] = set()
    personal: bool | None = False
    marking = ""
    for flow in flows:
        kinds |= {kind for kind, _ in carried_kinds(network.estate, flow.agreement, flow.value)}
        nature = nature_of(network.estate, flow.agreement, flow.value)
        if nature["special"] or nature["criminal"]:
            kinds |= stated_kinds(flow.agreement)
        for arrival in network.binding(flow):
            name = arrival.key[0]
            if name == "marking":
                marking = _higher(marking, str(arrival.value))
            elif name == "personal":
                nature["personal"] = True
        if nature["personal"]:
            personal = True
        elif personal is False and flow.value.get("personal_data") is not False:
            personal = None
    first = flows[0]
    asset = network.estate.find("asset", first.asset)
    whole = any(flow.items == (WHOLE,) for flow in flows)
    items = () if whole else tuple(dict.fromkeys(item for flow in flows for item in flow.items))
    return Held(
        body=body(network, organisation),
        asset=first.asset,
        title=asset.title if asset is not None else first.asset or first.agreement.title,
        own=False,
        items=items,
        kinds=tuple(sorted(kinds)),
        personal=personal,
        marking=marking,
        hops=tuple(hop(network, flow) for flow in flows),
        flows=tuple(flow.key for flow in flows),
        place=None,
    )


def _higher(one: str, other: str) -> str:
    """The one of two levels that covers the other; empty for none."""
    return one if one and (not other or at_least(one, other)) else other


def readable(marking: str) -> bool:
    """Whether a text is a protective marking."""
    try:
        parse_marking(marking)
    except MarkingError:
        return False
    return True
