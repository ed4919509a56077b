"""Answers as pictures: each shows the flows that it speaks of, says the answer in words, and shows every name as it is."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import dsalint
from dsalint.cli import cli
from dsalint.graphs.diagrams.choose import MOST_PAIRS
from dsalint.graphs.diagrams.formats import Options, render
from dsalint.graphs.diagrams.mermaid import MOST_CHARACTERS
from dsalint.graphs.diagrams.remarks import Remarks
from dsalint.graphs.diagrams.view import Filters
from dsalint.graphs.records import Flow, Network, Party
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.pictures import FORMATS
from dsalint.linter.pictures.impact import of_impact
from dsalint.linter.pictures.overview import UNKNOWN, of_exposure, of_needs
from dsalint.linter.pictures.picture import picture
from dsalint.linter.pictures.ways import of_holders, of_ways
from dsalint.linter.questions.exposure import exposure
from dsalint.linter.questions.holders import holders
from dsalint.linter.questions.impact import impact
from dsalint.linter.questions.needs import needs
from dsalint.linter.questions.ways import ways
from dsalint.tests.worlds import world_of

AS_OF = "2026-11-25"
ESTATE = """\
{kind: organisation, id: a, name: Body A, sector: revenue}
---
{kind: organisation, id: b, name: Body B, sector: health, needs: [{asset: x, purpose: housing}, {asset: x, purpose: taxation}]}
---
{kind: organisation, id: c, name: Body C, sector: health, needs: [{asset: wanted}, {asset: orphan}]}
---
{kind: organisation, id: alone, name: Alone}
---
{kind: asset, id: x, title: X, organisation: a, marking: OFFICIAL-SENSITIVE, special_category: [health]}
---
{kind: asset, id: wanted, title: Wanted, organisation: a, marking: OFFICIAL, personal_data: true}
---
{kind: asset, id: orphan, title: Orphan}
---
kind: agreement
id: g
status: active
dates: {start: 2024-01-01}
purposes: [{id: p, category: housing}]
flows:
  - {id: one, from: a, to: b, asset: x, purposes: [p], onward_sharing: {allowed: false}}
  - {id: two, from: b, to: c, asset: x, purposes: [p], end: 2025-01-01}
  - {id: three, from: b, to: c, asset: x, purposes: [p]}
"""
QUESTIONS = {
    "holders": (["holders", "x"], "Held by 2 bodies besides its owner, Body A."),
    "path": (["path", "a", "c"], "1 way, the shortest with 2 hops, passing on the same data."),
    "impact": (["impact", "a"], "If it goes, 1 flow stops, 1 flow of others runs dry"),
    "exposure": (["exposure"], "3 bodies, 2 flows in force, 1 sensitive asset"),
    "needs": (["needs"], "4 declared needs, 3 of them open; 1 organisation with no flow in force"),
    "can-share": (["can-share", "x", "c", "--from", "b", "--purpose", "housing"], "No, as things stand."),
}


def network() -> SharingNetwork:
    return world_of(ESTATE, AS_OF).network


def said(text: str, format_: str) -> str:
    """The words of a picture, without the marks of its format; lines that were wrapped are joined."""
    if format_ == "svg":
        return " ".join("".join(ElementTree.fromstring(text).itertext()).split()) + " ".join(
            "".join(node.itertext())
            for node in ElementTree.fromstring(text).iter()
            if node.tag.endswith("desc")
        )
    return re.sub(r"#(\d+);", lambda code: chr(int(code[1])), text).replace("<br/>", " ").replace("\\n", " ")


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_picture_says_the_answer_in_words(tmp_path: Path, question: str, format_: str) -> None:
    (tmp_path / "estate.yaml").write_text(ESTATE)
    arguments, answer = QUESTIONS[question]
    first, *rest = arguments
    done = CliRunner().invoke(
        cli,
        [
            "graph",
            first,
            *rest,
            str(tmp_path),
            "--as-of",
            AS_OF,
            "--format",
            format_,
            "--suppose",
            "x is marked OFFICIAL",
        ],
        standalone_mode=False,
    )
    assert done.exception is None, done.exception
    assert answer in said(done.stdout, format_)
    assert "Supposing: x is marked OFFICIAL" in said(done.stdout, format_)


def test_holders_are_noted_with_since_when_and_the_owner_is_stressed() -> None:
    sketch = of_holders(network(), holders(network(), "x"))
    assert sketch.remarks.notes == {
        "a": "owner",
        "b": "holds it since 2024-01-01",
        "c": "holds it since 2024-01-01",
    }
    assert sketch.remarks.stressed == {"a"}
    assert {"g#one", "g#three"} <= set(sketch.flows)


def test_a_body_that_gets_no_more_is_noted_so() -> None:
    ended = world_of(ESTATE.replace("{id: one, ", "{id: one, end: 2025-01-01, "), AS_OF).network
    notes = of_holders(ended, holders(ended, "x")).remarks.notes
    assert notes["b"] == "holds it since 2024-01-01; no flow in force brings more"


def test_both_ends_of_a_way_are_stressed_even_where_there_is_none() -> None:
    sketch = of_ways(network(), ways(network(), "c", "a"))
    assert sketch.remarks.stressed == {"a", "c"}
    assert sketch.remarks.says[0].startswith("No way")
    drawn = picture(network(), ways(network(), "c", "a"), "svg").text
    assert "Body A" in drawn
    assert "Body C" in drawn


def test_what_stops_and_what_runs_dry_is_written_on_the_lines() -> None:
    sketch = of_impact(network(), impact(network(), "a"))
    assert sketch.remarks.words == {"g#one": "stops", "g#three": "runs dry"}
    assert sketch.remarks.notes == {"b": "cut off from 1 asset", "c": "cut off from 1 asset"}
    assert sketch.remarks.stressed == {"a"}


def test_what_a_body_gets_stops_with_it_too() -> None:
    sketch = of_impact(network(), impact(network(), "b"))
    assert sketch.remarks.words == {"g#one": "stops", "g#three": "stops"}
    assert sketch.remarks.says[0].startswith("If it goes, 2 flows stop, 0 flows of others run dry")


def test_the_bodies_on_which_most_hangs_say_what_hangs_on_them() -> None:
    sketch = of_exposure(network(), exposure(network()))
    assert sketch.remarks.notes["b"] == "if lost: 2 bodies loose; if breached: 1 sensitive asset (100%)"
    assert set(sketch.flows) == {"g#one", "g#three"}


def test_a_need_without_a_flow_is_a_line_from_whoever_could_meet_it() -> None:
    sketch = of_needs(network(), needs(network()))
    assert [(flow.source, flow.target, flow.asset, flow.status) for flow in sketch.added] == [
        (UNKNOWN, "c", "orphan", "needed"),
        ("a", "c", "wanted", "needed"),
    ]
    assert sketch.added[1].personal
    assert sketch.remarks.words["g#one"] == "met for other purposes, met"
    assert sketch.remarks.notes == {"alone": "no flow in force"}
    text = picture(network(), needs(network()), "svg").text
    assert "needed, and no flow brings it" in text
    assert UNKNOWN in text
    assert "not described in the estate" not in text
    assert "5 parties, 1 flow and 2 needs without one on 3 pairs" in text
    assert "Alone" in text


def test_a_proposal_is_drawn_with_the_flows_that_stand_in_its_way(tmp_path: Path) -> None:
    (tmp_path / "estate.yaml").write_text(ESTATE)
    estate = dsalint.open(tmp_path, as_of=AS_OF)
    answer = estate.can_share("x", "c", "housing", provider="b")
    text = estate.picture(answer, format="mermaid")
    assert "FLO001" in text
    assert re.findall(r"  n\d+ (\S+)\|", text) == ["-->", "-.->"]
    assert "proposed" in text


def test_there_is_no_picture_of_another_format_nor_of_what_is_no_answer(tmp_path: Path) -> None:
    (tmp_path / "estate.yaml").write_text(ESTATE)
    estate = dsalint.open(tmp_path, as_of=AS_OF)
    with pytest.raises(dsalint.UserError, match="png"):
        estate.picture(estate.needs(), format="png")
    with pytest.raises(dsalint.UserError, match="not of `Report`"):
        estate.picture(estate.check())  # type: ignore[arg-type]


@given(st.text(min_size=1), st.sampled_from(FORMATS))
def test_no_remark_ends_its_label(text: str, format_: str) -> None:
    """What is said of parties, flows and the whole is shown; it adds no element, line or statement."""

    def drawn(said: str) -> str:
        remarks = Remarks((said,), {"g#f": said}, {"a": said}, frozenset("a"))
        shown = Network((Party("a", "A"), Party("b", "B")), (Flow("g#f", "a", "b", "g"),), AS_OF, "T")
        return render(shown, Options(format_, "lanes", Filters(), "T", "0", remarks)).text

    plain, hostile = drawn("word"), drawn(text)
    if format_ == "svg":
        tags = [[node.tag for node in ElementTree.fromstring(each).iter()] for each in (plain, hostile)]
        assert set(tags[1]) <= set(tags[0])
    else:
        assert hostile.count("\n") == plain.count("\n")
        quotes = [re.sub(r"\\.", "", each).count('"') for each in (plain, hostile)]
        assert quotes[0] == quotes[1]


def test_what_is_said_of_a_party_is_not_said_of_a_sector_that_has_its_id() -> None:
    parties = (Party("health", "Health Body", sector="tax"), Party("b", "B", sector="health"))
    remarks = Remarks(("All.",), {}, {"health": "cut off"}, frozenset({"health"}))
    shown = Network(parties, (Flow("g#f", "health", "b", "g"),), AS_OF, "T")
    merged = render(shown, Options("svg", "overview", Filters(), "T", "0", remarks)).text
    assert "cut off" not in merged
    assert "All." in merged


@pytest.mark.parametrize("format_", FORMATS)
def test_an_answer_of_no_flow_gives_no_advice_on_filters(format_: str) -> None:
    drawn = picture(network(), ways(network(), "c", "a"), format_)
    assert drawn.notes == ()
    assert "No way" in said(drawn.text, format_)


def test_why_sectors_are_drawn_is_said_with_what_is_too_many() -> None:
    crowd = Network(tuple(Party(f"p{n}", f"P{n}") for n in range(130)), (), AS_OF, "T")
    remarks = Remarks(("All alone.",), notes={party.id: "alone" for party in crowd.parties})
    (note,) = render(crowd, Options("svg", remarks=remarks)).notes
    assert note == "130 parties and 0 pairs are too many for a map, so sectors are drawn"


def test_what_an_answer_says_of_a_line_stands_on_it_however_many_lines_there_are() -> None:
    parties = tuple(Party(f"p{n}", f"P{n}") for n in range(20))
    ends = [(one.id, other.id) for one in parties for other in parties if one != other][:MOST_PAIRS]
    flows = tuple(Flow(f"g#{n}", *pair, "g") for n, pair in enumerate(ends))
    remarks = Remarks(("All.",), words={flow.id: f"word {flow.id}" for flow in flows[:120]})
    text = render(Network(parties, flows, AS_OF, "T"), Options("svg", "lanes", remarks=remarks)).text
    written = {node.text for node in ElementTree.fromstring(text).iter() if node.tag.endswith("}text")}
    assert set(remarks.words.values()) <= written
    assert any("what the answer speaks of" in (words or "") for words in written)


def test_what_is_beyond_mermaid_even_when_it_is_merged_is_said() -> None:
    shown = Network((Party("a", "A"), Party("b", "B")), (Flow("g#f", "a", "b", "g"),), AS_OF, "T")
    drawn = render(shown, Options("mermaid", remarks=Remarks(("long " * MOST_CHARACTERS,))))
    merged, beyond = drawn.notes
    assert "merged by sector" in merged
    assert "and this is more" in beyond
    assert "long long" in drawn.text


@pytest.mark.parametrize("format_", FORMATS)
def test_a_name_that_would_turn_the_reading_direction_or_the_line_is_shown_in_every_format(
    format_: str,
) -> None:
    name = "Body \u202eB\n of the Crown"
    shown = Network((Party("a", name), Party("b", "B")), (Flow("g#f", "a", "b", "g"),), AS_OF, name)
    remarks = Remarks((name,), {"g#f": name}, {"b": name})
    text = render(shown, Options(format_, "lanes", remarks=remarks)).text
    assert "\u202e" not in text
    words = said(text, format_).replace("\\\\", "\\")
    assert "Body \\u202eB  of the Crown" in (words if format_ != "svg" else text)


def test_what_stops_inside_a_body_and_all_that_hangs_on_it_stand_on_its_card() -> None:
    shown = Network((Party("a", "A"),), (Flow("g#f", "a", "a", "g"),), AS_OF, "T")
    note = "if lost: 12,345 flows dry and 1,234 bodies loose; if breached: 1,234 sensitive assets (100%)"
    text = render(shown, Options("svg", "lanes", remarks=Remarks((), {"g#f": "stops"}, {"a": note}))).text
    lines = [node.text or "" for node in ElementTree.fromstring(text).iter() if node.tag.endswith("}text")]
    assert "1 flow within, up to ?: stops" in lines
    assert note in " ".join(lines)
