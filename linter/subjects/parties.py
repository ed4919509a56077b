"""Facts of a party of an agreement: what it is, for what it takes part, and for what it lacks a basis or a condition."""

from typing import Any, NamedTuple

from dsalint.linter.estate.document import Document
from dsalint.linter.network.data_kinds import CRIMINAL
from dsalint.linter.subjects.data_kinds import kinds_by_purpose
from dsalint.linter.subjects.lifetimes import participation
from dsalint.linter.subjects.organisations import (
    competent_authority,
    foreign,
    health_body,
    public_authority,
)
from dsalint.linter.subjects.purposes import (
    categories,
    covered_purposes,
    flows_of_party,
    purposes_of_party,
    uses,
)
from dsalint.linter.subjects.subject import World
from dsalint.linter.vocabulary.reference import reference_list

CONTROLLERS = ("controller", "joint-controller")
PROCESSORS = ("processor", "sub-processor")

GDPR = (None, "uk-gdpr", "eu-gdpr")
"""Regimes under which Articles 6, 9 and 10 and DPA 2018 Schedule 1 apply; a basis that names no regime is taken as one."""

_BASIS_FIELDS = ("article_6", "part_3", "schedule_9", "schedule_2")
"""Where the basis itself stands (Art 6(1); DPA 2018 ss.35(2), 86; DPA 1998 Sch 2). That it is of its regime is LB014."""


def party_facts(world: World, agreement: Document, party: dict[str, Any]) -> dict[str, Any]:
    """Facts of one party; `participation` adds when it takes part.

    * `transfers`: ids of transfers with a mechanism that it sends data by.
    * `controller`, `provides`, `receives`; `purposes`, `purpose_categories`, `party_regimes`.
    * `purposes_without_basis`: no basis at all. A condition of Article 9 or 10 is none: it stands beside Article 6.
    * `special_types`: special categories that the party handles; `purposes_without_article_9` and
      `purposes_without_article_10`: the purposes with such data, with a basis, and without a condition. Law
      enforcement and intelligence services (Parts 3 and 4) are outside these articles.
    * `foreign`: whether it is a body of another country; `public_authority`, `competent_authority`, `health_body`: null
      where nothing decides.
    * `joint_under_part_3`: it is a joint controller, and another joint controller relies on Part 3 for a purpose of it.
    """
    organisation = world.estate.find("organisation", party.get("organisation"))
    bases = party.get("lawful_basis", ())
    wanted = purposes_of_party(world, agreement, party)
    kinds = kinds_by_purpose(world, agreement, party)
    conditions = conditions_of(agreement, party)
    flows = [flow for flow in flows_of_party(world, agreement, party) if not flow.get("instructs")]
    reference = party.get("organisation")
    facts: dict[str, Any] = {
        "controller": party.get("role") in CONTROLLERS,
        "purposes": wanted,
        "purpose_categories": categories(agreement, wanted),
        "purposes_without_basis": [name for name in wanted if name not in conditions.covered],
        "special_types": sorted({kind for found in kinds.values() for kind in found} - {CRIMINAL}),
        "purposes_without_article_9": [
            name
            for name in wanted
            if kinds.get(name, set()) - {CRIMINAL}
            and name in conditions.covered
            and name not in conditions.article_9
        ],
        "purposes_without_article_10": [
            name
            for name in wanted
            if CRIMINAL in kinds.get(name, ())
            and name in conditions.covered
            and name not in conditions.article_10
        ],
        "party_regimes": sorted({basis["regime"] for basis in bases if basis.get("regime")}),
        "provides": any(flow.get("from") == reference for flow in flows),
        "transfers": [
            str(entry.get("id"))
            for entry in agreement.value.get("transfers", ())
            if entry.get("mechanism")
            and any(flow.get("from") == reference and uses(flow, entry) for flow in flows)
        ],
        "receives": any(flow.get("to") == reference for flow in flows),
        "foreign": foreign(organisation),
        "public_authority": public_authority(organisation),
        "competent_authority": competent_authority(organisation, party),
        "health_body": health_body(organisation),
        "joint_under_part_3": _joint_under_part_3(agreement, party, wanted),
    }
    return facts | participation(world, agreement, party)


class Conditions(NamedTuple):
    """Purposes of a party, by what it states for them."""

    covered: set[str]
    """With a basis."""
    article_9: set[str]
    """With a condition for special categories, or under Parts 3 and 4 of the DPA 2018, which have their own."""
    article_10: set[str]
    """The same for offence data."""


def conditions_of(agreement: Document, party: dict[str, Any]) -> Conditions:
    """For which purposes a party states a basis, and conditions besides."""
    bases = party.get("lawful_basis", ())
    outside = [basis for basis in bases if basis.get("regime") not in GDPR]
    return Conditions(
        covered=_purposes(agreement, [basis for basis in bases if _states_basis(basis)]),
        article_9=_purposes(agreement, [*outside, *(basis for basis in bases if basis.get("article_9"))]),
        article_10=_purposes(agreement, [*outside, *(basis for basis in bases if _for_offence_data(basis))]),
    )


def _purposes(agreement: Document, bases: list[dict[str, Any]]) -> set[str]:
    return {name for basis in bases for name in covered_purposes(agreement, basis)}


def _joint_under_part_3(agreement: Document, party: dict[str, Any], purposes: list[str]) -> bool:
    others = [
        basis
        for other in agreement.value.get("parties", ())
        if other is not party and other.get("role") == "joint-controller"
        for basis in other.get("lawful_basis", ())
        if basis.get("regime") == "part-3"
    ]
    return party.get("role") == "joint-controller" and bool(_purposes(agreement, others) & set(purposes))


def _states_basis(basis: dict[str, Any]) -> bool:
    return any(basis.get(field) for field in _BASIS_FIELDS)


def _for_offence_data(basis: dict[str, Any]) -> bool:
    """Official authority (Art 10), or a condition of Schedule 1 Parts 1 to 3 (DPA 2018 s.10(5))."""
    condition = reference_list("schedule-1-conditions").get(str(basis.get("schedule_1", "")))
    return bool(basis.get("article_10") or condition)
