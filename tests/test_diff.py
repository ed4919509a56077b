"""What a change means: ten real kinds of change, each with its class; and what is never a change."""

import json
import os
import random
import shutil
import subprocess
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from dsalint.cli import cli
from dsalint.linter.changes.difference import Difference, changes_of, difference
from dsalint.linter.changes.documents import match
from dsalint.linter.changes.sides import states
from dsalint.linter.errors import UserError
from dsalint.linter.estate.load import facts_of

AS_OF = "2026-06-01"

ESTATE: list[dict[str, Any]] = [
    {
        "kind": "organisation",
        "id": "revenue",
        "title": "Wexshire Revenue",
        "name": "Wexshire Revenue",
        "type": "executive-agency",
    },
    {
        "kind": "organisation",
        "id": "council",
        "title": "Wexshire Council",
        "name": "Wexshire Council",
        "type": "local-authority",
    },
    {
        "kind": "organisation",
        "id": "clinic",
        "title": "Wexshire Clinic",
        "name": "Wexshire Clinic",
        "type": "nhs-trust",
    },
    {
        "kind": "asset",
        "id": "health",
        "title": "Health records",
        "organisation": "clinic",
        "special_category": ["health"],
    },
    {
        "kind": "agreement",
        "id": "care",
        "title": "Care and support",
        "status": "active",
        "marking": "OFFICIAL-SENSITIVE",
        "dates": {"signed": "2025-01-01", "start": "2025-01-01", "end": "2027-01-01"},
        "purposes": [
            {"id": "care", "text": "Plan care", "category": "health-and-social-care"},
            {"id": "audit", "text": "Audit of care", "category": "audit"},
        ],
        "parties": [
            {
                "organisation": "clinic",
                "role": "controller",
                "legal_power": [{"gateway": "hsca-2012-s251b", "purposes": ["care"]}],
            },
            {"organisation": "council", "role": "controller"},
            {"organisation": "revenue", "role": "controller"},
        ],
        "flows": [
            {
                "id": "plans",
                "from": "clinic",
                "to": "council",
                "asset": "health",
                "purposes": ["care"],
                "marking": "OFFICIAL-SENSITIVE",
                "retention": {"period": "P1Y", "trigger": "receipt"},
                "onward_sharing": {"allowed": False},
            },
            {"id": "checks", "from": "council", "to": "revenue", "asset": "health", "purposes": ["audit"]},
        ],
    },
]


def document(estate: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(each for each in estate if each["id"] == name)


def write(folder: Path, estate: list[dict[str, Any]], file: str = "estate.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(yaml.safe_dump_all(estate, sort_keys=False), "utf-8")
    return folder


def compared(
    tmp_path: Path, after: list[dict[str, Any]], before: list[dict[str, Any]] = ESTATE
) -> Difference:
    write(tmp_path / "before", before)
    write(tmp_path / "after", after)
    with states(str(tmp_path / "before") + os.sep, str(tmp_path / "after") + os.sep, ".") as both:
        return difference(*both, AS_OF)


def effects(found: Difference) -> set[tuple[str, str]]:
    return {(change.effect, change.where) for change in found.changes if change.effect != "editorial"}


def edited(change: Any) -> list[dict[str, Any]]:
    estate = deepcopy(ESTATE)
    change(estate)
    return estate


def test_renewal_extends(tmp_path: Path) -> None:
    def renew(estate: list[dict[str, Any]]) -> None:
        document(estate, "care").update(version="2")
        document(estate, "care")["dates"]["end"] = "2030-01-01"

    found = compared(tmp_path, edited(renew))
    assert effects(found) == {("extends", "dates.end")}
    assert found.effect == "extends"
    assert found.access == ((), ())


def test_renewal_by_a_new_agreement_extends_and_widens_nothing(tmp_path: Path) -> None:
    def renew(estate: list[dict[str, Any]]) -> None:
        new = deepcopy(document(estate, "care"))
        document(estate, "care")["status"] = "superseded"
        new.update(id="care-2", supersedes="care")
        new["dates"]["end"] = "2030-01-01"
        estate.append(new)

    found = compared(tmp_path, edited(renew))
    assert effects(found) == {("changes", ""), ("extends", "dates.end")}
    assert found.access == ((), ())


def test_new_recipient_widens_and_shows_the_way(tmp_path: Path) -> None:
    def add(estate: list[dict[str, Any]]) -> None:
        estate.insert(
            0,
            {
                "kind": "organisation",
                "id": "college",
                "title": "Wexshire College",
                "name": "Wexshire College",
                "type": "college",
            },
        )
        document(estate, "care")["parties"].append({"organisation": "college", "role": "controller"})
        document(estate, "care")["flows"].append(
            {"id": "research", "from": "council", "to": "college", "asset": "health", "purposes": ["audit"]}
        )

    found = compared(tmp_path, edited(add))
    assert effects(found) == {("widens", "flows[research]"), ("changes", "parties[college]"), ("changes", "")}
    (access,) = found.access.gained
    assert (access.body.id, access.asset, access.kinds) == ("college", "health", ("health",))
    assert [hop.origin for hop in access.route] == ["Wexshire Clinic", "Wexshire Council"]
    assert all(hop.place.span.line > 1 for hop in access.route)


def test_longer_retention_extends(tmp_path: Path) -> None:
    def keep(estate: list[dict[str, Any]]) -> None:
        document(estate, "care")["flows"][0]["retention"]["period"] = "P6Y"

    assert effects(compared(tmp_path, edited(keep))) == {("extends", "flows[plans].retention.period")}


def test_marking_lowered_weakens(tmp_path: Path) -> None:
    def lower(estate: list[dict[str, Any]]) -> None:
        document(estate, "care")["flows"][0]["marking"] = "OFFICIAL"

    assert effects(compared(tmp_path, edited(lower))) == {("weakens", "flows[plans].marking")}


def test_purpose_added_widens(tmp_path: Path) -> None:
    def add(estate: list[dict[str, Any]]) -> None:
        document(estate, "care")["purposes"].append(
            {"id": "debt", "text": "Recover debt", "category": "debt"}
        )
        document(estate, "care")["flows"][0]["purposes"].append("debt")

    assert effects(compared(tmp_path, edited(add))) == {
        ("widens", "purposes[debt]"),
        ("widens", "flows[plans].purposes"),
    }


def test_party_renamed_changes_a_party_and_no_flow(tmp_path: Path) -> None:
    def rename(estate: list[dict[str, Any]]) -> None:
        document(estate, "clinic").update(title="Wexshire Hospital", name="Wexshire Hospital")

    assert effects(compared(tmp_path, edited(rename))) == {("changes", "name")}


def test_an_id_renamed_everywhere_is_editorial(tmp_path: Path) -> None:
    estate = json.loads(json.dumps(ESTATE).replace('"clinic"', '"wexshire-clinic"'))
    care = document(estate, "care")
    care["purposes"][1]["id"] = "checking"
    care["flows"][1]["purposes"] = ["checking"]
    found = compared(tmp_path, estate)
    assert effects(found) == set()
    assert found.access == ((), ())
    assert found.gained == found.fixed == ()


def test_reformatting_is_no_change(tmp_path: Path) -> None:
    write(tmp_path / "before", ESTATE)
    after = tmp_path / "after"
    after.mkdir()
    text = "# a comment\n" + "---\n".join(
        json.dumps(each, indent=1, sort_keys=True) + "\n" for each in reversed(ESTATE)
    )
    (after / "estate.yaml").write_text(text, "utf-8")
    with states(f"{tmp_path}/before", f"{after}", ".") as both:
        found = difference(*both, AS_OF)
    assert (found.changes, found.access, found.gained, found.fixed) == ((), ((), ()), (), ())


def test_what_the_estate_notes_for_itself_is_editorial(tmp_path: Path) -> None:
    def note(estate: list[dict[str, Any]]) -> None:
        care = document(estate, "care")
        care["x-case"] = {"ref": "ABC-1"}
        care["flows"][0]["x_note"] = ["looked at"]

    found = compared(tmp_path, edited(note))
    assert {change.effect for change in found.changes} == {"editorial"}


def test_what_to_do_is_said_where_there_is_no_repository_no_commit_and_no_such_revision(
    tmp_path: Path,
) -> None:
    write(tmp_path, ESTATE)

    def hint(revision: str) -> str:
        with pytest.raises(UserError) as raised, states(revision, "", str(tmp_path)):
            pass
        return raised.value.hint

    assert "in no git repository" in hint("HEAD")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    assert "no commit yet" in hint("HEAD")
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(tmp_path), "add", "."], check=True)
    subprocess.run(["git", "-C", str(tmp_path), *identity, "commit", "-qm", "first"], check=True)
    assert "check the name" in hint("HAED")


def test_a_file_moved_is_no_change(tmp_path: Path) -> None:
    write(tmp_path / "before", ESTATE)
    for number, each in enumerate(ESTATE):
        write(tmp_path / "after" / f"folder{number}", [each], f"{number}.yaml")
    with states(f"{tmp_path}/before", f"{tmp_path}/after", ".") as both:
        found = difference(*both, AS_OF)
    assert (found.changes, found.access, found.gained, found.fixed) == ((), ((), ()), (), ())


def test_a_power_repealed_changes_a_power(tmp_path: Path) -> None:
    def repeal(estate: list[dict[str, Any]]) -> None:
        del document(estate, "care")["parties"][0]["legal_power"]

    assert effects(compared(tmp_path, edited(repeal))) == {
        ("changes", "parties[clinic].legal_power[hsca-2012-s251b]")
    }


def split() -> list[dict[str, Any]]:
    estate = deepcopy(ESTATE)
    care = document(estate, "care")
    audit = deepcopy(care)
    audit.update(id="care-audit", title="Audit of care")
    audit["flows"], care["flows"] = [audit["flows"][1]], [care["flows"][0]]
    audit["purposes"], care["purposes"] = [audit["purposes"][1]], [care["purposes"][0]]
    audit["parties"], care["parties"] = audit["parties"][1:], care["parties"][:2]
    estate.append(audit)
    return estate


def test_an_agreement_split_widens_nothing(tmp_path: Path) -> None:
    found = compared(tmp_path, split())
    assert effects(found) == {("changes", "")}
    (change,) = (change for change in found.changes if change.effect == "changes")
    assert change.note == "goes on as care-audit"
    assert found.access == ((), ())


def test_what_a_split_alters_is_said_of_the_part(tmp_path: Path) -> None:
    after = split()
    document(after, "care-audit")["flows"][0]["onward_sharing"] = {"allowed": True}
    document(after, "care-audit")["flows"].append(
        {"id": "more", "from": "clinic", "to": "revenue", "asset": "health"}
    )
    found = compared(tmp_path, after)
    assert effects(found) == {
        ("changes", ""),
        ("widens", "flows[checks].onward_sharing.allowed"),
        ("widens", "flows[more]"),
    }


def test_two_agreements_made_one_widen_nothing(tmp_path: Path) -> None:
    found = compared(tmp_path, ESTATE, split())
    assert {effect for effect, _ in effects(found)} <= {"changes", "narrows"}
    assert found.access == ((), ())


def test_a_way_that_no_new_flow_shows(tmp_path: Path) -> None:
    """An asset that turns out to derive from another carries its data to whoever receives it."""

    def derive(estate: list[dict[str, Any]]) -> None:
        estate.append({"kind": "asset", "id": "plans", "title": "Plans", "organisation": "council"})
        document(estate, "care")["flows"][1]["asset"] = "plans"

    before = edited(derive)
    after = deepcopy(before)
    document(after, "plans")["source"] = ["health"]
    found = compared(tmp_path, after, before)
    assert [(each.body.id, each.asset) for each in found.access.gained] == [("revenue", "health")]
    assert found.effect == "widens"


def test_what_cannot_be_read_counts_as_the_gravest(tmp_path: Path) -> None:
    write(tmp_path / "before", ESTATE)
    write(tmp_path / "after", ESTATE)
    (tmp_path / "after" / "estate.yaml").write_text("kind: [agreement\n", "utf-8")
    with states(f"{tmp_path}/before", f"{tmp_path}/after", ".") as both:
        found = difference(*both, AS_OF)
    assert [(change.effect, change.document) for change in found.changes] == [("widens", "estate.yaml")]


@pytest.mark.parametrize(
    "mistake",
    [
        "kind: agreement\nid: care\nstatus: draft\nstatus: active\n",
        "kind: agreement\nid: care\nparties: [{<<: {role: controller}}]\n",
        "kind: agreement\nid: care\ntitle: !!python/name:os.system x\n",
    ],
)
def test_a_document_that_readers_differ_on_counts_as_the_gravest(tmp_path: Path, mistake: str) -> None:
    for name, text in (("before", "kind: agreement\nid: care\nstatus: draft\n"), ("after", mistake)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "estate.yaml").write_text(text, "utf-8")
    with states(f"{tmp_path}/before", f"{tmp_path}/after", ".") as both:
        found = difference(*both, AS_OF)
    assert [(change.effect, change.document) for change in found.changes] == [("widens", "estate.yaml")]


# Properties

FIELDS = st.sampled_from(
    [
        ("dates", "end", "2030-01-01"),
        ("marking", None, "OFFICIAL"),
        ("status", None, "draft"),
        ("jurisdiction", None, ["england"]),
        ("use_restrictions", None, ["No marketing"]),
        ("large_scale", None, True),
    ]
)
MIRROR = {
    "widens": "narrows",
    "weakens": "narrows",
    "extends": "narrows",
    "narrows": None,
    "changes": "changes",
    "editorial": "editorial",
}


def states_of(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Any:
    old, new = (facts_of("e.yaml", yaml.safe_dump_all(estate)).documents for estate in (before, after))
    return list(changes_of(match(old, new)))


@settings(max_examples=40, deadline=None)
@given(FIELDS, st.integers(0, 2**32))
def test_a_change_reversed_goes_the_other_way(field: tuple[str, str | None, Any], seed: int) -> None:
    name, key, value = field
    after = deepcopy(ESTATE)
    target = document(after, "care")
    if key is None:
        target[name] = value
    else:
        target[name][key] = value
    random.Random(seed).shuffle(after)
    there, back = states_of(ESTATE, after), states_of(after, ESTATE)
    assert len(there) == len(back) == 1
    opposite = MIRROR[there[0].effect]
    assert back[0].effect == opposite if opposite else MIRROR[back[0].effect] == "narrows"


def shuffled(value: Any, rng: random.Random) -> Any:
    if isinstance(value, dict):
        keys = list(value)
        rng.shuffle(keys)
        return {key: shuffled(value[key], rng) for key in keys}
    if isinstance(value, list):
        items = [shuffled(item, rng) for item in value]
        rng.shuffle(items)
        return items
    return value


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_order_is_never_a_change(seed: int) -> None:
    assert states_of(ESTATE, shuffled(deepcopy(ESTATE), random.Random(seed))) == []


# The command


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        [
            "git",
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.org",
            "-c",
            "commit.gpgsign=false",
            *arguments,
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = write(tmp_path / "repository", ESTATE)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "one")
    return folder


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        cli, ["diff", *arguments, "--estate", str(folder), "--as-of", AS_OF], standalone_mode=False
    )


def widen(folder: Path) -> None:
    after = deepcopy(ESTATE)
    document(after, "care")["flows"].append(
        {"id": "back", "from": "council", "to": "clinic", "asset": "health"}
    )
    write(folder, after)


def test_the_work_tree_against_a_commit(repository: Path) -> None:
    assert "nothing changed" in run(repository, "HEAD").output
    widen(repository)
    result = run(repository, "HEAD", "--fail-on", "widens")
    assert result.return_value == 1
    assert "flows[back] added: council to clinic: health" in result.output
    assert run(repository, "HEAD").return_value == 0


def test_two_commits_and_where_a_branch_left(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "work")
    widen(repository)
    git(repository, "commit", "-q", "-am", "two")
    git(repository, "checkout", "-q", "main")
    write(repository, ESTATE[:4])
    git(repository, "commit", "-q", "-am", "three")
    forked = json.loads(run(repository, "main...work", "--format", "json").output)
    assert forked["counts"]["widens"] == 1 and forked["effect"] == "widens"
    assert (
        json.loads(run(repository, "main", "work", "--format", "json").output)["changes"][0]["document"]
        == "agreement/care"
    )
    assert not (repository / "agreements").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere",), "no revision and no folder 'nowhere'"),
        (("--", "-x"), "no revision and no folder '-x'"),
        (("HEAD", "gone"), "no revision and no folder 'gone'"),
        (("HEAD...nowhere",), "no revision and no folder 'nowhere'"),
    ],
)
def test_what_is_not_there(repository: Path, arguments: tuple[str, ...], message: str) -> None:
    result = CliRunner().invoke(cli, ["diff", "--estate", str(repository), *arguments], standalone_mode=False)
    assert message in str(result.exception)


@pytest.mark.parametrize(
    "name", ["main", "origin/main", "main...HEAD", "origin/main..HEAD", "origin/main..."]
)
def test_a_name_that_is_both_is_refused(repository: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A pull request may bring a folder that is called like what it is compared with."""
    git(repository, "update-ref", "refs/remotes/origin/main", "HEAD")
    write(repository / name, ESTATE)
    monkeypatch.chdir(repository)
    result = CliRunner().invoke(cli, ["diff", name], standalone_mode=False)
    assert "both a revision and a folder" in str(result.exception)


def test_two_folders_of_one_estate_are_no_two_states(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "before", ESTATE)
    write(tmp_path / "after", ESTATE[:3])
    (tmp_path / "dsalint.yaml").write_text("version: 1\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    for arguments in (["before", "after"], ["."]):
        result = CliRunner().invoke(cli, ["diff", *arguments], standalone_mode=False)
        assert "belong to one estate" in str(result.exception)


def test_the_settings_of_a_commit_are_named_by_it(repository: Path) -> None:
    (repository / "dsalint.yaml").write_text("version: 1\nfail_onn: error\n", "utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "wrong")
    (repository / "dsalint.yaml").write_text("version: 1\n", "utf-8")
    result = run(repository, "HEAD")
    assert "in HEAD (" in str(result.exception) and "dsalint.yaml:2:1" in str(result.exception)
    assert "/tmp" not in str(result.exception)


def test_hostile_text_stays_in_code_spans(repository: Path) -> None:
    after = deepcopy(ESTATE)
    evil = "</details> @team `#1` [x](https://e.example) <img src=x> \u202e\n\n# no"
    document(after, "care")["marking"] = evil
    document(after, "care")["flows"][0]["id"] = evil
    write(repository, after)
    text = run(repository, "HEAD", "--format", "markdown").output
    for line in text.splitlines():
        outside = "".join(line.split("``")[::2]) if "``" in line else line
        assert not any(word in outside for word in ("@team", "<img", "](https")), line
    assert "\u202e" not in text
    assert not any(line.startswith("# ") for line in text.splitlines())


def test_a_report_is_never_written_over_a_document(repository: Path) -> None:
    for revisions in (("HEAD",), ("HEAD", "HEAD")):
        result = run(repository, *revisions, "--to", str(repository / "estate.yaml"))
        assert "is not written over" in str(result.exception)
    assert (repository / "estate.yaml").read_text("utf-8").startswith("kind: organisation")


# The table and the page


def schema_paths(kind: str) -> set[tuple[str, ...]]:
    """Every field of a kind of document, `*` for the elements of a list."""
    folder = Path(__file__).resolve().parent.parent / "rules" / "schemas"
    root = json.loads((folder / f"{kind}.schema.json").read_text("utf-8"))
    found: set[tuple[str, ...]] = set()

    def walk(
        schema: dict[str, Any], top: dict[str, Any], path: tuple[str, ...], seen: tuple[str, ...]
    ) -> None:
        reference = schema.get("$ref")
        if reference is not None and reference not in seen:
            file, _, inner = reference.partition("#")
            base = json.loads((folder / file).read_text("utf-8")) if file else top
            node = base
            for step in filter(None, inner.split("/")):
                node = node[step]
            walk(node, base, path, (*seen, reference))
        found.add(path)
        for name, part in schema.get("properties", {}).items():
            if isinstance(part, dict):
                walk(part, top, (*path, name), seen)
        if isinstance(schema.get("items"), dict):
            walk(schema["items"], top, (*path, "*"), seen)
        for word in ("oneOf", "anyOf", "allOf"):
            for part in schema.get(word, ()):
                walk(part, top, path, seen)

    walk(root, root, (kind,), ())
    return found


def test_every_field_has_a_meaning_and_every_path_is_a_field() -> None:
    from dsalint.linter.documents.schemas import DOCUMENT_KINDS
    from dsalint.linter.vocabulary.reference import reference_list

    settings = {("settings",), *(("settings", key) for key in ("exclude", "fail_on", "rules"))}
    settings.add(("settings", "rules", "*", "severity"))
    fields = settings.union(*(schema_paths(kind) for kind in DOCUMENT_KINDS))
    named = [
        tuple(path.split("/")) for entry in reference_list("changes").entries() for path in entry["paths"]
    ]
    assert len(named) == len(set(named))
    assert [path for path in named if path not in fields] == []
    alone = {path[:2] for path in fields if len(path) > 1} - {path[:2] for path in named if len(path) > 1}
    whole = {path[0] for path in named if len(path) == 1}
    assert {path for path in alone if path[0] not in ("delivery-plan", "incident")} == set()
    assert whole == {*DOCUMENT_KINDS, "settings"}


def test_the_page_shows_what_the_command_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(__file__).resolve().parent.parent
    for name in ("before", "after"):
        shutil.copytree(root / "agreements" / "exemplary", tmp_path / name)
    file = tmp_path / "after" / "agreements" / "border-force-nca-smuggling.yaml"
    file.write_text(file.read_text("utf-8").replace("period: P4Y", "period: P7Y"), "utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(
        cli, ["diff", "before", "after", "--as-of", "2026-11-25"], standalone_mode=False
    )
    shown = result.output.replace(" after/", " ")
    assert shown in (root / "docs" / "diff.md").read_text("utf-8")
