"""May this be shared? The answer agrees with a check of the same agreement, and says what would lift a bar."""

import json
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from dsalint.cli import cli
from dsalint.linter.check import Checked, Options, Target, check, locate
from dsalint.linter.errors import UserError
from dsalint.linter.questions.can_share import can_share
from dsalint.linter.questions.suppose import SUPPOSED, Proposal, supposed_agreement
from dsalint.linter.vocabulary.reference import reference_list

AS_OF = "2026-11-25"
BODIES = ("police-force", "local-authority", "charity", "supplier", "nhs-trust", "ministerial-department")


def estate(random: Random) -> str:
    """Six bodies, four assets, and some flows among them, some of which restrict what may follow."""
    ids = [f"body-{number}" for number in range(6)]
    documents = [
        f"{{kind: organisation, id: {id_}, name: {id_}, type: {type_}, country: {random.choice(('GB', 'GB', 'FR', 'US'))}}}"
        for id_, type_ in zip(ids, BODIES, strict=True)
    ]
    for number in range(4):
        kind = random.choice(
            (", personal_data: true", ", personal_data: false, identifiability: aggregate", "")
        )
        documents.append(
            f"{{kind: asset, id: asset-{number}, title: Asset {number}, organisation: {random.choice(ids)}, "
            f"marking: {random.choice(('OFFICIAL', 'OFFICIAL-SENSITIVE', 'SECRET'))}{kind}}}"
        )
    for number in range(random.randint(0, 8)):
        source, target = random.sample(ids, 2)
        gateway = random.choice(("", "", "gateway: crca-2005-s20, ", "gateway: dea-2017-s48, "))
        onward = random.choice(
            ("", "onward_sharing: {allowed: false}, ", f"onward_sharing: {{allowed: true, to: [{ids[0]}]}}, ")
        )
        documents.append(
            f"kind: agreement\nid: agreement-{number}\nstatus: {random.choice(('active', 'active', 'expired'))}\n"
            "dates: {start: 2025-01-01}\npurposes: [{id: p, category: housing}]\n"
            f"flows: [{{id: f, from: {source}, to: {target}, {gateway}{onward}purposes: [p], asset: asset-{random.randrange(4)}}}]"
        )
    return "\n---\n".join(documents)


def checked_estate(folder: Path) -> tuple[Checked, Target]:
    target = locate([str(folder)])
    return check(target, Options(AS_OF)), target


def test_the_answer_agrees_with_a_check_of_the_same_agreement(tmp_path: Path) -> None:
    categories = [entry["id"] for entry in reference_list("purpose-categories").entries()]
    answers = set()
    for seed in range(100):
        random = Random(seed)
        folder = tmp_path / str(seed)
        folder.mkdir()
        (folder / "estate.yaml").write_text(estate(random))
        provider, recipient = random.sample([f"body-{number}" for number in range(6)], 2)
        proposal = Proposal(f"asset-{random.randrange(4)}", recipient, random.choice(categories), provider)
        checked, target = checked_estate(folder)
        answer = can_share(checked, target, proposal)
        answers.add(answer.answer)
        (folder / "new.yaml").write_text(supposed_agreement(checked.estate, checked.report.as_of, proposal))
        after, _ = checked_estate(folder)
        before = {finding.fingerprint for finding in checked.report.findings}
        expected = {f.fingerprint for f in after.report.findings if f.place.file == "new.yaml"}
        assert {f.fingerprint for f in (*answer.bars, *answer.conditions)} == expected, seed
        others = {f.fingerprint for f in after.report.findings if f.place.file != "new.yaml"}
        assert {f.fingerprint for f in answer.elsewhere} == others - before, seed
    assert answers == {"no", "conditions"}


BARRED = """\
{kind: organisation, id: revenue, name: Revenue, type: revenue-authority, aliases: [hmrc]}
---
{kind: organisation, id: council, name: Council, type: local-authority}
---
{kind: organisation, id: charity, name: Charity, type: charity}
---
{kind: asset, id: income, title: Income, organisation: revenue, personal_data: true}
---
kind: agreement
id: first
status: active
dates: {start: 2025-01-01}
purposes: [{id: p, category: housing}]
flows: [{id: f, from: revenue, to: council, asset: income, purposes: [p], onward_sharing: {allowed: false}}]
"""


def test_a_refusal_upstream_is_a_bar_with_its_way(tmp_path: Path) -> None:
    (tmp_path / "estate.yaml").write_text(BARRED)
    checked, target = checked_estate(tmp_path)
    answer = can_share(checked, target, Proposal("income", "charity", "housing", "council"))
    assert answer.answer == "no"
    (bar,) = [finding for finding in answer.bars if finding.rule == "FLO001"]
    assert [hop.agreement for hop in bar.route] == ["first", SUPPOSED]
    assert bar.route[-1].place.span.line == 0
    direct = can_share(checked, target, Proposal("income", "charity", "housing"))
    assert "FLO001" not in {finding.rule for finding in direct.bars}


@pytest.mark.parametrize(
    ("proposal", "said"),
    [
        (Proposal("incme", "charity", "housing"), "did you mean `income`?"),
        (Proposal("income", "charty", "housing"), "did you mean `charity`?"),
        (Proposal("income", "charity", "housng"), "did you mean `housing`?"),
        (Proposal("income", "revenue", "housing"), "another"),
    ],
)
def test_a_name_that_is_wrong_is_said_with_a_near_one(tmp_path: Path, proposal: Proposal, said: str) -> None:
    (tmp_path / "estate.yaml").write_text(BARRED)
    with pytest.raises(UserError) as error:
        can_share(*checked_estate(tmp_path), proposal)
    assert said in str(error.value.hint)


@pytest.mark.parametrize("format_", ["text", "json"])
def test_the_command_fails_where_it_may_not_be_shared(tmp_path: Path, format_: str) -> None:
    (tmp_path / "estate.yaml").write_text(BARRED)
    arguments = [
        "graph",
        "can-share",
        "income",
        "charity",
        str(tmp_path),
        "--from",
        "council",
        "--purpose",
        "housing",
    ]
    done = CliRunner().invoke(cli, [*arguments, "--as-of", AS_OF, "--format", format_], standalone_mode=False)
    assert done.return_value == 1
    assert "FLO001" in done.output
    if format_ == "json":
        assert json.loads(done.output)["answer"] == "no"
    else:
        assert "No, as things stand." in done.output
        assert "(supposed-sharing):" not in done.output


SENSITIVE = """\
{kind: organisation, id: council, name: Council, type: local-authority, country: GB}
---
{kind: organisation, id: police, name: Police, type: police-force, country: GB}
---
{kind: asset, id: children, title: Children, organisation: council, personal_data: true, special_category: [health]}
"""


def test_what_special_category_data_needs_beside_a_basis_is_a_condition(tmp_path: Path) -> None:
    (tmp_path / "estate.yaml").write_text(SENSITIVE)
    checked, target = checked_estate(tmp_path)
    asked = can_share(checked, target, Proposal("children", "police", "child-protection"))
    assert {"LB001", "SC001"} <= {finding.rule for finding in asked.conditions}
    (tmp_path / "estate.yaml").write_text(SENSITIVE.replace(", special_category: [health]", ""))
    checked, target = checked_estate(tmp_path)
    asked = can_share(checked, target, Proposal("children", "police", "child-protection"))
    assert "SC001" not in {finding.rule for finding in asked.conditions}


def test_what_is_shared_already_is_no_bar(tmp_path: Path) -> None:
    agreement = """---
kind: agreement
id: there
status: active
dates: {start: 2025-01-01}
purposes: [{id: safe, category: child-protection}]
parties: [{organisation: council, role: controller}, {organisation: police, role: controller}]
flows: [{id: f, from: council, to: police, asset: children, purposes: [safe]}]
"""
    (tmp_path / "estate.yaml").write_text(SENSITIVE + agreement)
    checked, target = checked_estate(tmp_path)
    asked = can_share(checked, target, Proposal("children", "police", "child-protection"))
    assert asked.answer == "conditions"
    assert "FLO010" in {finding.rule for finding in asked.conditions}
