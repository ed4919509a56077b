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
