"""The hook, with the real pre-commit: changed files only, a split list, and what a change breaks elsewhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dsalint.linter.scaffold.init import start_estate

ORGANISATIONS = """\
kind: organisation
id: home-office
name: Home Office
type: ministerial-department
country: GB
---
kind: organisation
id: kent-police
name: Kent Police
type: police-force
country: GB
"""
AGREEMENT = """\
kind: agreement
id: {id}
title: Agreement {id}
parties:
  - organisation: home-office
    role: controller
  - organisation: kent-police
    role: controller
"""
CONFIG = f"""\
repos:
  - repo: local
    hooks:
      - id: dsalint
        name: dsalint
        entry: {sys.executable} -m dsalint check --select REG005 --as-of 2026-01-01
        language: system
        types: [yaml]
        require_serial: true
"""


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "GIT_AUTHOR_NAME": "t",
        "GIT_AUTHOR_EMAIL": "t@example.org",
        "GIT_COMMITTER_NAME": "t",
        "GIT_COMMITTER_EMAIL": "t@example.org",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PRE_COMMIT_HOME": str(folder.parent / "pre-commit-home"),
    }
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env=environment, timeout=120, check=False
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "estate"
    (folder / "agreements").mkdir(parents=True)
    (folder / "organisations.yaml").write_text(ORGANISATIONS)
    for name in ("one", "two"):
        (folder / "agreements" / f"{name}.yaml").write_text(AGREEMENT.format(id=name))
    (folder / ".pre-commit-config.yaml").write_text(CONFIG)
    for command in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-q", "-m", "start")):
        assert run(folder, "git", *command).returncode == 0
    return folder


def hook(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(folder, sys.executable, "-m", "pre_commit", "run", *arguments)


def test_a_change_that_is_right_passes(repository: Path) -> None:
    (repository / "agreements" / "one.yaml").write_text(AGREEMENT.format(id="one") + "status: active\n")
    run(repository, "git", "add", ".")
    done = hook(repository)
    assert done.returncode == 0, done.stdout


def test_a_break_in_a_file_that_was_not_changed_is_reported(repository: Path) -> None:
    changed = ORGANISATIONS.replace("id: kent-police", "id: kent-constabulary")
    (repository / "organisations.yaml").write_text(changed)
    run(repository, "git", "add", ".")
    done = hook(repository)
    assert done.returncode == 1
    assert "agreements/one.yaml:7:19" in done.stdout
    assert "agreements/two.yaml:7:19" in done.stdout


def test_a_deleted_file_breaks_those_that_refer_to_it(repository: Path) -> None:
    run(repository, "git", "rm", "-q", "organisations.yaml")
    (repository / "agreements" / "one.yaml").write_text(AGREEMENT.format(id="one") + "status: active\n")
    run(repository, "git", "add", ".")
    done = hook(repository)
    assert done.returncode == 1
    assert "agreements/two.yaml" in done.stdout


def test_old_findings_elsewhere_are_counted_and_not_shown(repository: Path) -> None:
    broken = AGREEMENT.format(id="two").replace("kent-police", "nobody")
    (repository / "agreements" / "two.yaml").write_text(broken)
    run(repository, "git", "commit", "-q", "-a", "--no-verify", "-m", "an old fault")
    done = run(
        repository,
        sys.executable,
        "-m",
        "dsalint",
        "check",
        "--select",
        "REG005",
        "--as-of",
        "2026-01-01",
        "agreements/one.yaml",
    )
    assert done.returncode == 0, done.stdout
    assert "nobody" not in done.stdout
    assert "elsewhere" in done.stdout


def check(folder: Path, *paths: str) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-m", "dsalint", "check", "--select", "REG005", "--as-of", "2026-01-01")
    return run(folder, *command, *paths)


def test_an_excluded_folder_is_no_part_of_the_estate_before_or_after(repository: Path) -> None:
    """What the template declares at the last commit does not make an old fault look new."""
    (repository / "dsalint.yaml").write_text("version: 1\nexclude: [templates]\n")
    (repository / "templates").mkdir()
    template = repository / "templates" / "template.yaml"
    template.write_text("kind: organisation\nid: nobody\nname: Nobody\n")
    broken = AGREEMENT.format(id="two").replace("kent-police", "nobody")
    (repository / "agreements" / "two.yaml").write_text(broken)
    run(repository, "git", "add", ".")
    run(repository, "git", "commit", "-q", "--no-verify", "-m", "an old fault")
    template.write_text("kind: organisation\nid: somebody\nname: Somebody\n")
    done = check(repository, "agreements/one.yaml", "templates/template.yaml")
    assert done.returncode == 0, done.stdout
    assert "nobody" not in done.stdout


def test_a_file_that_the_configuration_excludes_is_not_checked_because_a_hook_names_it(
    repository: Path,
) -> None:
    (repository / "dsalint.yaml").write_text("version: 1\nexclude: [mkdocs.yml]\n")
    (repository / "mkdocs.yml").write_text("site_name: Sharing\n")
    assert check(repository, "agreements/one.yaml", "mkdocs.yml").returncode == 0
    alone = check(repository, "mkdocs.yml")
    assert alone.returncode == 3
    assert "exclude" in alone.stderr


def test_a_list_of_files_that_is_split_finds_the_same(repository: Path) -> None:
    (repository / "agreements" / "one.yaml").write_text(
        AGREEMENT.format(id="one").replace("kent-police", "nobody")
    )
    command = (
        sys.executable,
        "-m",
        "dsalint",
        "check",
        "--select",
        "REG005",
        "--as-of",
        "2026-01-01",
        "--format",
        "json",
    )
    whole = run(repository, *command, "agreements/one.yaml", "agreements/two.yaml", "organisations.yaml")
    first = run(repository, *command, "agreements/two.yaml")
    second = run(repository, *command, "agreements/one.yaml", "organisations.yaml")
    for done in (whole, first, second):
        assert "agreements/one.yaml" in done.stdout
        assert done.returncode == 1


def test_the_manifest_is_one_that_pre_commit_accepts(root: Path) -> None:
    done = run(root, sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml")
    assert done.returncode == 0, done.stdout


def test_a_new_estate_passes_the_hook_that_comes_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "estate"
    start_estate(str(folder), "Ours", force=False)
    config = folder / ".pre-commit-config.yaml"
    config.write_text(config.read_text().replace("dsalint check", f"{sys.executable} -m dsalint check"))
    for command in (("init", "-q", "-b", "main"), ("add", "-A")):
        assert run(folder, "git", *command).returncode == 0
    done = hook(folder, "--all-files")
    assert done.returncode == 0, done.stdout
