"""What an import gives: documents to write, and an account of every field of the source."""

from typing import Any, NamedTuple

from dsalint.linter.reports.escape import prose


class ImportedDocument(NamedTuple):
    """One document of the estate and the file that it goes to."""

    file: str
    """Relative to the estate's folder, forward slashes; several documents may share a file."""
    value: dict[str, Any]


class FieldTally(NamedTuple):
    """What became of a field's values: the three numbers add up to the records read."""

    field: str
    mapped: int
    """Written under a key of dsalint's documents."""
    kept: int
    """Written under `x-source`, because no key has that meaning or the value does not fit it."""
    empty: int


class Notice(NamedTuple):
    """Something that a person should look at."""

    text: str
    where: tuple[str, ...]
    """Ids of documents, or lines of the source; empty where it concerns the whole of it."""


class ImportResult(NamedTuple):
    """The documents of an import and its report, from most to least important."""

    title: str
    source: str
    as_of: str
    """The date against which the status of agreements was decided."""
    documents: tuple[ImportedDocument, ...]
    counts: tuple[tuple[str, int], ...]
    fields: tuple[FieldTally, ...]
    notices: tuple[Notice, ...]


_SHOWN = 6
"""Places named per notice in the text form; the machine form has all."""


def _shown(text: str, most: int = 200) -> str:
    return prose(text if len(text) <= most else text[: most - 1] + "…")


def render_import_report(result: ImportResult) -> str:
    """The report as text for a terminal: counts, fields, notices."""
    width = max((len(name) for name, _ in result.counts), default=0)
    lines = [f"{_shown(result.title)}, from {_shown(result.source)}, as of {result.as_of}", ""]
    lines += [f"  {name:<{width}}  {count:>7,}" for name, count in result.counts]
    if result.fields:
        width = max(len("field"), *(len(_shown(tally.field, 60)) for tally in result.fields))
        lines += ["", f"  {'field':<{width}}   mapped    kept   empty"]
        lines += [
            f"  {_shown(t.field, 60):<{width}}  {t.mapped:>7,} {t.kept:>7,} {t.empty:>7,}"
            for t in result.fields
        ]
        lines.append(
            "  kept: under x-source, because no key of dsalint has that meaning or the value does not fit it"
        )
    for notice in result.notices:
        number = f" ({len(notice.where):,})" if notice.where else ""
        lines += ["", f"  {_shown(notice.text, 600)}{number}"]
        if notice.where:
            more = len(notice.where) - _SHOWN
            shown = ", ".join(_shown(place, 80) for place in notice.where[:_SHOWN])
            lines.append(f"    {shown}" + (f" and {more:,} more" if more > 0 else ""))
    return "\n".join(lines) + "\n"


def import_report_record(result: ImportResult) -> dict[str, Any]:
    """The report as plain values for JSON; nothing is cut short."""
    return {
        "title": result.title,
        "source": result.source,
        "as_of": result.as_of,
        "counts": dict(result.counts),
        "fields": [tally._asdict() for tally in result.fields],
        "notices": [{"text": notice.text, "where": list(notice.where)} for notice in result.notices],
    }
