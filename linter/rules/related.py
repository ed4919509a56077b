"""Which rules have to do with each other: those that name each other, and those that stand on the same place of the law."""

import re

from dsalint.linter.rules.catalogue import Catalogue

MOST_RELATED = 6
_ID = re.compile(r"\b[A-Z]{2,3}[0-9]{3}\b")


def related_rules(catalogue: Catalogue) -> dict[str, list[str]]:
    """For each rule the ids of those that its texts name, those that name it, and those on the same place of the law."""
    mentions: dict[str, set[str]] = {name: set() for name in catalogue.rules}
    by_law: dict[tuple[str, str], list[str]] = {}
    for rule in catalogue.rules.values():
        for name in _ID.findall(f"{rule.rationale} {rule.limits} {rule.fix}"):
            if name in catalogue.rules and name != rule.id:
                mentions[rule.id].add(name)
                mentions[name].add(rule.id)
        for citation in rule.authority:
            if citation.locator:
                by_law.setdefault((citation.source, citation.locator), []).append(rule.id)
    found: dict[str, list[str]] = {}
    for rule in catalogue.rules.values():
        together = [name for c in rule.authority for name in by_law.get((c.source, c.locator), ())]
        names = dict.fromkeys([*sorted(mentions[rule.id]), *together])
        found[rule.id] = [name for name in names if name != rule.id][:MOST_RELATED]
    return found
