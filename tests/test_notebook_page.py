"""docs/notebook.md shows what the real register gives: its lines are run in order, and every output is compared."""

import doctest
import re
from pathlib import Path

import pytest

from dsalint.tests.import_samples import needs_data, real_data
from dsalint.tests.shown import DOCS, assert_printed, commands_of


@needs_data
def test_the_page_shows_what_its_lines_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register = Path(real_data("nhs-release-register", "releases.csv"))
    (tmp_path / "releases.csv").symlink_to(register.resolve())
    monkeypatch.chdir(tmp_path)
    (importing,) = commands_of("notebook.md")
    assert_printed(importing)
    failures: list[str] = []
    tried = doctest.DocTestRunner(verbose=False).run(lines_of("notebook.md"), out=failures.append)
    assert tried.attempted > 20
    assert not tried.failed, "".join(failures)


def lines_of(page: str) -> doctest.DocTest:
    """All Python of a page as one session."""
    blocks = re.findall(r"```pycon\n(.*?)```", (DOCS / page).read_text(), re.DOTALL)
    return doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page, page, 0)
