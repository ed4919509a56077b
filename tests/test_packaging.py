"""The root of the repository is the package: what ships, and nothing else (docs/decisions/0001)."""

import os
import subprocess
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest


def settings(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text())
    return found


def test_every_folder_of_code_is_a_listed_package(root: Path) -> None:
    folders = {"dsalint"}
    for top in ("linter", "graphs"):
        for path in (root / top).rglob("__init__.py"):
            folders.add(".".join(("dsalint", *path.parent.relative_to(root).parts)))
    assert folders == set(settings(root)["tool"]["setuptools"]["packages"])


def test_no_other_python_file_stands_in_the_root(root: Path) -> None:
    assert {path.name for path in root.glob("*.py")} == {"__init__.py", "__main__.py", "cli.py"}


def test_the_version_is_said_once_in_two_places(root: Path) -> None:
    import dsalint

    assert dsalint.__version__ == settings(root)["project"]["version"]


def test_every_layer_of_the_linter_is_in_the_contract(root: Path) -> None:
    contract = settings(root)["tool"]["importlinter"]["contracts"][1]
    named = {name.strip() for layer in contract["layers"] for name in layer.split("|")}
    here = {
        path.stem for path in (root / "linter").iterdir() if path.suffix == ".py" and path.stem != "__init__"
    }
    here |= {path.parent.name for path in (root / "linter").glob("*/__init__.py")}
    assert named == here


def test_the_wheel_holds_the_package_and_the_rules_and_nothing_else(root: Path) -> None:
    wheel = os.environ.get("DSALINT_WHEEL")
    if not wheel:
        pytest.skip("DSALINT_WHEEL does not name a built wheel")
    members = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    tracked = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z"], capture_output=True, text=True, check=True
    ).stdout.split("\0")
    shipped = {
        f"dsalint/{name}"
        for name in tracked
        if name in ("__init__.py", "__main__.py", "cli.py", "py.typed")
        or (name.startswith(("linter/", "graphs/")) and name.endswith((".py", ".j2")))
        or (name.startswith("linter/importers/mappings/") and name.endswith(".yaml"))
        or (name.startswith("rules/") and name.endswith((".yaml", ".json")))
    }
    assert members == shipped


def test_reading_the_licence_and_the_changelog(root: Path) -> None:
    assert "MIT License" in (root / "LICENSE").read_text()
    assert f"## {settings(root)['project']['version']}" in (root / "CHANGELOG.md").read_text()
