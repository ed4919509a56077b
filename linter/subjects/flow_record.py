"""What the record lacks of a flow: its bodies among the parties, its items among those that somebody describes."""

from typing import Any

from dsalint.linter.network.flows import FlowTerms, party_entry
from dsalint.linter.subjects.subject import World


def record_facts(world: World, flow: FlowTerms) -> dict[str, Any]:
    """Facts of a flow that is not well recorded.

    * `outside_parties`: names of the bodies between which it runs that are no party of its agreement.
    * `undescribed_items`: its items that neither the agreement's data items nor the asset describes, where either of the
      two describes any; `item_meant`: the described item that the first of them most likely stands for, where there is one.
    """
    described = _described(world, flow)
    unknown = [item for item in flow.value.get("items", ()) if described and item not in described]
    facts: dict[str, Any] = {"outside_parties": _outside(world, flow), "undescribed_items": unknown}
    if unknown:
        from dsalint.linter.vocabulary.suggest import did_you_mean  # only when something is wrong

        near = did_you_mean(str(unknown[0]), described)
        if near is not None:
            facts["item_meant"] = near
    return facts


def _outside(world: World, flow: FlowTerms) -> list[str]:
    ends = dict.fromkeys((flow.value.get("from"), flow.value.get("to")))
    outside = [end for end in ends if end and party_entry(flow.agreement, end) is None]
    found = ((world.estate.find("organisation", end), end) for end in outside)
    return [organisation.title if organisation is not None else str(end) for organisation, end in found]


def _described(world: World, flow: FlowTerms) -> frozenset[str]:
    listed = world.once(
        flow.agreement,
        "names of data items",
        lambda: frozenset(str(item.get("name")) for item in flow.agreement.value.get("data_items", ())),
    )
    asset = world.estate.find("asset", flow.value.get("asset"))
    if asset is None or not asset.sound:
        return listed
    own = world.once(
        asset,
        "names of items",
        lambda: frozenset(str(item.get("name")) for item in asset.value.get("items", ())),
    )
    return listed | own if own else listed
