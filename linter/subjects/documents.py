"""Subjects that are whole documents, or entries of them, outside agreements."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.network.data_kinds import nature_of
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.purposes import purpose_categories
from dsalint.linter.source.limits import MAX_COMPARISONS
from dsalint.linter.source.text import Path
from dsalint.linter.subjects.agreements import agreement_facts
from dsalint.linter.subjects.organisations import competent_authority, public_authority, type_record
from dsalint.linter.subjects.parties import CONTROLLERS
from dsalint.linter.subjects.posts import post_facts
from dsalint.linter.subjects.registers import (
    asset_register_facts,
    controllers,
    policy_register_facts,
    stages_covered,
    twins,
)
from dsalint.linter.subjects.schedules import schedule_entry
from dsalint.linter.subjects.subject import Origin, Subject, World


def asset_subjects(world: World) -> Iterator[Subject]:
    doubles = twins(world)
    yield from _whole(
        world, "asset", lambda world, asset: _asset_facts(world, asset, doubles.get(asset.id)), "marked_on"
    )


def organisation_subjects(world: World) -> Iterator[Subject]:
    agreements = controllers(world)
    yield from _whole(
        world,
        "organisation",
        lambda world, body: {
            **_organisation_facts(world, body),
            "controls_personal_data_in": sorted(set(agreements.get(body.id, ()))),
        },
        "",
    )


def policy_subjects(world: World) -> Iterator[Subject]:
    covered = stages_covered(world)
    yield from _whole(
        world,
        "policy",
        lambda world, policy: policy_register_facts(world, policy, covered.get(policy.id, set())),
        "effective",
    )


def system_subjects(world: World) -> Iterator[Subject]:
    yield from _whole(world, "system", _system_facts, "")


def _system_facts(world: World, system: Document) -> dict[str, Any]:
    """`unagreed_feeds`: systems of other bodies that it feeds, though no flow in force leads from its body to theirs."""
    own = world.estate.find("organisation", system.value.get("organisation"))
    found: list[str] = []
    for name in system.value.get("feeds", ()) if own is not None else ():
        fed = world.estate.find("system", name)
        body = world.estate.find("organisation", fed.value.get("organisation")) if fed is not None else None
        if own is None or fed is None or body is None or body.id == own.id:
            continue
        if not any(flow.live and flow.target == body.id for flow in world.network.by_source.get(own.id, ())):
            found.append(fed.title)
    return {"unagreed_feeds": found}


def document_subjects(world: World) -> Iterator[Subject]:
    """Every document, also one that is not sound: for rules about identity.

    `namesake` is the file of the first document of the same kind and id, which references mean; absent on the first.
    """
    for document in world.estate.documents:
        first = world.estate.find(document.kind, document.id) if document.id else None
        facts: dict[str, Any] = (
            {"namesake": first.file} if first is not None and first is not document else {}
        )
        yield _subject(world, "document", document, (), document.value, facts, {}, world.as_of)


def schedule_entry_subjects(world: World) -> Iterator[Subject]:
    for schedule in world.estate.of_kind("retention-schedule"):
        for index, entry in enumerate(schedule.value.get("entries", ()) if schedule.sound else ()):
            origins = {"schedule": Origin(schedule, ())}
            value = {**entry, "schedule": schedule.value}
            yield _subject(
                world, "schedule-entry", schedule, ("entries", index), value, {}, origins, world.as_of
            )


def reference_subjects(world: World) -> Iterator[Subject]:
    """Every field that names another document, or an element of its own document."""
    advice = _Advice()
    for document in world.estate.documents:
        if not document.sound:
            continue
        for reference in world.estate.references(document):
            if reference.target.startswith("#"):
                field = reference.target[1:]
                known = _ids_in(world, document, field)
                found = reference.name in known
                target = f"entry of {field} in this document"
            else:
                found = world.estate.find(reference.target, reference.name) is not None
                known = {} if found else dict.fromkeys(world.estate.ids(reference.target))
                target = reference.target
                if found and reference.target == "retention-schedule" and "/" in reference.name:
                    found, known = _entry_exists(world, reference.name)
            facts: dict[str, Any] = {"resolved": found, "target": target.replace("-", " ")}
            if not found:
                facts["advice"] = advice.on(reference.name, known)
            yield Subject(
                "reference",
                f"reference to {reference.name}",
                document,
                reference.path,
                {"name": reference.name, "facts": facts, "as_of": world.as_of, "date": world.as_of},
                date=world.as_of,
            )


class _Advice:
    """What to do about names that do not resolve. Only so many known names are compared with them in one run."""

    def __init__(self) -> None:
        self.compared = 0

    def on(self, name: str, known: Collection[str]) -> str:
        from dsalint.linter.vocabulary.suggest import did_you_mean

        self.compared += len(known)
        near = did_you_mean(name, known) if self.compared <= MAX_COMPARISONS else None
        return f"did you mean {near}?" if near else "correct the name, or add what it names, with this id"


def _ids_in(world: World, document: Document, field: str) -> dict[str, None]:
    """The ids of a document's elements of one list."""

    def make() -> dict[str, None]:
        return dict.fromkeys(str(entry.get("id")) for entry in document.value.get(field, ()))

    return world.once(document, f"ids in {field}", make)


def _entry_exists(world: World, reference: str) -> tuple[bool, dict[str, None]]:
    """Whether a schedule has the entry named, and those it has; a malformed schedule is a finding of its own."""
    schedule = world.estate.find("retention-schedule", reference)
    if schedule is None or not schedule.sound:
        return schedule is not None, {}
    name, _, entry = reference.partition("/")
    known = _ids_in(world, schedule, "entries")
    return name == schedule.id and entry in known, {f"{schedule.id}/{own}": None for own in known}


def _whole(
    world: World, kind: str, facts_of: Callable[[World, Document], dict[str, Any]], date_key: str
) -> Iterator[Subject]:
    for document in world.estate.of_kind(kind):
        if document.sound:
            date = str(document.value.get(date_key) or world.as_of)
            yield _subject(world, kind, document, (), document.value, facts_of(world, document), {}, date)


def _subject(
    world: World,
    kind: str,
    document: Document,
    path: Path,
    written: dict[str, Any],
    facts: dict[str, Any],
    origins: dict[str, Origin],
    date: str,
) -> Subject:
    value = {**written, "facts": facts, "as_of": world.as_of, "date": date}
    for key, target in (("parent", kind), ("owner_organisation", "organisation")):
        found = world.estate.find(target, written.get(key))
        if found is not None and found.sound:
            value[key] = found.value
            origins = {**origins, key: Origin(found, ())}
    owner = document.id if kind == "organisation" else document.value.get("organisation")
    organisation = world.estate.find("organisation", owner)
    return Subject(
        kind,
        f"{document.kind or 'document'} {document.id or document.file}",
        document,
        path,
        value,
        date=date,
        origins=origins,
        organisations=[organisation.id] if organisation is not None else [],
    )


def _asset_facts(world: World, asset: Document, twin: str | None) -> dict[str, Any]:
    flows = world.network.by_asset.get(asset.id, [])
    received = [flow for flow in flows if flow.live and not flow.value.get("instructs")]
    recipients = sorted({flow.target for flow in received})
    media = schedule_entry(world, asset.value.get("retention")).get("media")
    return {
        **({"schedule_media": media} if media else {}),
        "shared_with": recipients,
        "in_agreements": sorted({flow.agreement.id for flow in flows}),
        "sources_on_hold": _sources_on_hold(world, asset),
        **asset_register_facts(world, asset, received, twin),
    }


def _sources_on_hold(world: World, asset: Document) -> list[str]:
    """Assets that it derives from directly and that are under a hold."""
    sources = (world.estate.find("asset", name) for name in asset.value.get("source", ()))
    return sorted(source.title for source in sources if source is not None and source.value.get("hold"))


def _organisation_facts(world: World, organisation: Document) -> dict[str, Any]:
    record = type_record(organisation)
    facts: dict[str, Any] = {
        **_meeting_feeds(world, organisation),
        **post_facts(world, organisation),
        "government": record.get("government") is True,
        "health": record.get("health") is True,
    }
    for name, decided in (
        ("public_authority", public_authority(organisation)),
        ("competent_authority", competent_authority(organisation, {})),
    ):
        if decided is not None:
            facts[name] = decided
    return facts | {"part_3_agreements": _part_3_agreements(world, organisation)}


def _part_3_agreements(world: World, organisation: Document) -> list[str]:
    """Agreements in operation in which the body is a controller, sends or receives, and relies on Part 3."""
    network = world.network
    flows = (*network.by_source.get(organisation.id, ()), *network.by_target.get(organisation.id, ()))
    agreements = {flow.agreement.id: flow.agreement for flow in flows}
    return sorted(
        name
        for name, agreement in agreements.items()
        if agreement_facts(world, agreement)["in_operation"]
        for party in agreement.value.get("parties", ())
        if party.get("role") in CONTROLLERS
        and any(basis.get("regime") == "part-3" for basis in party.get("lawful_basis", ()))
        and world.estate.find("organisation", party.get("organisation")) is organisation
    )


def _meeting_feeds(world: World, organisation: Document) -> dict[str, list[str]]:
    """Where personal data from several providers meets at a body: live flows that serve the same category of purpose.

    * `meeting_purposes`: categories for which two or more providers send it personal data.
    * `personal_data_providers`: those providers.
    * `feeds_without_dpia`: their agreements without a DPIA; not those in which a DPIA is due by their own content,
      which is a defect of that agreement (GOV004).
    """
    by_purpose: dict[str, list[FlowTerms]] = {}
    for flow in world.network.by_target.get(organisation.id, ()):
        if (
            flow.live
            and not flow.value.get("instructs")
            and nature_of(world.estate, flow.agreement, flow.value)["personal"]
        ):
            for category in purpose_categories(flow):
                by_purpose.setdefault(category, []).append(flow)
    meeting = {name: flows for name, flows in by_purpose.items() if len({flow.source for flow in flows}) > 1}
    arriving = [flow for flows in meeting.values() for flow in flows]
    without = {
        flow.agreement.id
        for flow in arriving
        if not flow.agreement.value.get("dpia", {}).get("ref")
        and not agreement_facts(world, flow.agreement)["dpia_triggers"]
    }
    return {
        "meeting_purposes": sorted(meeting),
        "personal_data_providers": sorted({flow.source for flow in arriving}),
        "feeds_without_dpia": sorted(without),
    }
