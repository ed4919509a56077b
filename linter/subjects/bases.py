"""Facts of one lawful basis of a party: its purposes, powers, condition, and the special data it has to answer for."""

from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.network.data_kinds import CRIMINAL, UNSPECIFIED
from dsalint.linter.subjects.basis_flows import basis_flow_facts
from dsalint.linter.subjects.data_kinds import kinds_by_purpose
from dsalint.linter.subjects.lifetimes import participation
from dsalint.linter.subjects.organisations import competent_authority
from dsalint.linter.subjects.purposes import (
    categories,
    covered_purposes,
    flows_of_party,
    sorted_by_law_enforcement,
)
from dsalint.linter.subjects.subject import World
from dsalint.linter.vocabulary.reference import Entry, reference_list


def basis_facts(
    world: World, agreement: Document, party: dict[str, Any], basis: dict[str, Any]
) -> dict[str, Any]:
    """Facts of a basis, beside those of its party.

    * `relied_on_until`: the last day on which the party relied on it, at most the as-of date; null where it is not recorded.
    * `covered_purposes`, `covered_categories`; `law_enforcement_purposes`, `other_purposes`, `purposes_known` of them.
    * `power_named`: the basis names a law, or the party a power for these purposes; `power_gateways`: their gateways.
    * `duty_named`: whether one of these powers is a duty; null where one is in words and does not say.
    * `recognised_interest`: the record of the Annex 1 condition; `condition`: the record of the Schedule 1 condition.
      Both absent where the basis names none that exists.
    * `policy_document_due`: whether the condition asks for an appropriate policy document; null where that depends on
      something the record does not show. Absent without a condition.
    * `handled_types`: special categories handled for the purposes; `types_to_cover`: those of them that are named and for
      which no other condition of the party answers.
    * `types_known`: null where the agreement says that there are special categories and not which, else true.
    * `sensitive`: whether processing under Part 3 is sensitive (DPA 2018 s.35(8)): said so, or by the data.
    * `offence_data_to_cover`: offence data is handled for the purposes, and no other entry of the party answers for it.
    * `bases_beside`: points of Article 6(1) in the party's other entries for one of the same purposes.
    * `own_task`: the task under Article 6(1)(e) is said to be the party's own; null where nothing says whose it is.
    """
    covered = covered_purposes(agreement, basis)
    powers = _powers(party, covered)
    kinds = kinds_by_purpose(world, agreement, party)
    handled = {kind for name in covered for kind in kinds.get(name, ())} - {CRIMINAL}
    facts: dict[str, Any] = {
        "relied_on_until": participation(world, agreement, party).get("takes_part_until"),
        "covered_purposes": covered,
        "covered_categories": categories(agreement, covered),
        **sorted_by_law_enforcement(agreement, covered),
        "power_named": bool(basis.get("law") or any(p.get("gateway") or p.get("provision") for p in powers)),
        "power_gateways": sorted({power["gateway"] for power in powers if power.get("gateway")}),
        "duty_named": _duty_named(powers),
        "handled_types": sorted(handled),
        "types_to_cover": sorted(
            handled - {UNSPECIFIED} - _covered_elsewhere(agreement, party, basis, covered)
        ),
        "types_known": None if UNSPECIFIED in handled else True,
        "sensitive": basis.get("sensitive") is True or bool(handled),
        "offence_data_to_cover": any(CRIMINAL in kinds.get(name, ()) for name in covered)
        and not _offence_data_covered_elsewhere(agreement, party, basis, covered),
        "bases_beside": _bases_beside(agreement, party, basis, covered),
        "own_task": _own_task(world, party, basis),
        **basis_flow_facts(world, agreement, party, basis),
    }
    interest = _recognised_interest(basis)
    if interest:
        facts["recognised_interest"] = interest
    condition = _condition(basis)
    if condition:
        facts["condition"] = condition
        facts["policy_document_due"] = _policy_document_due(world, agreement, party, basis, condition)
    return facts


def _powers(party: dict[str, Any], purposes: list[str]) -> list[dict[str, Any]]:
    wanted = set(purposes)
    return [
        power
        for power in party.get("legal_power", ())
        if not power.get("purposes") or wanted & set(power["purposes"])
    ]


def _duty_named(powers: list[dict[str, Any]]) -> bool | None:
    gateways = reference_list("gateways")
    unknown = False
    for power in powers:
        record = gateways.get(str(power.get("gateway", "")))
        own = power.get("mandatory")
        if own is True or (own is None and record and record.get("effect") == "duty"):
            return True
        unknown = unknown or (own is None and record is None)
    return None if unknown else False


def _recognised_interest(basis: dict[str, Any]) -> Entry | None:
    bases = reference_list("lawful-bases")
    return bases.get(f"annex-1-{basis['annex_1']}") if basis.get("annex_1") else None


def _condition(basis: dict[str, Any], field: str = "schedule_1") -> Entry | None:
    return reference_list("schedule-1-conditions").get(str(basis.get(field, "")))


def _covered_elsewhere(
    agreement: Document, party: dict[str, Any], basis: dict[str, Any], purposes: list[str]
) -> set[str]:
    """Special categories for which another condition of the party answers, for all of these purposes."""
    found: set[str] = set()
    for other in party.get("lawful_basis", ()):
        if other is basis or not other.get("article_9"):
            continue
        if set(purposes) <= set(covered_purposes(agreement, other)):
            found |= set((_condition(other) or {}).get("types", _ALL_TYPES))
    return found


def _offence_data_covered_elsewhere(
    agreement: Document, party: dict[str, Any], basis: dict[str, Any], purposes: list[str]
) -> bool:
    return any(
        other is not basis
        and (other.get("article_10") or (_condition(other) or {}).get("crim"))
        and set(purposes) <= set(covered_purposes(agreement, other))
        for other in party.get("lawful_basis", ())
    )


def _bases_beside(
    agreement: Document, party: dict[str, Any], basis: dict[str, Any], purposes: list[str]
) -> list[str]:
    return sorted(
        {
            other["article_6"]
            for other in party.get("lawful_basis", ())
            if other is not basis
            and other.get("article_6")
            and set(purposes) & set(covered_purposes(agreement, other))
        }
    )


def _own_task(world: World, party: dict[str, Any], basis: dict[str, Any]) -> bool | None:
    if not basis.get("task_of"):
        return None
    owner = world.estate.find("organisation", basis["task_of"])
    own = world.estate.find("organisation", party.get("organisation"))
    if owner is None or own is None:
        return bool(basis["task_of"] == party.get("organisation")) or None
    return owner.id == own.id


_ALL_TYPES = (
    "racial-or-ethnic-origin",
    "political-opinions",
    "religious-or-philosophical-beliefs",
    "trade-union-membership",
    "genetic",
    "biometric",
    "health",
    "sex-life",
    "sexual-orientation",
)
"""UK GDPR Art 9(1)."""


def _policy_document_due(
    world: World, agreement: Document, party: dict[str, Any], basis: dict[str, Any], condition: Entry
) -> bool | None:
    """DPA 2018 Sch 1 paras 1, 5, 35; paras 36 and 37 follow the condition that they extend.

    No document is due for a disclosure to a competent authority under para 10 (para 10(2)), nor for one to an anti-doping
    body under para 27 (para 27(3)).
    """
    if condition.get("extends"):
        condition = _condition(basis, "schedule_1_extends") or condition
    due, exception = condition.get("apd"), condition.get("apd_exception")
    if not isinstance(due, bool):
        return None
    recipients = _recipients(world, agreement, party, set(covered_purposes(agreement, basis)))
    if not due or not exception or not recipients:
        return due
    if exception != "disclosure-to-competent-authority":
        return None
    if False in recipients:
        return True
    return None if None in recipients else False


def _recipients(
    world: World, agreement: Document, party: dict[str, Any], purposes: set[str]
) -> list[bool | None]:
    """For each body to which the party discloses for these purposes: whether it is a competent authority."""
    found: list[bool | None] = []
    for flow in flows_of_party(world, agreement, party):
        wanted = set(flow.get("purposes") or purposes)
        if flow.get("from") == party.get("organisation") and not flow.get("instructs") and wanted & purposes:
            entries = [
                p for p in agreement.value.get("parties", ()) if p.get("organisation") == flow.get("to")
            ]
            organisation = world.estate.find("organisation", flow.get("to"))
            found.append(competent_authority(organisation, entries[0] if entries else {}))
    return found
