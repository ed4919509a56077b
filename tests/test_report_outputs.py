"""Writing reports to files, the registry of formats, and progress on a terminal."""

import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dsalint.linter.errors import UserError
from dsalint.linter.reports.outputs import Output, plan_outputs, write_report
from dsalint.linter.reports.progress import Progress, on_terminal
from dsalint.linter.reports.registry import REPORTERS, Settings
from dsalint.tests.report_samples import FINDING, SOURCES, report


@pytest.mark.parametrize("name", sorted(REPORTERS))
def test_every_format_renders_and_ends_its_last_line(name: str) -> None:
    text = REPORTERS[name](report(FINDING), SOURCES, Settings())
    assert "MRK016" in text
    assert text.endswith("\n")


def test_the_registry_imports_no_format() -> None:
    code = "import sys, dsalint.linter.reports.registry as r; sys.exit('dsalint.linter.reports.text' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, env=os.environ).returncode == 0


def test_outputs_are_planned_in_order(tmp_path: Path) -> None:
    first, second = str(tmp_path / "a=b.json"), str(tmp_path / "c.txt")
    assert plan_outputs([f"json={first}", f"text={second}"], REPORTERS) == (
        Output("json", first),
        Output("text", second),
    )


@pytest.mark.parametrize(
    ("specification", "says"),
    [
        ("report.json", "not of the form FORMAT=FILE"),
        ("json=", "not of the form FORMAT=FILE"),
        ("xml={tmp}/a", "there is no format 'xml'"),
        ("json={tmp}/missing/a", "folder does not exist"),
        ("json={tmp}", "it is a folder"),
    ],
)
def test_what_cannot_be_written_is_refused_before_the_work(
    tmp_path: Path, specification: str, says: str
) -> None:
    with pytest.raises(UserError, match=says):
        plan_outputs([specification.format(tmp=tmp_path)], REPORTERS)


def test_one_file_for_two_reports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="named twice"):
        plan_outputs([f"json={tmp_path}/a", f"text={tmp_path}/x/../a"], REPORTERS)


def test_a_report_replaces_the_old_one_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_text("old")
    target.chmod(0o640)
    write_report(str(target), "neu é\n")
    assert target.read_bytes() == "neu é\n".encode()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["report.json"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "real", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    write_report(str(link), "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_failure_leaves_the_old_report_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.json"
    target.write_text("old")

    def refuse(source: str, destination: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UserError, match=r"cannot write .*: Permission denied"):
        write_report(str(target), "new")
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["report.json"]


def test_a_device_is_written_directly() -> None:
    plan_outputs([f"json={os.devnull}"], REPORTERS)
    write_report(os.devnull, "text")
    assert not os.path.isfile(os.devnull)


class Clock:
    """A clock that tests set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_progress_is_shown_after_a_second_and_cleared() -> None:
    clock = Clock()
    progress = Progress(200, clock, shown=True)
    assert progress.advance(50) == ""
    clock.now = 1.0
    assert progress.advance(50) == "\r\x1b[KChecking 100 of 200 (50%)"
    clock.now = 1.05
    assert progress.advance() == ""
    clock.now = 1.2
    assert progress.advance(99) == "\r\x1b[KChecking 200 of 200 (100%)"
    assert progress.finish() == "\r\x1b[K"
    assert progress.finish() == ""


def test_progress_is_silent_for_short_runs_and_without_a_terminal() -> None:
    clock = Clock()
    short, piped = Progress(1, clock, shown=True), Progress(1, clock, shown=False)
    assert short.advance() + short.finish() == ""
    clock.now = 60
    assert piped.advance() + piped.finish() == ""


def test_progress_without_a_total_counts() -> None:
    clock = Clock()
    progress = Progress(0, clock, shown=True, label="Reading")
    clock.now = 2
    assert progress.advance(3) == "\r\x1b[KReading 3"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_on_a_stream_is_cleared_even_after_a_fault() -> None:
    clock, stream = Clock(), Terminal()
    with pytest.raises(ZeroDivisionError), on_terminal(stream, clock) as advance:
        advance(1, 4)
        clock.now = 2
        advance(3, 4)
        raise ZeroDivisionError
    assert stream.getvalue() == "\r\x1b[KChecking 3 of 4 (75%)\r\x1b[K"


def test_progress_on_a_pipe_is_silent() -> None:
    clock, stream = Clock(), io.StringIO()
    with on_terminal(stream, clock) as advance:
        clock.now = 2
        advance(3, 4)
    assert stream.getvalue() == ""
