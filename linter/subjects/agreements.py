"""Subjects inside agreements: the agreement itself, its parties, their bases and powers, its transfers."""

from collections.abc import Iterator
from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.source.text import Path
from dsalint.linter.subjects.lifetimes import lifetime, participation
from dsalint.linter.subjects.organisations import competent_authority, public_authority
from dsalint.linter.subjects.subject import Origin, Subject, World, agreement_date
from dsalint.linter.subjects.transfers import transfer_countries, transfer_facts
from dsalint.linter.vocabulary.reference import reference_list

CONTROLLERS = ("controller", "joint-controller")


def agreement_subjects(world: World) -> Iterator[Subject]:
    for agreement in world.estate.of_kind("agreement"):
        if agreement.sound:
            facts = agreement_facts(world, agreement)
            yield _inside(
                world, "agreement", f"agreement {agreement.id}", agreement, (), agreement.value, facts, {}
            )


def party_subjects(world: World) -> Iterator[Subject]:
    for agreement, index, party in _parties(world):
        facts = _party_facts(world, agreement, party)
        yield _of_party(
            world, "party", f"party {_name(party)}", agreement, ("parties", index), party, party, facts
        )


def basis_subjects(world: World) -> Iterator[Subject]:
    for agreement, index, party in _parties(world):
        shared = _party_facts(world, agreement, party)
        for number, basis in enumerate(party.get("lawful_basis", ())):
            facts = {**shared, **_basis_facts(agreement, party, basis)}
            path: Path = ("parties", index, "lawful_basis", number)
            yield _of_party(
                world, "basis", f"lawful basis of {_name(party)}", agreement, path, basis, party, facts
            )


def power_subjects(world: World) -> Iterator[Subject]:
    gateways = reference_list("gateways")
    for agreement, index, party in _parties(world):
        shared = _party_facts(world, agreement, party)
        for number, power in enumerate(party.get("legal_power", ())):
            path: Path = ("parties", index, "legal_power", number)
            facts = {**shared, **_power_facts(world, agreement, party, power)}
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
    """Ids of an agreement's parties: their policies apply to it."""
    found = (
        world.estate.find("organisation", party.get("organisation"))
        for party in agreement.value.get("parties", ())
    )
    return [organisation.id for organisation in found if organisation is not None]


# --- facts --------------------------------------------------------------------------------------------------------


def agreement_facts(world: World, agreement: Document) -> dict[str, Any]:
    """Facts of an agreement; shared by all its subjects, so not to be changed."""
    return world.facts_once(agreement, lambda: _make_agreement_facts(world, agreement))


def _make_agreement_facts(world: World, agreement: Document) -> dict[str, Any]:
    value = agreement.value
    parties = value.get("parties", ())
    roles = [party.get("role") for party in parties]
    facts: dict[str, Any] = {
        "controllers": sum(role in CONTROLLERS for role in roles),
        "joint_controllers": sum(role == "joint-controller" for role in roles),
        "processors": sum(role in ("processor", "sub-processor") for role in roles),
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
        "signed_by": sorted(
            {entry["organisation"] for entry in value.get("signatories", ()) if entry.get("organisation")}
        ),
        "parties": sorted({party["organisation"] for party in parties if party.get("organisation")}),
        "transfer_countries": transfer_countries(world, agreement),
        **lifetime(agreement, world.as_of),
    }
    personal = personal_data(world, agreement)
    if personal is not None:
        facts["personal_data"] = personal
    return facts


def _assets(world: World, agreement: Document) -> list[Document]:
    found = (world.estate.find("asset", flow.get("asset")) for flow in agreement.value.get("flows", ()))
    return [asset for asset in found if asset is not None and asset.sound]


def special_types(world: World, agreement: Document) -> list[str]:
    """Special categories (UK GDPR Art 9(1)) that the agreement, its items, or the items its flows take from assets hold."""
    value = agreement.value
    types = set(value.get("special_category", {}).get("types", ()))
    items = list(value.get("data_items", ()))
    for flow in value.get("flows", ()):
        asset = world.estate.find("asset", flow.get("asset"))
        if asset is None or not asset.sound or flow.get("identifiability") in ("anonymised", "aggregate"):
            continue
        names = set(flow.get("items", ()))
        if not names:
            types.update(asset.value.get("special_category", ()))
        items.extend(item for item in asset.value.get("items", ()) if not names or item.get("name") in names)
    for item in items:
        if item.get("identifiability") not in ("anonymised", "aggregate"):
            types.update(item.get("special_category", ()))
    return sorted(types)


def criminal(world: World, agreement: Document) -> bool:
    """Whether criminal-offence data (UK GDPR Art 10) is shared."""
    value = agreement.value
    if value.get("criminal_offence", {}).get("present"):
        return True
    items = list(value.get("data_items", ()))
    for asset in _assets(world, agreement):
        if asset.value.get("criminal_offence") and not asset.value.get("items"):
            return True
        items.extend(asset.value.get("items", ()))
    named = {name for flow in value.get("flows", ()) for name in flow.get("items", ())}
    return any(item.get("criminal_offence") and (not named or item.get("name") in named) for item in items)


def personal_data(world: World, agreement: Document) -> bool | None:
    """Whether personal data is shared; None when nothing in the record says."""
    value = agreement.value
    said: list[bool] = []
    for flow in value.get("flows", ()):
        asset = world.estate.find("asset", flow.get("asset"))
        if flow.get("identifiability") in ("anonymised", "aggregate"):
            said.append(False)
        elif flow.get("identifiability") in ("identifiable", "pseudonymised"):
            said.append(True)
        elif isinstance(flow.get("personal_data"), bool):
            said.append(flow["personal_data"])
        elif asset is not None and isinstance(asset.value.get("personal_data"), bool):
            said.append(asset.value["personal_data"])
    for item in value.get("data_items", ()):
        if item.get("identifiability"):
            said.append(item["identifiability"] in ("identifiable", "pseudonymised"))
    if special_types(world, agreement) or criminal(world, agreement):
        return True
    return any(said) if said else None


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


def purposes_of_party(agreement: Document, party: dict[str, Any]) -> list[str]:
    """Ids of the purposes for which a party takes part: those of its flows, else all of the agreement's."""
    everything = [entry["id"] for entry in agreement.value.get("purposes", ()) if entry.get("id")]
    organisation = party.get("organisation")
    own: list[str] = []
    for flow in agreement.value.get("flows", ()):
        if organisation in (flow.get("from"), flow.get("to")):
            own.extend(flow.get("purposes") or everything)
    return list(dict.fromkeys(own)) or everything


def covered_purposes(agreement: Document, basis: dict[str, Any]) -> list[str]:
    """Ids of the purposes that a lawful basis or a power speaks about; all of them when it names none."""
    named = [*basis.get("purposes", ()), *([basis["purpose"]] if basis.get("purpose") else ())]
    return named or [entry["id"] for entry in agreement.value.get("purposes", ()) if entry.get("id")]


def categories(agreement: Document, purposes: list[str]) -> list[str]:
    """Categories of purposes; a purpose without one is left out."""
    by_id = {entry.get("id"): entry.get("category") for entry in agreement.value.get("purposes", ())}
    return sorted({str(by_id[name]) for name in purposes if by_id.get(name)})


def _party_facts(world: World, agreement: Document, party: dict[str, Any]) -> dict[str, Any]:
    facts = dict(agreement_facts(world, agreement))
    bases = party.get("lawful_basis", ())
    organisation = world.estate.find("organisation", party.get("organisation"))
    wanted = purposes_of_party(agreement, party)
    covered = {name for basis in bases for name in covered_purposes(agreement, basis)}
    with_article_9 = {
        name
        for basis in bases
        if basis.get("article_9") or basis.get("regime") not in (None, "uk-gdpr", "eu-gdpr")
        for name in covered_purposes(agreement, basis)
    }
    facts["controller"] = party.get("role") in CONTROLLERS
    facts["purposes"] = wanted
    facts["purpose_categories"] = categories(agreement, wanted)
    facts["purposes_without_basis"] = [name for name in wanted if name not in covered]
    if not wanted and not bases:
        facts["purposes_without_basis"] = ["any purpose"]
    facts["purposes_without_article_9"] = [
        name for name in wanted if name in covered and name not in with_article_9
    ]
    with_article_10 = {
        name
        for basis in bases
        if basis.get("article_10")
        or basis.get("schedule_1")
        or basis.get("regime") not in (None, "uk-gdpr", "eu-gdpr")
        for name in covered_purposes(agreement, basis)
    }
    facts["purposes_without_article_10"] = [
        name for name in wanted if name in covered and name not in with_article_10
    ]
    facts["name"] = organisation.title if organisation is not None else party.get("organisation")
    facts["foreign"] = organisation is not None and organisation.value.get("country", "GB") != "GB"
    facts["party_regimes"] = sorted({basis["regime"] for basis in bases if basis.get("regime")})
    facts |= participation(world, agreement, party)
    flows = agreement.value.get("flows", ())
    reference = party.get("organisation")
    facts["provides"] = any(flow.get("from") == reference and not flow.get("instructs") for flow in flows)
    facts["receives"] = any(flow.get("to") == reference and not flow.get("instructs") for flow in flows)
    for name, decided in (
        ("public_authority", public_authority(organisation)),
        ("competent_authority", competent_authority(organisation, party)),
    ):
        if decided is not None:
            facts[name] = decided
    return facts


def _basis_facts(agreement: Document, party: dict[str, Any], basis: dict[str, Any]) -> dict[str, Any]:
    covered = covered_purposes(agreement, basis)
    named = set(covered)
    powers = [
        power
        for power in party.get("legal_power", ())
        if not power.get("purposes") or named & set(power["purposes"])
    ]
    facts: dict[str, Any] = {
        "covered_categories": categories(agreement, covered),
        "power_named": bool(
            basis.get("law") or any(power.get("gateway") or power.get("provision") for power in powers)
        ),
        "power_gateways": sorted({power["gateway"] for power in powers if power.get("gateway")}),
    }
    condition = reference_list("schedule-1-conditions").get(str(basis.get("schedule_1", "")))
    if condition:
        facts["condition"] = condition
    kinds = [purpose_kind(entry) for entry in agreement.value.get("purposes", ()) if entry.get("id") in named]
    facts["law_enforcement"] = sorted(set(kinds)) if kinds and "unknown" not in kinds else None
    return facts


def purpose_kind(purpose: dict[str, Any]) -> str:
    """Whether a purpose is law enforcement (DPA 2018 s.31): yes, no, depends or unknown.

    The category decides where it can; where it depends on the case, what the author says of the purpose does.
    """
    record = reference_list("purpose-categories").get(str(purpose.get("category", ""))) or {}
    kind = str(record.get("law_enforcement", "unknown"))
    said = purpose.get("law_enforcement")
    if kind in ("depends", "unknown") and isinstance(said, bool):
        return "yes" if said else "no"
    return kind


def _power_facts(
    world: World, agreement: Document, party: dict[str, Any], power: dict[str, Any]
) -> dict[str, Any]:
    """The types of the bodies on both sides of the flows that a power covers."""
    own = world.estate.find("organisation", party.get("organisation"))
    reference = party.get("organisation")
    direction = power.get("direction", "both")
    others: set[str] = set()
    for flow in agreement.value.get("flows", ()):
        if flow.get("instructs"):
            continue
        if direction in ("disclose", "both") and flow.get("from") == reference:
            others.add(str(flow.get("to")))
        if direction in ("receive", "both") and flow.get("to") == reference:
            others.add(str(flow.get("from")))
    facts: dict[str, Any] = {
        "covered_categories": categories(agreement, covered_purposes(agreement, power)) or None
    }
    own_type = own.value.get("type") if own is not None else None
    facts["own_type"] = own_type
    facts["disclosing_types"] = [own_type] if own_type and direction in ("disclose", "both") else []
    facts["receiving_types"] = [own_type] if own_type and direction in ("receive", "both") else []
    types = [world.estate.find("organisation", name) for name in sorted(others)]
    known = sorted(
        {str(found.value["type"]) for found in types if found is not None and found.value.get("type")}
    )
    if known and all(found is not None and found.value.get("type") for found in types):
        facts["other_types"] = known
    if own is not None:
        facts["own_id"] = own.id
    return facts
