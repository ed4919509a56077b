"""Dates and durations: validity, arithmetic at month ends, and the three-valued order of durations."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsalint.linter.vocabulary.dates import (
    Duration,
    add,
    longer,
    parse_date,
    parse_duration,
    periods_in_words,
    subtract,
)

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1))
durations = st.builds(
    Duration, months=st.integers(0, 600), days=st.integers(0, 4000), seconds=st.integers(0, 86_399)
)


@pytest.mark.parametrize("text", ["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
def test_days_of_the_calendar(text: str) -> None:
    assert parse_date(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-02-29",
        "1900-02-29",
        "2024-13-01",
        "2024-00-01",
        "2024-01-00",
        "2024-04-31",
        "0000-01-01",
        "2024-1-1",
        "20240101",
        "2024-01-01T00:00",
        "2024/01/01",
        "２０２４-01-01",
        "+024-01-01",
        "2024-W01-1",
    ],
)
def test_not_days_of_the_calendar(text: str) -> None:
    assert parse_date(text) is None


@given(st.text(max_size=12))
def test_validity_is_that_of_the_calendar(text: str) -> None:
    if parse_date(text):
        assert date.fromisoformat(text).isoformat() == text


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("P6Y", Duration(72)),
        ("P18M", Duration(18)),
        ("P1Y6M", Duration(18)),
        ("P2W", Duration(0, 14)),
        ("PT24H", Duration(0, 1)),
        ("PT72H", Duration(0, 3)),
        ("PT36H", Duration(0, 1, 43_200)),
        ("P1Y2M3W4DT5H6M7S", Duration(14, 25, 18_367)),
        ("P0D", Duration()),
    ],
)
def test_durations_in_normal_form(text: str, normal: Duration) -> None:
    assert parse_duration(text) == normal


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "P1",
        "1Y",
        "P1Y ",
        "p1y",
        "P-1Y",
        "P1.5Y",
        "P1YT",
        "P1D1Y",
        "P1H",
        "P1234567Y",
        "P１Y",
        "six years",
    ],
)
def test_not_durations(text: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        parse_duration(text)


@given(durations)
def test_normal_form_reads_back(duration: Duration) -> None:
    assert parse_duration(str(duration)) == duration


@pytest.mark.parametrize(
    ("start", "step", "end"),
    [
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2023-01-31", "P1M", "2023-02-28"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-02-29", "P4Y", "2028-02-29"),
        ("2024-02-29", "P1M", "2024-03-29"),
        ("2024-12-31", "P2M", "2025-02-28"),
        ("2024-01-31", "P1M1D", "2024-03-01"),
        ("2025-06-19", "P2M", "2025-08-19"),
        ("2024-01-01", "PT47H", "2024-01-02"),
        ("9999-12-30", "P1D", "9999-12-31"),
    ],
)
def test_adding_rounds_to_the_last_day_of_the_month(start: str, step: str, end: str) -> None:
    assert add(start, parse_duration(step)) == end


@pytest.mark.parametrize(
    ("start", "step", "end"),
    [
        ("2024-03-31", "P1M", "2024-02-29"),
        ("2023-03-31", "P1M", "2023-02-28"),
        ("2024-02-29", "P1Y", "2023-02-28"),
        ("2026-01-15", "P13M", "2024-12-15"),
        ("2024-03-01", "P1D", "2024-02-29"),
        ("0001-01-02", "P1D", "0001-01-01"),
    ],
)
def test_subtracting_rounds_to_the_last_day_of_the_month(start: str, step: str, end: str) -> None:
    assert subtract(start, parse_duration(step)) == end


@pytest.mark.parametrize(
    ("start", "step"), [("9999-12-31", "P1D"), ("9999-01-01", "P1Y"), ("2023-02-29", "P1D"), ("", "P1D")]
)
def test_results_outside_the_calendar(start: str, step: str) -> None:
    with pytest.raises(ValueError, match=r"date|outside"):
        add(start, parse_duration(step))


def test_subtracting_before_the_calendar() -> None:
    with pytest.raises(ValueError, match="outside"):
        subtract("0001-01-01", parse_duration("P1D"))
    with pytest.raises(ValueError, match="outside"):
        subtract("2024-01-01", parse_duration("P999999Y"))


@given(days, st.integers(0, 10_000))
def test_days_add_as_days(start: date, count: int) -> None:
    later = (start + timedelta(days=count)).isoformat()
    assert add(start.isoformat(), Duration(0, count)) == later
    assert subtract(later, Duration(0, count)) == start.isoformat()


@given(days, durations, durations)
def test_a_longer_duration_ends_no_earlier(start: date, a: Duration, b: Duration) -> None:
    """Counted from the first of a month nothing is rounded, so the order of durations is that of their ends."""
    first = start.replace(day=1).isoformat()
    whole_a, whole_b = a._replace(seconds=0), b._replace(seconds=0)
    verdict = longer(whole_a, whole_b)
    if verdict is not None:
        assert (add(first, whole_a) > add(first, whole_b)) is verdict


@given(durations, durations)
def test_order_is_irreflexive_and_asymmetric(a: Duration, b: Duration) -> None:
    assert longer(a, a) is False
    if longer(a, b) is True:
        assert longer(b, a) is False


@given(durations, durations, durations)
def test_order_is_transitive(a: Duration, b: Duration, c: Duration) -> None:
    if longer(a, b) is True and longer(b, c) is True:
        assert longer(a, c) is not False


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("P1M", "P30D", None),
        ("P30D", "P1M", None),
        ("P1M", "P27D", True),
        ("P1M", "P31D", False),
        ("P32D", "P1M", True),
        ("P1Y", "P12M", False),
        ("P1Y", "P365D", None),
        ("P365D", "P1Y", False),
        ("P366D", "P1Y", None),
        ("P367D", "P1Y", True),
        ("P10Y", "P6Y", True),
        ("P6Y", "P10Y", False),
        ("PT72H", "P3D", False),
        ("PT73H", "P3D", True),
        ("P400Y", "P146097D", False),
        ("P400Y", "P146096D", True),
        ("P999999Y", "P999998Y", True),
    ],
)
def test_which_duration_is_longer(a: str, b: str, verdict: bool | None) -> None:
    assert longer(parse_duration(a), parse_duration(b)) is verdict


def test_periods_in_a_text_are_said_as_people_do_and_all_else_stays() -> None:
    assert (
        periods_in_words("P1Y6M from receipt, at most PT72H")
        == "1 year 6 months from receipt, at most 72 hours"
    )
    assert periods_in_words("permanent, P, no  period") == "permanent, P, no  period"
