"""The formats of a report. A new format is one entry here and one module of its own."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from dsalint.linter.findings.report import Report
from dsalint.linter.source.text import SourceText


class Settings(NamedTuple):
    """How a report is to be shown; a format takes what concerns it."""

    width: int = 80
    colour: bool = False
    unicode: bool = True
    verbose: bool = False


Reporter = Callable[[Report, Mapping[str, SourceText], Settings], str]


def _text(report: Report, sources: Mapping[str, SourceText], settings: Settings) -> str:
    from dsalint.linter.reports.text import render_text

    return render_text(
        report,
        sources,
        width=settings.width,
        colour=settings.colour,
        unicode=settings.unicode,
        verbose=settings.verbose,
    )


def _json(report: Report, sources: Mapping[str, SourceText], settings: Settings) -> str:
    from dsalint.linter.reports.json import render_json

    return render_json(report)


REPORTERS: dict[str, Reporter] = {"text": _text, "json": _json}
"""By the name that `--format` and `--output` take; each imports its module when it is called."""
