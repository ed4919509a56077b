"""A picture of a sharing that is proposed: its line, and the flows along which something stands in its way."""

from dsalint.graphs.diagrams.remarks import Remarks
from dsalint.graphs.diagrams.wording import counted
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.pictures.sketch import Sketch, first_few, flow_that_is_not, flows_at
from dsalint.linter.questions.can_share import Sharing
from dsalint.linter.questions.suppose import SUPPOSED

_MOST_BARS = 3
_ANSWERS = {
    "no": "No, as things stand.",
    "conditions": "Yes, under conditions:",
    "yes": "Yes: no rule speaks against it.",
}


def of_sharing(network: SharingNetwork, answer: Sharing) -> Sketch:
    """May it be shared? Each reason against it with its rule; the conditions by their number."""
    provider, recipient = answer.provider, answer.recipient
    found = (*answer.bars, *answer.conditions)
    proposed = flow_that_is_not(
        network,
        f"{SUPPOSED}#{SUPPOSED}",
        (provider.id, recipient.id),
        answer.asset,
        "draft",
        tuple((finding.rule, finding.severity) for finding in found),
    )
    asked = f"May {provider.name} share {answer.title} with {recipient.name} for {answer.purpose}?"
    return Sketch(
        asked,
        {flow.key for finding in found for flow in flows_at(network, finding.route)},
        Remarks(
            says=_says(answer),
            words={proposed.id: "proposed"},
            stressed=frozenset((provider.id, recipient.id)),
        ),
        (proposed,),
    )


def _says(answer: Sharing) -> tuple[str, ...]:
    bars = [f"{finding.rule}: {finding.message}" for finding in answer.bars]
    met = {finding.rule for finding in answer.conditions}
    conditions = (
        [f"{counted(len(met), 'condition')} to be met first: {', '.join(sorted(met))}."] if met else []
    )
    unknown = [f"{entry.rule} cannot be told from the record." for entry in answer.undecided]
    return (
        _ANSWERS[answer.answer],
        *first_few(bars, _MOST_BARS),
        *conditions,
        *first_few(unknown, _MOST_BARS),
    )
