"""`dsalint diff` on repositories that are odd, damaged or hostile: it says what is wrong, or sees what is there."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dsalint.cli import cli
from dsalint.linter.errors import UserError

ONE = "kind: organisation\nid: one\nname: One\n"
FLOW = "kind: agreement\nid: care\nflows: [{id: f, from: one, to: two, asset: records}]\n"


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    command = ["git", *identity, *arguments]
    return (
        subprocess.run(command, cwd=folder, check=True, capture_output=True, input=given)
        .stdout.decode()
        .strip()
    )


def commit(folder: Path, message: str = "more") -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    (folder / "one.yaml").write_text(ONE)
    commit(folder)
    return folder


def run(folder: Path, *arguments: str) -> Result:
    command = ["diff", *arguments, "--estate", str(folder), "--as-of", "2026-06-01"]
    return CliRunner().invoke(cli, command, standalone_mode=False)


def compared(folder: Path, *arguments: str) -> dict[str, Any]:
    result = run(folder, *arguments, "--format", "json")
    assert result.exception is None, result.exception
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def documents(found: dict[str, Any]) -> set[tuple[str, str]]:
    return {(change["effect"], change["document"]) for change in found["changes"]}


# Names of revisions


@pytest.mark.parametrize(
    "name", ["^HEAD", "HEAD^{tree}", "HEAD:one.yaml", "HEAD^{/nothing}", "--all", "HEAD^@"]
)
def test_what_is_no_commit_is_no_revision(repository: Path, name: str) -> None:
    for arguments in (("--", "HEAD", name), ("--", name)):
        command = ["diff", "--estate", str(repository), *arguments]
        result = CliRunner().invoke(cli, command, standalone_mode=False)
        assert f"no revision and no folder '{name}'" in str(result.exception)


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "one.yaml").write_text(ONE)
    assert "no revision and no folder 'HEAD'" in str(run(tmp_path, "HEAD").exception)


def test_a_head_that_is_detached_a_tag_and_the_start_of_an_id(repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD")
    git(repository, "tag", "-a", "v1", "-m", "one")
    (repository / "care.yaml").write_text(FLOW)
    commit(repository)
    git(repository, "checkout", "--quiet", "--detach")
    for name in ("v1", first[:8], "HEAD~1"):
        assert documents(compared(repository, name, "HEAD")) == {("widens", "agreement/care")}


def test_an_estate_in_a_folder_of_a_repository_and_in_a_worktree(repository: Path, tmp_path: Path) -> None:
    (repository / "register").mkdir()
    (repository / "register" / "care.yaml").write_text(FLOW)
    commit(repository)
    (repository / "register" / "more.yaml").write_text(FLOW.replace("care", "more"))
    (repository / "beside.yaml").write_text(ONE.replace("one", "beside"))
    commit(repository)
    assert documents(compared(repository / "register", "HEAD~1", "HEAD")) == {("widens", "agreement/more")}
    git(repository, "worktree", "add", "--quiet", str(tmp_path / "tree"), "HEAD~1")
    assert documents(compared(tmp_path / "tree" / "register", "HEAD", "main")) == {
        ("widens", "agreement/more")
    }


def test_a_shallow_clone_says_what_it_lacks(repository: Path, tmp_path: Path) -> None:
    git(repository, "checkout", "--quiet", "-b", "work")
    (repository / "care.yaml").write_text(FLOW)
    commit(repository)
    git(repository, "checkout", "--quiet", "main")
    commit(repository)
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--no-single-branch", f"file://{repository}", "shallow")
    result = run(tmp_path / "shallow", "main...origin/work")
    assert "no commit in common" in str(result.exception)
    assert compared(tmp_path / "shallow", "main..origin/work")["effect"] == "widens"


def test_a_partial_clone_needs_the_documents_only(repository: Path, tmp_path: Path) -> None:
    (repository / "picture.svg").write_text("<svg/>")
    commit(repository)
    (repository / "picture.svg").unlink()
    (repository / "care.yaml").write_text(FLOW)
    commit(repository)
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter", "blob:none", f"file://{repository}", "partial")
    assert compared(tmp_path / "partial", "HEAD~1", "HEAD")["effect"] == "widens"
    (repository / "care.yaml").write_text(FLOW.replace("two", "three"))
    commit(repository)
    (repository / "care.yaml").write_text(FLOW)
    commit(repository)
    git(tmp_path / "partial", "pull", "--quiet")
    result = run(
        tmp_path / "partial", "HEAD~1", "HEAD"
    )  # git fetched what it checked out, and not what was between
    assert "git does not have all the files of that revision here" in str(result.exception)


# What is not there is no narrowing


@pytest.mark.parametrize("kind", ["tree", "blob"])
def test_a_damaged_repository_is_no_smaller_estate(repository: Path, kind: str) -> None:
    (repository / "register").mkdir()
    (repository / "register" / "care.yaml").write_text(FLOW)
    commit(repository)
    lost = git(repository, "rev-parse", "HEAD:register" if kind == "tree" else "HEAD:register/care.yaml")
    (repository / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    result = run(repository, "HEAD~1", "HEAD", "--fail-on", "widens")
    assert "git does not have all the files of that revision here" in str(result.exception)


@pytest.mark.skipif(os.name == "nt", reason="the program is a POSIX shell's")
def test_a_git_that_ends_early_is_no_success(repository: Path, tmp_path: Path) -> None:
    """A pipe that breaks is a reader that has seen enough, but not where dsalint is the reader."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "git"
    real = shutil.which("git")
    program.write_text(f'#!/bin/sh\ncase "$*" in *cat-file*) exec 0<&- ; exit 1 ;; esac\nexec {real} "$@"\n')
    program.chmod(0o755)
    (repository / "care.yaml").write_text(FLOW)
    commit(repository)
    done = subprocess.run(
        [sys.executable, "-m", "dsalint", "diff", "HEAD~1", "HEAD", "--fail-on", "widens"],
        cwd=repository,
        env={**os.environ, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2, done
    assert "git does not have all the files" in done.stderr


@pytest.mark.parametrize("content", [b"kind: caf\xe9", b"# " + b"x" * (10 * 1024 * 1024)])
def test_a_file_that_gives_no_text_is_another_when_its_bytes_are(repository: Path, content: bytes) -> None:
    for number in b"1", b"2", b"2":
        (repository / "odd.yaml").write_bytes(content + b" " + number)
        commit(repository)
    assert documents(compared(repository, "HEAD~2", "HEAD~1")) == {("widens", "odd.yaml")}
    assert documents(compared(repository, "HEAD~1", "HEAD")) == set()


def test_a_file_of_another_kind_may_have_any_name(repository: Path) -> None:
    (repository / "a\\b.txt").write_text("text")
    commit(repository)
    assert documents(compared(repository, "HEAD~1", "HEAD")) == set()


def test_an_object_that_stands_for_another_is_not_read(repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD")
    (repository / "care.yaml").write_text(FLOW)
    git(repository, "replace", commit(repository), first)
    assert compared(repository, first, "HEAD")["effect"] == "widens"


def test_a_folder_that_looks_like_a_repository_answers_for_nothing(repository: Path, tmp_path: Path) -> None:
    """A pull request may hold the files of a bare repository, with another history and commands in its settings."""
    inner = repository / "register"
    inner.mkdir()
    git(tmp_path, "clone", "--quiet", "--bare", str(repository), "bare")
    (repository / "one.yaml").rename(inner / "one.yaml")
    commit(repository)
    shutil.copytree(tmp_path / "bare", inner, dirs_exist_ok=True)
    result = run(inner, "HEAD~1", "HEAD")
    assert "no revision and no folder" in str(result.exception)


@pytest.mark.skipif(os.name == "nt", reason="the commands are those of a POSIX shell")
def test_no_command_of_the_repository_is_run(repository: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.mkdir()
    (repository / "care.yaml").write_text(FLOW)
    (repository / ".gitattributes").write_text("*.yaml diff=x filter=x\n")
    commit(repository)
    lost = git(repository, "rev-parse", "HEAD:care.yaml")
    for key, value in {
        "core.fsmonitor": f"touch '{trap}/fsmonitor'; false",
        "core.pager": f"touch '{trap}/pager'",
        "core.alternateRefsCommand": f"touch '{trap}/alternates'",
        "diff.x.textconv": f"touch '{trap}/textconv'; cat",
        "filter.x.smudge": f"touch '{trap}/smudge'; cat",
        "filter.x.required": "true",
        "alias.ls-tree": f"!touch '{trap}/alias'",
        "protocol.ext.allow": "always",
        "remote.origin.url": f"ext::sh -c touch% '{trap}/fetched'",
        "remote.origin.promisor": "true",
        "extensions.partialClone": "origin",
    }.items():
        git(repository, "config", key, value)
    git(repository, "config", "core.repositoryFormatVersion", "1")
    (repository / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    for arguments in (("HEAD~1",), ("HEAD~1", "HEAD"), ("HEAD~1...HEAD",)):
        run(repository, *arguments)
    assert [path.name for path in trap.iterdir()] == []


# Files that are not written as they are read


def linked(repository: Path, name: str, target: str) -> None:
    (repository / name).symlink_to(target)


@pytest.mark.parametrize(
    "target", ["care.txt", "./folder/../care.txt", "../repository/care.txt", "folder/up/care.txt", "again"]
)
def test_a_link_to_a_file_with_another_name_is_read(repository: Path, target: str) -> None:
    (repository / "care.txt").write_text(FLOW)
    (repository / "folder").mkdir()
    (repository / "folder" / "text").write_text("")
    linked(repository, "folder/up", "..")
    linked(repository, "again", "care.txt")
    linked(repository, "care.yaml", target)
    commit(repository)
    assert documents(compared(repository, "HEAD~1", "HEAD")) == {("widens", "agreement/care")}
    assert documents(compared(repository, "HEAD")) == set()  # the commit is read as the disk is


@pytest.mark.parametrize("target", ["/etc/passwd", "../outside.yaml", "loop.yaml", "nowhere", "folder"])
def test_a_link_to_no_file_of_the_estate_is_passed_over(
    repository: Path, tmp_path: Path, target: str
) -> None:
    (tmp_path / "outside.yaml").write_text(FLOW)
    (repository / "folder").mkdir()
    (repository / "folder" / "text").write_text("")
    linked(repository, "care.yaml", target)
    linked(repository, "loop.yaml", "care.yaml")
    commit(repository)
    assert documents(compared(repository, "HEAD~1", "HEAD")) == set()
    assert documents(compared(repository, "HEAD")) == set()


def test_settings_that_are_a_link_out_are_refused(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "dsalint.yaml").write_text("version: 1\nexclude: ['*']\n")
    linked(repository, "dsalint.yaml", "../dsalint.yaml")
    commit(repository)
    git(repository, "rm", "--quiet", "dsalint.yaml")
    result = run(repository, "HEAD~1", "HEAD")
    assert "dsalint.yaml" in str(result.exception) or result.exception is None


def test_a_submodule_that_names_another_commit_may_say_anything(repository: Path, tmp_path: Path) -> None:
    def pin(target: str) -> None:
        git(repository, "update-index", "--add", "--cacheinfo", f"160000,{target},register")
        git(repository, "commit", "--quiet", "--message", "pin")

    pin("1" * 40)
    pin("2" * 40)
    assert documents(compared(repository, "HEAD~1", "HEAD")) == {("widens", "register")}
    assert documents(compared(repository, "HEAD~2", "HEAD~1")) == {("widens", "register")}
    assert documents(compared(repository, "HEAD", "HEAD~2")) == set()


def test_a_folder_for_temporary_files_that_git_ignores(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "scratch").mkdir()
    (repository / ".gitignore").write_text("scratch/\n")
    (repository / "care.yaml").write_text(FLOW)
    commit(repository)
    monkeypatch.setattr("tempfile.tempdir", str(repository / "scratch"))
    assert documents(compared(repository, "HEAD~1", "HEAD")) == {("widens", "agreement/care")}


# Trees that no file system has


def tree(repository: Path, *entries: tuple[str, str, str]) -> str:
    """A commit of a tree with these entries (mode, name, id), however wrong."""
    body = b"".join(
        f"{mode} ".encode() + os.fsencode(name) + b"\0" + bytes.fromhex(i) for mode, name, i in entries
    )
    made = git(repository, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", given=body)
    return git(repository, "commit-tree", made, "-m", "odd")


@pytest.mark.parametrize("name", ["..", ".git", ".GIT", "."])
def test_a_path_that_leads_out_is_refused(repository: Path, name: str) -> None:
    inner = git(repository, "rev-parse", "HEAD^{tree}")
    result = run(repository, "HEAD", tree(repository, ("40000", name, inner)))
    assert isinstance(result.exception, UserError)
    assert not (repository.parent / "one.yaml").exists()


def test_names_that_no_file_can_have_are_said(repository: Path) -> None:
    blob = git(repository, "rev-parse", "HEAD:one.yaml")
    result = run(repository, "HEAD", tree(repository, ("100644", "x" * 300 + ".yaml", blob)))
    assert "cannot be written" in str(result.exception)
    inner = git(repository, "rev-parse", "HEAD^{tree}")
    both = tree(repository, ("100644", "one.yaml", blob), ("40000", "one.yaml", inner))
    assert isinstance(run(repository, "HEAD", both).exception, UserError)


def test_nothing_is_written_through_a_link(repository: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    blob = git(repository, "rev-parse", "HEAD:one.yaml")
    link = git(repository, "hash-object", "-w", "--stdin", given=os.fsencode(out))
    inner = tree(repository, ("100644", "one.yaml", blob), ("120000", "two.yaml", link))
    odd = tree(
        repository,
        ("120000", "folder", link),
        ("40000", "folder", git(repository, "rev-parse", f"{inner}^{{tree}}")),
    )
    run(repository, "HEAD", odd)
    assert list(out.iterdir()) == []


def test_names_that_are_no_text_and_files_that_are_too_large(repository: Path) -> None:
    odd = os.fsdecode(b"caf\xe9\n\x1b[31m.yaml")
    (repository / odd).write_text(FLOW)
    (repository / "large.yaml").write_bytes(b"# " + b"x" * (11 * 1024 * 1024))
    commit(repository)
    for form in ("text", "markdown", "json"):
        result = run(repository, "HEAD~1", "HEAD", "--format", form)
        assert result.exception is None
        assert "\x1b" not in result.output and "\udce9" not in result.output
    assert ("widens", "large.yaml") in documents(compared(repository, "HEAD~1", "HEAD"))


# An end before the end


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
@pytest.mark.parametrize("signal", ["TERM", "INT", "HUP"])
def test_an_interrupt_leaves_nothing_behind(repository: Path, tmp_path: Path, signal: str) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    program = (
        "import os, signal, sys\n"
        "import dsalint.linter.changes.difference as module\n"
        f"module.facts_in = lambda target: os.kill(os.getpid(), signal.SIG{signal})\n"
        "sys.argv = ['dsalint', 'diff', 'HEAD', 'HEAD']\n"
        "from dsalint.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=repository,
        env={**os.environ, "TMPDIR": str(scratch)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode not in (0, 1), done.stderr
    assert list(scratch.iterdir()) == []
