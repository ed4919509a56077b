"""Parties by sector, in the order in which pictures and text formats list them."""

from dsalint.graphs.diagrams.view import NOT_STATED, View, is_abroad
from dsalint.graphs.diagrams.wording import titled
from dsalint.graphs.records import Party

ABROAD_TITLE = "Outside the United Kingdom"


def sector_title(party: Party) -> str:
    """The box that the party stands in."""
    return ABROAD_TITLE if is_abroad(party) else titled(party.sector or NOT_STATED, "Not stated")


def by_sector(view: View) -> list[tuple[str, list[Party]]]:
    """Titles with their parties; those outside the United Kingdom last."""
    found: dict[tuple[bool, str], list[Party]] = {}
    for party in view.parties:
        found.setdefault((is_abroad(party), sector_title(party)), []).append(party)
    return [(title, found[abroad, title]) for abroad, title in sorted(found)]
