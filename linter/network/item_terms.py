"""Terms that no rule asks for on the way of data, and that bind whoever holds it: item by item, made on demand.

Keys of labels (docs/network.md describes each):

* `("regime", regime)`: the data was processed under it.
* `("form",)`: the least protected form in which it was passed on; a flow that states one states it anew.
* `("purpose", category)`, `("breach", unit)`: what the data was received for, and the time within which the parties tell each
  other of a breach: between the parties of a flow, and no further.
"""

from typing import Any

from dsalint.linter.network.continuation import Carriers
from dsalint.linter.network.flow_labels import Key, Label, Terms
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.items import FORMS, form_of_item, purposes_of_item
from dsalint.linter.network.purposes import categories_of
from dsalint.linter.network.terms import longer, regimes, unit_of
from dsalint.linter.vocabulary import dates

_BETWEEN_PARTIES = frozenset({"purpose", "breach"})


def item_terms(flow: FlowTerms, item: str) -> Label:
    """What a flow itself says of one of its items."""
    label: Label = {("regime", regime): True for regime in regimes(flow, flow.value.get("from"))}
    label |= {("purpose", str(name)): True for name in categories_of(flow, purposes_of_item(flow, item))}
    form = form_of_item(flow, item)
    if form:
        label["form",] = form
    notice = flow.agreement.value.get("breach", {}).get("notify_within")
    if dates.is_duration(notice):
        label["breach", unit_of(notice)] = notice
    return label


def terms_of_items(carriers: Carriers) -> Terms:
    """How these terms behave."""

    def lets_through(flow: FlowTerms, carrier: int, key: Key, value: Any) -> bool:
        if key[0] == "form":
            return not form_of_item(flow, carriers.item(flow, carrier))
        return key[0] not in _BETWEEN_PARTIES

    return Terms(_prefers, lets_through)


def _prefers(key: Key, new: Any, old: Any) -> bool:
    if key[0] == "form":
        return FORMS.index(new) > FORMS.index(old)
    return key[0] == "breach" and longer(old, new) is True
