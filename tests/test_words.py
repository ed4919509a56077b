"""`dsalint words`: whoever is told to take an id from a list can see the list."""

import json
import re

import pytest
from click.testing import CliRunner, Result

from dsalint.cli import cli
from dsalint.linter.reports.vocabulary import AUTHORS
from dsalint.linter.rules.catalogue import load_catalogue
from dsalint.linter.vocabulary.reference import list_names, reference_list

OWN = {"breach-duties", "changes", "effective-dates", "founding-strategy", "retired-domains", "unknowns"}
"""Lists that dsalint alone reads."""


def asked(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["words", *arguments], standalone_mode=False)


def test_every_list_is_one_for_authors_or_one_of_dsalints_own() -> None:
    assert {*AUTHORS, *OWN} == set(list_names())


@pytest.mark.parametrize("name", AUTHORS)
def test_a_list_shows_each_of_its_ids_with_its_title(name: str) -> None:
    text = " ".join(asked(name).output.split())
    for entry in reference_list(name).entries():
        assert entry["id"] in text
        assert " ".join(str(entry["title"]).split()) in text


def test_all_lists_are_named_with_what_they_are_for() -> None:
    text = asked().output
    for name in AUTHORS:
        assert f"{name}  " in text


def test_a_text_narrows_a_list_to_the_entries_that_have_it_whatever_the_case() -> None:
    output = asked("gateways", "IMMIGRATION", "borders").output
    assert "ukba-2007-s40" in output
    assert "dea-2017-s48" not in output
    assert re.search(r"\d+ entr(y|ies) of 66", output)
    assert "0 entries of 66" in asked("gateways", "no such text at all").output


def test_a_citation_that_nobody_checked_says_so() -> None:
    assert "(citation unverified)" in " ".join(asked("gateways", "iaa-1999-s20a").output.split())


def test_json_has_all_fields() -> None:
    answer = json.loads(asked("gateways", "dea-2017-s48", "--format", "json").output)
    (entry,) = answer["entries"]
    assert entry == reference_list("gateways").get("dea-2017-s48")


def test_json_names_all_lists_too() -> None:
    answer = json.loads(asked("--format", "json").output)
    assert [entry["list"] for entry in answer["lists"]] == list(AUTHORS)
    assert answer["lists"][0]["entries"] == len(reference_list(answer["lists"][0]["list"]).entries())


@pytest.mark.parametrize(
    ("gateway", "said"),
    [
        ("dea-2017-s48", "from 2018-07-01"),
        ("cda-1998-s115", "counts from 1998-01-01 (first day not checked)"),
        ("duaa-2025-s123", "not known to have started to apply"),
    ],
)
def test_a_first_day_that_nobody_checked_is_not_passed_over(gateway: str, said: str) -> None:
    assert said in " ".join(asked("gateways", gateway).output.split())


def test_a_list_that_there_is_not_is_refused_with_a_suggestion() -> None:
    done = asked("gatways")
    assert "gatways" in str(done.exception)


def test_no_rule_sends_anybody_to_a_file_of_the_program() -> None:
    for rule in load_catalogue().rules.values():
        assert "rules/reference" not in rule.fix + rule.limits, rule.id
