"""Terms that no rule asks for on the way of data, and that bind whoever holds it: item by item, made on demand.

Keys of labels (docs/network.md describes each):

* `("audience", "government")`: departments of the Government only. `("audience", "organisations", name, ...)`: bodies that
  these words name only. `("audience", "recipients", person, ...)`: these people or posts only, where any are named.
* `("nationality", country, ...)`: nationals of these countries only.
* `("regime", regime)`: the data was processed under it.
* `("kind", kind)`: a special category, or `criminal-offence`.
* `("form",)`: the least protected form in which it was passed on; a flow that states one states it anew.
* `("purpose", category)`, `("breach", unit)`: what the data was received for, and the time within which the parties tell each
  other of a breach: between the parties of a flow, and no further.

The creator's declassification, which lowers a marking, ends what that marking said of audience and nationality.
"""

from typing import Any

from dsalint.linter.network.flow_labels import Key, Label, Terms
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.items import FORMS, ItemKinds, form_of_item, purposes_of_item
from dsalint.linter.network.purposes import categories_of
from dsalint.linter.network.terms import declassified, longer, regimes, unit_of
from dsalint.linter.vocabulary import dates
from dsalint.linter.vocabulary.lattice import HMG, Audience, label_of
from dsalint.linter.vocabulary.markings import MarkingError, parse_marking

_MARKED = frozenset({"audience", "nationality"})
_BETWEEN_PARTIES = frozenset({"purpose", "breach"})


def item_terms(flow: FlowTerms, item: str, kinds: ItemKinds) -> Label:
    """What a flow itself says of one of its items."""
    label: Label = dict.fromkeys(_audience_keys(_audience(flow)), True)
    label |= {("regime", regime): True for regime in regimes(flow, flow.value.get("from"))}
    label |= {("kind", kind): True for kind in kinds.of(flow, item)}
    label |= {("purpose", str(name)): True for name in categories_of(flow, purposes_of_item(flow, item))}
    form = form_of_item(flow, item)
    if form:
        label["form",] = form
    notice = flow.agreement.value.get("breach", {}).get("notify_within")
    if dates.is_duration(notice):
        label["breach", unit_of(notice)] = notice
    return label


def terms_of_items(as_of: str) -> Terms:
    """How these terms behave at a date."""
    return Terms(
        _prefers,
        lambda flow, key, value: (
            key[0] not in _BETWEEN_PARTIES and not (key[0] in _MARKED and declassified(flow, as_of))
        ),
        many=_MARKED,
        restated=frozenset({"form"}),
    )


def _prefers(key: Key, new: Any, old: Any) -> bool:
    if key[0] == "form":
        return FORMS.index(new) > FORMS.index(old)
    return key[0] == "breach" and longer(old, new) is True


def _audience(flow: FlowTerms) -> Audience:
    """For whom a flow marks its data; for everybody where its marking cannot be read."""
    try:
        marking = parse_marking(str(flow.value.get("marking", "")))
    except MarkingError:
        return Audience()
    return label_of(marking, flow.value.get("recipients_named")).audience


def _audience_keys(audience: Audience) -> list[Key]:
    found: list[Key] = []
    if audience.breadth == HMG:
        found.append(("audience", "government"))
    if audience.organisations is not None:
        found.append(("audience", "organisations", *sorted(audience.organisations)))
    if audience.named_only:
        found.append(("audience", "recipients", *sorted(audience.recipients or ())))
    if audience.nationalities is not None:
        found.append(("nationality", *sorted(audience.nationalities)))
    return found
