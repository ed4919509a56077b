"""On whom the network leans, and what is needed and does not flow."""

import json
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from dsalint.cli import cli
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.questions.exposure import Leaning, exposure
from dsalint.linter.questions.impact import impact
from dsalint.linter.questions.needs import joined, needs
from dsalint.tests.test_questions import random_estate
from dsalint.tests.worlds import world_of

ESTATE = """\
{kind: organisation, id: a, name: Body A}
---
{kind: organisation, id: b, name: Body B, needs: [{asset: wanted, purpose: housing}, {asset: x}]}
---
{kind: organisation, id: c, name: Body C, needs: [{asset: x, purpose: taxation}, {asset: past}, {asset: soon}]}
---
{kind: organisation, id: alone, name: Alone}
---
{kind: organisation, id: gone, name: Gone, dates: {until: 2020-01-01}}
---
{kind: organisation, id: e, name: Body E}
---
{kind: organisation, id: f, name: Body F}
---
{kind: asset, id: x, title: X, organisation: a, special_category: [health]}
---
{kind: asset, id: wanted, title: Wanted, organisation: a}
---
{kind: asset, id: past, title: Past, organisation: a}
---
{kind: asset, id: soon, title: Soon, organisation: a}
---
kind: agreement
id: g
status: active
dates: {start: 2024-01-01}
purposes: [{id: p, category: housing}]
flows:
  - {id: one, from: a, to: b, asset: x}
  - {id: two, from: b, to: c, asset: x}
  - {id: old, from: a, to: c, asset: past, end: 2025-01-01}
---
{kind: agreement, id: later, status: draft, dates: {start: 2024-01-01}, flows: [{id: s, from: a, to: c, asset: soon}]}
---
{kind: agreement, id: other, status: active, dates: {start: 2024-01-01}, flows: [{id: t, from: e, to: f}]}
"""


def network() -> SharingNetwork:
    return world_of(ESTATE).network


def test_each_need_says_how_far_it_is_met_and_by_what() -> None:
    answer = needs(network())
    assert {(need.body.id, need.asset): need.state for need in answer.needs} == {
        ("b", "wanted"): "not met",
        ("c", "past"): "no longer met",
        ("c", "x"): "met for other purposes",
        ("c", "soon"): "agreed and not in force",
        ("b", "x"): "met",
    }
    assert answer.needs[0].state == "not met"
    hops = {need.asset: [hop.agreement for hop in need.hops] for need in answer.needs if need.body.id == "c"}
    assert hops == {"past": ["g"], "x": ["g"], "soon": ["later"]}


def test_islands_are_bodies_that_exist_and_share_with_nobody() -> None:
    answer = needs(network())
    assert [found.id for found, _ in answer.islands] == ["alone"]
    assert [[found.id for found in group] for group in answer.groups] == [["a", "b", "c"], ["e", "f"]]


def leaning(made: SharingNetwork) -> dict[str, Leaning]:
    return {each.body.id: each for each in exposure(made).leaning}


def test_the_body_in_the_middle_is_what_the_others_hang_on() -> None:
    found = leaning(network())
    assert found["b"].parts == (("a",), ("c",))
    assert found["b"].dry == 0, "what it passes on is its own flow, not one of others"
    assert found["a"].dry == 1
    assert [hop.agreement for hop in found["a"].evidence] == ["g"]
    assert {name: each.share for name, each in found.items()} == {"a": 1.0, "b": 1.0, "c": 1.0}


@settings(max_examples=100, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_what_comes_loose_is_what_is_no_longer_joined(random: Random) -> None:
    made = world_of(random_estate(random)).network
    for name, each in leaning(made).items():
        text_without = {frozenset((flow.source, flow.target)) for flow in made.flows if flow.live}
        rest = {pair for pair in text_without if name not in pair}
        loose = {body for part in each.parts for body in part}
        around = next((group for group in joined(made) if name in group), [])
        assert loose < set(around) or not loose
        assert not any(len(pair & loose) == 1 for pair in rest), (
            "nobody who stays is joined to one that comes loose"
        )


@settings(max_examples=100, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_what_runs_dry_is_what_impact_says(random: Random) -> None:
    made = world_of(random_estate(random)).network
    for name, each in leaning(made).items():
        assert each.dry in (0, len(impact(made, name).through))


@pytest.mark.parametrize("format_", ["text", "json"])
@pytest.mark.parametrize("question", ["exposure", "needs"])
def test_every_format_answers(tmp_path: Path, question: str, format_: str) -> None:
    (tmp_path / "estate.yaml").write_text(ESTATE)
    arguments = ["graph", question, str(tmp_path), "--as-of", "2026-06-01", "--format", format_]
    done = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert done.exception is None
    assert "Body B" in done.output
    if format_ == "json":
        assert json.loads(done.output)["question"] == question


def test_an_open_need_says_what_to_ask_next(tmp_path: Path) -> None:
    (tmp_path / "estate.yaml").write_text(ESTATE)
    arguments = ["graph", "needs", str(tmp_path), "--as-of", "2026-06-01"]
    done = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert "dsalint graph can-share wanted b --purpose housing" in done.output
