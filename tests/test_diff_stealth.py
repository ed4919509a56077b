"""What a stranger may try: a change that lets more be seen, drops a safeguard or lasts longer never counts as less."""

from copy import deepcopy
from typing import Any

import pytest
import yaml

from dsalint.linter.changes.difference import changes_of
from dsalint.linter.changes.documents import match
from dsalint.linter.changes.effects import at_least, gravest
from dsalint.linter.estate.load import facts_of

Value = dict[str, Any]

FLOW: Value = {"id": "f", "from": "clinic", "to": "council", "asset": "records"}
AGREEMENT: Value = {
    "kind": "agreement",
    "id": "care",
    "dates": {"signed": "2025-06-01", "end": "2027-01-01"},
    "purposes": [{"id": "care", "text": "Plan care"}, {"id": "audit", "category": "audit"}],
    "security": {"clearance": "sc"},
    "flows": [FLOW],
}


def class_of(before: list[Value], after: list[Value]) -> str:
    """The gravest class of what the documents say, without what only the network shows."""
    old, new = (facts_of("e.yaml", yaml.safe_dump_all(estate)).documents for estate in (before, after))
    return gravest(change.effect for change in changes_of(match(old, new)))


def with_value(document: Value, path: str, value: Any) -> Value:
    """A document with another value at a path; None takes it away."""
    changed = deepcopy(document)
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("/"))
    holder: Any = changed
    for step in steps:
        holder = holder.setdefault(step, {}) if isinstance(holder, dict) else holder[step]
    if value is None:
        holder.pop(last, None)
    else:
        holder[last] = value
    return changed


# fmt: off
FIELDS: list[tuple[str, Any, Any, str]] = [
    # what stands for the whole, or for anybody
    ("flows/0/purposes", ["care"], [], "widens"),
    ("flows/0/items", ["name"], [], "widens"),
    ("flows/0/onward_sharing", {"allowed": True, "to": ["ngo"]}, {"allowed": True, "to": []}, "widens"),
    ("flows/0/onward_sharing", {"allowed": False}, None, "widens"),
    ("flows/0/onward_sharing", {}, None, "widens"),
    ("flows/0/onward_sharing/allowed", False, "yes please", "widens"),
    ("data_items", [{"name": "postcode"}], None, "widens"),
    ("purposes", AGREEMENT["purposes"], [], "widens"),
    ("hosting", [{"country": "GB"}], None, "widens"),
    ("hosting", [{"country": "GB"}], [{"country": "GB"}, {"country": "KP"}], "widens"),
    ("areas", ["Kent"], None, "widens"),
    ("data_subjects", ["debtors"], None, "widens"),
    ("flows/0/identifiability", "anonymised", None, "widens"),
    ("flows/0/frequency", "annual", None, "widens"),
    ("flows/0/volume", 100, None, "widens"),
    ("flows/0/volume", 100, float("nan"), "widens"),
    ("flows/0/personal_data", False, None, "widens"),
    ("special_category", {"present": False}, None, "widens"),
    ("linkage", ["electoral register"], ["electoral register", "tax records"], "widens"),
    # what is shared, from whom, and to whom
    ("flows/0/from", "clinic", "hospital", "widens"),
    ("flows/0/instructs", True, None, "widens"),
    ("data_items", [{"name": "postcode", "types": ["x"]}], [{"name": "diagnosis", "types": ["x"]}], "widens"),
    ("data_items", [{"name": "data", "description": "Postcodes"}], [{"name": "data", "description": "All"}], "widens"),
    ("data_items", [{"name": "data", "types": ["contact"]}], [{"name": "data", "types": ["health"]}], "widens"),
    ("purposes/0/text", "Plan care", "Sell insurance", "widens"),
    ("purposes", [{"id": "care", "benefits": "B"}], [{"id": "marketing", "benefits": "B"}], "widens"),
    ("decision/outcome", "Refused", "Disclosed in full", "widens"),
    # safeguards
    ("flows/0/method/in_transit", "TLS 1.3", "none", "weakens"),
    ("flows/0/method/channel", "sftp", "email", "weakens"),
    ("flows/0/key_holder", "clinic", "council", "weakens"),
    ("flows/0/retention/disposal", {"method": "secure-erase"}, {"method": "bin"}, "weakens"),
    ("flows/0/embargo", {"until": "2027-01-01"}, {"until": "2026-01-01"}, "weakens"),
    ("flows/0/clearance", None, "bpss", "weakens"),
    ("flows/0/onward_sharing", {"conditions": "With consent only"}, {"conditions": "-"}, "weakens"),
    ("security/access_control", "Two keys", "-", "weakens"),
    ("breach", {"contact": "a@example.org"}, None, "weakens"),
    ("publication", {"public": True}, {"public": False}, "weakens"),
    ("waivers", [{"rule": "X001"}], [{"rule": "X001", "expires": "2030-01-01"}, {"rule": "X002"}], "weakens"),
    ("waivers", [{"rule": "X001", "expires": "2026-01-01"}], [{"rule": "X001", "expires": "2030-01-01"}], "weakens"),
    ("waivers", [{"rule": "X001", "expires": "2026-01-01"}], [{"rule": "X001"}], "weakens"),
    ("dpia", {"ref": "D", "residual_risk": "high"}, {"ref": "D"}, "weakens"),
    ("transfers", [{"id": "us", "mechanism": "adequacy"}], None, "weakens"),
    ("transfers", [{"id": "us", "section_77": "R"}], [{"id": "us"}], "weakens"),
    ("transfers", [{"id": "us", "mechanism": "idta"}], [{"id": "us", "mechanism": "sos-clauses"}], "weakens"),
    ("consulted", ["DPO"], None, "weakens"),
    ("necessity", "No other means", "-", "changes"),
    # markings, in what their labels do not hold
    ("flows/0/marking", "OFFICIAL - EMBARGOED", "OFFICIAL", "weakens"),
    ("flows/0/marking", "OFFICIAL-SENSITIVE\nDo not forward", "SECRET", "weakens"),
    ("flows/0/marking", "SECRET - UK EYES BRAVO", "SECRET", "weakens"),
    # time
    ("flows/0/end", None, "2040-01-01", "extends"),
    ("flows/0/start", None, "2020-01-01", "extends"),
    ("dates/start", None, "2020-01-01", "extends"),
    ("dates/signed", "2025-06-01", "2020-01-01", "extends"),
    ("flows/0/retention/trigger", "receipt", "death", "extends"),
    ("flows/0/retention/schedule", "ours/short", "ours/long", "extends"),
]
# fmt: on


@pytest.mark.parametrize(("path", "before", "after", "least"), FIELDS)
def test_a_field_of_an_agreement(path: str, before: Any, after: Any, least: str) -> None:
    old, new = (with_value(AGREEMENT, path, value) for value in (before, after))
    assert at_least(class_of([old], [new]), least)


def test_a_party_that_goes_and_leaves_its_flow_takes_its_safeguards_with_it() -> None:
    party = {"organisation": "council", "role": "processor", "processor_contract": {"ref": "C"}}
    before = {**AGREEMENT, "parties": [{"organisation": "clinic", "role": "controller"}, party]}
    after = {**before, "parties": before["parties"][:1]}
    assert class_of([before], [after]) == "weakens"
    assert class_of([before], [{**after, "flows": []}]) == "changes"


# fmt: off
RECORDS: list[tuple[Value, Value, str]] = [
    ({"kind": "asset", "organisation": "clinic"}, {"organisation": "insurer"}, "widens"),
    ({"kind": "asset", "items": [{"name": "postcode"}]}, {"items": [{"name": "diagnosis"}]}, "widens"),
    ({"kind": "asset", "title": "Postcodes"}, {"title": "Diagnoses"}, "changes"),
    ({"kind": "asset", "hold": {"id": "inquiry"}}, {"hold": None}, "weakens"),
    ({"kind": "asset", "source": ["a"]}, {"source": ["a", "b"]}, "widens"),
    ({"kind": "asset", "purposes": ["health"]}, {"purposes": None}, "widens"),
    ({"kind": "asset", "repository": "corporate-repository"}, {"repository": "personal-drive"}, "weakens"),
    ({"kind": "system", "feeds": ["a"]}, {"feeds": ["a", "b"]}, "widens"),
    ({"kind": "system"}, {"supplier": "megacorp"}, "widens"),
    ({"kind": "system", "organisation": "clinic"}, {"organisation": "megacorp"}, "widens"),
    ({"kind": "organisation", "type": "local-authority"}, {"type": "company"}, "widens"),
    ({"kind": "organisation", "country": "GB"}, {"country": "US"}, "widens"),
    ({"kind": "organisation", "identifiers": ["crn:1"]}, {"identifiers": ["crn:2"]}, "changes"),
    ({"kind": "organisation", "parent": "state"}, {"parent": None}, "weakens"),
    ({"kind": "policy"}, {"status": "withdrawn"}, "weakens"),
    ({"kind": "policy", "effective": "2026-01-01"}, {"effective": "2036-01-01"}, "weakens"),
    ({"kind": "policy", "applies_to": {"everything": True}}, {"applies_to": {"sectors": ["health"]}}, "weakens"),
    ({"kind": "policy", "applies_to": {"sectors": ["health"]}}, {"applies_to": {"sectors": []}}, "weakens"),
    ({"kind": "policy", "clauses": [{"id": "c", "enforced_by": [{"rule": "X001"}]}]}, {"clauses": [{"id": "c"}]}, "weakens"),
    ({"kind": "policy", "clauses": [{"id": "c", "enforced_by": [{"rule": "X001", "parameters": {"most": 1}}]}]},
     {"clauses": [{"id": "c", "enforced_by": [{"rule": "X001", "parameters": {"most": 9}}]}]}, "weakens"),
    ({"kind": "policy", "clauses": [{"id": "c", "text": "Data is encrypted"}]},
     {"clauses": [{"id": "c", "text": "Data may be encrypted"}]}, "weakens"),
    ({"kind": "retention-schedule", "entries": [{"id": "a", "record_class": "Closed cases"}]},
     {"entries": [{"id": "a", "record_class": "All cases"}]}, "extends"),
    ({"kind": "asset", "statistics": {"pre_release_access": "Two officials"}},
     {"statistics": {"pre_release_access": "The press"}}, "widens"),
    ({"kind": "retention-schedule", "entries": [{"id": "a"}, {"id": "b"}]}, {"entries": [{"id": "a"}]}, "extends"),
    ({"kind": "retention-schedule", "entries": [{"id": "a", "selection": "destroy"}]},
     {"entries": [{"id": "a", "selection": "select"}]}, "extends"),
]
# fmt: on


@pytest.mark.parametrize(("before", "changed", "least"), RECORDS)
def test_a_field_of_another_document(before: Value, changed: Value, least: str) -> None:
    old = {"id": "x", **before}
    new = {key: value for key, value in {**old, **changed}.items() if value is not None}
    assert at_least(class_of([old], [new]), least)


def test_a_document_that_goes_while_it_is_named_takes_its_safeguards_with_it() -> None:
    asset = {"kind": "asset", "id": "records", "marking": "OFFICIAL-SENSITIVE"}
    assert class_of([asset, AGREEMENT], [AGREEMENT]) == "weakens"
    assert class_of([asset, AGREEMENT], []) == "changes"


def test_a_new_system_that_holds_an_asset_widens() -> None:
    system = {"kind": "system", "id": "lake", "organisation": "megacorp", "assets": ["records"]}
    assert class_of([AGREEMENT], [AGREEMENT, system]) == "widens"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("flows/0/end", None, "2026-06-01"),
        ("flows/0/onward_sharing", None, {"allowed": False}),
        ("flows/0/purposes", None, ["care"]),
        ("flows/0/items", [], ["name"]),
        ("data_items", None, [{"name": "postcode"}]),
        ("hosting", None, [{"country": "GB"}]),
        ("flows/0/identifiability", None, "aggregate"),
        ("flows/0/clearance", None, "dv"),
    ],
)
def test_a_limit_where_there_was_none_narrows(path: str, before: Any, after: Any) -> None:
    old, new = (with_value(AGREEMENT, path, value) for value in (before, after))
    assert class_of([old], [new]) == "narrows"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("purposes/0/text", "Plan care", "plan  care."),
        ("flows/0/end", None, "2027-01-01"),
        ("flows/0/items", None, []),
        ("flows/0/marking", "OFFICIAL-SENSITIVE - RECIPIENTS ONLY", "OFFICIAL-SENSITIVE-RECIPIENTS ONLY"),
        ("security/access_control", "Two keys", "Two keys."),
    ],
)
def test_what_says_the_same_in_other_words_is_editorial(path: str, before: Any, after: Any) -> None:
    old, new = (with_value(AGREEMENT, path, value) for value in (before, after))
    assert class_of([old], [new]) == "editorial"


# Another document or part in the place of one


def organisation(identifier: str, **more: Any) -> Value:
    return {"kind": "organisation", "id": identifier, **more}


def flows_to(recipient: str) -> Value:
    return with_value(AGREEMENT, "flows/0/to", recipient)


def test_a_body_of_which_nothing_but_the_id_is_known_is_not_renamed() -> None:
    before = [organisation("council"), flows_to("council")]
    after = [organisation("megacorp"), flows_to("megacorp")]
    assert class_of(before, after) == "widens"


def test_a_body_that_is_like_another_is_not_that_one() -> None:
    alike = {
        "type": "local-authority",
        "country": "GB",
        "sector": "local-government",
        "public_authority": True,
    }
    before = [organisation("kent", name="Kent", **alike), flows_to("kent")]
    after = [organisation("essex", name="Essex", **alike), flows_to("essex")]
    assert class_of(before, after) == "widens"


def test_an_asset_that_is_like_another_is_not_that_one() -> None:
    alike = {
        "kind": "asset",
        "organisation": "clinic",
        "marking": "OFFICIAL",
        "personal_data": True,
        "format": "CSV",
    }
    before = [{**alike, "id": "records", "title": "Postcodes"}, AGREEMENT]
    after = [
        {**alike, "id": "others", "title": "Diagnoses"},
        with_value(AGREEMENT, "flows/0/asset", "others"),
    ]
    assert class_of(before, after) == "widens"


def test_a_body_with_its_name_and_another_id_is_the_same() -> None:
    before = [organisation("kent", name="Kent County Council", type="local-authority"), flows_to("kent")]
    after = [organisation("kcc", name="Kent County Council", type="local-authority"), flows_to("kcc")]
    assert class_of(before, after) == "editorial"


def test_an_alias_that_moves_to_another_body_takes_the_flow_with_it() -> None:
    before = [organisation("a", aliases=["x"]), organisation("b"), flows_to("x")]
    after = [organisation("a"), organisation("b", aliases=["x"]), flows_to("x")]
    assert class_of(before, after) == "widens"


def test_of_namesakes_the_first_counts_and_so_their_order() -> None:
    """References mean the first of them: one that is put before it, or left when it goes, takes its place."""
    good = {"kind": "asset", "id": "records", "title": "Records", "organisation": "clinic"}
    evil = {**good, "organisation": "megacorp"}
    assert class_of([good], [evil, good]) == "widens"
    assert class_of([good, evil], [evil, good]) == "widens"
    assert class_of([good, evil], [evil]) == "widens"
    assert class_of([good, evil], [good]) == "changes"
    assert class_of([good, evil], [good, evil, organisation("b")]) == "changes"


def test_of_agreements_with_one_id_all_are_read_in_any_order() -> None:
    other = {**AGREEMENT, "flows": [{**FLOW, "id": "g", "to": "ngo"}]}
    assert class_of([AGREEMENT, other], [other, AGREEMENT]) == "editorial"
    assert class_of([AGREEMENT], [other, AGREEMENT]) == "widens"


# Flows that move to another agreement, and lose the terms of the one that they leave


def moved(lost: Value, gained: Value, **flow: Any) -> str:
    """The class of a flow that leaves an agreement for one that had another flow."""
    moving = {**FLOW, "purposes": ["care"], **flow}
    other = {"id": "g", "from": "hospital", "to": "council", "asset": "beds"}
    giver = {**AGREEMENT, "flows": [moving], **lost}
    taker = {"kind": "agreement", "id": "beds", "purposes": AGREEMENT["purposes"], "flows": [other]}
    taker = {**taker, "dates": AGREEMENT["dates"], "security": AGREEMENT["security"], **gained}
    return class_of([giver, taker], [{**taker, "flows": [other, moving]}])


def test_a_flow_that_moves_to_an_agreement_of_the_same_terms_is_no_more_than_that() -> None:
    assert moved({}, {}) == "changes"
    party = {"parties": [{"organisation": "council", "role": "controller"}]}
    assert moved(party, party) == "changes"


@pytest.mark.parametrize(
    ("lost", "gained", "least"),
    [
        ({}, {"dates": {"end": "2040-01-01"}}, "extends"),
        ({"use_restrictions": ["No marketing"]}, {}, "weakens"),
        ({}, {"security": {"clearance": "bpss"}}, "weakens"),
        ({"dpia": {"ref": "D"}}, {}, "weakens"),
        ({"status": "draft"}, {}, "widens"),
        ({"data_items": [{"name": "postcode"}]}, {}, "widens"),
        (
            {"data_items": [{"name": "postcode"}]},
            {"data_items": [{"name": "postcode"}, {"name": "diagnosis"}]},
            "widens",
        ),
        (
            {"parties": [{"organisation": "council", "processor_contract": {"ref": "C"}}]},
            {"parties": [{"organisation": "council"}]},
            "weakens",
        ),
    ],
)
def test_a_flow_that_moves_loses_terms(lost: Value, gained: Value, least: str) -> None:
    assert at_least(moved(lost, gained), least)


def test_two_agreements_made_one_keep_the_terms_of_both() -> None:
    strict = {**AGREEMENT, "id": "strict", "use_restrictions": ["No marketing"]}
    lax = {
        **AGREEMENT,
        "id": "lax",
        "flows": [{**FLOW, "id": "g", "asset": "beds"}, {**FLOW, "id": "h", "asset": "staff"}],
    }
    both = {**AGREEMENT, "id": "both", "flows": [*strict["flows"], *lax["flows"]]}
    assert class_of([strict, lax], [both]) == "weakens"
    assert class_of([strict, lax], [{**both, "use_restrictions": ["No marketing"]}]) == "changes"


def test_an_agreement_that_gives_its_items_away_and_goes_on_has_no_limit() -> None:
    more = {**FLOW, "id": "g", "asset": "beds"}
    before = {**AGREEMENT, "flows": [FLOW, more], "data_items": [{"name": "postcode"}]}
    goes_on = {key: value for key, value in {**before, "flows": [FLOW]}.items() if key != "data_items"}
    assert class_of([before], [goes_on, {**before, "id": "beds", "flows": [more]}]) == "widens"
