"""What a rule looked for in vain, in words: what is not known, and what to write so that it is."""

from functools import cache
from typing import NamedTuple

from dsalint.linter.vocabulary.reference import reference_list

_WHOSE = {
    "agreement": "the agreement",
    "asset": "the asset",
    "from": "the provider",
    "organisation": "the organisation",
    "other": "the other flow",
    "parent": "the parent",
    "party": "the party's entry",
    "plan": "the delivery plan",
    "policy": "the policy",
    "provider": "the provider's entry in `parties`",
    "recipient": "the recipient's entry in `parties`",
    "schedule": "the retention schedule",
    "to": "the recipient",
    "transfer": "the transfer",
}
"""Documents and entries that stand in a subject in place of a reference to them (docs/subjects.md)."""


class Unknown(NamedTuple):
    """One thing that a rule needed and the record does not give."""

    title: str
    """A clause: what is not known."""
    state: str
    """What to write, or whom to ask; empty where the clause says it."""


def unknown(pointer: str) -> Unknown:
    """What it means that nothing is at a JSON Pointer of a subject, or nothing that can be read."""
    steps = tuple("*" if step.isdecimal() else step for step in pointer.split("/")[1:])
    entry = _by_pointer().get("/".join(steps))
    if entry is not None:
        return entry
    whose = _WHOSE.get(steps[0]) if len(steps) > 1 else None
    field = ".".join(step for step in (steps[1:] if whose else steps) if step != "*")
    return Unknown(f"`{field}`{f' of {whose}' if whose else ''} is not stated, or cannot be read", "")


def sentence(pointers: tuple[str, ...]) -> str:
    """All that is not known, each with what to write; what several pointers mean is said once."""
    found = dict.fromkeys(unknown(pointer) for pointer in pointers)
    return "; ".join(f"{each.title}: {each.state}" if each.state else each.title for each in found)


@cache
def _by_pointer() -> dict[str, Unknown]:
    return {
        pointer: Unknown(entry["title"], entry["state"])
        for entry in reference_list("unknowns").entries()
        for pointer in entry["pointers"]
    }
