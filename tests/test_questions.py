"""Who holds data and by which ways it moves: the answers are those of the definition, with evidence for every hop."""

import json
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from dsalint.cli import cli
from dsalint.linter.errors import UserError
from dsalint.linter.estate.document import Document
from dsalint.linter.findings.place import Place
from dsalint.linter.network.flows import WHOLE, FlowTerms
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.network.upstream import upstream_of
from dsalint.linter.questions.holders import holders
from dsalint.linter.questions.show_json import answer_json
from dsalint.linter.questions.ways import ways
from dsalint.linter.reports.json import hop_json
from dsalint.tests.worlds import world_of

ESTATE = """\
{kind: organisation, id: a, name: Body A}
---
{kind: organisation, id: b, name: Body B}
---
{kind: organisation, id: c, name: Body C, country: FR}
---
{kind: organisation, id: d, name: Body D}
---
{kind: asset, id: register, title: The register, organisation: a}
---
{kind: asset, id: extract, title: An extract, organisation: c, source: [register]}
---
kind: agreement
id: first
status: active
dates: {start: 2024-01-01}
purposes: [{id: p, category: housing}]
flows:
  - {id: whole, from: a, to: b, asset: register, items: [name, income], marking: OFFICIAL-SENSITIVE,
     retention: {period: P1Y, trigger: receipt}, onward_sharing: {allowed: true, to: [c]}}
---
kind: agreement
id: second
status: active
dates: {start: 2024-02-01}
flows:
  - {id: names, from: b, to: c, asset: register, items: [name], marking: OFFICIAL, retention: {period: P6Y, trigger: receipt}}
---
kind: agreement
id: third
status: active
dates: {start: 2024-03-01}
flows:
  - {id: derived, from: c, to: d, asset: extract}
---
kind: agreement
id: never
status: draft
flows: [{id: draft, from: a, to: e, asset: register}]
---
kind: agreement
id: past
status: expired
dates: {start: 2020-01-01, end: 2021-01-01}
flows: [{id: old, from: a, to: d, asset: register}]
"""


def network() -> SharingNetwork:
    return world_of(ESTATE).network


def test_holders_are_found_over_any_number_of_hops_and_derived_assets() -> None:
    answer = holders(network(), "register")
    assert answer.owner is not None
    assert answer.owner.id == "a"
    assert [(h.body.id, [len(r.route) for r in h.receipts]) for h in answer.holdings] == [
        ("b", [1]),
        ("d", [1, 3]),
        ("c", [2]),
    ]


def test_what_was_delivered_before_the_end_may_still_be_held_and_a_draft_delivers_nothing() -> None:
    answer = holders(network(), "register")
    by_body = {holding.body.id: holding.receipts for holding in answer.holdings}
    assert [receipt.live for receipt in by_body["d"]] == [False, True]
    assert "e" not in by_body


def test_terms_of_earlier_hops_bind_and_say_where_they_come_from() -> None:
    answer = holders(network(), "register")
    (receipt,) = next(holding.receipts for holding in answer.holdings if holding.body.id == "c")
    terms = {term.name: (term.value, [hop.agreement for hop in term.hops]) for term in receipt.terms}
    assert terms["marking"] == ("OFFICIAL-SENSITIVE", ["first"])
    assert terms["retention"] == ("P1Y from receipt", ["first"])
    assert terms["onward"] == ("allowed by Body A to Body C only", ["first"])
    assert receipt.route[0].place.span.line == ESTATE[: ESTATE.index("id: whole")].count("\n") + 1


ENDED = """\
{{kind: organisation, id: a}}
---
{{kind: organisation, id: d}}
---
{{kind: asset, id: register, organisation: a}}
---
kind: agreement
id: first
flows: [{{id: f, from: a, to: b, asset: register, start: {start}, marking: SECRET}}]
---
kind: agreement
id: middle
flows: [{{id: f, from: b, to: c, asset: register, start: 2020-01-01, end: 2021-12-31}}]
---
kind: agreement
id: last
flows: [{{id: f, from: c, to: d, asset: register, start: 2020-01-01}}]
"""


@pytest.mark.parametrize(
    ("start", "passed_on"), [("2019-01-01", True), ("2021-12-31", True), ("2022-01-01", False)]
)
def test_what_came_before_the_end_of_a_flow_was_passed_on_by_it_and_its_terms_bind(
    start: str, passed_on: bool
) -> None:
    network = world_of(ENDED.format(start=start)).network
    answer = holders(network, "register")
    assert [holding.body.id for holding in answer.holdings] == (["b", "c", "d"] if passed_on else ["b"])
    upstream = upstream_of(network, network.flows[-1])
    assert upstream is not None
    assert upstream.facts.get("marking") == ("SECRET" if passed_on else None)
    assert ways(network, "a", "d").ways == ()


def test_of_a_flow_that_ended_on_no_recorded_day_all_may_have_been_passed_on() -> None:
    text = ENDED.format(start="2024-01-01").replace("id: middle", "id: middle\nstatus: terminated")
    network = world_of(text.replace(", end: 2021-12-31", "")).network
    assert [holding.body.id for holding in holders(network, "register").holdings] == ["b", "c", "d"]


def test_a_way_passes_on_the_same_data_unless_any_flow_may_follow() -> None:
    other = ESTATE.replace("items: [name], marking: OFFICIAL,", "items: [address], marking: OFFICIAL,")
    separate = world_of(other).network
    assert [len(way.route) for way in ways(network(), "a", "c").ways] == [2]
    assert ways(separate, "a", "c").ways == ()
    assert [len(way.route) for way in ways(separate, "a", "c", chained=False).ways] == [2]


def test_an_item_that_is_not_passed_on_does_not_come_back_by_another_door() -> None:
    text = ESTATE.replace(
        "{id: derived, from: c, to: d, asset: extract}",
        "{id: income, from: c, to: d, asset: register, items: [income]}",
    )
    assert ways(world_of(text).network, "a", "d").ways == ()


def test_an_unknown_name_is_answered_with_a_near_one() -> None:
    with pytest.raises(UserError) as error:
        holders(network(), "registre")
    assert "register" in str(error.value.hint)


def ladder(rungs: int) -> str:
    """Three ways from each rung to the next: more ways in all than anybody could look at."""
    bodies = [f"r{rung}" for rung in range(rungs + 1)] + [
        f"{side}{rung}" for rung in range(rungs) for side in "xyz"
    ]
    documents = [f"{{kind: organisation, id: {body}, name: {body}}}" for body in bodies]
    flows = [
        f"{{id: {side}{rung}-{half}, from: {source}, to: {target}, asset: register}}"
        for rung in range(rungs)
        for side in "xyz"
        for half, source, target in ((0, f"r{rung}", f"{side}{rung}"), (1, f"{side}{rung}", f"r{rung + 1}"))
    ]
    documents.append("{kind: asset, id: register, title: Register, organisation: r0}")
    documents.append(
        f"{{kind: agreement, id: g, status: active, dates: {{start: 2024-01-01}}, flows: [{', '.join(flows)}]}}"
    )
    return "\n---\n".join(documents)


@pytest.mark.parametrize("chained", [True, False])
def test_the_shortest_way_is_found_however_many_there_are(chained: bool) -> None:
    made = world_of(ladder(30)).network
    answer = ways(made, "r0", "r30", most=3, chained=chained)
    assert [len(way.route) for way in answer.ways] == [60, 60, 60]
    assert answer.ways[0].flows[-2:] == ("g#x29-0", "g#x29-1")
    assert answer.ways[1].flows[-2:] == ("g#y29-0", "g#y29-1")
    assert answer.more
    assert not ways(made, "r30", "r0", chained=chained).more


def test_a_very_long_way_is_shown_by_its_ends(tmp_path: Path) -> None:
    (tmp_path / "estate.yaml").write_text(ladder(30))
    result = CliRunner().invoke(cli, ["graph", "path", "r0", "r30", "--most", "1", str(tmp_path)])
    shown = [line for line in result.output.splitlines() if line.startswith("    hop ")]
    assert [line.split()[1] for line in shown] == [str(n) for n in (*range(1, 11), *range(51, 61))]
    assert "40 more hops" in result.output


def test_each_flow_of_many_ways_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = world_of(ladder(30)).network
    placed: list[Path] = []
    place = Document.place

    def counting(document: Document, path: tuple[str | int, ...] = (), *, on_key: bool = False) -> Place:
        placed.append(Path(document.file))
        return place(document, path, on_key=on_key)

    monkeypatch.setattr(Document, "place", counting)
    answer = holders(made, "register")
    assert sum(len(receipt.route) for holding in answer.holdings for receipt in holding.receipts) > 5000
    assert len(placed) <= len(made.flows) + 1


def test_a_search_that_is_given_up_does_not_say_that_there_is_no_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dsalint.linter.questions.ways._MOST_STEPS", 10)
    (tmp_path / "estate.yaml").write_text(ladder(5))
    result = CliRunner().invoke(cli, ["graph", "path", "r0", "r5", str(tmp_path)])
    assert result.exception is None
    assert "there may be one" in result.output
    assert "no flows in force lead there" not in result.output


def test_a_way_has_two_ends() -> None:
    with pytest.raises(UserError, match="`a` is both ends"):
        ways(network(), "a", "a")


def random_estate(random: Random) -> str:
    bodies = "abcdef"
    documents = [f"{{kind: organisation, id: {body}, name: {body}}}" for body in bodies]
    documents += [f"{{kind: asset, id: {asset}, title: {asset}, organisation: a}}" for asset in "xy"]
    for number in range(random.randint(1, 9)):
        source, target = random.sample(bodies, 2)
        items = random.choice(("", ", items: [one]", ", items: [two]", ", items: [one, two]"))
        documents.append(
            f"kind: agreement\nid: g{number}\nstatus: {random.choice(('active', 'active', 'expired', 'draft'))}\n"
            f"dates: {{start: 2024-01-01}}\n"
            f"flows: [{{id: f, from: {source}, to: {target}, asset: {random.choice('xy')}{items}}}]"
        )
    return "\n---\n".join(documents)


def all_ways(network: SharingNetwork, start: str, end: str, chained: bool) -> set[tuple[str, ...]]:
    """By the definition: every way without a body twice, chained where some item is handed on from hop to hop."""
    found: set[tuple[str, ...]] = set()

    def go(way: tuple[FlowTerms, ...], asset: str, items: frozenset[str]) -> None:
        if way and way[-1].target == end:
            found.add(tuple(flow.key for flow in way))
            return
        passed = {start, *(flow.target for flow in way)}
        for flow in network.flows:
            if not flow.live or flow.source != (way[-1].target if way else start) or flow.target in passed:
                continue
            if not way or not chained:
                go((*way, flow), flow.asset, frozenset(flow.items))
            elif flow.asset == asset:
                kept = frozenset(i for i in flow.items if i in items or WHOLE in items or i == WHOLE)
                if kept:
                    go((*way, flow), asset, kept)

    go((), "", frozenset())
    return found


@settings(max_examples=150, deadline=None)
@given(random=st.randoms(use_true_random=False), chained=st.booleans())
def test_ways_are_those_of_the_definition(random: Random, chained: bool) -> None:
    made = world_of(random_estate(random)).network
    answer = ways(made, "a", "b", most=100, chained=chained)
    assert {way.flows for way in answer.ways} == all_ways(made, "a", "b", chained)
    assert len(answer.ways) == len({way.flows for way in answer.ways})
    assert [len(way.route) for way in answer.ways] == sorted(len(way.route) for way in answer.ways)


@settings(max_examples=100, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_nobody_comes_to_hold_data_because_a_flow_is_taken_away(random: Random) -> None:
    text = random_estate(random)
    documents = text.split("\n---\n")
    index = random.randrange(8, len(documents))
    fewer = "\n---\n".join(documents[:index] + documents[index + 1 :])
    before = {holding.body.id for holding in holders(world_of(text).network, "x").holdings}
    after = {holding.body.id for holding in holders(world_of(fewer).network, "x").holdings}
    assert after <= before


@pytest.mark.parametrize("format_", ["text", "json", "svg", "mermaid", "dot"])
@pytest.mark.parametrize("question", [["holders", "register"], ["path", "a", "c"]])
def test_every_format_answers(tmp_path: Path, question: list[str], format_: str) -> None:
    (tmp_path / "estate.yaml").write_text(ESTATE)
    arguments = ["graph", *question, str(tmp_path), "--as-of", "2026-06-01", "--format", format_]
    done = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert done.exception is None
    assert "Body C" in done.output
    if format_ == "json":
        assert json.loads(done.output)["question"] == question[0]


def test_json_tells_each_hop_once_and_every_way_by_the_numbers_of_its_hops() -> None:
    answer = holders(network(), "register")
    told = answer_json(answer)
    hops = told["hops"]
    assert len({json.dumps(hop) for hop in hops}) == len(hops)
    for holding, written in zip(answer.holdings, told["holders"], strict=True):
        for receipt, plain in zip(holding.receipts, written["receipts"], strict=True):
            assert [hops[number] for number in plain["route"]] == [hop_json(hop) for hop in receipt.route]
            for term, said in zip(receipt.terms, plain["terms"], strict=True):
                assert [hops[number] for number in said["from"]] == [hop_json(hop) for hop in term.hops]
        for held, plain in zip(holding.held, written["held"], strict=True):
            for item_term, said in zip(held.terms, plain["terms"], strict=True):
                assert [[hops[number] for number in way] for way in said["ways"]] == [
                    [hop_json(hop) for hop in way] for way in item_term.ways
                ]
    path = answer_json(ways(network(), "a", "c"))
    assert [[path["hops"][number]["from"] for number in way["route"]] for way in path["ways"]] == [
        ["Body A", "Body B"]
    ]


def test_the_text_names_file_and_line_of_each_hop(tmp_path: Path) -> None:
    (tmp_path / "estate.yaml").write_text(ESTATE)
    done = CliRunner().invoke(
        cli, ["graph", "path", "a", "c", str(tmp_path), "--as-of", "2026-06-01"], standalone_mode=False
    )
    assert "Body A → Body B" in done.output or "Body A -> Body B" in done.output
    assert done.output.count("estate.yaml:") >= 4


def test_an_answer_out_of_proportion_is_refused_before_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = ["{kind: asset, id: x, title: X, organisation: o0}"]
    documents += [
        f"{{kind: agreement, id: g{n}, status: active, dates: {{start: 2024-01-01}}, flows: "
        f"[{{id: f, from: o{n}, to: o{n + 1}, asset: x, onward_sharing: {{allowed: true, to: [o{n + 2}]}}}}]}}"
        for n in range(30)
    ]
    network = world_of("\n---\n".join(documents)).network
    told = sum(
        len(term.hops) for holding in holders(network, "x").holdings for term in holding.receipts[0].terms
    )
    assert told > 1000
    monkeypatch.setattr("dsalint.linter.questions.holders.MAX_HOPS_TOLD", 1000)
    with pytest.raises(UserError, match="out of proportion"):
        holders(network, "x")


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_hops_of_an_answer_are_counted_as_they_would_be_told(random: Random) -> None:
    labels = world_of(random_estate(random)).network.labels
    carriers = range(len(labels._carriers.flow_of))
    expected = sum(
        len(labels._labels.route(carrier, key)) for carrier in carriers for key in labels.arriving(carrier)
    )
    assert labels.hops_told(carriers) == expected
