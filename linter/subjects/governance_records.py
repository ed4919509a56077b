"""Subjects from the records of governance: bodies, the actions of plans, incidents."""

from collections.abc import Iterator
from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.subjects.subject import Origin, Subject, World


def body_subjects(world: World) -> Iterator[Subject]:
    """Each governance body. `unrepresented`: organisations below its own that have no seat and are not consulted."""
    for body in world.estate.of_kind("governance-body"):
        if body.sound:
            yield _subject(
                world,
                "governance-body",
                body,
                (),
                {**body.value},
                {"unrepresented": _unrepresented(world, body)},
            )


def action_subjects(world: World) -> Iterator[Subject]:
    """Each action of each delivery plan, with its plan."""
    for plan in world.estate.of_kind("delivery-plan"):
        for index, action in enumerate(plan.value.get("actions", ()) if plan.sound else ()):
            yield _subject(world, "action", plan, ("actions", index), {**action, "plan": plan.value}, {})


def incident_subjects(world: World) -> Iterator[Subject]:
    for incident in world.estate.of_kind("incident"):
        if incident.sound:
            yield _subject(world, "incident", incident, (), {**incident.value}, {})


def _unrepresented(world: World, body: Document) -> list[str]:
    own = world.estate.find("organisation", body.value.get("organisation"))
    if own is None:
        return []
    named = [member.get("organisation") for member in body.value.get("members", ())]
    heard = {
        found.id
        for name in (*named, *body.value.get("consulted", ()))
        if (found := world.estate.find("organisation", name)) is not None
    }
    return sorted(
        organisation.title
        for organisation in world.estate.of_kind("organisation")
        if organisation.sound
        and world.estate.find("organisation", organisation.value.get("parent")) is own
        and organisation.id not in heard
        and str(organisation.value.get("dates", {}).get("until", "9999")) >= world.as_of
    )


def _subject(
    world: World,
    kind: str,
    document: Document,
    path: tuple[str | int, ...],
    value: dict[str, Any],
    facts: dict[str, Any],
) -> Subject:
    organisation = world.estate.find("organisation", document.value.get("organisation"))
    origins = {"plan": Origin(document, ())} if "plan" in value else {}
    return Subject(
        kind,
        f"{kind} {value.get('id') or document.id}",
        document,
        path,
        {**value, "facts": facts, "as_of": world.as_of, "date": world.as_of},
        date=world.as_of,
        origins=origins,
        organisations=[organisation.id] if organisation is not None else [],
    )
