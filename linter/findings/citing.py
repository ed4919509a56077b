"""A source and a place in it, as the authority that a person reads: title, address, days, how it was checked."""

from dsalint.linter.findings.finding import Authority
from dsalint.linter.vocabulary.reference import reference_list
from dsalint.linter.vocabulary.sources import in_force_at, mark_of


def cite(source: str, locator: str, verified: str, date: str = "") -> Authority | None:
    """The authority of a citation.

    Args:
        source: key in the list of sources.
        locator: the place in it.
        verified: how the citation was checked (V, V2 or unverified).
        date: cite what was in force that day, under the name that it had then; None where nothing was.
    """
    record = reference_list("sources").get(source) or {}
    if date and record:
        then = in_force_at(source, date)
        if then is None:
            return None
        if then is not record and "same_numbers" not in then:
            locator = ""
        record = then
    return Authority(
        source=str(record.get("id", source)),
        title=str(record.get("title", source)),
        locator=locator,
        force=str(record.get("force", "")),
        uri=str(record.get("uri", "")),
        verified=mark_of(source, verified),
        since=str(record.get("from") or ""),
        until=str(record.get("until") or ""),
    )
