"""Which rules run: profiles, selections, and the rules that always run."""

import pytest

from dsalint.linter.errors import UserError
from dsalint.linter.rules.catalogue import load_catalogue
from dsalint.linter.rules.profiles import load_profile, profile_names, select_rules

CATALOGUE = load_catalogue()
ALWAYS = {rule.id for rule in CATALOGUE.rules.values() if rule.detects}


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_loads_and_chooses_rules(name: str) -> None:
    profile = load_profile(name)
    chosen = {rule.id: rule.severity for rule in select_rules(CATALOGUE, [name])}
    assert set(chosen) >= ALWAYS
    assert all(chosen[rule] == severity for rule, severity in profile.severities.items())


def test_profiles_are_combined_and_a_selection_narrows_them() -> None:
    start = {rule.id for rule in select_rules(CATALOGUE, ["start"])}
    both = {rule.id for rule in select_rules(CATALOGUE, ["start", "ico"])}
    assert start < both
    assert {rule.id for rule in select_rules(CATALOGUE, [], select=["marking"])} - ALWAYS == {
        rule.id for rule in CATALOGUE.rules.values() if rule.group == "marking"
    }


def test_what_cannot_be_read_is_reported_whatever_is_ignored() -> None:
    chosen = {rule.id for rule in select_rules(CATALOGUE, [], ignore=["document", "all"])}
    assert chosen == ALWAYS


@pytest.mark.parametrize("names", [{"select": ["GVO002"]}, {"ignore": ["markings"]}, {"profiles": ["hgm"]}])
def test_an_unknown_name_is_an_error_with_a_next_step(names: dict[str, list[str]]) -> None:
    with pytest.raises(UserError) as caught:
        select_rules(
            CATALOGUE,
            names.get("profiles", []),
            select=names.get("select", []),
            ignore=names.get("ignore", []),
        )
    assert caught.value.hint
