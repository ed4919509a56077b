"""Special categories and offence data in a flow that the records before it show, and its own does not."""

from typing import NamedTuple

from dsalint.linter.network.data_kinds import CRIMINAL, NOT_PERSONAL, carried_kinds, stated_kinds
from dsalint.linter.network.flow_labels import Key
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.items import form_of_item
from dsalint.linter.network.kinds import is_of
from dsalint.linter.network.network import SharingNetwork


class UnrecordedKind(NamedTuple):
    """A kind that an item of a flow is of."""

    item: str
    kind: str
    certain: bool
    """False where a record before says it of all that was shared, and not of an item; or where records before say of more
    items than are followed."""
    carrier: int
    key: Key

    def route(self, network: SharingNetwork) -> tuple[FlowTerms, ...]:
        """The flows that brought it, from the one whose record says so."""
        return network.kinds.route(self.carrier, self.key)


def unrecorded_kinds(network: SharingNetwork, flow: FlowTerms) -> list[UnrecordedKind]:
    """The kinds of a flow's items by the records before it, where its own record shows none.

    Where it shows a special category, or offence data, of any of its items, its parties are asked for their conditions by
    what it shows, and the records before it have nothing to add.
    """
    found = [
        UnrecordedKind(item, key[1], certain, carrier, key)
        for carrier, item in network.carriers.items_of(flow)
        if form_of_item(flow, item) not in NOT_PERSONAL
        for key, certain in _kinds_of(network, flow, carrier, item)
    ]
    if not found:
        return []
    recorded = stated_kinds(flow.agreement)
    recorded |= {kind for kind, _ in carried_kinds(network.estate, flow.agreement, flow.value)}
    shown = {kind == CRIMINAL for kind in recorded}
    return [each for each in found if (each.kind == CRIMINAL) not in shown]


def _kinds_of(network: SharingNetwork, flow: FlowTerms, carrier: int, item: str) -> list[tuple[Key, bool]]:
    """The kinds that arrive and that an item is of, or may be of; of more than are followed it may be of any."""
    arriving = sorted(network.kinds.arriving(carrier))
    found = [(key, of is True) for key in arriving if (of := is_of(key, flow, item)) is not False]
    return found or ([] if network.kinds.all_known(flow) else [(key, False) for key in arriving[:1]])
