"""May a body share an asset with another for a purpose? The rules decide, on an agreement that is only supposed.

What stands in the way of the sharing itself is a bar: terms that came with the data, or the state of the parties. What
the agreement would have to say, or somebody would have to do first, is a condition.
"""

from typing import NamedTuple

from dsalint.linter.check import Checked, Target, assess
from dsalint.linter.errors import UserError
from dsalint.linter.estate.load import facts_of
from dsalint.linter.findings.finding import Finding
from dsalint.linter.findings.place import Place
from dsalint.linter.findings.report import NotEvaluated
from dsalint.linter.questions.answers import Body
from dsalint.linter.questions.evidence import body
from dsalint.linter.questions.named import find, owner_of, well_formed
from dsalint.linter.questions.suppose import SUPPOSED, Proposal, supposed_agreement
from dsalint.linter.source.text import Span

_FILE = f"({SUPPOSED})"
"""No file of an estate is called so: names of files end in .yaml or .yml."""
BARRING_GROUPS = frozenset({"network"})
"""Groups of rules about what came with the data: no wording of a new agreement cures it."""
ALREADY = "FLO010"
"""Says that the data is shared like this already, under an agreement that the new one would have to know of."""


class Sharing(NamedTuple):
    """The answer, with the findings that it rests on."""

    provider: Body
    recipient: Body
    asset: str
    title: str
    purpose: str
    as_of: str
    bars: tuple[Finding, ...]
    conditions: tuple[Finding, ...]
    elsewhere: tuple[Finding, ...]
    """What would be wrong in other documents as soon as this is shared."""
    undecided: tuple[NotEvaluated, ...]
    """Rules that could not be decided for want of facts."""

    @property
    def answer(self) -> str:
        """`no`, `conditions` or `yes`."""
        return "no" if self.bars else "conditions" if self.conditions or self.undecided else "yes"


def can_share(checked: Checked, target: Target, proposal: Proposal) -> Sharing:
    """Judge a proposal by all rules of a check.

    Args:
        checked: the estate as it is, checked.

    Raises:
        UserError: an asset, an organisation or a category of purposes that there is not, or a malformed document.
    """
    estate = checked.estate
    asset = find(estate, "asset", proposal.asset)
    recipient = find(estate, "organisation", proposal.recipient)
    provider = (
        find(estate, "organisation", proposal.provider).id if proposal.provider else owner_of(estate, asset)
    )
    if not provider:
        raise UserError(
            f"the asset `{asset.id}` does not say which organisation it belongs to",
            "name the body that would share it with --from",
        )
    if provider == recipient.id:
        raise UserError(
            f"`{provider}` would share with itself", "name another body, or another provider with --from"
        )
    for party in (estate.find("organisation", provider), recipient):
        if party is not None:
            well_formed(party)
    proposal = proposal._replace(provider=provider)
    supposed = facts_of(_FILE, supposed_agreement(estate, checked.report.as_of, proposal))
    everything = target._replace(named=None)
    facts = [*checked.facts, supposed]
    as_of = checked.report.as_of
    after = assess(facts, checked.catalogue, checked.selected, as_of, everything).report
    known = {finding.fingerprint for finding in checked.everywhere}
    here = [_without_lines(finding) for finding in after.findings if finding.place.file == _FILE]
    groups = {rule.id: rule.group for rule in checked.catalogue.rules.values()}
    speaking = {finding.rule for finding in here}
    here += [
        finding
        for finding in _behind_the_basis(checked, everything, proposal)
        if groups[finding.rule] == _SENSITIVE and finding.rule not in speaking
    ]
    here.sort(key=lambda finding: (_SEVERITIES.index(finding.severity), finding.rule, finding.message))

    def barring(finding: Finding) -> bool:
        return groups[finding.rule] in BARRING_GROUPS and finding.rule != ALREADY

    return Sharing(
        provider=body(checked.world.network, provider),
        recipient=body(checked.world.network, recipient.id),
        asset=asset.id,
        title=asset.title,
        purpose=proposal.purpose,
        as_of=as_of,
        bars=tuple(finding for finding in here if barring(finding)),
        conditions=tuple(finding for finding in here if not barring(finding)),
        elsewhere=tuple(
            finding
            for finding in after.findings
            if finding.place.file != _FILE and finding.fingerprint not in known
        ),
        undecided=tuple(entry for entry in after.not_evaluated if entry.place.file == _FILE),
    )


def _behind_the_basis(checked: Checked, target: Target, proposal: Proposal) -> list[Finding]:
    """What is found of an agreement that also states a basis, with nothing else of the estate but its bodies and its asset.

    Rules on special category and offence data ask only those who have stated a basis what they need beside it.
    """
    estate, as_of = checked.estate, checked.report.as_of
    basis = {"purpose": proposal.purpose, "regime": "uk-gdpr", "article_6": "e"}
    supposed = facts_of(_FILE, supposed_agreement(estate, as_of, proposal, bases=[basis]))
    named = (
        estate.find("asset", proposal.asset),
        estate.find("organisation", proposal.provider),
        estate.find("organisation", proposal.recipient),
    )
    keys = {document.key for document in named if document is not None}
    facts = [
        fact._replace(documents=kept, problems=())
        for fact in checked.facts
        if (kept := tuple(document for document in fact.documents if document.key in keys))
    ]
    found = assess([*facts, supposed], checked.catalogue, checked.selected, as_of, target).report.findings
    return [_without_lines(finding) for finding in found if finding.place.file == _FILE]


_SENSITIVE = "special-category"
_SEVERITIES = ("error", "warning", "note")


def _without_lines(finding: Finding) -> Finding:
    """Nobody can open the supposed agreement, so its lines mean nothing."""
    return finding._replace(
        place=_nowhere(finding.place),
        route=tuple(hop._replace(place=_nowhere(hop.place)) for hop in finding.route),
    )


def _nowhere(place: Place) -> Place:
    return place._replace(span=Span(0, 0, 0, 0)) if place.file == _FILE else place
