"""What is owed to the reader is there: every command and option documented, every link leading somewhere."""

import re
import runpy
from pathlib import Path
from typing import Any

import click
import pytest

from dsalint.cli import cli
from dsalint.linter.rules.catalogue import load_catalogue
from dsalint.linter.rules.comparisons import COMPARISONS
from dsalint.linter.rules.conditions import KEYWORDS
from dsalint.linter.rules.rulefile import read_rule_value
from dsalint.linter.rules.subject_kinds import SUBJECT_KINDS

ROOT = Path(__file__).resolve().parent.parent


def commands(group: click.Group, prefix: str = "dsalint") -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            found.extend(commands(command, f"{prefix} {name}"))
        else:
            found.append((f"{prefix} {name}", command))
    return found


@pytest.mark.parametrize(("name", "command"), commands(cli), ids=[name for name, _ in commands(cli)])
def test_every_command_and_option_is_documented(root: Path, name: str, command: click.Command) -> None:
    text = (root / "docs" / "cli.md").read_text()
    assert name in text
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help
            assert max(parameter.opts, key=len) in text, parameter.opts


PAGES = [page.relative_to(ROOT).as_posix() for page in sorted(ROOT.glob("docs/**/*.md"))]


@pytest.mark.parametrize("page", ["README.md", "agreements/README.md", *PAGES])
def test_links_lead_somewhere(root: Path, page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)", (root / page).read_text()):
        if not target.startswith(("http:", "https:")):
            assert (root / page).parent.joinpath(target).exists(), target


def test_every_keyword_of_conditions_is_documented(root: Path) -> None:
    text = (root / "docs" / "writing-rules.md").read_text()
    missing = [word for word in (*KEYWORDS, *COMPARISONS) if not re.search(rf"\b{word}\b", text)]
    assert missing == []


def test_the_rule_in_the_guide_is_one_that_loads(root: Path, tmp_path: Path) -> None:
    text = (root / "docs" / "writing-rules.md").read_text()
    block = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert block is not None
    file = tmp_path / "OWN-001_pilot-ends-within-a-year.yaml"
    file.write_text(block[1])
    assert read_rule_value(str(file), file.name)["id"] == "OWN-001"


def test_every_decision_says_context_decision_and_consequence(root: Path) -> None:
    for page in (root / "docs" / "decisions").glob("[0-9]*.md"):
        text = page.read_text().lower()
        for part in ("context", "decision", "consequence"):
            assert part in text, (page.name, part)


def test_the_readme_has_its_two_commands(root: Path) -> None:
    text = (root / "README.md").read_text()
    for name in ("main job", "tests"):
        block = re.search(rf"<!-- {name} -->\n```sh\n(.*?)\n```", text, re.DOTALL)
        assert block is not None
        assert "\n" not in block[1]


@pytest.mark.parametrize("name", ["impact.svg", "may-share.svg", "network.svg", "report.svg"])
def test_the_pictures_show_what_dsalint_prints(root: Path, name: str) -> None:
    space: dict[str, Any] = runpy.run_path(str(root / "docs" / "pictures" / "draw.py"))
    assert space["picture"](name) == (root / "docs" / "pictures" / name).read_text(), (
        "run python docs/pictures/draw.py, look at the pictures, and commit them"
    )


def facts_used(condition: Any, inside: bool = False) -> set[str]:
    """Names of facts that a condition looks at."""
    found: set[str] = set()
    if isinstance(condition, dict):
        for keyword, value in condition.items():
            if keyword == "properties":
                for key, part in value.items():
                    found |= {key} if inside else set()
                    found |= facts_used(part, key == "facts")
            elif keyword == "required" and inside:
                found |= set(value)
            else:
                found |= facts_used(value, inside)
    elif isinstance(condition, list):
        for part in condition:
            found |= facts_used(part, inside)
    elif isinstance(condition, str) and condition.startswith("/facts/"):
        found.add(condition.split("/")[2])
    return found


def test_every_fact_that_a_rule_uses_is_documented(root: Path) -> None:
    text = (root / "docs" / "subjects.md").read_text()
    used: set[str] = set()
    for rule in load_catalogue().rules.values():
        used |= facts_used(rule.when) | facts_used(rule.must) | facts_used(list(rule.needs))
    assert used
    assert sorted(name for name in used if f"`{name}`" not in text) == []


def test_every_subject_is_documented(root: Path) -> None:
    text = (root / "docs" / "subjects.md").read_text()
    assert [name for name in SUBJECT_KINDS if f"`{name}`" not in text] == []
