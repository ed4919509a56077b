"""For whom markings say that data is, on its way: handling instructions and national caveats (GSCP).

Keys of labels; the provider is the one that marked it so, the asset what it marked:

* `("audience", "government", provider, asset)`: departments of the Government only.
* `("audience", "organisations", provider, asset, name, ...)`: bodies that these words name only.
* `("audience", "recipients", provider, asset, person, ...)`: these people or posts only, where any are named.
* `("nationality", provider, asset, country, ...)`: nationals of these countries only.

The creator's declassification, which lowers a marking, ends what that marking said of them.
"""

from functools import lru_cache

from dsalint.linter.network.continuation import JUNCTION, Carriers
from dsalint.linter.network.flow_labels import FlowLabels, Key, Label, Terms
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.terms import declassified
from dsalint.linter.vocabulary.lattice import HMG, Audience, label_of
from dsalint.linter.vocabulary.markings import MarkingError, parse_marking


def audience_terms(flow: FlowTerms) -> Label:
    """For whom a flow marks what it carries; nothing where its marking says nothing of that, or cannot be read."""
    marking = flow.value.get("marking")
    if not isinstance(marking, str):
        return {}
    audience = _audience(marking, tuple(flow.value.get("recipients_named", ())))
    of = flow.source, flow.asset
    label: Label = {}
    if audience.breadth == HMG:
        label["audience", "government", *of] = True
    if audience.organisations is not None:
        label["audience", "organisations", *of, *sorted(audience.organisations)] = True
    if audience.named_only:
        label["audience", "recipients", *of, *sorted(audience.recipients or ())] = True
    if audience.nationalities is not None:
        label["nationality", *of, *sorted(audience.nationalities)] = True
    return label


def audience_labels(carriers: Carriers, flows: list[FlowTerms], as_of: str) -> FlowLabels:
    """Which limits of audience and nationality arrive at each carrier, at a date."""
    own = [audience_terms(flow) if flow.delivered else {} for flow in flows]
    nothing: Label = {}
    terms = Terms(
        lambda key, new, old: False,
        lambda flow, carrier, key, value: not declassified(flow, as_of),
        many=frozenset({"audience", "nationality"}),
    )
    nodes = [own[flow] if flow != JUNCTION else nothing for flow in carriers.flow_of]
    return FlowLabels(carriers, flows, nodes, terms)


def named_by(key: Key) -> tuple[str, ...]:
    """The names of a limit: of organisations, people, or countries."""
    return key[3:] if key[0] == "nationality" else key[4:]


@lru_cache(maxsize=4096)
def _audience(text: str, recipients: tuple[str, ...]) -> Audience:
    """For whom data of a marking is; for everybody where it cannot be read."""
    try:
        return label_of(parse_marking(text), recipients).audience
    except MarkingError:
        return Audience()
