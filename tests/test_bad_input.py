"""Every bad input: one clear message with a place and a next step, the right status, bounded, and no traceback."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

AS_OF = ("--as-of", "2026-01-01")
GOOD = "kind: organisation\nid: one\nname: One\ntype: charity\ncountry: GB\n"


def dsalint(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dsalint", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "COLUMNS": "120"},
        check=False,
    )


def bomb(levels: int = 12) -> str:
    lines = ["kind: agreement", "id: bomb", "a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


AGREEMENT = "kind: agreement\nid: demo\n"

FILES = [
    ("binary", b"\x89PNG\r\n\x1a\n\0\0\xff", "not a text file", ":1:1"),
    (
        "not-utf8",
        "kind: agreement\nid: demo\ntitle: Café\n".encode("latin-1"),
        "line 3 holds the byte 0xe9",
        ":1:1",
    ),
    ("bomb", bomb().encode(), "aliases would expand", ":7:"),
    ("cycle", b"kind: agreement\nid: demo\ntitle: &t [*t]\n", "never end", ":3:12"),
    ("tab", b"kind: agreement\nid: demo\ndates:\n\tstart: 2024-01-01\n", "tab", ":4:1"),
    ("unknown-kind", b"kind: agreemnt\nid: demo\n", "is not a kind of document", ":1:7"),
    ("unknown-key", b"kind: agreement\nid: demo\npurpose: []\n", "purpose", ":3:1"),
    (
        "dangling",
        AGREEMENT.encode() + b"parties:\n  - organisation: nobody\n    role: controller\n",
        "nobody",
        ":4:19",
    ),
    ("duplicate-id", AGREEMENT.encode() + b"---\n" + AGREEMENT.encode(), "demo", ":2:5"),
    ("duplicate-key", b"kind: agreement\nid: demo\nid: other\n", "twice", ":3:1"),
    ("no-mapping", b"- a\n- b\n", "not a mapping", ":1:1"),
]


@pytest.mark.parametrize(("name", "content", "words", "place"), FILES, ids=[row[0] for row in FILES])
def test_a_bad_file_is_a_finding_with_a_place_and_a_next_step(
    tmp_path: Path, name: str, content: bytes, words: str, place: str
) -> None:
    (tmp_path / "bad.yaml").write_bytes(content)
    done = dsalint("check", ".", *AS_OF, cwd=tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert words in done.stdout
    assert f"bad.yaml{place}" in done.stdout
    assert "= fix:" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_file_of_a_gigabyte_is_refused_without_reading_it(tmp_path: Path) -> None:
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.truncate(1_000_000_000)
    started = time.monotonic()
    done = dsalint("check", ".", *AS_OF, cwd=tmp_path)
    assert done.returncode == 1
    assert "1,000,000,000 bytes" in done.stdout
    assert time.monotonic() - started < 10


USES: list[tuple[str, tuple[str, ...], int, str]] = [
    ("missing path", ("check", "nowhere"), 2, "nowhere does not exist"),
    ("empty folder", ("check", "empty"), 3, "no YAML file"),
    ("unknown rule", ("check", "good", "--select", "GVO002"), 2, "no rule or group `GVO002`"),
    ("unknown profile", ("check", "good", "--profile", "standrad"), 2, "did you mean `standard`"),
    ("unknown format", ("check", "good", "--format", "jsno"), 2, "no format"),
    ("bad date", ("check", "good", "--as-of", "soon"), 2, "not a date"),
    ("output to nowhere", ("check", "good", "--output", "json=no/where.json"), 2, "no"),
    ("unknown rule to explain", ("explain", "GOV02"), 2, "no rule `GOV02`"),
    ("unknown schema", ("schema", "agreemnt"), 2, "did you mean `agreement`"),
    ("unknown option", ("check", "--frobnicate"), 2, "No such option"),
    ("broken configuration", ("check", "misconfigured"), 2, "dsalint.yaml:2:1"),
    ("broken rule file", ("check", "misruled"), 2, "OWN-001_x.yaml:2:"),
    ("rules outside", ("check", "outside"), 2, "outside the estate"),
]


@pytest.fixture
def estates(tmp_path: Path) -> Path:
    for name in ("empty", "good", "misconfigured", "misruled", "outside"):
        (tmp_path / name).mkdir()
        if name != "empty":
            (tmp_path / name / "one.yaml").write_text(GOOD)
    (tmp_path / "misconfigured" / "dsalint.yaml").write_text("version: 1\nprofile: hmg\n")
    (tmp_path / "misruled" / "dsalint.yaml").write_text(
        "version: 1\nlocal_rules: [rules]\nexclude: [rules]\n"
    )
    (tmp_path / "misruled" / "rules").mkdir()
    (tmp_path / "misruled" / "rules" / "OWN-001_x.yaml").write_text("id: OWN-001\nnmae: x\n")
    (tmp_path / "outside" / "dsalint.yaml").write_text("version: 1\nlocal_rules: [../good]\n")
    return tmp_path


@pytest.mark.parametrize(("name", "arguments", "status", "words"), USES, ids=[row[0] for row in USES])
def test_wrong_use_has_its_own_status_and_says_what_to_do(
    estates: Path, name: str, arguments: tuple[str, ...], status: int, words: str
) -> None:
    done = dsalint(*arguments, cwd=estates)
    assert done.returncode == status, done.stdout + done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_outside_the_estate_is_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hunter2: x\n")
    for name in ("named", "configured"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.yaml").write_text(GOOD)
    (tmp_path / "named" / "dsalint.yaml").write_text("version: 1\n")
    (tmp_path / "named" / "link.yaml").symlink_to("../secret")
    (tmp_path / "configured" / "dsalint.yaml").symlink_to("../secret")
    for folder, named in (("named", "link.yaml"), ("configured", ".")):
        done = dsalint("check", named, *AS_OF, cwd=tmp_path / folder)
        assert done.returncode == 2, done.stdout
        assert "out of the estate" in done.stderr
        assert "hunter2" not in done.stdout + done.stderr


def test_a_path_that_no_file_can_have_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(GOOD)
    (tmp_path / "dsalint.yaml").write_text('version: 1\nlocal_rules: ["a\\0b"]\n')
    done = dsalint("check", ".", *AS_OF, cwd=tmp_path)
    assert done.returncode == 2
    assert "local_rules" in done.stderr


def test_aliases_cannot_build_what_is_nested_too_deep(tmp_path: Path) -> None:
    levels = [f"x-{n}: &a{n} {'[' * 50}{f'*a{n - 1}' if n else 'x'}{']' * 50}" for n in range(20)]
    (tmp_path / "deep.yaml").write_text(AGREEMENT + "\n".join(levels) + "\n")
    done = dsalint("check", ".", *AS_OF, cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "nested more than 64 levels" in done.stdout
    assert "deep.yaml:4:" in done.stdout


@pytest.mark.parametrize("name", ["one.yaml", "dsalint.yaml", "link"])
@pytest.mark.parametrize("command", [("check", "--output", "json={}"), ("graph", "draw", "--to", "{}")])
def test_no_output_is_written_over_an_input(tmp_path: Path, name: str, command: tuple[str, ...]) -> None:
    (tmp_path / "one.yaml").write_text(GOOD)
    (tmp_path / "dsalint.yaml").write_text("version: 1\n")
    (tmp_path / "link").symlink_to("one.yaml")
    done = dsalint(*(word.format(name) for word in command), cwd=tmp_path)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "not written over" in done.stderr
    assert (tmp_path / "one.yaml").read_text() == GOOD
    assert (tmp_path / "dsalint.yaml").read_text() == "version: 1\n"


CLOSED = [
    ("check . >&-", 0),
    ("check . 2>&-", 0),
    ("check . <&-", 0),
    ("new agreement fresh <&-", 0),
    ("init fresh <&-", 0),
    ("check . >&- 2>&- <&-", 0),
]


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
@pytest.mark.parametrize(("words", "status"), CLOSED)
def test_closed_streams_are_no_fault(tmp_path: Path, words: str, status: int) -> None:
    (tmp_path / "one.yaml").write_text(GOOD)
    line = f'exec "{sys.executable}" -m dsalint {words}'
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(GOOD)
    line = f'exec "{sys.executable}" -m dsalint check . >/dev/full'
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "cannot write to standard output" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the folder of a process")
@pytest.mark.parametrize("words", ["check .", "explain GOV002", "rules", "new agreement fresh", "init fresh"])
def test_a_working_folder_that_is_gone_is_said(tmp_path: Path, words: str) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    line = f'rmdir "{folder}"; exec "{sys.executable}" -m dsalint {words}'
    done = subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "working folder is gone" in done.stderr


def test_a_good_file_is_no_finding(estates: Path) -> None:
    done = dsalint("check", "good", *AS_OF, "--fail-on", "note", cwd=estates)
    assert done.returncode == 0, done.stdout


def test_hostile_names_cannot_move_the_cursor_or_forge_a_workflow_command(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2Jb.yaml").write_text('kind: "x\\e[31m"\nid: demo\n')
    (tmp_path / "b.yaml").write_text('kind: "\\n::error file=x::forged"\nid: demo\n')
    done = dsalint("check", ".", *AS_OF, cwd=tmp_path)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert not any(line.startswith("::") for line in done.stdout.splitlines())
