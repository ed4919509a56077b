"""A repository whose configuration names commands: none of them is run, and what a change broke is found all the same."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ONE = "kind: organisation\nid: one\nname: One\ntype: charity\ncountry: GB\n"
TWO = "kind: agreement\nid: two\nparties: [{organisation: one, role: controller}]\n"


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dsalint", "check", "one.yaml", "--as-of", "2026-01-01", "--select", "REG005"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(os.name == "nt", reason="the commands are those of a POSIX shell")
def test_no_command_of_the_repository_is_run(tmp_path: Path) -> None:
    estate, trap = tmp_path / "estate", tmp_path / "trap"
    estate.mkdir()
    trap.mkdir()
    git(estate, "init", "--quiet")
    (estate / "one.yaml").write_text(ONE)
    (estate / "two.yaml").write_text(TWO)
    git(estate, "add", ".")
    git(estate, "commit", "--quiet", "--message", "first")
    hook = trap / "post-index-change"
    hook.write_text(f"#!/bin/sh\ntouch '{trap}/ran-hook'\n")
    hook.chmod(0o755)
    for key, value in {
        "core.fsmonitor": f"touch '{trap}/ran-fsmonitor'; false",
        "core.hooksPath": str(trap),
        "core.pager": f"touch '{trap}/ran-pager'",
        "diff.external": f"touch '{trap}/ran-external'",
        "diff.x.textconv": f"touch '{trap}/ran-textconv'; cat",
        "diff.x.command": f"touch '{trap}/ran-command'",
        "filter.x.clean": f"touch '{trap}/ran-clean'; cat",
        "filter.x.process": f"touch '{trap}/ran-process'; false",
        "filter.x.required": "true",
        "diff.autoRefreshIndex": "true",
    }.items():
        git(estate, "config", key, value)
    (estate / ".gitattributes").write_text("*.yaml diff=x filter=x\n")
    (estate / "one.yaml").write_text(ONE.replace("id: one", "id: other"))

    done = check(estate)

    assert [path.name for path in trap.iterdir()] == ["post-index-change"]
    assert done.returncode == 1, done.stdout + done.stderr
    assert "two.yaml:3" in done.stdout


@pytest.mark.parametrize("what", ["empty folder", "link to itself", "file", "nowhere"])
def test_a_broken_repository_is_as_none(tmp_path: Path, what: str) -> None:
    (tmp_path / "one.yaml").write_text(ONE)
    broken = tmp_path / ".git"
    if what == "empty folder":
        broken.mkdir()
    elif what == "link to itself":
        broken.symlink_to(".git")
    else:
        broken.write_text("" if what == "file" else "gitdir: /nowhere/at/all\n")
    done = check(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 document" in done.stdout
