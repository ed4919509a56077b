"""Which files belong to an estate."""

import errno
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from dsalint.linter.errors import UserError
from dsalint.linter.source.discover import discover


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("kind: agreement\n")


def nothing(path: str) -> bool:
    return False


def test_yaml_files_are_found_in_one_order_and_hidden_ones_are_not(tmp_path: Path) -> None:
    make(tmp_path, "b.yaml", "a/z.yml", "a/b.yaml", ".hidden/x.yaml", "notes.txt", "dsalint.yaml", "B.yaml")
    assert discover(str(tmp_path), nothing) == ["B.yaml", "a/b.yaml", "a/z.yml", "b.yaml"]


def test_excluded_folders_are_not_entered(tmp_path: Path) -> None:
    make(tmp_path, "a/x.yaml", "b/x.yaml")
    assert discover(str(tmp_path), lambda path: path == "a") == ["b/x.yaml"]


def test_links_do_not_lead_outside_the_root(tmp_path: Path) -> None:
    make(tmp_path, "outside/secret.yaml", "estate/in.yaml")
    os.symlink(tmp_path / "outside", tmp_path / "estate" / "folder")
    os.symlink(tmp_path / "outside" / "secret.yaml", tmp_path / "estate" / "file.yaml")
    os.symlink("in.yaml", tmp_path / "estate" / "same.yaml")
    assert discover(str(tmp_path / "estate"), nothing) == ["in.yaml", "same.yaml"]


def test_what_git_ignores_is_left_out_and_what_it_tracks_is_not(tmp_path: Path) -> None:
    make(tmp_path, "kept.yaml", "tracked.yaml", "ignored.yaml", "sub/ignored.yaml")
    (tmp_path / ".gitignore").write_text("ignored.yaml\ntracked.yaml\n")
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-f", "tracked.yaml"], check=True)
    assert discover(str(tmp_path), nothing) == ["kept.yaml", "tracked.yaml"]


def test_a_folder_that_may_not_be_read_is_said_and_can_be_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a.yaml", "closed/b.yaml")
    scan = os.scandir

    def refusing(path: str) -> Any:
        if os.path.basename(path) == "closed":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)  # the user who runs the tests may be allowed everything
    with pytest.raises(UserError, match="the folder closed cannot be read: permission denied"):
        discover(str(tmp_path), lambda path: False)
    assert discover(str(tmp_path), lambda path: path == "closed") == ["a.yaml"]
