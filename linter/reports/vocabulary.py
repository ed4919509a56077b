"""`dsalint words`: the lists from which documents take their ids, with what each id stands for and where that is written."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dsalint.linter.reports.escape import guard
from dsalint.linter.reports.json import to_json
from dsalint.linter.reports.look import Look, counted
from dsalint.linter.reports.width import text_width
from dsalint.linter.vocabulary.reference import Entry, ReferenceList

AUTHORS = {
    "gateways": "`legal_power.gateway` of a party, `gateway` of a flow",
    "purpose-categories": "`category` of a purpose, `purposes` of an asset, `purpose` of a need",
    "organisation-types": "`type` of an organisation",
    "lawful-bases": "`lawful_basis` of a party, each by its field and code",
    "schedule-1-conditions": "`schedule_1` of a lawful basis",
    "schedule-7-authorities": "`competent_authority.schedule_7` of an organisation or a party",
    "transfer-mechanisms": "`mechanism` of a transfer",
    "adequacy": "`country` of a transfer by adequacy",
    "adequacy-part-3": "`country` of a law-enforcement transfer by adequacy",
    "countries": "`country` of an organisation or a transfer",
    "markings": "`marking`",
    "sources": "`source` of the authority of a rule, `cites` of a policy clause",
}
"""The lists that authors take words from, and where they write them."""


def render_lists(lists: Iterable[ReferenceList], look: Look) -> str:
    """All lists, ending in a line end."""
    rows: list[str] = []
    for found in lists:
        rows.append(
            f"{look.paint(found.name, 'strong')}  {counted(len(found.entries()), 'entry', 'entries')}"
        )
        rows += look.hanging("  ", f"{found.title}; for {AUTHORS[found.name]}", "  ")
    rows += ["", "`dsalint words LIST` shows a list, `dsalint words LIST TEXT` what of it has a text."]
    return guard("\n".join(rows) + "\n")


def lists_json(lists: Iterable[ReferenceList]) -> str:
    """The same for scripts."""
    told = [
        {
            "list": found.name,
            "title": found.title,
            "for": AUTHORS[found.name],
            "entries": len(found.entries()),
        }
        for found in lists
    ]
    return to_json({"lists": told})


def render_list(
    found: ReferenceList, entries: Sequence[Entry], sources: Mapping[str, str], look: Look
) -> str:
    """Entries of a list, ending in a line end.

    Args:
        sources: titles of sources by key.
    """
    rows = [
        look.paint(found.title, "strong"),
        *look.hanging("", f"for {AUTHORS[found.name]}", "  "),
        "",
    ]
    width = min(max((text_width(entry["id"]) for entry in entries), default=0), _WIDEST)
    for entry in entries:
        lead = f"{entry['id']:<{width}}  "
        text = "; ".join(
            filter(None, (str(entry["title"]), _written(entry, sources), *_more(entry), *_days(entry)))
        )
        lines = look.hanging(lead, look.prose(text), " " * (width + 2))
        rows += [look.paint(entry["id"], "strong") + lines[0][len(entry["id"]) :], *lines[1:]]
    every = len(found.entries())
    shown = counted(len(entries), "entry", "entries")
    rows += ["", shown if len(entries) == every else f"{shown} of {every}"]
    return guard("\n".join(rows) + "\n")


def list_json(found: ReferenceList, entries: Sequence[Entry]) -> str:
    """The same for scripts: the entries with all their fields."""
    return to_json({"list": found.name, "title": found.title, "note": found.source_note, "entries": entries})


def matching(entries: Iterable[Entry], texts: Sequence[str], sources: Mapping[str, str]) -> list[Entry]:
    """The entries that have every one of some texts in a field or in the title of their source, whatever the case."""
    wanted = [text.casefold() for text in texts]
    found = []
    for entry in entries:
        there = f"{_all_text(entry)} {sources.get(entry.get('source', ''), '').casefold()}"
        if all(text in there for text in wanted):
            found.append(entry)
    return found


_WIDEST = 32


def _written(entry: Entry, sources: Mapping[str, str]) -> str:
    source = entry.get("source")
    if not source or source == "dsalint":
        return _field(entry)
    mark = "" if entry.get("verified", "V") != "unverified" else " (citation unverified)"
    return f"{_field(entry)}{sources.get(source, source)} {entry.get('locator', '')}".strip() + mark


def _field(entry: Entry) -> str:
    return f"`{entry['field']}: {entry['code']}`, " if "field" in entry and "code" in entry else ""


def _more(entry: Entry) -> Iterable[str]:
    """What an author chooses by, of the lists that say it."""
    if entry.get("key"):
        yield f"or `{entry['key']}`"
    if isinstance(entry.get("purposes"), list):
        yield f"for {', '.join(entry['purposes'])}"
    if entry.get("law_enforcement"):
        yield _LAW_ENFORCEMENT[str(entry["law_enforcement"])]


_LAW_ENFORCEMENT = {
    "yes": "law enforcement",
    "no": "no law enforcement",
    "depends": "law enforcement or not: say which with `law_enforcement` in the purpose",
}


def _days(entry: Entry) -> Iterable[str]:
    if entry.get("start_unknown"):
        yield "not known to have started to apply"
    elif entry.get("from"):
        yield f"from {entry['from']}"
    elif entry.get("not_before"):
        yield f"counts from {entry['not_before']} (first day not checked)"
    if entry.get("until"):
        yield f"until {entry['until']}"


def _all_text(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_all_text(item) for item in value.values())
    if isinstance(value, list):
        return " ".join(map(_all_text, value))
    return str(value).casefold()
