"""Facts of one legal power of a party: the bodies and the categories of purpose that it has to be open to."""

from collections.abc import Iterator
from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.subjects.purposes import (
    covered_purposes,
    flows_of_party,
    named_purposes,
    party_of,
    purposes_by_id,
)
from dsalint.linter.subjects.subject import World
from dsalint.linter.vocabulary.reference import reference_list


def power_facts(
    world: World, agreement: Document, party: dict[str, Any], power: dict[str, Any]
) -> dict[str, Any]:
    """Facts of a power, beside those of its party.

    * `disclosing_types`, `receiving_types`: the types of the bodies that disclose and that receive under it: the party
      itself, and those on the other side of flows that run under this power and no other. A body that names the same
      gateway itself is judged there. Null stands for a type that the record does not give.
    * `categories_to_serve`: categories of the purposes it is there for; null for a purpose without one. A power that
      names no purposes leaves to the party's other powers what they serve.
    """
    discloses, receives = _directions(world, agreement, party, power)
    own = _type(world, party.get("organisation"))
    disclosing = [own] if discloses else []
    receiving = [own] if receives else []
    for flow in _flows_under(world, agreement, party, power):
        if discloses and flow.get("from") == party.get("organisation"):
            _add_other(world, agreement, power, flow.get("to"), receiving)
        if receives and flow.get("to") == party.get("organisation") and flow.get("gateway"):
            _add_other(world, agreement, power, flow.get("from"), disclosing)
    return {
        "disclosing_types": disclosing,
        "receiving_types": receiving,
        "categories_to_serve": _categories_to_serve(agreement, party, power),
    }


def _type(world: World, reference: Any) -> str | None:
    organisation = world.estate.find("organisation", reference)
    return organisation.value.get("type") if organisation is not None else None


def _add_other(
    world: World, agreement: Document, power: dict[str, Any], reference: Any, types: list[str | None]
) -> None:
    others = party_of(world, agreement, reference).get("legal_power", ())
    if not any(other.get("gateway") == power.get("gateway") for other in others):
        types.append(_type(world, reference))


def _directions(
    world: World, agreement: Document, party: dict[str, Any], power: dict[str, Any]
) -> tuple[bool, bool]:
    """Whether the party discloses and receives under a power: as it says, else as its flows go."""
    stated = power.get("direction")
    if stated:
        return stated in ("disclose", "both"), stated in ("receive", "both")
    flows = [flow for flow in flows_of_party(world, agreement, party) if not flow.get("instructs")]
    reference = party.get("organisation")
    return (
        any(flow.get("from") == reference for flow in flows),
        any(flow.get("to") == reference for flow in flows),
    )


def _flows_under(
    world: World, agreement: Document, party: dict[str, Any], power: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Flows that run under a power and no other: they name its gateway, or name none and the party has only this power."""
    alone = len(party.get("legal_power", ())) == 1
    purposes = set(covered_purposes(agreement, power))
    for flow in flows_of_party(world, agreement, party):
        named = flow.get("gateway")
        wanted = set(flow.get("purposes") or purposes)
        if (
            not flow.get("instructs")
            and wanted & purposes
            and (named == power.get("gateway") or (alone and not named))
        ):
            yield flow


def _categories_to_serve(
    agreement: Document, party: dict[str, Any], power: dict[str, Any]
) -> list[str | None]:
    by_id = purposes_by_id(agreement)
    named = named_purposes(power)
    wanted: list[str | None] = [by_id.get(name, {}).get("category") for name in named or by_id]
    if not named:
        others = [other for other in party.get("legal_power", ()) if other is not power]
        wanted = [
            category
            for name, category in zip(by_id, wanted, strict=True)
            if not any(_serves(other, name, category) for other in others)
        ]
    return list(dict.fromkeys(wanted))


def _serves(power: dict[str, Any], purpose: str, category: str | None) -> bool:
    """Whether a power names a purpose, or names none and may serve its category."""
    named = named_purposes(power)
    if named:
        return purpose in named
    record = reference_list("gateways").get(str(power.get("gateway", ""))) or {}
    return "purposes" not in record or category in record["purposes"]
