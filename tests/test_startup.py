"""What each command imports: counted, not timed, so that it holds on any machine."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "networkx",
    "jsonschema",
    "jinja2",
    "referencing",
    "importlib.metadata",
    "logging",
    "ssl",
    "urllib.request",
    "http.client",
}

SCRIPT = """
import json, sys
from dsalint.cli import run
run(json.loads(sys.argv[1]))
sys.stderr.write("\\n" + json.dumps(sorted(sys.modules)))
"""


def imported(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(arguments)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments", [("--version",), ("explain", "DOC002"), ("--help",)], ids=lambda a: a[0]
)
def test_light_commands_import_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert not imported(*arguments) & HEAVY


def test_checking_a_clean_file_imports_neither_networkx_nor_jsonschema_nor_a_network_module(
    tmp_path: Path,
) -> None:
    (tmp_path / "one.yaml").write_text("kind: organisation\nid: one\nname: One\ncountry: GB\n")
    assert not imported("check", str(tmp_path / "one.yaml"), "--as-of", "2026-01-01") & HEAVY


def test_version_does_not_even_read_yaml() -> None:
    assert "yaml" not in imported("--version")
