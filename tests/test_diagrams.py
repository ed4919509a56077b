"""Pictures and exports: complete, uncrossed, the same on every run, safe with hostile names, readable by other tools."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from io import BytesIO, StringIO
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsalint.graphs.build import to_networkx
from dsalint.graphs.diagrams.curves import path_data, samples
from dsalint.graphs.diagrams.formats import FORMATS, LostPair, Options, Rendered, check_complete, render
from dsalint.graphs.diagrams.lane_parts import Layout
from dsalint.graphs.diagrams.lanes import lay_out
from dsalint.graphs.diagrams.lanes_svg import marks_of
from dsalint.graphs.diagrams.marks import HEIGHT
from dsalint.graphs.diagrams.mermaid import MOST_PAIRS
from dsalint.graphs.diagrams.palette import BOX, INK, PAPER, QUIET, TIERS, UNRANKED
from dsalint.graphs.diagrams.tables import guarded
from dsalint.graphs.diagrams.view import Filters, UnknownName, View, aggregated, is_abroad, make_view
from dsalint.graphs.records import Flow, Network, Party
from dsalint.tests.networks import make_network

SIZES = (12, 60, 300, 2000)
EVERY = Filters(statuses=("all",))

HOSTILE = (
    '"><svg onload=alert(1)>',
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "<!--<script>",
    "a]]>b",
    "%%{init: {'theme':'dark'}}%%",
    'x"]; n1 --> n2',
    "end",
    '\\N \\" \\',
    "line\nbreak\ttab\rreturn",
    "\u202egnp.exe",
    "nul\x00 bell\x07 escape\x1b[31m",
    "&amp; &lt; &#60;",
    "=HYPERLINK(1)",
    "Cyngor Sŵn Dŵr ŷ",
)


def every_flow(size: int) -> View:
    return make_view(make_network(size), EVERY)


def picture(network: Network, view: str = "auto", filters: Filters = EVERY) -> str:
    return render(network, Options("svg", view, filters, version="0.1.0")).text


def drawn_pairs(svg: str) -> list[str]:
    return [unescape(name) for name in re.findall(r'data-pair="([^"]*)"', svg)]


def hostile_network(names: tuple[str, ...] = HOSTILE) -> Network:
    """A ring through parties whose names and ids are the given ones."""
    parties = tuple(Party(f"p{index}", name, sector=name) for index, name in enumerate(names))
    flows = tuple(
        Flow(
            f"a#{index} {name}",
            f"p{index}",
            f"p{(index + 1) % len(names)}",
            agreement="a",
            agreement_title=name,
            asset_title=name,
            items=(name,),
            marking=name,
            mechanism=name,
            findings=((name, name),),
        )
        for index, name in enumerate(names)
    )
    return Network(parties, flows, "2026-11-01", names[0])


# --- A1: every pair is in every picture -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["lanes", "matrix"])
def test_every_pair_is_drawn_once(size: int, kind: str) -> None:
    expected = [pair.id for pair in every_flow(size).pairs]
    assert sorted(drawn_pairs(picture(make_network(size), kind))) == expected


@pytest.mark.parametrize("size", SIZES)
def test_the_overview_holds_every_pair_of_sectors_and_every_flow(size: int) -> None:
    merged = aggregated(every_flow(size), "sector")
    assert sorted(drawn_pairs(picture(make_network(size), "overview"))) == [pair.id for pair in merged.pairs]
    assert sum(pair.flow_count for pair in merged.pairs) == size


def test_a_picture_that_lacks_a_pair_is_an_error() -> None:
    view = every_flow(12)
    svg = picture(make_network(12), "lanes")
    check_complete(svg, view)
    with pytest.raises(LostPair) as lost:
        check_complete(svg.replace(f'data-pair="{view.pairs[0].id}"', "", 1), view)
    assert lost.value.pairs == (view.pairs[0].id,)


# --- A2, A3: lines keep clear of cards, labels and each other ---------------------------------------------------------


@pytest.fixture(scope="module", params=[*((size, "none") for size in SIZES), (60, "sector"), (300, "type")])
def layout(request: pytest.FixtureRequest) -> tuple[View, Layout]:
    size, by = request.param
    view = make_view(make_network(size), EVERY._replace(aggregate=by))
    return view, lay_out(view, {name: mark.width for name, mark in marks_of(view).items()})


def test_no_line_runs_under_a_foreign_card(layout: tuple[View, Layout]) -> None:
    cards = layout[1].cards
    for route in layout[1].routes:
        points = list(samples(route.pieces))
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        near = [card for card in cards if card.x < right and card.x + card.width > left]
        foreign = [card for card in near if card.party.id not in (route.pair.source, route.pair.target)]
        for x, y in points:
            assert not any(
                card.x < x < card.x + card.width and card.y < y < card.y + card.height for card in foreign
            )


def test_straight_lines_would_run_under_foreign_cards() -> None:
    """The test above can fail: most networks drawn with straight lines do."""
    view = every_flow(60)
    placed = lay_out(view, {})
    straight = [
        (route.pair, tuple(samples(((route.pieces[0][0], route.pieces[-1][-1]),), 64)))
        for route in placed.routes
    ]
    assert any(
        card.party.id not in (pair.source, pair.target)
        and card.x < x < card.x + card.width
        and card.y < y < card.y + card.height
        for pair, points in straight
        for x, y in points
        for card in placed.cards
    )


def test_lines_join_the_cards_of_their_pair(layout: tuple[View, Layout]) -> None:
    cards = {card.party.id: card for card in layout[1].cards}
    for route in layout[1].routes:
        for name, (x, y) in (
            (route.pair.source, route.pieces[0][0]),
            (route.pair.target, route.pieces[-1][-1]),
        ):
            card = cards[name]
            assert x in (card.x, card.x + card.width)
            assert card.y < y < card.y + card.height
        for piece, following in pairwise(route.pieces):
            assert piece[-1] == following[0]


def test_no_two_lines_share_a_path(layout: tuple[View, Layout]) -> None:
    paths = {path_data(route.pieces) for route in layout[1].routes}
    backwards = {path_data(tuple(piece[::-1] for piece in route.pieces[::-1])) for route in layout[1].routes}
    assert len(paths) == len(layout[1].routes)
    assert not paths & backwards


def test_labels_meet_neither_each_other_nor_cards(layout: tuple[View, Layout]) -> None:
    view, placed = layout
    marks = marks_of(view)
    boxes = [
        (route.label[0], route.label[1] - HEIGHT / 2, marks[route.pair.id].width, HEIGHT)
        for route in placed.routes
        if route.label
    ]
    assert len(boxes) == len([name for name in marks if name.split("|")[0] != name.split("|")[1]])
    cards = [(card.x, card.y, card.width, card.height) for card in placed.cards]
    boxes.sort(key=lambda box: box[1])
    for index, box in enumerate(boxes):
        assert not any(overlap(box, other) for other in until_below(boxes[index + 1 :], box))
        assert not any(overlap(box, card) for card in cards)


Rectangle = tuple[float, float, float, float]


def until_below(boxes: list[Rectangle], box: Rectangle) -> Iterator[Rectangle]:
    for other in boxes:
        if other[1] >= box[1] + box[3]:
            return
        yield other


def overlap(one: Rectangle, other: Rectangle) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def test_cards_and_boxes_do_not_overlap(layout: tuple[View, Layout]) -> None:
    for things in (layout[1].cards, layout[1].boxes):
        placed = sorted((thing.x, thing.y, thing.width, thing.height) for thing in things)
        for one, other in pairwise(placed):
            assert not overlap(one, other)


def test_parties_abroad_stand_below_the_boundary(layout: tuple[View, Layout]) -> None:
    _, bottom = layout[1].frame
    for card in layout[1].cards:
        assert (card.y > bottom) == is_abroad(card.party)


# --- A4: the same input gives the same bytes --------------------------------------------------------------------------

_PRINT_ALL = """
from dsalint.graphs.diagrams.formats import FORMATS, VIEWS, Options, render
from dsalint.graphs.diagrams.view import Filters
from dsalint.tests.networks import make_network
for format_ in FORMATS:
    for view in VIEWS if format_ == "svg" else ("auto",):
        print(render(make_network(60), Options(format_, view, Filters(statuses=("all",)))).text)
"""


def test_hash_seeds_change_nothing() -> None:
    outputs = set()
    for seed in "012":
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-c", _PRINT_ALL], env=environment, capture_output=True, check=True
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_the_order_of_flows_and_parties_changes_no_picture() -> None:
    network = make_network(60)
    turned = network._replace(parties=network.parties[::-1], flows=network.flows[::-1])
    for kind in ("lanes", "matrix", "overview"):
        one, other = (re.sub(r"network [0-9a-f]{12}", "", picture(item, kind)) for item in (network, turned))
        assert one == other


# --- A5: the SVG is well-formed, says what it is, and holds nothing active --------------------------------------------


@pytest.mark.parametrize("kind", ["lanes", "matrix", "overview"])
@pytest.mark.parametrize("network", [make_network(60), hostile_network()], ids=["ordinary", "hostile"])
def test_svg_is_complete_and_inert(kind: str, network: Network) -> None:
    text = picture(network, kind)
    root = ET.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    assert [child.tag for child in root[:2]] == [f"{space}title", f"{space}desc"]
    description = root[1].text or ""
    for fact in ("As of 2026-11-01", "flows", "Drawn by dsalint 0.1.0", "network "):
        assert fact in description
    assert root.find(f".//{space}g[@id='legend']") is not None
    for node in root.iter():
        assert node.tag.removeprefix(space) in {
            "svg",
            "title",
            "desc",
            "g",
            "rect",
            "path",
            "polygon",
            "text",
        }
        for name in node.attrib:
            assert not name.startswith("on")
            assert name not in ("href", "style", "class")
        assert "url(" not in "".join(node.attrib.values())


def test_hidden_characters_are_shown() -> None:
    text = picture(hostile_network(), "lanes")
    assert "\u202e" not in text
    assert r"\u202egnp.exe" in text
    assert r"\x1b[31m" in text


def test_the_legend_holds_only_what_is_used() -> None:
    plain = Network(
        (Party("a", "A"), Party("b", "B")),
        (Flow("d#f", "a", "b", "d", marking="OFFICIAL", tier=0),),
        "2026-11-01",
    )
    text = picture(plain, "lanes")
    legend = text[text.index("Highest marking") :]
    assert "OFFICIAL<" in legend
    for absent in ("SECRET", "special", "findings", "suspended", "instructs", "flows on one line"):
        assert absent not in legend


# --- A7: colours ------------------------------------------------------------------------------------------------------


def linear(colour: str) -> tuple[float, float, float]:
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return red, green, blue


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


DEFICIENCIES = {  # Machado, Oliveira and Fernandes 2009, severity 1.0
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


def seen(colour: str, deficiency: str) -> tuple[float, float, float]:
    """CIELAB (D65) of a colour as it is seen."""
    rgb = linear(colour)
    red, green, blue = (
        min(max(sum(weight * value for weight, value in zip(row, rgb, strict=True)), 0), 1)
        for row in DEFICIENCIES[deficiency]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("colour", [look.colour for look in (*TIERS, UNRANKED)] + [INK, QUIET])
def test_contrast_on_paper(colour: str) -> None:
    assert contrast(colour, PAPER) >= 4.5


def test_contrast_on_boxes() -> None:
    assert contrast(INK, BOX) >= 4.5


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_tiers_stay_apart_for_colour_blind_readers(deficiency: str) -> None:
    labs = [seen(look.colour, deficiency) for look in TIERS]
    for index, one in enumerate(labs):
        for other in labs[index + 1 :]:
            assert sqrt(sum((a - b) ** 2 for a, b in zip(one, other, strict=True))) >= 20


def test_tiers_differ_without_colour() -> None:
    assert len({look.code for look in (*TIERS, UNRANKED)}) == 5
    assert [len(look.strokes) for look in TIERS] == [1, 2, 2, 3]


# --- the view ---------------------------------------------------------------------------------------------------------


def chain() -> Network:
    """a → b → c → d, and a → d draft."""
    parties = tuple(Party(name, name.upper()) for name in "abcd")
    flows = [Flow(f"g#{one}{other}", one, other, "g", asset=f"x{one}") for one, other in ("ab", "bc", "cd")]
    flows.append(
        Flow("h#ad", "a", "d", "h", asset="y", status="draft", in_force=False, purposes=("research",))
    )
    return Network(parties, tuple(flows), "2026-11-01")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ["a|b", "b|c", "c|d"]),
        (EVERY, ["a|b", "a|d", "b|c", "c|d"]),
        (Filters(statuses=("draft",)), ["a|d"]),
        (Filters(parties=("a",)), ["a|b"]),
        (Filters(parties=("a",), neighbours=2), ["a|b", "b|c"]),
        (Filters(parties=("a", "b"), neighbours=0), ["a|b"]),
        (Filters(parties=("b",), neighbours=0), []),
        (Filters(assets=("xb",)), ["b|c"]),
        (Filters(agreements=("h",)), []),
        (Filters(agreements=("h",), statuses=("all",)), ["a|d"]),
        (Filters(purposes=("research",), statuses=("all",)), ["a|d"]),
        (Filters(minimum_tier=0), []),
    ],
)
def test_filters(filters: Filters, expected: list[str]) -> None:
    view = make_view(chain(), filters)
    assert [pair.id for pair in view.pairs] == expected
    assert view.total.pairs == 4
    assert view.shown.pairs == len(expected)


@pytest.mark.parametrize(
    ("filters", "kind", "near"),
    [
        (Filters(parties=("hom-office",)), "party", "home-office"),
        (Filters(assets=("aset-1",)), "asset", "asset-1"),
        (Filters(agreements=("dsa-0001x",)), "agreement", "dsa-0001"),
        (Filters(statuses=("activ",)), "status", "active"),
    ],
)
def test_unknown_names(filters: Filters, kind: str, near: str) -> None:
    with pytest.raises(UnknownName) as unknown:
        make_view(make_network(60), filters)
    assert unknown.value.kind == kind
    assert near in unknown.value.near


def test_unknown_views_and_formats() -> None:
    for options in (Options("png"), Options("svg", "map")):
        with pytest.raises(UnknownName):
            render(chain(), options)


def test_parallel_flows_become_one_pair() -> None:
    flows = (
        Flow("g#1", "a", "b", "g", marking="OFFICIAL", tier=0, personal=True, findings=(("R1", "note"),)),
        Flow("g#2", "a", "b", "g", marking="SECRET", tier=2, status="expired", in_force=False, special=True),
        Flow("g#3", "a", "b", "g", findings=(("R2", "error"), ("R1", "note"))),
    )
    (pair,) = make_view(Network((), flows, "2026-11-01"), EVERY).pairs
    assert (pair.flow_count, pair.tier, pair.marking, pair.condition) == (3, 2, "SECRET", "in force")
    assert pair.statuses == ("active", "expired")
    assert pair.special and pair.personal and not pair.instructs
    assert pair.findings == (("error", 1), ("note", 2))


def test_a_flow_that_leaves_the_kingdom_shows_its_mechanism() -> None:
    parties = (Party("a", "A"), Party("b", "B", country="FR"), Party("c", "C", country="US"))
    flows = (
        Flow("g#1", "a", "b", "g", mechanism="adequacy"),
        Flow("g#2", "a", "c", "g"),
        Flow("g#3", "b", "a", "g"),
    )
    text = picture(Network(parties, flows, "2026-11-01"), "lanes")
    assert text.count(">adequacy<") == 1
    assert text.count(">no transfer mechanism stated<") == 1


def test_scope_and_counts_are_on_the_picture() -> None:
    text = picture(make_network(60), "lanes", Filters(parties=("hmrc",)))
    assert "Only flows in force, from or to hmrc" in text
    assert re.search(r"\d+ of 60 flows and \d+ of 59 pairs shown", text)


def test_a_marking_without_rank_is_shown_in_words() -> None:
    flows = (Flow("g#1", "a", "b", "g", marking="RESTRICTED"), Flow("g#2", "b", "a", "g"))
    text = picture(Network((), flows, "2026-11-01"), "lanes")
    assert ">RESTRICTED<" in text
    assert ">?<" in text


def test_an_empty_view_is_drawn_and_said() -> None:
    for kind in ("lanes", "matrix", "overview"):
        done = render(chain(), Options("svg", kind, Filters(minimum_tier=3)))
        ET.fromstring(done.text)
        assert done.notes


def test_a_flow_within_one_party_is_in_its_card() -> None:
    network = Network((Party("a", "A"),), (Flow("g#1", "a", "a", "g"),), "2026-11-01")
    assert "1 flow within" in picture(network, "lanes")


# --- interchange files ------------------------------------------------------------------------------------------------


def exported(network: Network, format_: str) -> Rendered:
    return render(network, Options(format_, "auto", EVERY))


names = st.lists(st.text(max_size=30), min_size=2, max_size=6, unique=True).map(tuple)


def legal(text: str) -> str:
    """What XML 1.0 can hold of it."""
    return "".join(
        character if character in "\t\n\r" or (character >= " " and not "\ud800" <= character <= "\udfff" and character not in "\ufffe\uffff") else "\ufffd"
        for character in text
    )  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(names)
def test_hostile_names_in_every_picture(hostile: tuple[str, ...]) -> None:
    network = hostile_network(hostile)
    for kind in ("lanes", "matrix", "overview"):
        ET.fromstring(picture(network, kind).encode("utf-8"))


@settings(deadline=None, max_examples=60)
@given(names)
def test_graphml_round_trip(hostile: tuple[str, ...]) -> None:
    network = hostile_network(hostile)
    graph: Any = networkx.read_graphml(
        BytesIO(exported(network, "graphml").text.encode("utf-8")), force_multigraph=True
    )
    assert {node: data.get("name", "") for node, data in graph.nodes(data=True)} == {
        party.id: legal(party.name) for party in network.parties
    }
    assert sorted(key for _, _, key in graph.edges(keys=True)) == sorted(
        legal(flow.id) for flow in network.flows
    )


def test_graphml_keeps_every_attribute() -> None:
    network = make_network(60)
    graph: Any = networkx.read_graphml(
        BytesIO(exported(network, "graphml").text.encode("utf-8")), force_multigraph=True
    )
    for flow in network.flows:
        data = graph.edges[flow.source, flow.target, flow.id]
        for name in ("tier", "in_force", "special", "instructs", "start", "id"):
            assert data[name] == getattr(flow, name)
        assert data["items"] == ";".join(flow.items)
        assert "onward" not in data


@settings(deadline=None, max_examples=60)
@given(names)
def test_node_link_round_trip(hostile: tuple[str, ...]) -> None:
    network = hostile_network(hostile)
    graph: Any = networkx.node_link_graph(json.loads(exported(network, "json").text), edges="edges")
    assert [graph.nodes[party.id]["name"] for party in network.parties] == list(hostile)
    assert sorted(key for _, _, key in graph.edges(keys=True)) == sorted(flow.id for flow in network.flows)


@settings(deadline=None, max_examples=60)
@given(names)
def test_csv_round_trip_without_formulas(hostile: tuple[str, ...]) -> None:
    network = hostile_network(hostile)
    rows = list(csv.DictReader(StringIO(exported(network, "csv").text, newline="")))
    expected = {flow.id: guarded(network.parties[index].name) for index, flow in enumerate(network.flows)}
    assert {row["id"]: row["source_name"] for row in rows} == expected
    for row in rows:
        assert not any(
            cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") for name, cell in row.items() if name != "tier"
        )


def test_csv_has_a_row_for_every_flow() -> None:
    text = exported(make_network(300), "csv").text
    assert len(list(csv.reader(StringIO(text)))) == 301


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_formulas_are_disarmed(cell: str) -> None:
    assert guarded(cell) == "'" + cell


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_reads_dot() -> None:
    network = hostile_network()
    done = subprocess.run(
        ["dot", "-Tjson"], input=exported(network, "dot").text.encode(), capture_output=True, check=True
    )
    read = json.loads(done.stdout)
    nodes = {item["name"] for item in read["objects"] if "nodes" not in item and "edges" not in item}
    assert nodes == {party.id for party in network.parties}
    assert len(read["edges"]) == len(network.flows)
    drawn = subprocess.run(
        ["dot", "-Tsvg"], input=exported(network, "dot").text.encode(), capture_output=True, check=True
    ).stdout.decode()
    shown = {
        "".join(node.itertext()).replace("\xa0", " ")
        for node in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")
    }
    for name in ('"><svg onload=alert(1)>', "&amp; &lt; &#60;", "javascript:alert(1)", "end"):
        assert name in shown
    assert "href" not in drawn


def test_mermaid_labels_hold_no_syntax() -> None:
    text = exported(hostile_network(), "mermaid").text
    labels = re.findall(r'\["(.*)"\]$', text, re.MULTILINE) + re.findall(r'\|"(.*)"\|', text)
    assert len(labels) == 3 * len(HOSTILE)
    for label in labels:
        assert re.fullmatch(r"(?:[A-Za-z0-9 .,_\-()/:+]|#[0-9]+;)*", label)
    decoded = [re.sub(r"#([0-9]+);", lambda code: chr(int(code[1])), label) for label in labels]
    assert 'x"]; n1 --> n2' in decoded
    assert "%%{" not in text


def test_mermaid_merges_sectors_when_too_large() -> None:
    done = exported(make_network(2000), "mermaid")
    assert done.notes
    assert done.text.count("|") / 2 <= MOST_PAIRS


def test_every_format_is_made_of_every_aggregate() -> None:
    for format_ in FORMATS:
        for by in ("sector", "type"):
            assert render(make_network(60), Options(format_, "auto", EVERY._replace(aggregate=by))).text


def test_networkx_graph() -> None:
    network = make_network(60)
    graph = to_networkx(network)
    assert graph.number_of_nodes() == len(network.parties)
    assert {key for _, _, key in graph.edges(keys=True)} == {flow.id for flow in network.flows}


def test_drawing_does_not_import_networkx() -> None:
    code = (
        "import sys; from dsalint.tests.networks import make_network;"
        "from dsalint.graphs.diagrams.formats import Options, render; render(make_network(12), Options());"
        "assert 'networkx' not in sys.modules"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, cwd=Path(os.sep))


def test_parties_that_differ_in_characters_that_xml_forbids_stay_two_nodes() -> None:
    parties = (Party("a", "A"), Party("a\x01", "A"), Party("b", "B"))
    flows = (Flow("1", "a", "b", "x"), Flow("2", "a\x01", "b", "x"))
    text = render(Network(parties, flows, "2026-01-01"), Options("graphml")).text
    assert text.count("<node id=") == len(set(re.findall(r'<node id="([^"]*)"', text))) == 3
