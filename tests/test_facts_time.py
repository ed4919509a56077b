"""Facts about time: agreements in operation, parties that take part."""

import pytest

from dsalint.tests.worlds import values_of, world_of


@pytest.mark.parametrize(
    ("status", "end", "in_operation", "last_day"),
    [
        ("active", "2026-06-01", True, "2026-06-01"),
        ("active", "2026-05-31", False, "2026-05-31"),
        ("suspended", "2030-01-01", True, "2026-06-01"),
        ("draft", "2030-01-01", False, "2026-06-01"),
        ("terminated", "2020-01-01", False, "2020-01-01"),
    ],
)
def test_an_agreement_operates_by_its_status_and_until_its_end(
    status: str, end: str, in_operation: bool, last_day: str
) -> None:
    world = world_of(f"{{kind: agreement, id: demo, status: {status}, dates: {{end: {end}}}}}")
    facts = values_of("agreement", world)[0]["facts"]
    assert (facts["in_operation"], facts["last_day"]) == (in_operation, last_day)


def test_the_last_day_of_an_agreement_that_is_over_is_not_guessed() -> None:
    facts = values_of("agreement", world_of("{kind: agreement, id: demo, status: superseded}"))[0]["facts"]
    assert "last_day" not in facts


def test_the_time_to_a_review_counts_from_the_last_one_before_the_start() -> None:
    world = world_of(
        """\
        {kind: agreement, id: reviewed, dates: {signed: 2024-01-01, start: 2024-02-01, last_reviewed: 2025-02-01}}
        ---
        {kind: agreement, id: started, dates: {signed: 2024-01-01, start: 2024-02-01}}
        ---
        {kind: agreement, id: silent}
        """
    )
    counted = [value["facts"].get("last_review_or_start") for value in values_of("agreement", world)]
    assert counted == ["2025-02-01", "2024-02-01", None]


def test_a_party_takes_part_from_joining_to_leaving_and_its_signature_is_found_by_any_name() -> None:
    world = world_of(
        """\
        kind: agreement
        id: demo
        dates: {start: 2024-02-01, end: 2026-03-01}
        parties: [{organisation: hmrc, joined: 2025-01-01, left: 2026-01-01}, {organisation: council}]
        signatories: [{organisation: hm-revenue-and-customs, role: Director, date: 2025-01-01}]
        ---
        {kind: organisation, id: hm-revenue-and-customs, name: HM Revenue and Customs, aliases: [hmrc], dates: {from: 2005-04-18}}
        """
    )
    hmrc, council = (value["facts"] for value in values_of("party", world))
    assert hmrc["name"] == "HM Revenue and Customs"
    assert (hmrc["takes_part_from"], hmrc["takes_part_until"]) == ("2025-01-01", "2026-01-01")
    assert hmrc["existed_from"] == "2005-04-18"
    assert hmrc["signature"]["role"] == "Director"
    assert (council["takes_part_from"], council["takes_part_until"]) == ("2024-02-01", "2026-03-01")
    assert "signature" not in council
    assert "existed_until" not in council


def test_facts_of_two_agreements_with_one_id_are_not_mixed_up() -> None:
    world = world_of("{kind: agreement, id: twin, status: draft}\n---\n{kind: agreement, id: twin}")
    assert [value["facts"]["in_operation"] for value in values_of("agreement", world)] == [False, True]
