"""What if something goes or is breached: the answers are those of the definition, with the law and the clause."""

import json
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from dsalint.cli import cli
from dsalint.linter.network.flows import WHOLE, FlowTerms
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.questions.impact import impact
from dsalint.linter.questions.notices import NOT_STATED, UNDUE_DELAY
from dsalint.linter.questions.show_json import answer_json
from dsalint.linter.reports.json import hop_json
from dsalint.tests.test_questions import ESTATE, random_estate
from dsalint.tests.worlds import world_of

AS_OF = "2026-06-01"


def lost(made: SharingNetwork, name: str) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    answer = impact(made, name)
    return {loss.flows for loss in answer.direct}, {loss.flows for loss in answer.through}


def test_what_is_passed_on_runs_dry_with_its_source() -> None:
    made = world_of(ESTATE).network
    assert lost(made, "first") == (
        {("first#whole",)},
        {("first#whole", "second#names"), ("first#whole", "second#names", "third#derived")},
    )


def test_a_body_can_go_on_sharing_its_own_but_not_what_it_makes_of_the_data_of_others() -> None:
    made = world_of(ESTATE).network
    assert lost(made, "second") == ({("second#names",)}, {("second#names", "third#derived")})
    own = ESTATE.replace("source: [register]", "source: []")
    assert lost(world_of(own).network, "second") == ({("second#names",)}, set())


CIRCLE = """\
{kind: organisation, id: a, name: A}
---
{kind: asset, id: x, title: X, organisation: a}
---
kind: agreement
id: g
status: active
dates: {start: 2024-01-01}
flows:
  - {id: in, from: a, to: b, asset: x}
  - {id: on, from: b, to: c, asset: x}
  - {id: round, from: c, to: b, asset: x}
"""


def test_bodies_in_a_circle_do_not_supply_each_other() -> None:
    direct, through = lost(world_of(CIRCLE).network, "g#in")
    assert direct == {("g#in",)}
    assert {flows[-1] for flows in through} == {"g#on", "g#round"}


def test_what_comes_by_another_way_goes_on() -> None:
    text = CIRCLE + "  - {id: beside, from: a, to: c, asset: x}\n"
    answer = impact(world_of(text).network, "g#on")
    (loss,) = answer.direct
    assert (loss.body.id, [hop.origin for hop in loss.still]) == ("c", ["A"])
    assert answer.through == ()


def fed(made: SharingNetwork, without: str) -> set[tuple[str, str]]:
    """By the definition, as pairs of a flow and an item: what its owner sends, what nobody brought, what a fed flow brought."""

    def live(flow: FlowTerms) -> bool:
        return flow.live and without not in (flow.agreement.id, flow.source, flow.target)

    def continues(flow: FlowTerms, item: str, before: FlowTerms, brought: str) -> bool:
        return (
            before.target == flow.source
            and before.asset == flow.asset
            and (brought == item or WHOLE in (brought, item))
        )

    pairs = [(flow, item) for flow in made.flows for item in flow.items]
    found = {
        (flow.key, item)
        for flow, item in pairs
        if live(flow)
        and (
            flow.source == "a"
            or not any(other.live and continues(flow, item, other, brought) for other, brought in pairs)
        )
    }
    while True:
        more = {
            (flow.key, item)
            for flow, item in pairs
            if live(flow)
            and any(
                (other.key, brought) in found and continues(flow, item, other, brought)
                for other, brought in pairs
            )
        } - found
        if not more:
            return found
        found |= more


@settings(max_examples=200, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_what_stops_is_what_the_definition_says(random: Random) -> None:
    made = world_of(random_estate(random)).network
    name = random.choice(["a", "b", "c", *sorted({flow.agreement.id for flow in made.flows})])
    before, after = fed(made, ""), fed(made, name)
    expected = {
        key
        for key, _ in before - after
        if (flow := made.by_key(key)) is not None
        and name not in (flow.agreement.id, flow.source, flow.target)
    }
    answer = impact(made, name)
    assert {loss.flows[-1] for loss in answer.through} == expected
    for loss in answer.through:
        first = made.by_key(loss.flows[0])
        assert first is not None
        assert name in (first.agreement.id, first.source, first.target)


BREACH = """\
{kind: organisation, id: office, name: The Office, type: ministerial-department}
---
{kind: organisation, id: host, name: The Host}
---
{kind: organisation, id: force, name: The Force, type: police-force}
---
{kind: organisation, id: abroad, name: Abroad, country: FR}
---
{kind: asset, id: files, title: The files, organisation: office, marking: SECRET, personal_data: true,
 special_category: [health]}
---
kind: agreement
id: hosting
status: active
dates: {start: 2024-01-01}
breach: {notify_within: PT12H, contact: duty@office.example}
parties: [{organisation: office, role: controller}, {organisation: host, role: processor}]
flows: [{id: hosted, from: office, to: host, asset: files, instructs: true, personal_data: true}]
---
kind: agreement
id: policing
status: active
dates: {start: 2024-01-01}
purposes: [{id: p, category: crime}]
parties:
  - {organisation: office, role: controller}
  - organisation: force
    role: controller
    lawful_basis: [{regime: part-3}]
  - {organisation: abroad, role: controller}
flows:
  - {id: f, from: office, to: force, asset: files, personal_data: true}
  - {id: g, from: office, to: abroad, asset: files, personal_data: true}
"""


def told(name: str) -> list[tuple[str, str, str]]:
    answer = impact(world_of(BREACH).network, name)
    return [
        (
            notice.who,
            notice.within,
            notice.authority.locator if notice.authority else notice.place.document if notice.place else "",
        )
        for notice in answer.notices
    ]


def test_a_processor_tells_its_controller_and_no_regulator() -> None:
    assert told("host") == [
        ("The Office", "PT12H", "agreement/hosting"),
        ("The Office", UNDUE_DELAY, "Art 33(2)"),
    ]


def test_a_law_enforcement_body_is_under_its_own_law() -> None:
    assert told("force") == [
        ("the regulator (ICO)", "PT72H", "s.67(1)-(3)"),
        ("the people whom the data is about", UNDUE_DELAY, "s.68"),
        ("The Office, Abroad", NOT_STATED, "agreement/policing"),
    ]


def test_a_body_abroad_is_under_the_law_of_its_country() -> None:
    assert ("whomever the law of FR names", NOT_STATED, "") in told("abroad")
    assert not any("ICO" in who for who, _, _ in told("abroad"))


def test_secrets_are_told_at_once_and_the_shortest_time_comes_first() -> None:
    answer = told("office")
    assert [entry[:2] for entry in answer[:3]] == [
        ("its own security team", "PT0S"),
        ("the police", "PT0S"),
        ("The Host", "PT12H"),
    ]
    assert ("the regulator (ICO)", "PT72H", "Art 33(1)") in answer


def test_what_is_exposed_names_kinds_marking_and_source() -> None:
    answer = impact(world_of(BREACH).network, "files")
    assert {(held.body.id, held.own, held.kinds) for held in answer.held} == {
        ("office", True, ("health",)),
        ("host", False, ("health",)),
        ("force", False, ("health",)),
        ("abroad", False, ("health",)),
    }
    (own,) = [held for held in answer.held if held.own]
    assert own.marking == "SECRET"


def test_a_system_is_what_is_held_on_it() -> None:
    text = (
        BREACH + "---\n{kind: system, id: store, title: The store, organisation: office, assets: [files]}\n"
    )
    answer = impact(world_of(text, AS_OF).network, "store")
    assert [(held.body.id, held.asset) for held in answer.held] == [("office", "files")]
    assert {loss.flows for loss in answer.direct} == {("hosting#hosted",), ("policing#f",), ("policing#g",)}


@pytest.mark.parametrize("format_", ["text", "json", "svg", "mermaid", "dot"])
def test_every_format_answers(tmp_path: Path, format_: str) -> None:
    (tmp_path / "estate.yaml").write_text(BREACH)
    arguments = ["graph", "impact", "office", str(tmp_path), "--as-of", AS_OF, "--format", format_]
    done = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert done.exception is None
    assert "The Host" in done.output
    if format_ == "json":
        answer = json.loads(done.output)
        assert answer["question"] == "impact"
        assert {loss["body"]["id"] for loss in answer["stops"]} == {"host", "force", "abroad"}


def test_json_tells_each_hop_once_and_ways_by_numbers() -> None:
    answer = impact(world_of(BREACH).network, "office")
    told = answer_json(answer)
    hops = told["hops"]
    for loss, plain in zip((*answer.direct, *answer.through), told["stops"] + told["runs_dry"], strict=True):
        assert [hops[number] for number in plain["route"]] == [hop_json(hop) for hop in loss.route]
        assert [hops[number] for number in plain["still"]] == [hop_json(hop) for hop in loss.still]
    for entry, plain in zip(answer.held, told["exposed"], strict=True):
        assert [hops[number] for number in plain["from"]] == [hop_json(hop) for hop in entry.hops]
    assert len({json.dumps(hop) for hop in hops}) == len(hops) > 0


def test_one_event_can_be_asked_for_alone(tmp_path: Path) -> None:
    (tmp_path / "estate.yaml").write_text(BREACH)
    common = ["graph", "impact", "office", str(tmp_path), "--as-of", AS_OF, "--if"]
    stops = CliRunner().invoke(cli, [*common, "stops"], standalone_mode=False).output
    breached = CliRunner().invoke(cli, [*common, "breached"], standalone_mode=False).output
    assert "cut off" in stops
    assert "exposed" not in stops
    assert "within 72 hours" in breached
    assert "cut off" not in breached
    drawn = CliRunner().invoke(cli, [*common, "stops", "--format", "dot"], standalone_mode=False)
    assert "other formats have both halves" in drawn.stderr
