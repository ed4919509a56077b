"""docs/questions.md shows what dsalint prints: its commands are run, and each answer is compared with the one shown."""

import subprocess
from pathlib import Path

import pytest

from dsalint.tests.shown import DOCS, Shown, assert_printed, commands_of

PAGE = commands_of("questions.md")
QUESTIONS = [shown for shown in PAGE if shown.output]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the page's first commands, those without an answer, have made an estate."""
    work = tmp_path_factory.mktemp("page")
    (work / "agreements").symlink_to(DOCS.parent / "agreements")
    (preparation,) = [shown.command for shown in PAGE if not shown.output]
    subprocess.run(["sh", "-e", "-c", preparation], cwd=work, check=True)
    return work


@pytest.mark.parametrize("shown", QUESTIONS, ids=[shown.command.split()[2] for shown in QUESTIONS])
def test_the_page_shows_what_is_printed(folder: Path, monkeypatch: pytest.MonkeyPatch, shown: Shown) -> None:
    monkeypatch.chdir(folder)
    assert assert_printed(shown).stderr == ""


def test_every_question_is_asked_as_things_are_and_once_under_a_supposition() -> None:
    asked = [(shown.command.split()[2], "--suppose" in shown.command) for shown in QUESTIONS]
    words = ("holders", "path", "can-share", "impact", "exposure", "needs")
    assert asked == [(word, supposing) for word in words for supposing in (False, True)]
