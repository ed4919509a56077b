"""Ids that are made of names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsalint.linter.importers.slugs import MAX_SLUG, slug, unique_slugs

ID = re.compile(r"[a-z0-9][a-z0-9-]*\Z", re.ASCII)

names = st.one_of(
    st.text(max_size=200),
    st.text("ab &'’./\\-", max_size=8),
    st.sampled_from(
        ["../../etc/passwd", "CON", "nul", "no", "..", "", "HM Revenue & Customs", "hm revenue and customs"]
    ),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("HM Revenue & Customs", "hm-revenue-and-customs"),
        ("ADDENBROOKE'S HOSPITAL", "addenbrookes-hospital"),
        ("Cyngor Sir Gâr", "cyngor-sir-gar"),
        ("../../etc/passwd", "etc-passwd"),
        ("DARS-NIC-10932-H7Y6B", "dars-nic-10932-h7y6b"),
        ("a" * 50 + " " + "b" * 50, "a" * 50),
        ("a" * 200, "a" * MAX_SLUG),
    ],
)
def test_a_name_becomes_the_id_that_a_reader_expects(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize("name", ["CON", "nul", "com1", "No", "true", "", "…", "日本"])
def test_names_that_files_or_yaml_keep_for_themselves_are_told_apart(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+-[0-9a-f]{8}", slug(name))


@given(names)
def test_a_slug_is_an_id_and_a_safe_file_name(name: str) -> None:
    assert ID.match(slug(name)) and len(slug(name)) <= MAX_SLUG
    assert slug(slug(name)) == slug(name)


@given(st.dictionaries(names, names, max_size=12), st.randoms())
def test_slugs_are_unique_and_do_not_depend_on_the_order(pairs: dict[str, str], random: object) -> None:
    given_out = unique_slugs(pairs.items())
    assert set(given_out) == set(pairs)
    assert len(set(given_out.values())) == len(pairs)
    assert all(ID.match(name) and len(name) <= MAX_SLUG for name in given_out.values())
    shuffled = list(pairs.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert unique_slugs(shuffled) == given_out


def test_what_tells_two_bodies_apart_is_their_own_key() -> None:
    pairs = [
        ("specified-person:15", "HM Revenue and Customs"),
        ("government-organisation:D25", "HM Revenue & Customs"),
    ]
    assert unique_slugs(pairs) == {
        "government-organisation:D25": "hm-revenue-and-customs",
        "specified-person:15": "hm-revenue-and-customs-specified-person-15",
    }
