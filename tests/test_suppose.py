"""What-if: an estate under a supposition is the estate whose files say so, and no file changes."""

from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from dsalint.cli import cli
from dsalint.linter.errors import UserError
from dsalint.linter.estate.estate import Estate
from dsalint.linter.estate.load import FileFacts, facts_of
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.questions.holders import holders
from dsalint.linter.questions.suppose import suppose
from dsalint.tests.test_questions import ESTATE, random_estate

AS_OF = "2026-06-01"


def facts(text: str = ESTATE) -> list[FileFacts]:
    found = facts_of("estate.yaml", text)
    assert not found.problems
    return [found]


def network(found: list[FileFacts]) -> SharingNetwork:
    return SharingNetwork(Estate([document for fact in found for document in fact.documents]), AS_OF)


def supposed(*texts: str) -> SharingNetwork:
    return network(suppose(facts(), texts, AS_OF))


def keys(made: SharingNetwork) -> set[str]:
    return {flow.key for flow in made.flows}


EVERYTHING = {"first#whole", "second#names", "third#derived", "never#draft", "past#old"}


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("without second", {"second#names"}),
        ("without agreement/second", {"second#names"}),
        ("without second#names", {"second#names"}),
        ("without c", {"second#names", "third#derived"}),
        ("without extract", {"third#derived"}),
        ("without asset/register", EVERYTHING - {"third#derived"}),
    ],
)
def test_without_something_its_flows_are_gone_and_no_others(text: str, gone: set[str]) -> None:
    assert keys(supposed(text)) == EVERYTHING - gone


def test_places_stay_those_of_the_files() -> None:
    before = {flow.key: flow.agreement.place(flow.path) for flow in network(facts()).flows}
    two = ESTATE.replace(
        "flows: [{id: old, from: a, to: d, asset: register}]",
        "flows:\n  - {id: older, from: a, to: c, asset: register}\n  - {id: old, from: a, to: d, asset: register}",
    )
    made = network(suppose(facts(two), ["without past#older"], AS_OF))
    place = {flow.key: flow.agreement.place(flow.path) for flow in made.flows}["past#old"]
    assert place.span.line == two[: two.index("id: old,")].count("\n") + 1
    assert {flow.key: flow.agreement.place(flow.path) for flow in supposed("without c").flows} == {
        key: found for key, found in before.items() if key not in ("second#names", "third#derived")
    }


def test_what_ends_is_no_longer_in_force() -> None:
    for text in ("second ends 2026-01-31", "second#names ends 2026-01-31"):
        flow = supposed(text).by_key("second#names")
        assert flow is not None
        assert (flow.live, flow.ended) == (False, True)


def test_what_an_owner_shares_is_marked_as_its_asset() -> None:
    made = supposed("register is marked SECRET")
    (receipt,) = next(h.receipts for h in holders(made, "register").holdings if h.body.id == "c")
    terms = {term.name: term.value for term in receipt.terms}
    assert terms["marking"] == "SECRET"


def test_one_more_flow_leads_on() -> None:
    more = "\n---\n{kind: organisation, id: e, name: Body E}\n"
    made = network(suppose(facts(ESTATE + more), ["d shares extract with e for housing"], AS_OF))
    assert {holding.body.id for holding in holders(made, "register").holdings} >= {"e"}


def test_suppositions_follow_one_another() -> None:
    made = supposed("a shares register with d for housing", "without d")
    assert keys(made) == EVERYTHING - {"third#derived", "past#old"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "cannot be understood"),
        ("without", "cannot be understood"),
        ("drop everything", "cannot be understood"),
        ("without nobody", "no organisation, agreement, asset or system"),
        ("without first#nothing", "no flow `nothing`"),
        ("second ends tomorrow", "not a date"),
        ("a ends 2026-01-01", "does not end"),
        ("register is marked TOP HAT", "not a protective marking"),
        ("a is marked SECRET", "no marking to change"),
        ("a shares register with z for housing", "no organisation `z`"),
        ("a shares register with b for juggling", "no category of purposes"),
    ],
)
def test_what_cannot_be_supposed_is_said(text: str, message: str) -> None:
    with pytest.raises(UserError, match=message) as error:
        suppose(facts(), [text], AS_OF)
    assert error.value.hint


def test_a_name_of_two_things_is_asked_back() -> None:
    both = ESTATE + "\n---\n{kind: system, id: register, title: A system}\n"
    with pytest.raises(UserError, match="an asset and a system") as error:
        suppose(facts(both), ["without register"], AS_OF)
    assert "asset/register or system/register" in str(error.value.hint)


@settings(max_examples=100, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_supposing_an_agreement_away_is_taking_it_out_of_the_files(random: Random) -> None:
    text = random_estate(random)
    documents = text.split("\n---\n")
    index = random.randrange(8, len(documents))
    name = documents[index].split("\n")[1].removeprefix("id: ")
    fewer = network(facts("\n---\n".join(documents[:index] + documents[index + 1 :])))
    away = network(suppose(facts(text), [f"without {name}"], AS_OF))
    assert keys(away) == keys(fewer)
    for asset in "xy":
        assert [
            (holding.body, [receipt.flows for receipt in holding.receipts])
            for holding in holders(away, asset).holdings
        ] == [
            (holding.body, [receipt.flows for receipt in holding.receipts])
            for holding in holders(fewer, asset).holdings
        ]


def test_the_answer_says_what_it_supposes(tmp_path: Path) -> None:
    (tmp_path / "estate.yaml").write_text(ESTATE)
    arguments = [
        "graph",
        "holders",
        "register",
        str(tmp_path),
        "--as-of",
        AS_OF,
        "--suppose",
        "without second",
    ]
    done = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert done.output.startswith("supposing: without second\n")
    assert "\nBody B\n" in done.output
    assert "\nBody C" not in done.output
    assert (tmp_path / "estate.yaml").read_text() == ESTATE


FAULTY = """\
{kind: organisation, id: a, name: A, country: [GB]}
---
{kind: organisation, id: b, name: B}
---
{kind: asset, id: files, title: 3, organisation: b}
---
{kind: asset, id: sound, title: Sound, organisation: b}
---
{kind: system, id: store, title: Store, assets: 3}
---
{kind: agreement, id: words, title: Words, dates: words}
"""

FLOW = "{kind: agreement, id: g, status: active, dates: {start: 2020-01-01}, flows: [{id: f, from: a, to: b, asset: sound}]}"


@pytest.mark.parametrize(
    "question",
    [
        ["holders", "files"],
        ["impact", "words"],
        ["impact", "words#f"],
        ["impact", "store"],
        ["exposure", "--suppose", "words ends 2026-12-31"],
        ["exposure", "--suppose", "files is marked SECRET"],
        ["needs", "--suppose", "b shares files with a for housing"],
        ["can-share", "files", "a", "--purpose", "housing"],
        ["can-share", "sound", "a", "--purpose", "housing"],
    ],
)
def test_of_what_is_malformed_nothing_is_answered(tmp_path: Path, question: list[str]) -> None:
    (tmp_path / "estate.yaml").write_text(FAULTY)
    result = CliRunner().invoke(cli, ["graph", *question, str(tmp_path)])
    assert isinstance(result.exception, UserError), result.output
    assert "in estate.yaml is malformed" in result.exception.message
    assert result.exception.hint


@pytest.mark.parametrize(
    "question",
    [
        ["impact", "a"],
        ["path", "a", "b"],
        ["can-share", "sound", "c", "--purpose", "housing"],
        ["export", "--format", "csv"],
        ["draw"],
    ],
)
def test_an_answer_says_what_it_does_not_rest_on(tmp_path: Path, question: list[str]) -> None:
    (tmp_path / "estate.yaml").write_text(FAULTY + "---\n{kind: organisation, id: c, name: C}\n---\n" + FLOW)
    (tmp_path / "typing.yaml").write_text("kind: agrement\nid: late\nflows: [{id: f, from: a, to: c}]\n")
    (tmp_path / "cut.yaml").write_text(FLOW.replace("id: g", "id: h") + '\n---\nkind: agreement\nid: "open\n')
    (tmp_path / "latin.yaml").write_bytes(b"kind: agreement\nid: caf\xe9\n")
    result = CliRunner().invoke(cli, ["graph", *question, str(tmp_path)])
    assert result.exception is None
    assert "5 malformed documents are no part of " in result.stderr
    assert "2 files could not be read to the end" in result.stderr
    assert "['" not in result.stdout  # of a malformed country
