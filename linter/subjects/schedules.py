"""Entries of retention schedules, by the reference that assets and flows make to them."""

from typing import Any

from dsalint.linter.subjects.subject import World


def schedule_entry(world: World, reference: Any) -> dict[str, Any]:
    """The entry that a reference `schedule/entry` means; empty where it names none or none is found."""
    schedule = world.estate.find("retention-schedule", reference)
    if schedule is None or not schedule.sound:
        return {}
    for entry in schedule.value.get("entries", ()):
        if reference == f"{schedule.id}/{entry.get('id')}":
            found: dict[str, Any] = entry
            return found
    return {}
