"""Facts for rules about governance and registers."""

import pytest

from dsalint.tests.worlds import values_of, world_of


def test_an_agreement_knows_its_latest_version_its_direction_and_what_it_replaces() -> None:
    world = world_of(
        """\
        kind: agreement
        id: new
        supersedes: old
        version_history: [{version: "2.0", date: 2026-02-01}, {version: "1.0", date: 2025-02-01}, {date: 2026-03-01}]
        parties: [{organisation: hmrc}, {organisation: shelter}]
        flows:
          - {id: there, from: hmrc, to: shelter}
          - {id: back, from: shelter, to: hm-revenue-and-customs}
        ---
        {kind: agreement, id: old, flows: [{id: there, from: hmrc, to: shelter}]}
        ---
        {kind: organisation, id: hm-revenue-and-customs, aliases: [hmrc], type: revenue-authority}
        ---
        {kind: organisation, id: shelter, type: charity}
        """
    )
    new, old = (value["facts"] for value in values_of("agreement", world))
    assert (new["latest_version"], new["two_way"], new["replaced"]) == ("2.0", True, "old")
    assert new["public_authorities"] == ["hm-revenue-and-customs"]
    assert old["two_way"] is False
    assert "latest_version" not in old
    assert "replaced" not in old


def test_a_flow_knows_who_holds_the_key() -> None:
    world = world_of(
        """\
        kind: agreement
        id: demo
        flows:
          - {id: safe, from: hmrc, to: council, key_holder: hmrc}
          - {id: open, from: hmrc, to: council, key_holder: the-council}
          - {id: unsaid, from: hmrc, to: council}
        ---
        {kind: organisation, id: council, aliases: [the-council]}
        """
    )
    found = [value["facts"].get("recipient_holds_key") for value in values_of("flow", world)]
    assert found == [False, True, None]


def test_an_asset_is_compared_with_flows_twins_formats_and_its_system() -> None:
    world = world_of(
        """\
        kind: agreement
        id: demo
        dates: {start: 2024-01-01}
        flows: [{id: income, from: hmrc, to: council, asset: returns}]
        ---
        kind: asset
        id: returns
        title: Tax Returns
        organisation: hmrc
        shared_with: [police]
        format: [CSV, pdf]
        system: warehouse
        openness: {licence: OGL-UK-3.0, stars: 3}
        ---
        {kind: asset, id: copy, title: tax returns, organisation: hmrc, format: [csv], openness: {stars: 1}}
        ---
        {kind: asset, id: odd, title: tax returns, organisation: dwp, format: [csv, abc], openness: {licence: OGL-UK-3.0, stars: 5}}
        ---
        {kind: system, id: warehouse, title: Warehouse, marking: OFFICIAL}
        ---
        {kind: organisation, id: hmrc, type: revenue-authority}
        """
    )
    first, copy, odd = (value["facts"] for value in values_of("asset", world))
    assert first["unlisted_recipients"] == ["council"]
    assert first["listed_in_vain"] == ["police"]
    assert (first["possible_stars"], copy["possible_stars"], odd["possible_stars"]) == (3, 0, None)
    assert (first["stars_earned"], copy["stars_earned"], odd.get("stars_earned")) == (True, False, None)
    assert copy["twin"] == "returns"
    assert "twin" not in first
    assert "twin" not in odd
    assert (first["system_title"], first["system_marking"]) == ("Warehouse", "OFFICIAL")
    assert (first["public_authority"], odd.get("public_authority")) == (True, None)


def test_a_body_knows_where_it_is_a_controller() -> None:
    world = world_of(
        """\
        kind: agreement
        id: demo
        parties: [{organisation: hmrc, role: controller}, {organisation: fellmoor, role: processor}]
        flows: [{id: income, from: hmrc, to: fellmoor, personal_data: true}]
        ---
        {kind: agreement, id: unsaid, parties: [{organisation: hmrc, role: controller}]}
        ---
        {kind: organisation, id: hm-revenue-and-customs, aliases: [hmrc]}
        ---
        {kind: organisation, id: fellmoor}
        """
    )
    assert [value["facts"]["controls_personal_data_in"] for value in values_of("organisation", world)] == [
        ["demo"],
        [],
    ]


def test_policies_know_circles_gaps_and_what_was_replaced() -> None:
    world = world_of(
        """\
        {kind: policy, id: top, lifecycle_stages: [create, store], refers_to: [dpa-1998, dpa-2018, our-own]}
        ---
        {kind: policy, id: below, parent: top, lifecycle_stages: [use, share, archive]}
        ---
        {kind: policy, id: a, parent: b}
        ---
        {kind: policy, id: b, parent: a}
        ---
        {kind: policy, id: c, parent: a}
        """
    )
    facts = {value["id"]: value["facts"] for value in values_of("policy", world)}
    assert facts["top"]["stages_without_policy"] == ["dispose"]
    assert "stages_without_policy" not in facts["below"]
    assert facts["top"]["replaced_sources"] == ["DPA 1998, replaced by DPA 2018"]
    assert facts["a"]["circle"] == ["b", "a"]
    assert facts["b"]["circle"] == ["a", "b"]
    assert facts["c"]["circle"] == []


@pytest.mark.parametrize(
    ("as_of", "in_its_place"),
    [("2016-01-01", "GSC 2014"), ("2024-01-01", "GSCP v1.0"), ("2026-06-01", "GSCP")],
)
def test_what_replaced_a_source_is_what_stands_at_the_date(as_of: str, in_its_place: str) -> None:
    world = world_of("{kind: policy, id: marking, refers_to: [gpms]}", as_of)
    (policy,) = values_of("policy", world)
    assert policy["facts"]["replaced_sources"] == [f"GPMS, replaced by {in_its_place}"]
