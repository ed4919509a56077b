"""dsalint from Python: the answers are those of the command line, and their tables keep their columns."""

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

import dsalint
from dsalint.cli import cli
from dsalint.linter.api.graph_tables import GRAPH_PARTS
from dsalint.linter.api.plain import PARTS
from dsalint.linter.questions.show_json import Answer

if TYPE_CHECKING:
    from networkx import MultiDiGraph

AS_OF = "2026-11-25"
Estate = dsalint.OpenEstate
Ask = Callable[[Estate, Sequence[str]], Answer]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exemplary part of the example estate, as an estate of its own."""
    source = Path(__file__).resolve().parent.parent / "agreements"
    copy = tmp_path_factory.mktemp("estate")
    for name in ("exemplary", "organisations"):
        shutil.copytree(source / name, copy / name)
    shutil.copy(source / "dsalint.yaml", copy)
    return copy


@pytest.fixture(scope="module")
def estate(folder: Path) -> Estate:
    return dsalint.open(folder, as_of=AS_OF)


def printed(*arguments: str) -> dict[str, Any]:
    """What the command line prints as JSON."""
    done = CliRunner().invoke(cli, [*arguments, "--as-of", AS_OF], standalone_mode=False)
    assert done.exception is None, done.exception
    value: dict[str, Any] = json.loads(done.stdout)
    return value


FROM_NCA = ("--from", "national-crime-agency")
QUESTIONS: dict[str, tuple[list[str], Ask]] = {
    "holders": (
        ["holders", "hmrc-paye-real-time-information"],
        lambda estate, suppose: estate.holders("hmrc-paye-real-time-information", suppose=suppose),
    ),
    "path": (
        ["path", "hmrc", "hm-courts-and-tribunals-service"],
        lambda estate, suppose: estate.path("hmrc", "hm-courts-and-tribunals-service", suppose=suppose),
    ),
    "path, any data, one way": (
        ["path", "hmrc", "europol", "--any", "--most", "1"],
        lambda estate, suppose: estate.path("hmrc", "europol", same_data=False, most=1, suppose=suppose),
    ),
    "can-share": (
        ["can-share", "kcht-child-health-records", "department-for-education", "--purpose", "research"],
        lambda estate, suppose: estate.can_share(
            "kcht-child-health-records", "department-for-education", "research", suppose=suppose
        ),
    ),
    "can-share from another": (
        [
            "can-share",
            "hmrc-compliance-intelligence",
            "europol",
            "--purpose",
            "crime-investigation",
            *FROM_NCA,
        ],
        lambda estate, suppose: estate.can_share(
            "hmrc-compliance-intelligence",
            "europol",
            "crime-investigation",
            provider="national-crime-agency",
            suppose=suppose,
        ),
    ),
    "impact of a body": (
        ["impact", "home-office"],
        lambda estate, suppose: estate.impact("home-office", suppose=suppose),
    ),
    "impact of an agreement": (
        ["impact", "home-office-dwp-status"],
        lambda estate, suppose: estate.impact("home-office-dwp-status", suppose=suppose),
    ),
    "exposure": (["exposure"], lambda estate, suppose: estate.exposure(suppose=suppose)),
    "needs": (["needs"], lambda estate, suppose: estate.needs(suppose=suppose)),
}

SUPPOSITIONS: tuple[list[str], ...] = (
    [],
    ["without dwp"],
    [
        "hmrc-dwp-earnings ends 2026-06-30",
        "home-office shares ho-immigration-status with kent-police for child-protection",
    ],
)


@pytest.mark.parametrize("suppose", SUPPOSITIONS, ids=["as it is", "one supposition", "two suppositions"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_that_of_the_command_line(
    estate: Estate, folder: Path, question: str, suppose: list[str]
) -> None:
    words, ask = QUESTIONS[question]
    supposing = [word for each in suppose for word in ("--suppose", each)]
    expected = printed("graph", *words, str(folder), *supposing, "--format", "json")
    assert {"version": 1, "supposing": suppose} | dsalint.as_dict(ask(estate, suppose)) == expected


@pytest.mark.parametrize(
    ("options", "check"),
    [
        ([], lambda estate: estate.check()),
        (["--select", "network,GOV007"], lambda estate: estate.check(select=("network", "GOV007"))),
        (["--profile", "strict"], lambda estate: estate.check(profiles="strict")),
        (["--ignore", "network"], lambda estate: estate.check(ignore="network")),
    ],
    ids=["all", "select", "profile", "ignore"],
)
def test_a_check_is_that_of_the_command_line(
    estate: Estate, folder: Path, options: list[str], check: Callable[[Estate], Any]
) -> None:
    expected = printed("check", str(folder), *options, "--format", "json")
    assert dsalint.as_dict(check(estate)) == expected


def test_of_a_folder_inside_the_estate_its_own_findings_are_shown(root: Path) -> None:
    inside = root / "agreements" / "flawed"
    with pytest.warns(dsalint.IncompleteEstate):
        opened = dsalint.open(inside, as_of=AS_OF)
    done = CliRunner().invoke(
        cli,
        ["check", str(inside), "--only-named", "--format", "json", "--as-of", AS_OF],
        standalone_mode=False,
    )
    assert dsalint.as_dict(opened.check()) == json.loads(done.stdout)
    assert {str(row["file"]).partition("/")[0] for row in dsalint.table(opened.check())} == {"flawed"}


def test_the_graph_is_the_one_that_is_exported(estate: Estate, folder: Path) -> None:
    from networkx import node_link_graph

    value = printed("graph", "export", str(folder), "--status", "all", "--format", "json")
    exported: Any = node_link_graph(value, edges="edges")
    graph = estate.graph(findings=True)
    assert flows_of(graph) == flows_of(exported)
    for node, attributes in exported.nodes(data=True):
        assert attributes == as_exported(graph.nodes[node])


def flows_of(graph: "MultiDiGraph[str]") -> dict[tuple[str, str, str], dict[str, Any]]:
    return {
        (source, target, key): as_exported(attributes)
        for source, target, key, attributes in graph.edges(keys=True, data=True)
    }


def as_exported(attributes: dict[str, Any]) -> dict[str, Any]:
    """An interchange file says nothing of where something is written."""
    return {name: value for name, value in attributes.items() if name not in ("file", "line")}


def test_a_flow_of_the_graph_says_where_it_is_written(estate: Estate, folder: Path) -> None:
    attributes = estate.graph().edges["home-office", "dwp", "home-office-dwp-status#status"]
    lines = (folder / attributes["file"]).read_text().splitlines()
    assert "id: status" in lines[attributes["line"] - 1]


def test_findings_are_on_the_edges_that_they_speak_of(tmp_path: Path) -> None:
    (tmp_path / "estate.yaml").write_text(TWO_BODIES)
    opened = dsalint.open(tmp_path, as_of=AS_OF)
    ((_, _, plain),) = opened.graph().edges(data=True)
    ((_, _, found),) = opened.graph(findings=True).edges(data=True)
    assert plain["findings"] == []
    expected = {
        f"{row['rule']} {row['severity']}"
        for row in dsalint.table(opened.check())
        if str(row["path"]).startswith("flows[0]")
    }
    assert set(found["findings"]) == expected != set()


TWO_BODIES = """\
{kind: organisation, id: a, name: Body A}
---
{kind: organisation, id: b, name: Body B}
---
{kind: asset, id: register, title: The register, organisation: a, marking: OFFICIAL-SENSITIVE}
---
kind: agreement
id: first
status: active
dates: {start: 2024-01-01}
flows: [{id: whole, from: a, to: b, asset: register, marking: OFFICIAL}]
"""


ANSWERS: dict[str, Callable[[Estate], Any]] = {
    "Holders": lambda estate: estate.holders("hmrc-paye-real-time-information"),
    "Ways": lambda estate: estate.path("hmrc", "hm-courts-and-tribunals-service"),
    "Sharing": lambda estate: estate.can_share(
        "kcht-child-health-records", "department-for-education", "research"
    ),
    "Impact": lambda estate: estate.impact("home-office"),
    "Exposure": lambda estate: estate.exposure(),
    "Needs": lambda estate: estate.needs(),
    "Report": lambda estate: estate.check(),
    "graph": lambda estate: estate.graph(findings=True),
}
TABLES = [
    (name, part)
    for name, parts in (*((kind.__name__, parts) for kind, parts in PARTS.items()), ("graph", GRAPH_PARTS))
    for part in parts
]


@pytest.mark.parametrize(("name", "part"), TABLES)
def test_a_table_has_the_columns_it_names_and_plain_values(estate: Estate, name: str, part: str) -> None:
    made = dsalint.table(ANSWERS[name](estate), part)
    assert made or (name, part) == ("Report", "findings")
    for row in made:
        assert tuple(row) == made.columns
        assert {type(value) for value in row.values()} <= {str, int, float, bool, type(None)}
        assert "" not in row.values()


def test_the_first_part_is_the_table_of_an_answer(estate: Estate) -> None:
    for ask in ANSWERS.values():
        answer = ask(estate)
        parts = PARTS.get(type(answer), GRAPH_PARTS)
        assert dsalint.table(answer) == dsalint.table(answer, next(iter(parts)))


def test_a_table_has_a_row_for_each_record(estate: Estate) -> None:
    impact = estate.impact("home-office")
    assert len(dsalint.table(impact, "effects")) == len(impact.direct) + len(impact.through)
    assert len(dsalint.table(impact, "exposed")) == len(impact.held)
    assert len(dsalint.table(impact, "notices")) == len(impact.notices)
    assert len(dsalint.table(impact, "references")) == len(impact.references)
    holders = estate.holders("hmrc-paye-real-time-information")
    receipts = [receipt for holding in holders.holdings for receipt in holding.receipts]
    assert len(dsalint.table(holders)) == len(receipts)
    assert len(dsalint.table(holders, "hops")) == sum(len(receipt.route) for receipt in receipts)
    graph = estate.graph()
    assert len(dsalint.table(graph, "flows")) == graph.number_of_edges()
    assert len(dsalint.table(graph, "parties")) == graph.number_of_nodes()
    sharing = estate.can_share("kcht-child-health-records", "department-for-education", "research")
    assert len(dsalint.table(sharing)) == sum(
        map(len, (sharing.bars, sharing.conditions, sharing.elsewhere, sharing.undecided))
    )


def test_a_table_without_rows_still_has_columns(estate: Estate) -> None:
    empty = dsalint.table(estate.path("europol", "hmrc"))
    assert empty == []
    assert empty.columns[:3] == ("body", "body_name", "body_country")


def test_part_and_kind_of_a_table_have_to_exist(estate: Estate) -> None:
    with pytest.raises(dsalint.UserError, match="no part `bodies`") as error:
        dsalint.table(estate.needs(), "bodies")
    assert error.value.hint == "parts: needs, islands, groups"
    with pytest.raises(dsalint.UserError, match="not of `str`"):
        dsalint.table("hmrc")  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "part"), TABLES)
def test_every_table_and_column_is_documented(root: Path, name: str, part: str) -> None:
    text = (root / "docs" / "python.md").read_text()
    columns = PARTS[next(kind for kind in PARTS if kind.__name__ == name)] if name != "graph" else GRAPH_PARTS
    (line,) = [line for line in text.splitlines() if line.startswith(f"| {name} | `{part}` |")]
    assert line.split("|")[3].replace("`", "").replace(" ", "").split(",") == list(columns[part].columns)


def test_one_supposition_needs_no_list_and_the_estate_stays_as_it_is(estate: Estate) -> None:
    before = estate.needs()
    assert estate.needs(suppose="without dwp") == estate.needs(suppose=["without dwp"]) != before
    assert estate.needs() == before


def test_an_opened_estate_does_not_see_later_changes(tmp_path: Path) -> None:
    file = tmp_path / "estate.yaml"
    file.write_text(TWO_BODIES)
    opened = dsalint.open(str(tmp_path), as_of=AS_OF)
    file.write_text("")
    assert [holding.body.id for holding in opened.holders("register").holdings] == ["b"]
    assert opened.root == str(tmp_path)
    assert repr(opened) == "<estate of 4 documents in 1 file, as of 2026-11-25>"


def test_what_could_not_be_read_is_said_when_an_estate_is_opened(tmp_path: Path) -> None:
    (tmp_path / "estate.yaml").write_text(TWO_BODIES + "---\n{kind: organisation, id: c, name: 3}\n")
    with pytest.warns(dsalint.IncompleteEstate, match="1 malformed document is no part of any answer"):
        opened = dsalint.open(tmp_path, as_of=AS_OF)
    assert len(opened.left_out) == 1


def test_what_a_user_gets_wrong_is_a_user_error_with_its_hint_in_the_traceback(
    estate: Estate, tmp_path: Path
) -> None:
    with pytest.raises(dsalint.UserError) as error:
        estate.holders("hmrc-paye-real-time-informatoin")
    assert error.value.__notes__ == ["did you mean `hmrc-paye-real-time-information`?"]
    with pytest.raises(dsalint.UserError, match="not a date"):
        dsalint.open(tmp_path, as_of="25/11/2026")
    with pytest.raises(dsalint.UserError, match="cannot be understood"):
        estate.exposure(suppose="what if")
    with pytest.raises(dsalint.UserError, match="0 ways are none"):
        estate.path("hmrc", "dwp", most=0)
    with pytest.raises(dsalint.NothingToCheck):
        dsalint.open(tmp_path, as_of=AS_OF)


def test_importing_dsalint_imports_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import dsalint; print(sorted(set(sys.modules) - before))"
    assert run(code) == "['dsalint']\n"


def test_opening_and_asking_imports_networkx_only_where_it_is_needed(tmp_path: Path) -> None:
    (tmp_path / "estate.yaml").write_text(TWO_BODIES)
    code = (
        f"import sys, dsalint; estate = dsalint.open({str(tmp_path)!r}, as_of={AS_OF!r});"
        "dsalint.table(estate.holders('register')); dsalint.table(estate.check());"
        "print('networkx' in sys.modules, 'click' in sys.modules)"
    )
    assert run(code) == "False False\n"


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


def test_what_dsalint_offers_is_what_type_checkers_see(root: Path) -> None:
    tree = ast.parse((root / "__init__.py").read_text())
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    seen = {
        (alias.asname or alias.name): (imports.module, alias.name)
        for imports in block.body
        if isinstance(imports, ast.ImportFrom)
        for alias in imports.names
    }
    assert sorted(seen) == dsalint.__all__
    assert set(dsalint.__all__) <= set(dir(dsalint))
    for name, (module, attribute) in seen.items():
        assert getattr(dsalint, name) is getattr(sys.modules[str(module)], attribute)


def test_dsalint_offers_nothing_else() -> None:
    assert not hasattr(dsalint, "opne")
