"""Subjects inside agreements: the agreement itself, its parties, their bases and powers, its transfers."""

from collections.abc import Iterator, Sequence
from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.source.text import Path
from dsalint.linter.subjects.bases import basis_facts
from dsalint.linter.subjects.data_kinds import criminal, personal_data, special_types
from dsalint.linter.subjects.governance import governance_facts
from dsalint.linter.subjects.lifetimes import lifetime
from dsalint.linter.subjects.parties import CONTROLLERS, PROCESSORS, party_facts
from dsalint.linter.subjects.powers import power_facts
from dsalint.linter.subjects.subject import Origin, Subject, World, agreement_date
from dsalint.linter.subjects.transfers import transfer_countries, transfer_facts
from dsalint.linter.vocabulary.reference import reference_list


def agreement_subjects(world: World) -> Iterator[Subject]:
    for agreement in world.estate.of_kind("agreement"):
        if agreement.sound:
            facts = agreement_facts(world, agreement)
            yield _inside(
                world, "agreement", f"agreement {agreement.id}", agreement, (), agreement.value, facts, {}
            )


def party_subjects(world: World) -> Iterator[Subject]:
    for agreement, index, party in _parties(world):
        facts = {**agreement_facts(world, agreement), **party_facts(world, agreement, party)}
        yield _of_party(
            world, "party", f"party {_name(party)}", agreement, ("parties", index), party, party, facts
        )


def basis_subjects(world: World) -> Iterator[Subject]:
    for agreement, index, party in _parties(world):
        shared = {**agreement_facts(world, agreement), **party_facts(world, agreement, party)}
        for number, basis in enumerate(party.get("lawful_basis", ())):
            facts = {**shared, **basis_facts(world, agreement, party, basis)}
            path: Path = ("parties", index, "lawful_basis", number)
            yield _of_party(
                world, "basis", f"lawful basis of {_name(party)}", agreement, path, basis, party, facts
            )


def power_subjects(world: World) -> Iterator[Subject]:
    gateways = reference_list("gateways")
    for agreement, index, party in _parties(world):
        shared = {**agreement_facts(world, agreement), **party_facts(world, agreement, party)}
        for number, power in enumerate(party.get("legal_power", ())):
            path: Path = ("parties", index, "legal_power", number)
            facts = {**shared, **power_facts(world, agreement, party, power)}
            record = gateways.get(str(power.get("gateway", "")))
            extra: dict[str, Any] = {"gateway_record": record} if record else {}
            yield _of_party(
                world,
                "power",
                f"legal power of {_name(party)}",
                agreement,
                path,
                {**power, **extra},
                party,
                facts,
            )


def transfer_subjects(world: World) -> Iterator[Subject]:
    for agreement in world.estate.of_kind("agreement"):
        entries = agreement.value.get("transfers", ()) if agreement.sound else ()
        for index, transfer in enumerate(entries):
            recipient = world.estate.find("organisation", transfer.get("to"))
            facts = {**agreement_facts(world, agreement), **transfer_facts(world, agreement, transfer)}
            origins: dict[str, Origin] = {}
            value = dict(transfer)
            if recipient is not None:
                value["recipient"] = recipient.value
                origins["recipient"] = Origin(recipient, ())
            yield _inside(
                world,
                "transfer",
                f"transfer {transfer.get('id') or index}",
                agreement,
                ("transfers", index),
                value,
                facts,
                origins,
            )


def _parties(world: World) -> Iterator[tuple[Document, int, dict[str, Any]]]:
    for agreement in world.estate.of_kind("agreement"):
        if agreement.sound:
            for index, party in enumerate(agreement.value.get("parties", ())):
                yield agreement, index, party


def _name(party: dict[str, Any]) -> str:
    return str(party.get("organisation", "unnamed party"))


def _inside(
    world: World,
    kind: str,
    label: str,
    agreement: Document,
    path: Path,
    written: dict[str, Any],
    facts: dict[str, Any],
    origins: dict[str, Origin],
) -> Subject:
    date = agreement_date(agreement, world.as_of)
    value = {**written, "facts": facts, "as_of": world.as_of, "date": date}
    if path:
        value["agreement"] = agreement.value
        origins = {**origins, "agreement": Origin(agreement, ())}
        label = f"{label} in agreement {agreement.id}"
    return Subject(
        kind,
        label,
        agreement,
        path,
        value,
        date=date,
        origins=origins,
        organisations=organisations_of(world, agreement),
    )


def _of_party(
    world: World,
    kind: str,
    label: str,
    agreement: Document,
    path: Path,
    written: dict[str, Any],
    party: dict[str, Any],
    facts: dict[str, Any],
) -> Subject:
    value = dict(written)
    origins: dict[str, Origin] = {}
    organisation = world.estate.find("organisation", party.get("organisation"))
    value.pop("organisation", None)
    if organisation is not None and organisation.sound:
        value["organisation"] = organisation.value
        origins["organisation"] = Origin(organisation, ())
    if written is not party:
        value["party"] = party
        origins["party"] = Origin(agreement, path[:2])
    return _inside(world, kind, label, agreement, path, value, facts, origins)


def organisations_of(world: World, agreement: Document) -> list[str]:
    """Ids of an agreement's parties: their policies apply to it. Not to be changed."""

    def make() -> list[str]:
        parties = agreement.value.get("parties", ())
        found = (world.estate.find("organisation", party.get("organisation")) for party in parties)
        return [organisation.id for organisation in found if organisation is not None]

    return world.once(agreement, "organisations", make)


# --- facts --------------------------------------------------------------------------------------------------------


def agreement_facts(world: World, agreement: Document) -> dict[str, Any]:
    """Facts of an agreement; shared by all its subjects, so not to be changed."""
    return world.once(agreement, "facts", lambda: _make_agreement_facts(world, agreement))


def _make_agreement_facts(world: World, agreement: Document) -> dict[str, Any]:
    value = agreement.value
    parties = value.get("parties", ())
    roles = [party.get("role") for party in parties]
    facts: dict[str, Any] = {
        "controllers": sum(role in CONTROLLERS for role in roles),
        "joint_controllers": sum(role == "joint-controller" for role in roles),
        "processors": sum(role in PROCESSORS for role in roles),
        "special_types": special_types(world, agreement),
        "criminal": criminal(world, agreement),
        "dpia_triggers": _dpia_triggers(world, agreement),
        "gateways": sorted(
            {
                power["gateway"]
                for party in parties
                for power in party.get("legal_power", ())
                if power.get("gateway")
            }
        ),
        "regimes": sorted(
            {
                basis["regime"]
                for party in parties
                for basis in party.get("lawful_basis", ())
                if basis.get("regime")
            }
        ),
        "joint_regimes": _joint_regimes(parties),
        "signed_by": sorted(
            {entry["organisation"] for entry in value.get("signatories", ()) if entry.get("organisation")}
        ),
        "parties": sorted({party["organisation"] for party in parties if party.get("organisation")}),
        "transfer_countries": transfer_countries(world, agreement),
        **lifetime(agreement, world.as_of),
        **governance_facts(world, agreement),
    }
    personal = personal_data(world, agreement)
    if personal is not None:
        facts["personal_data"] = personal
    return facts


def _joint_regimes(parties: Sequence[dict[str, Any]]) -> list[str]:
    """Regimes on which joint controllers rely."""
    return sorted(
        {
            basis["regime"]
            for party in parties
            if party.get("role") == "joint-controller"
            for basis in party.get("lawful_basis", ())
            if basis.get("regime")
        }
    )


def _dpia_triggers(world: World, agreement: Document) -> list[str]:
    """Types of processing for which a DPIA is required (UK GDPR Art 35(3); ICO list under Art 35(4)), as far as recorded."""
    value = agreement.value
    triggers: set[str] = set()
    large = (
        any(int(flow.get("volume") or 0) >= 10_000 for flow in value.get("flows", ()))
        or value.get("large_scale") is True
    )
    if large and (special_types(world, agreement) or criminal(world, agreement)):
        triggers.add("large-scale-special-category")
    if value.get("linkage"):
        triggers.add("data-matching")
    if value.get("automated_decisions", {}).get("significant"):
        triggers.add("automated-decisions")
    if value.get("dpia", {}).get("required") is True:
        triggers.add("stated-as-required")
    providers: dict[Any, set[Any]] = {}
    for flow in value.get("flows", ()):
        if not flow.get("instructs"):
            providers.setdefault(flow.get("to"), set()).add(flow.get("from"))
    if any(len(sources) > 1 for sources in providers.values()):
        triggers.add("data-matching")
    return sorted(triggers)
