"""Facts about transfers."""

import pytest

from dsalint.tests.worlds import values_of, world_of


@pytest.mark.parametrize(
    ("mechanism", "country", "as_of", "adequate"),
    [
        ("adequacy", "KR", "2022-12-18", False),
        ("adequacy", "KR", "2022-12-19", True),
        ("adequacy", "US", "2023-10-11", False),
        ("adequacy", "US", "2023-10-12", True),
        ("part-3-adequacy", "JE", "2023-12-12", False),
        ("part-3-adequacy", "JE", "2023-12-13", True),
        ("part-3-adequacy", "US", "2026-06-01", False),
        ("adequacy", "BR", "2026-06-01", False),
    ],
)
def test_adequacy_begins_on_its_day_and_for_its_regime(
    mechanism: str, country: str, as_of: str, adequate: bool
) -> None:
    transfer = f"{{country: {country}, mechanism: {mechanism}}}"
    world = world_of(f"{{kind: agreement, id: demo, transfers: [{transfer}]}}", as_of)
    facts = values_of("transfer", world)[0]["facts"]
    assert facts["adequate"] is adequate
    assert ("condition" in facts) is adequate  # all of these are approved in part


def test_a_transfer_takes_country_date_and_flows_from_what_is_around_it() -> None:
    world = world_of(
        """\
        kind: agreement
        id: demo
        dates: {signed: 2024-01-01}
        parties: [{organisation: council, lawful_basis: [{regime: uk-gdpr}]}]
        flows:
          - {id: a, from: council, to: agency, frequency: daily}
          - {id: b, from: council, to: other, transfer: other, frequency: weekly}
        transfers: [{id: agency, to: agency, mechanism: idta}, {id: other, country: KE, signed: 2025-01-01}]
        ---
        {kind: organisation, id: agency, country: IN}
        """
    )
    first, second = (value["facts"] for value in values_of("transfer", world))
    assert (first["country"], first["signed"], first["edition"]) == ("IN", "2024-01-01", None)
    assert (first["frequencies"], first["regimes"]) == (["daily"], ["uk-gdpr"])
    assert (second["country"], second["signed"], second["frequencies"]) == ("KE", "2025-01-01", ["weekly"])
    assert first["transfer_countries"] == ["IN"]  # the other one has no mechanism
    assert "adequate" not in first


def test_a_transfer_knows_its_bodies() -> None:
    world = world_of(
        """\
        kind: agreement
        id: demo
        parties:
          - {organisation: hmrc, competent_authority: {schedule_7: "21"}}
          - {organisation: department, lawful_basis: [{article_6: a, outside_public_tasks: true}]}
          - {organisation: cloud, role: sub-processor}
        flows:
          - {id: a, from: hmrc, to: cloud}
          - {id: b, from: department, to: bank}
          - {id: c, from: stranger, to: bank}
          - {id: d, from: revenue, to: court}
        transfers:
          - {id: a, to: cloud, instrument_parties: [cloud, hmrc]}
          - {id: b, to: bank, instrument_parties: [stranger]}
          - {id: c, to: court, instrument_parties: [foreign]}
          - {id: d, to: nowhere}
        ---
        {kind: organisation, id: department, type: ministerial-department}
        ---
        {kind: organisation, id: revenue, type: revenue-authority}
        ---
        {kind: organisation, id: hmrc, type: revenue-authority}
        ---
        {kind: organisation, id: foreign, type: foreign-police}
        """
    )
    cloud, bank, court, nowhere = (value["facts"] for value in values_of("transfer", world))
    assert (cloud["senders_public"], cloud["senders_known"]) == (["hmrc"], True)
    assert (bank["senders_public"], bank["senders_known"]) == ([], None)
    assert cloud["senders_outside_section_77"] == []
    assert bank["senders_outside_section_77"] == ["department", "stranger"]
    assert court["senders_outside_section_77"] == ["revenue"]  # its type spans paragraphs 21 to 23
    assert [facts["recipient_processor"] for facts in (cloud, bank)] == [True, False]
    assert (cloud["instrument_authority"], court["instrument_authority"]) == (True, False)
    assert "instrument_authority" not in bank  # nothing says what the stranger is
    assert "instrument_authority" not in nowhere


@pytest.mark.parametrize(
    ("mechanism", "signed", "as_of", "exists"),
    [
        ("privacy-shield", "2019-01-01", "2020-07-15", True),
        ("privacy-shield", "2019-01-01", "2020-07-16", False),
        ("idta", "2022-03-21", "2026-06-01", True),
        ("idta", "2022-03-20", "2026-06-01", False),
        ("adequacy", "2015-01-01", "2026-06-01", True),
    ],
)
def test_a_mechanism_exists_from_day_to_day(mechanism: str, signed: str, as_of: str, exists: bool) -> None:
    transfer = f"{{id: t, country: US, mechanism: {mechanism}, signed: {signed}}}"
    world = world_of(f"{{kind: agreement, id: demo, transfers: [{transfer}]}}", as_of)
    assert values_of("transfer", world)[0]["facts"]["mechanism_exists"] is exists


def test_a_party_knows_the_transfers_that_it_sends_by() -> None:
    world = world_of(
        """\
        kind: agreement
        id: demo
        parties: [{organisation: council}, {organisation: agency}]
        flows: [{id: a, from: council, to: agency}, {id: b, from: council, to: other}]
        transfers: [{id: t, to: agency, mechanism: idta}, {id: u, to: other}]
        """
    )
    assert [value["facts"]["transfers"] for value in values_of("party", world)] == [["t"], []]
