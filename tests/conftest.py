"""What every test may rely on: no colour, no width of the machine that runs it, generous but bounded examples."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "dsalint", deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("dsalint")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture
def data() -> Path:
    """Real public registers; tests that need them are skipped, visibly, where DSALINT_DATA does not name them."""
    folder = os.environ.get("DSALINT_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("DSALINT_DATA does not name the folder of real registers")
    return Path(folder)
