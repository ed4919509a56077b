"""The terms that travel: what each flow declares, how two values of a term compare, and which exceptions stop one.

Keys of labels (docs/network.md describes each):

* `("marking", family)`: the highest level of that family of markings; the families are kept apart because their levels have
  no order between them. A declassification by the information's creator stops both, from its date.
* `("retention", trigger, unit)`: the shortest retention counted from that trigger; periods of months and of days are kept
  apart, because a month has no fixed number of days. A recorded longer reason stops it.
* `("onward", body, ...)`: who alone may receive the data next, nobody where no body is named; the value is the number of
  the nearest flow that says so. Flows that say the same share one key, so that no body holds a term for every flow upstream.
* `("restriction", id, gateway, provider)`: a statutory restriction that protects what this provider disclosed.
* `("law-enforcement",)`: the data was processed under DPA 2018 Part 3.
* `("special",)`, `("criminal",)`, `("personal",)`: what the data is, whatever a later flow says of it.

Values of one key are in a total order, so that what arrives does not depend on the order of arrival; what has no such
order is another key.
"""

from functools import lru_cache
from typing import Any, NamedTuple

from dsalint.linter.estate.estate import Estate
from dsalint.linter.network.data_kinds import nature_of
from dsalint.linter.network.flow_labels import Key, Label
from dsalint.linter.network.flows import FlowTerms, party_entry
from dsalint.linter.vocabulary import dates, lattice
from dsalint.linter.vocabulary.markings import MarkingError, parse_marking
from dsalint.linter.vocabulary.reference import reference_list


class Restriction(NamedTuple):
    """A statutory restriction on further disclosure, attached by the power under which data was disclosed."""

    id: str
    provision: str
    gateway: str
    any_depth: bool
    """Binds indirect recipients too; otherwise the direct recipient only."""
    exits: tuple[str, ...]
    """Recorded reasons that lift it."""
    exits_unverified: tuple[str, ...]
    """Reasons of which it was not read in the statute that they lift it."""
    conditional: str
    """The kind of information it binds, where it does not bind all; the record may not show that kind."""
    provider: str


def declared_terms(estate: Estate, flow: FlowTerms, as_of: str) -> Label:
    """What a flow itself says at a date of the data it carries."""
    value = flow.value
    label: Label = {}
    marking = value.get("marking")
    if isinstance(marking, str):
        label |= _level(marking)
    retention = value.get("retention", {})
    period = retention.get("period")
    if dates.is_duration(period):
        label[("retention", str(retention.get("trigger", "")), unit_of(period))] = period
    if "onward_sharing" in value:
        label[permitted(estate, value["onward_sharing"], as_of)] = flow.number
    for restriction in restrictions_of(estate, flow):
        label[("restriction", restriction.id, restriction.gateway, restriction.provider)] = restriction
    if "part-3" in regimes(flow, value.get("from")):
        label[("law-enforcement",)] = True
    nature = nature_of(estate, flow.agreement, value)
    for name in ("personal", "special", "criminal"):
        if nature[name]:
            label[(name,)] = True
    return label


ANYBODY: Key = ("onward", "*")
"""Data may be passed on to anybody: no restriction, and so it does not travel."""


def permitted(estate: Estate, onward_sharing: dict[str, Any], as_of: str) -> Key:
    """The key of a term on passing data on: the ids of the bodies that alone may receive it, or `ANYBODY`."""
    if onward_sharing.get("allowed") is not True or not in_effect(onward_sharing, as_of):
        return ("onward",)
    named = onward_sharing.get("to")
    return ("onward", *sorted(_ids(estate, named))) if named else ANYBODY


@lru_cache(maxsize=4096)
def _level(text: str) -> Label:
    """The term of a marking; none of one that cannot be read."""
    try:
        marking = parse_marking(text)
    except MarkingError:
        return {}
    return {("marking", marking.scheme_family): lattice.height(marking)}


@lru_cache(maxsize=4096)
def unit_of(period: str) -> str:
    """What a period is counted in; periods of one unit are in a total order."""
    duration = dates.parse_duration(period)
    if not duration.months:
        return "days"
    return f"{duration.months} months and days" if duration.days or duration.seconds else "months"


def prefers(key: Key, new: Any, old: Any) -> bool:
    """Whether `new` is strictly stronger: a higher marking, a shorter retention."""
    if new == old:
        return False
    if key[0] == "marking":
        return at_least(old, new) is False
    if key[0] == "retention":
        return longer(old, new) is True
    return False


@lru_cache(maxsize=4096)
def at_least(one: str, other: str) -> bool | None:
    """Whether one marking is at least as high as another; None where that cannot be said, as of a text that is no marking."""
    try:
        return lattice.at_least(parse_marking(one), parse_marking(other))
    except MarkingError:
        return None


@lru_cache(maxsize=4096)
def longer(one: str, other: str) -> bool | None:
    """Whether one period is longer than another; None where that depends on the months that it falls in."""
    return dates.longer(dates.parse_duration(one), dates.parse_duration(other))


COMPARED = frozenset({"marking", "retention"})
"""Terms whose keys can be compared with each other."""


def covers(key: Key, value: Any, other: Key, weaker: Any) -> bool:
    """Whether whoever keeps to one term keeps to another: a level at least as high, a period certainly no longer."""
    if key[0] != other[0] or key == other:
        return key == other
    if key[0] == "marking":
        return at_least(value, weaker) is True
    return key[0] == "retention" and key[1] == other[1] and longer(value, weaker) is False


def lets_through(flow: FlowTerms, key: Key, value: Any, as_of: str) -> bool:
    """Whether a term that arrives at a flow binds what follows it as well, at a date."""
    if key[0] == "marking":
        return not declassified(flow, as_of)
    if key[0] == "retention":
        retention = flow.value.get("retention", {})
        return not (retention.get("longer_reason") and in_effect(retention, as_of, "longer_from"))
    if key[0] == "restriction":
        return bool(value.any_depth)
    return True


def declassified(flow: FlowTerms, as_of: str) -> bool:
    """Whether the creator of the information has reclassified it for this flow; nobody else can (GSCP para 37)."""
    recorded = flow.value.get("declassification", {})
    return recorded.get("by") == "information-creator" and in_effect(recorded, as_of)


def in_effect(exception: dict[str, Any], as_of: str, field: str = "date") -> bool:
    """Whether an exception has begun: from the date in a field of it, always where there is none."""
    return str(exception.get(field, "")) <= as_of


def gateways_of(flow: FlowTerms) -> list[str]:
    """The powers under which the provider discloses: the flow's own, else the provider's for these purposes."""
    own = flow.value.get("gateway")
    if isinstance(own, str):
        return [own]
    entry = party_entry(flow.agreement, flow.value.get("from"))
    wanted = set(flow.value.get("purposes", ()))
    found: list[str] = []
    for power in entry[0].get("legal_power", ()) if entry else ():
        purposes = set(power.get("purposes", ()))
        if power.get("direction", "both") in ("disclose", "both") and (
            not purposes or not wanted or purposes & wanted
        ):
            gateway = power.get("gateway")
            if isinstance(gateway, str) and gateway not in found:
                found.append(gateway)
    return found


def restrictions_of(estate: Estate, flow: FlowTerms) -> list[Restriction]:
    """Restrictions that the flow's gateways attach to the data it carries."""
    gateways = reference_list("gateways")
    found: list[Restriction] = []
    for gateway in gateways_of(flow):
        entry = gateways.get(gateway)
        for follow in entry.get("follow", ()) if entry else ():
            depth = follow.get("depth")
            if depth not in ("any", "recipient") or not _binds(estate, follow, flow.source):
                continue
            found.append(
                Restriction(
                    id=follow["id"],
                    provision=follow.get("provision", ""),
                    gateway=gateway,
                    any_depth=depth == "any",
                    exits=tuple(follow.get("exits", ())),
                    exits_unverified=tuple(follow.get("exits_unverified", ())),
                    conditional=str(follow.get("conditional", "")),
                    provider=flow.source,
                )
            )
    return found


def _binds(estate: Estate, follow: dict[str, Any], provider: str) -> bool:
    """Whether a restriction protects the information of this provider (some protect that of HMRC only)."""
    only, except_ = (_ids(estate, follow.get(key)) for key in ("applies_to_providers", "except_providers"))
    return provider not in except_ and (not only or provider in only)


def _ids(estate: Estate, names: Any) -> set[str]:
    found = {name: estate.find("organisation", name) for name in names or ()}
    return {document.id if document is not None else str(name) for name, document in found.items()}


def regimes(flow: FlowTerms, organisation: Any) -> set[str]:
    """The data-protection regimes under which a party processes for the flow's purposes."""
    entry = party_entry(flow.agreement, organisation)
    wanted = set(flow.value.get("purposes", ()))
    found: set[str] = set()
    for basis in entry[0].get("lawful_basis", ()) if entry else ():
        covered = {*basis.get("purposes", ()), *([basis["purpose"]] if basis.get("purpose") else ())}
        if basis.get("regime") and (not covered or not wanted or covered & wanted):
            found.add(basis["regime"])
    return found
