"""Special categories and offence data on their way, item by item.

Key of labels: `("kind", kind, asset, item)`, where the item is the one that a record describes as of this kind, or `WHOLE` where
it says so of the asset or the agreement and not of an item. So an address that comes out of a register with diagnoses is
not taken for one. Data that a flow passes on as anonymised, or as counts, is of no kind any more.
"""

from dsalint.linter.network.continuation import Carriers
from dsalint.linter.network.data_kinds import NOT_PERSONAL
from dsalint.linter.network.flow_labels import FlowLabels, Key, Label, Terms
from dsalint.linter.network.flows import WHOLE, FlowTerms
from dsalint.linter.network.items import ItemKinds, form_of_item


def kind_terms(flow: FlowTerms, item: str, kinds: ItemKinds) -> Label:
    """What a flow itself says of the kinds of one of its items."""
    label: Label = {("kind", kind, flow.asset, name): True for name, kind in kinds.described(flow, item)}
    return label | {("kind", kind, flow.asset, WHOLE): True for kind in kinds.undescribed(flow, item)}


def kind_labels(carriers: Carriers, flows: list[FlowTerms], own: list[Label], kinds: ItemKinds) -> FlowLabels:
    """Which kinds arrive at each carrier.

    Args:
        own: what each flow says of itself as a whole; only flows of special or offence data are looked into.
    """
    nothing: Label = {}
    nodes = [nothing] * len(carriers.flow_of)
    for flow, label in zip(flows, own, strict=True):
        if ("special",) in label or ("criminal",) in label:
            for carrier, item in carriers.items_of(flow):
                nodes[carrier] = kind_terms(flow, item, kinds)
    terms = Terms(
        lambda key, new, old: False,
        lambda flow, carrier, key, value: (
            form_of_item(flow, carriers.item(flow, carrier)) not in NOT_PERSONAL
        ),
        many=frozenset({"kind"}),
    )
    return FlowLabels(carriers, flows, nodes, terms)


def is_of(key: Key, flow: FlowTerms, item: str) -> bool | None:
    """Whether a kind that arrives is of an item that a flow passes on; None where it may be: the record says it of the whole.

    What an asset derives from is another matter: which of its items are of that kind its own record says.
    """
    _, _, asset, name = key
    if asset != flow.asset:
        return False
    if item in (name, WHOLE):
        return True
    return None if name == WHOLE else False


def may_be_of(key: Key, flow: FlowTerms, item: str, kinds: ItemKinds) -> bool:
    """Whether a kind that arrives is to be reckoned with for whoever receives an item: also one of what it derives from,
    and one said of the whole where nobody describes the item."""
    if key[2] != flow.asset:
        return True
    found = is_of(key, flow, item)
    return not kinds.describes(flow, item) if found is None else found
