"""Facts about organisations that depend on their type: public authority, competent authority, home country."""

import re
from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.vocabulary.reference import reference_list

_SECTION_73_4_B = frozenset({*range(5, 18), 21, *range(24, 29), *range(34, 52), 54, 56})
"""Paragraphs of DPA 2018 Schedule 7 that s.73(4)(b) names."""
_PARAGRAPHS = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3}))?")


def type_record(organisation: Document | None) -> dict[str, Any]:
    """The reference record of an organisation's type; empty when it states none or an unknown one."""
    if organisation is None:
        return {}
    return reference_list("organisation-types").get(str(organisation.value.get("type", ""))) or {}


def public_authority(organisation: Document | None) -> bool | None:
    """Whether the body is a public authority (DPA 2018 s.7); None when neither it nor its type says."""
    if organisation is None:
        return None
    own = organisation.value.get("public_authority")
    if isinstance(own, bool):
        return own
    by_type = type_record(organisation).get("public_authority")
    return by_type if isinstance(by_type, bool) else None


def competent_authority(organisation: Document | None, party: dict[str, Any]) -> bool | None:
    """Whether the body is a competent authority (DPA 2018 s.30, Sch 7).

    A body outside Schedule 7 may be one for a statutory law-enforcement function (s.30(1)(b)); then the party or the
    organisation names that function. None when nothing decides.
    """
    declared = party.get("competent_authority") or (
        organisation.value.get("competent_authority") if organisation else None
    )
    if isinstance(declared, dict) and (declared.get("schedule_7") or declared.get("function")):
        return True
    record = type_record(organisation)
    if not record:
        return None
    by_type = record.get("competent_authority")
    if by_type is None:
        return None
    return bool(by_type)


def in_section_73_4_b(organisation: Document | None, party: dict[str, Any]) -> bool:
    """Whether the body may transfer to one that is no relevant authority (DPA 2018 s.73(4)(b)).

    The paragraph of Schedule 7 decides that the party or the organisation names, else that of its type. A type that
    spans several paragraphs counts when all of them are in the list of the section.
    """
    for holder in (party, organisation.value if organisation is not None else {}, type_record(organisation)):
        declared = holder.get("competent_authority")
        stated = (declared.get("schedule_7") if isinstance(declared, dict) else None) or holder.get(
            "schedule_7"
        )
        span = _PARAGRAPHS.fullmatch(str(stated or ""))
        if span:
            first, last = int(span[1]), int(span[2] or span[1])
            return first <= last and _SECTION_73_4_B.issuperset(range(first, last + 1))
    return False


def health_body(organisation: Document | None) -> bool | None:
    """Whether the body gives health or adult social care; None when its type does not say."""
    by_type = type_record(organisation).get("health")
    return by_type if isinstance(by_type, bool) else None


def country(organisation: Document | None) -> str:
    """ISO code of the country a body belongs to; empty when unknown."""
    return str(organisation.value.get("country", "")) if organisation is not None else ""


def outside_government(organisation: Document | None) -> bool:
    """Whether the body is certainly no part of the Government, by its type."""
    return type_record(organisation).get("government") is False


def foreign(organisation: Document | None) -> bool:
    """Whether the body belongs to another country, or to none: by its country, else by its type."""
    place = country(organisation)
    return place != "GB" if place else type_record(organisation).get("foreign") is True
