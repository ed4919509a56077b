"""Whether the recipient of a flow has conditions (UK GDPR Arts 9, 10) for what the records before the flow show in it."""

from typing import Any

from dsalint.linter.network.data_kinds import CRIMINAL
from dsalint.linter.network.flows import FlowTerms, party_entry
from dsalint.linter.network.items import purposes_of_item
from dsalint.linter.network.unrecorded import UnrecordedKind, unrecorded_kinds
from dsalint.linter.subjects.organisations import foreign
from dsalint.linter.subjects.parties import CONTROLLERS, conditions_of
from dsalint.linter.subjects.purposes import purposes_by_id
from dsalint.linter.subjects.subject import World


def condition_facts(world: World, flow: FlowTerms) -> dict[str, Any]:
    """Facts of one flow, as SC001 and SC008 ask them of a party whose own agreement shows such data.

    * `kinds_without_condition`: kinds of its items by records before it, and not by its own, for which its recipient, a
      controller of the United Kingdom, states no condition; `purposes_without_condition`: for these purposes, which
      have a basis.
    * `conditions_known`: null where a record before says it of all that was shared, so that an item may be of such a kind.
    """
    lacking = [
        (each, purposes)
        for each in unrecorded_kinds(world.network, flow)
        if (purposes := _without_condition(world, flow, each))
    ]
    certain = [(each, purposes) for each, purposes in lacking if each.certain]
    return {
        "kinds_without_condition": sorted({each.kind for each, _ in certain}),
        "purposes_without_condition": sorted({name for _, purposes in certain for name in purposes}),
        "conditions_known": None if len(certain) < len(lacking) else True,
    }


def _without_condition(world: World, flow: FlowTerms, unrecorded: UnrecordedKind) -> set[str]:
    """Purposes for which the recipient uses an item, with a basis and without a condition for its kind."""
    reference = flow.value.get("to")
    entry = party_entry(flow.agreement, reference)
    if entry is None or entry[0].get("role") not in CONTROLLERS:
        return set()
    if foreign(world.estate.find("organisation", reference)):
        return set()
    conditions = conditions_of(flow.agreement, entry[0])
    of_kind = conditions.article_10 if unrecorded.kind == CRIMINAL else conditions.article_9
    purposes = purposes_of_item(flow, unrecorded.item) or list(purposes_by_id(flow.agreement))
    return {str(name) for name in purposes if name in conditions.covered and name not in of_kind}
