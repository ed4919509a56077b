"""Reference lists: each validates, its keys and dates are sound, and what it refers to exists."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from dsalint.linter.errors import UserError
from dsalint.linter.rules.wording import show
from dsalint.linter.vocabulary.dates import parse_date
from dsalint.linter.vocabulary.marking_terms import scheme_at
from dsalint.linter.vocabulary.purposes import compatible
from dsalint.linter.vocabulary.reference import Entry, list_names, load, reference_list
from dsalint.linter.vocabulary.suggest import did_you_mean

SCHEMA = json.loads(
    (files("dsalint") / "rules" / "schemas" / "reference-list.schema.json").read_text("utf-8")
)


def keys(name: str) -> set[str]:
    return set(reference_list(name).keys())


def restrictions() -> Iterator[tuple[Entry, dict[str, Any]]]:
    for gateway in reference_list("gateways").entries():
        for restriction in gateway["follow"]:
            yield gateway, restriction


def test_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", list_names())
def test_list_is_valid(name: str) -> None:
    content = load(name)
    jsonschema.validate(content, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert content["list"] == name


@pytest.mark.parametrize("name", list_names())
def test_names_stand_once(name: str) -> None:
    entries = load(name)["entries"]
    ids = [entry["id"] for entry in entries]
    second = [entry["key"] for entry in entries if "key" in entry]
    assert len(ids + second) == len({*ids, *second})


@pytest.mark.parametrize("name", ["adequacy", "adequacy-part-3"])
def test_conditions_of_approval_are_shown_whole(name: str) -> None:
    texts = [entry["condition_text"] for entry in reference_list(name).entries() if "condition" in entry]
    assert texts
    assert [show(text) for text in texts] == texts


@pytest.mark.parametrize("name", list_names())
def test_dates_are_days_and_in_order(name: str) -> None:
    for entry in reference_list(name).entries():
        for field in ("from", "not_before", "until"):
            assert entry.get(field) is None or parse_date(entry[field]), entry["id"]
        start = entry.get("from") or entry.get("not_before") or ""
        assert start <= entry.get("until", "9999-12-31"), entry["id"]


@pytest.mark.parametrize("name", list_names())
def test_sources_exist(name: str) -> None:
    for entry in reference_list(name).entries():
        assert entry.get("source", "dsalint") in keys("sources"), entry["id"]


def test_superseding_sources_exist_and_follow() -> None:
    sources = reference_list("sources")
    for source in sources.entries():
        if "superseded_by" in source:
            successor = sources.get(source["superseded_by"])
            assert successor is not None
            assert source["until"] < successor.get("from", "9999-12-31")


def test_gateways_use_known_types_and_purposes() -> None:
    for gateway in reference_list("gateways").entries():
        types = {*gateway.get("from_types", ()), *gateway.get("to_types", ())}
        assert types <= keys("organisation-types"), gateway["id"]
        assert set(gateway.get("purposes", ())) <= keys("purpose-categories"), gateway["id"]


def test_a_restriction_is_the_same_wherever_it_stands() -> None:
    seen: dict[str, dict[str, Any]] = {}
    for gateway, restriction in restrictions():
        facts = {key: value for key, value in restriction.items() if key != "title"}
        assert seen.setdefault(restriction["id"], facts) == facts, gateway["id"]
        assert restriction.get("source", gateway["source"]) in keys("sources")


def test_depth_of_restrictions_is_that_of_the_sections() -> None:
    depths = {restriction["id"]: restriction["depth"] for _, restriction in restrictions()}
    for identity in (
        "dea-2017-s41",
        "dea-2017-s50",
        "dea-2017-s58",
        "dea-2017-s66",
        "crca-2005-s20-9",
        "srsa-2007-s39",
    ):
        assert depths[identity] == "any"
    for identity in (
        "dea-2017-s42",
        "dea-2017-s51",
        "dea-2017-s59",
        "ukba-2007-s41",
        "ukba-2007-s41b",
        "wra-2012-s127-5",
    ):
        assert depths[identity] == "recipient"
    for identity in (
        "dea-2017-s40",
        "dea-2017-s49",
        "dea-2017-s57",
        "care-act-2014-s45-6",
        "pcsca-2022-s17-7",
    ):
        assert depths[identity] == "use-lock"


def test_families_of_purposes_exist() -> None:
    categories = reference_list("purpose-categories").entries()
    families = {category["family"] for category in categories}
    for category in categories:
        assert category["family"] in category["compatible_families"]
        assert set(category["compatible_families"]) <= families


def test_schedule_7_agrees_with_the_types() -> None:
    paragraphs = reference_list("schedule-7-authorities").entries()
    assert [entry["id"] for entry in paragraphs] == [str(number) for number in range(1, 57)]
    for entry in paragraphs:
        for kind in entry.get("types", ()):
            record = reference_list("organisation-types").get(kind)
            assert record is not None
            first, _, last = record["schedule_7"].partition("-")
            assert record["competent_authority"] is True
            assert int(first) <= int(entry["id"]) <= int(last or first) or kind == "probation-provider"


def test_schedule_1_types_are_special_categories() -> None:
    special = {
        "racial-or-ethnic-origin",
        "political-opinions",
        "religious-or-philosophical-beliefs",
        "trade-union-membership",
        "genetic",
        "biometric",
        "health",
        "sex-life",
        "sexual-orientation",
    }
    conditions = reference_list("schedule-1-conditions")
    for condition in conditions.entries():
        assert set(condition.get("types", ())) <= special, condition["id"]
        assert set(condition.get("extends", ())) <= set(conditions.keys())


def test_places_are_countries() -> None:
    for name in ("adequacy", "adequacy-part-3"):
        assert keys(name) <= keys("countries")
    not_codes = reference_list("countries").extra["not_codes"]
    assert not set(not_codes) & keys("countries")
    assert set(not_codes.values()) <= keys("countries")


def test_schemes_of_markings_follow_each_other_without_a_gap() -> None:
    assert [scheme_at(day)["id"] for day in ("2014-04-01", "2014-04-02", "2023-06-29", "2023-06-30")] == [
        "gpms",
        "gsc2014",
        "gsc2014",
        "gscp2023",
    ]
    assert [scheme_at(day)["id"] for day in ("2024-08-04", "2024-08-05")] == ["gscp2023", "gscp2024"]


def test_in_force_knows_both_ends() -> None:
    bases = reference_list("lawful-bases")
    assert bases.in_force("article-6-ea", "2026-02-04") is False
    assert bases.in_force("article-6-ea", "2026-02-05") is True
    assert bases.in_force("dpa-1998-schedule-2-5", "2018-05-24") is True
    assert bases.in_force("dpa-1998-schedule-2-5", "2018-05-25") is False


def test_in_force_cannot_tell_of_the_unknown() -> None:
    gateways = reference_list("gateways")
    assert gateways.in_force("no-such-gateway", "2026-01-01") is None
    assert gateways.in_force("duaa-2025-s123", "2026-01-01") is None
    assert gateways.in_force("duaa-2025-s123", "2025-06-18") is False
    assert gateways.in_force("iaa-1999-s20", "1998-12-31") is False
    assert gateways.in_force("court-order", "1900-01-01") is True


def test_second_name_finds_the_entry() -> None:
    conditions = reference_list("schedule-1-conditions")
    assert conditions.get("safeguarding") == conditions.get("18") is not None
    assert conditions.get("99") is None


def test_scalars_are_those_of_the_core_schema() -> None:
    norway = reference_list("countries").get("NO")
    assert norway == {"id": "NO", "title": "Norway"}
    debt = reference_list("gateways").get("dea-2017-s48")
    assert debt is not None
    assert debt["from"] == "2018-07-01"


@pytest.mark.parametrize("name", ["no-such-list", "../schemas/reference-list", ""])
def test_unknown_list_is_the_users_error(name: str) -> None:
    with pytest.raises(UserError, match="no reference list"):
        reference_list(name)


def test_compatible_purposes() -> None:
    assert compatible({"fraud-prevention"}, {"fraud-prevention", "debt-recovery"}) is True
    assert compatible({"research"}, {"direct-care"}) is True
    assert compatible({"immigration-control"}, {"benefit-administration"}) is False
    assert compatible({"prosecution"}, {"crime-investigation"}) is True
    assert compatible({"own-category"}, {"own-category"}) is True
    assert compatible({"own-category"}, {"direct-care"}) is None
    assert compatible({"direct-care"}, {"own-category"}) is None
    assert compatible({"own-category", "customs"}, {"direct-care"}) is False
    assert compatible(set(), {"direct-care"}) is True


def test_suggestions() -> None:
    known = ["local-authority", "police-force", "ministerial-department"]
    assert did_you_mean("local_authorty", known) == "local-authority"
    assert did_you_mean("Police Force", known) == "police-force"
    assert did_you_mean("zzz", known) is None
    assert did_you_mean("police-force" * 1000, known) is None
