"""What is needed and does not flow: declared needs, with what there is towards each; bodies and groups that share with nobody."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dsalint.linter.estate.document import Document
from dsalint.linter.estate.estate import Estate
from dsalint.linter.findings.finding import Hop
from dsalint.linter.findings.place import Place
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.network.purposes import purpose_categories
from dsalint.linter.questions.answers import Body
from dsalint.linter.questions.evidence import body, hop
from dsalint.linter.questions.named import owner_of

OWN = "its own"
MET = "met"
OTHER_PURPOSE = "met for other purposes"
PLANNED = "agreed and not in force"
LAPSED = "no longer met"
UNMET = "not met"

STATES = (UNMET, LAPSED, OTHER_PURPOSE, PLANNED, MET, OWN)
"""From what wants doing most to what wants nothing."""


class Need(NamedTuple):
    """Data that a body says it needs."""

    body: Body
    asset: str
    title: str
    purpose: str
    """A category of purposes; empty where the need names none."""
    state: str
    """One of `STATES`."""
    hops: tuple[Hop, ...]
    """The flows that meet it, or would; empty where there are none."""
    place: Place


class Needs(NamedTuple):
    """The answer to: what is needed and does not flow?"""

    as_of: str
    needs: tuple[Need, ...]
    """What wants doing most comes first."""
    islands: tuple[tuple[Body, Place], ...]
    """Organisations from and to which no flow is in force."""
    groups: tuple[tuple[Body, ...], ...]
    """Bodies joined by flows in force, group by group, where there is more than one; the largest first."""


def needs(network: SharingNetwork) -> Needs:
    """All declared needs, and who is joined to nobody."""
    derived = _derived(network.estate)
    found = [
        need
        for document in network.estate.of_kind("organisation")
        for need in _needs(network, document, derived)
    ]
    groups = [group for group in joined(network) if len(group) > 1]
    there = {name for group in groups for name in group}
    return Needs(
        as_of=network.as_of,
        needs=tuple(sorted(found, key=lambda need: (STATES.index(need.state), need.body.name, need.title))),
        islands=tuple(
            (body(network, document.id), document.place())
            for document in network.estate.of_kind("organisation")
            if document.sound and document.id not in there and exists(document, network.as_of)
        ),
        groups=tuple(tuple(body(network, name) for name in group) for group in groups)
        if len(groups) > 1
        else (),
    )


def joined(network: SharingNetwork) -> list[list[str]]:
    """Ids of bodies, in groups that flows in force join, whatever their direction; the largest group first."""
    group_of: dict[str, str] = {}

    def root(name: str) -> str:
        while group_of.setdefault(name, name) != name:
            group_of[name] = group_of[group_of[name]]  # halve the way for the next one
            name = group_of[name]
        return name

    for flow in network.flows:
        if flow.live and flow.source and flow.target:
            group_of[root(flow.source)] = root(flow.target)
    groups: dict[str, list[str]] = {}
    for name in sorted(group_of):
        groups.setdefault(root(name), []).append(name)
    return sorted(groups.values(), key=lambda group: (-len(group), group))


def exists(organisation: Document, date: str) -> bool:
    """Whether a body is there on a day, as far as it says."""
    dates = organisation.value.get("dates", {})
    return str(dates.get("from") or "") <= date <= str(dates.get("until") or "9999-12-31")


def _needs(
    network: SharingNetwork, organisation: Document, derived: Mapping[str, set[str]]
) -> Iterable[Need]:
    entries = organisation.value.get("needs") if organisation.sound else None
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if not entry.get("asset"):
            continue
        asset = network.estate.find("asset", entry["asset"])
        identifier = asset.id if asset is not None else str(entry["asset"])
        purpose = str(entry.get("purpose") or "")
        names = {identifier, *derived.get(identifier, ())}
        state, flows = _state(network, organisation.id, asset, names, purpose)
        yield Need(
            body=body(network, organisation.id),
            asset=identifier,
            title=asset.title if asset is not None else identifier,
            purpose=purpose,
            state=state,
            hops=tuple(hop(network, flow) for flow in flows),
            place=organisation.place(("needs", index, "asset")),
        )


def _state(
    network: SharingNetwork, organisation: str, asset: Document | None, names: set[str], purpose: str
) -> tuple[str, list[FlowTerms]]:
    if asset is not None and owner_of(network.estate, asset) == organisation:
        return OWN, []
    flows = [flow for flow in network.by_target.get(organisation, ()) if flow.asset in names]
    live = [flow for flow in flows if flow.live]
    fitting = [flow for flow in live if not purpose or purpose in purpose_categories(flow)]
    if fitting:
        return MET, fitting
    if live:
        return OTHER_PURPOSE, live
    coming = [flow for flow in flows if not flow.ended and not flow.live]
    if coming:
        return PLANNED, coming
    return (LAPSED, flows) if flows else (UNMET, [])


def _derived(estate: Estate) -> dict[str, set[str]]:
    """For each asset those that are made from it, at first hand: whoever receives one of them receives of it."""
    found: dict[str, set[str]] = {}
    for asset in estate.of_kind("asset"):
        for source in asset.value.get("source", ()) if asset.sound else ():
            named = estate.find("asset", source)
            if named is not None:
                found.setdefault(named.id, set()).add(asset.id)
    return found
