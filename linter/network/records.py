"""The network as the plain records that `dsalint.graphs` draws, exports and measures."""

from collections.abc import Callable, Iterable, Mapping

from dsalint.graphs.records import Flow, Network, Party
from dsalint.linter.findings.finding import Finding
from dsalint.linter.network.data_kinds import nature_of
from dsalint.linter.network.flows import FlowTerms, party_entry
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.network.purposes import purpose_categories
from dsalint.linter.network.terms import gateways_of
from dsalint.linter.vocabulary.lattice import rank
from dsalint.linter.vocabulary.markings import MarkingError, parse_marking

FlowFindings = Mapping[tuple[str, int], tuple[tuple[str, str], ...]]
"""(key of the agreement's document, index of the flow) to the (rule, severity) of findings on it."""


def findings_on_flows(findings: Iterable[Finding]) -> FlowFindings:
    """Findings on flows: those that stand in the flow's entry."""
    found: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for finding in findings:
        path = finding.place.path
        if len(path) >= 2 and path[0] == "flows" and isinstance(path[1], int):
            found.setdefault((finding.place.document, path[1]), []).append((finding.rule, finding.severity))
    return {key: tuple(sorted(rules)) for key, rules in found.items()}


def to_records(
    network: SharingNetwork,
    title: str,
    findings: FlowFindings,
    wanted: Callable[[FlowTerms], bool] = lambda flow: True,
) -> Network:
    """All declared organisations and all flows, in the order of the estate.

    Args:
        wanted: which flows; all where nothing is said.
    """
    flows = tuple(_flow(network, flow, findings) for flow in network.flows if wanted(flow))
    return Network(tuple(_parties(network, flows)), flows, network.as_of, title)


def _parties(network: SharingNetwork, flows: tuple[Flow, ...]) -> list[Party]:
    parties: dict[str, Party] = {}
    for document in network.estate.of_kind("organisation"):
        if document.sound and document.id:
            value = document.value
            parties.setdefault(
                document.id,
                Party(
                    id=document.id,
                    name=document.title,
                    sector=str(value.get("sector") or value.get("type") or ""),
                    type=str(value.get("type", "")),
                    country=str(value.get("country", "GB")),
                    trust_domain=str(value.get("trust_domain", "")),
                    origin=document.place(),
                ),
            )
    for flow in flows:
        for name in (flow.source, flow.target):
            if name and name not in parties:
                parties[name] = Party(id=name, name=name, declared=False)
    return [parties[name] for name in sorted(parties)]


def _flow(network: SharingNetwork, flow: FlowTerms, findings: FlowFindings) -> Flow:
    value, agreement = flow.value, flow.agreement
    dates = agreement.value.get("dates", {})
    asset = network.estate.find("asset", value.get("asset"))
    nature = nature_of(network.estate, agreement, value)
    retention = value.get("retention", {})
    marking = str(value.get("marking", ""))
    return Flow(
        id=flow.key,
        source=flow.source,
        target=flow.target,
        agreement=agreement.id,
        agreement_title=agreement.title,
        asset=flow.asset,
        asset_title=asset.title if asset is not None else flow.asset,
        items=tuple(str(item) for item in value.get("items", ())),
        purposes=tuple(purpose_categories(flow)),
        marking=marking,
        tier=tier_of(marking),
        status=str(agreement.value.get("status", "active")),
        in_force=flow.live,
        start=str(value.get("start") or dates.get("start") or ""),
        end=str(value.get("end") or dates.get("end") or ""),
        instructs=value.get("instructs") is True,
        personal=nature["personal"],
        special=nature["special"] or nature["criminal"],
        mechanism=_mechanism(flow),
        frequency=str(value.get("frequency", "")),
        channel=str(value.get("method", {}).get("channel", "")),
        retention=str(retention.get("period", "")),
        onward=value.get("onward_sharing", {}).get("allowed"),
        lawful_bases=_bases(flow),
        gateways=tuple(gateways_of(flow)),
        findings=findings.get((agreement.key, int(flow.path[1])), ()),
        origin=agreement.place(flow.path),
    )


def tier_of(marking: str) -> int:
    """Rank in the scheme of 2014 and later; -1 for none, an unreadable one, and those of the older scheme."""
    try:
        parsed = parse_marking(marking)
    except MarkingError:
        return -1
    return rank(parsed)


def _mechanism(flow: FlowTerms) -> str:
    wanted = flow.value.get("transfer")
    for transfer in flow.agreement.value.get("transfers", ()):
        if transfer.get("id") == wanted or (wanted is None and transfer.get("to") == flow.value.get("to")):
            return str(transfer.get("mechanism", ""))
    return ""


def _bases(flow: FlowTerms) -> tuple[str, ...]:
    entry = party_entry(flow.agreement, flow.value.get("from"))
    found: list[str] = []
    for basis in entry[0].get("lawful_basis", ()) if entry else ():
        letter = basis.get("article_6")
        text = f"Art 6(1)({letter})" if letter else str(basis.get("regime", ""))
        if text and text not in found:
            found.append(text)
    return tuple(found)
