"""A corpus of single mistakes: correct documents of every kind, each with one thing made wrong at a known place.

Made by a table, not kept as files: the same mistakes score dsalint and, in the benchmark, two other tools.
"""

import copy
from collections.abc import Iterator
from typing import Any, NamedTuple

from dsalint.linter.source.text import Path


class Mistake(NamedTuple):
    """One wrong document, and where the one finding has to stand."""

    name: str
    kind: str
    value: dict[str, Any]
    path: Path
    on_key: bool


AGREEMENT: dict[str, Any] = {
    "kind": "agreement",
    "id": "debt-kent",
    "title": "Council tax debt recovery",
    "type": "data-disclosure-agreement",
    "status": "active",
    "version": "1.2",
    "marking": "OFFICIAL",
    "dates": {"signed": "2024-02-01", "start": "2024-03-01", "end": "2027-02-28", "review_interval": "P1Y"},
    "purposes": [{"id": "debt", "category": "debt-recovery", "text": "Recover council tax debt"}],
    "parties": [
        {
            "organisation": "hm-revenue-and-customs",
            "role": "controller",
            "lawful_basis": [{"purpose": "debt", "regime": "uk-gdpr", "article_6": "e", "law": "CRCA 2005"}],
            "legal_power": [{"gateway": "dea-2017-s48", "direction": "disclose"}],
        },
        {"organisation": "kent-county-council", "role": "controller", "direction": "recipient"},
    ],
    "flows": [
        {
            "id": "income",
            "from": "hm-revenue-and-customs",
            "to": "kent-county-council",
            "asset": "self-assessment",
            "items": ["name", "income"],
            "purposes": ["debt"],
            "marking": "OFFICIAL-SENSITIVE",
            "frequency": "quarterly",
            "volume": 12000,
            "personal_data": True,
            "method": {"channel": "sftp", "in_transit": "TLS1.3"},
            "retention": {"period": "P1Y", "trigger": "case-closure"},
            "onward_sharing": {"allowed": False},
        }
    ],
    "breach": {"notify_within": "PT24H"},
    "dpia": {"required": True, "ref": "DPIA-9", "date": "2024-01-12"},
    "signatories": [{"organisation": "kent-county-council", "role": "Director", "date": "2024-02-01"}],
}
ORGANISATION: dict[str, Any] = {
    "kind": "organisation",
    "id": "kent-county-council",
    "name": "Kent County Council",
    "type": "local-authority",
    "sector": "local-government",
    "country": "GB",
    "identifiers": ["local-authority-eng:KEN"],
    "dates": {"from": "1974-04-01"},
    "public_authority": True,
    "roles": {"dpo": {"name": "A Example", "published": True}},
}
ASSET: dict[str, Any] = {
    "kind": "asset",
    "id": "self-assessment",
    "title": "Self Assessment returns",
    "organisation": "hm-revenue-and-customs",
    "owner": {"post": "Head of Compliance Data"},
    "purposes": ["tax-administration"],
    "marking": "OFFICIAL-SENSITIVE",
    "personal_data": True,
    "items": [{"name": "income", "types": ["financial"], "identifiability": "identifiable"}],
    "confidentiality": 4,
    "openness": {"decision": "closed", "reason": "privacy"},
    "last_reviewed": "2026-01-15",
}
POLICY: dict[str, Any] = {
    "kind": "policy",
    "id": "im-policy",
    "title": "Information management policy",
    "version": "2.0",
    "status": "active",
    "effective": "2026-01-01",
    "applies_to": {"organisations": ["kent-county-council"]},
    "clauses": [
        {
            "id": "review",
            "text": "Review.",
            "enforced_by": [{"rule": "GOV002", "parameters": {"max_interval": "P6M"}}],
        }
    ],
}
SCHEDULE: dict[str, Any] = {
    "kind": "retention-schedule",
    "id": "kent-schedule",
    "title": "Kent retention schedule",
    "version": "3.1",
    "entries": [
        {
            "id": "casework",
            "record_class": "Casework",
            "basis": "statute",
            "retention": {"period": "P6Y", "trigger": "case-closure"},
            "public_record": False,
        }
    ],
}
SYSTEM: dict[str, Any] = {
    "kind": "system",
    "id": "case-system",
    "title": "Case system",
    "organisation": "kent-county-council",
    "marking": "OFFICIAL",
    "hosting": [{"country": "GB", "provider": "Crown Hosting"}],
    "personal_data": True,
}
DOCUMENTS = (AGREEMENT, ORGANISATION, ASSET, POLICY, SCHEDULE, SYSTEM)


def mistakes() -> list[Mistake]:
    """All mistakes, in a stable order."""
    found: list[Mistake] = []
    for document in DOCUMENTS:
        for path, value in _walk(document, ()):
            found.extend(_typos(document, path, value))
            found.extend(_types(document, path, value))
            found.extend(_words(document, path, value))
    found.extend(_removed())
    found.extend(_misplaced())
    found.extend(_not_indented())
    found.extend(_indented_too_far())
    found.extend(_single_values())
    found.extend(_shortened())
    return found


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if path:
        yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(item, (*path, index))


def _at(document: Any, path: Path) -> Any:
    for step in path:
        document = document[step]
    return document


def _with(document: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    _at(changed, path[:-1])[path[-1]] = value
    return changed


def _renamed(document: dict[str, Any], path: Path, name: str) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    holder = _at(changed, path[:-1])
    items = [(name if key == path[-1] else key, value) for key, value in holder.items()]
    holder.clear()
    holder.update(items)
    return changed


_FREE = {"parameters"}
"""Mappings whose keys are anybody's."""


def _typos(document: dict[str, Any], path: Path, value: Any) -> Iterator[Mistake]:
    """A key with two letters swapped, one doubled, or hyphens for underscores."""
    key = path[-1]
    if not isinstance(key, str) or len(key) < 4 or path == ("kind",) or (len(path) > 1 and path[-2] in _FREE):
        return
    swapped = key[:1] + key[2] + key[1] + key[3:] if key[1] != key[2] else key + key[-1]
    kind = document["kind"]
    yield Mistake(f"typo {swapped}", kind, _renamed(document, path, swapped), (*path[:-1], swapped), True)
    if "_" in key:
        joined = key.replace("_", "-")
        yield Mistake(f"hyphen {joined}", kind, _renamed(document, path, joined), (*path[:-1], joined), True)


def _types(document: dict[str, Any], path: Path, value: Any) -> Iterator[Mistake]:
    """A value of the wrong type: what YAML makes of missing quotes, brackets and dashes."""
    key = path[-1]
    if path == ("kind",) or (len(path) > 1 and path[-2] in _FREE):
        return
    kind = document["kind"]

    def wrong(name: str, new: Any) -> Mistake:
        return Mistake(f"{name} {'.'.join(map(str, path))}", kind, _with(document, path, new), path, False)

    if isinstance(key, str) and not isinstance(value, dict | list):
        yield wrong("empty", None)
    if isinstance(value, bool):
        yield wrong("word for boolean", "yes" if value else "no")
    elif isinstance(value, int):
        yield wrong("text for number", "many")
    elif isinstance(value, str):
        yield wrong("number for text", 1.1)
        if isinstance(key, str):
            yield wrong("list for text", [value])
    elif isinstance(value, list) and value and isinstance(value[0], str):
        yield wrong("text for list", value[0])
    elif isinstance(value, list):
        yield wrong("mapping for list", value[0])
    elif isinstance(value, dict) and isinstance(key, str):
        yield wrong("text for mapping", "see annex")


_ENUMS = {
    "type",
    "status",
    "role",
    "direction",
    "regime",
    "article_6",
    "frequency",
    "channel",
    "trigger",
    "sector",
    "basis",
    "decision",
    "reason",
    "identifiability",
}
_DATES = {"signed", "start", "end", "date", "from", "effective", "last_reviewed"}
_DURATIONS = {"review_interval", "period", "notify_within"}


def _words(document: dict[str, Any], path: Path, value: Any) -> Iterator[Mistake]:
    """A word outside its vocabulary, a date or duration of the wrong form."""
    key = path[-1]
    kind = document["kind"]

    def wrong(name: str, new: Any) -> Mistake:
        return Mistake(f"{name} {'.'.join(map(str, path))}", kind, _with(document, path, new), path, False)

    if not isinstance(value, str) or not isinstance(key, str):
        return
    if key in _ENUMS and path[0] != "signatories":
        yield wrong("capitals", value.upper())
        yield wrong("other word", "sometimes")
        if "-" in value:
            yield wrong("underscores", value.replace("-", "_"))
    if key in _DATES and not (key == "from" and path[0] == "flows"):
        year, month, day = value.split("-")
        yield wrong("slashes", f"{day}/{month}/{year}")
        yield wrong("no such day", f"{year}-02-30")
    if key in _DURATIONS:
        yield wrong("words for duration", "six years")
        yield wrong("no P", value[1:])
    if key == "country":
        yield wrong("name for code", "United Kingdom")
    if key == "id":
        yield wrong("spaces in id", "My Id")


def _removed() -> Iterator[Mistake]:
    """A key that its mapping cannot do without is gone."""
    for document, path in (
        (AGREEMENT, ("id",)),
        (ORGANISATION, ("id",)),
        (ASSET, ("id",)),
        (POLICY, ("id",)),
        (SCHEDULE, ("id",)),
        (SYSTEM, ("id",)),
        (AGREEMENT, ("purposes", 0, "id")),
        (AGREEMENT, ("parties", 0, "organisation")),
        (AGREEMENT, ("parties", 1, "organisation")),
        (AGREEMENT, ("flows", 0, "from")),
        (AGREEMENT, ("flows", 0, "to")),
        (ASSET, ("items", 0, "name")),
        (POLICY, ("clauses", 0, "id")),
        (POLICY, ("clauses", 0, "enforced_by", 0, "rule")),
        (SCHEDULE, ("entries", 0, "id")),
    ):
        changed = copy.deepcopy(document)
        del _at(changed, path[:-1])[path[-1]]
        yield Mistake(f"missing {'.'.join(map(str, path))}", document["kind"], changed, path, True)


def _misplaced() -> Iterator[Mistake]:
    """A key indented too far, or not far enough."""
    for document, source, target in (
        (AGREEMENT, ("breach", "notify_within"), ()),
        (AGREEMENT, ("dates", "signed"), ()),
        (AGREEMENT, ("flows", 0, "onward_sharing", "allowed"), ("flows", 0)),
        (AGREEMENT, ("flows", 0, "frequency"), ("flows", 0, "method")),
        (AGREEMENT, ("marking",), ("dates",)),
        (AGREEMENT, ("dpia",), ("breach",)),
        (AGREEMENT, ("parties", 0, "legal_power"), ("parties", 0, "lawful_basis", 0)),
        (ORGANISATION, ("country",), ("dates",)),
        (ORGANISATION, ("roles", "dpo"), ()),
        (ASSET, ("openness", "decision"), ()),
        (ASSET, ("purposes",), ("owner",)),
        (POLICY, ("clauses",), ("applies_to",)),
        (SCHEDULE, ("entries", 0, "basis"), ()),
        (SYSTEM, ("hosting", 0, "provider"), ()),
    ):
        changed = copy.deepcopy(document)
        key = source[-1]
        value = _at(changed, source[:-1]).pop(key)
        if not _at(changed, source[:-1]):
            _at(changed, source[:-1])["x_note"] = "kept"
        _at(changed, target)[key] = value
        yield Mistake(
            f"misplaced {'.'.join(map(str, source))}", document["kind"], changed, (*target, key), True
        )


_MAPPINGS: tuple[tuple[dict[str, Any], Path], ...] = (
    (AGREEMENT, ("dates",)),
    (AGREEMENT, ("breach",)),
    (AGREEMENT, ("dpia",)),
    (AGREEMENT, ("flows", 0, "method")),
    (AGREEMENT, ("flows", 0, "retention")),
    (AGREEMENT, ("flows", 0, "onward_sharing")),
    (ORGANISATION, ("roles", "dpo")),
    (ASSET, ("owner",)),
    (ASSET, ("openness",)),
    (POLICY, ("applies_to",)),
    (SCHEDULE, ("entries", 0, "retention")),
)


def _not_indented() -> Iterator[Mistake]:
    """The keys of a mapping stand beside the key that they belong to, which is left empty."""
    for document, path in _MAPPINGS:
        changed = copy.deepcopy(document)
        holder = _at(changed, path[:-1])
        items = list(holder.items())
        holder.clear()
        for key, value in items:
            holder[key] = None if key == path[-1] else value
            holder.update(value if key == path[-1] else {})
        yield Mistake(f"not indented {'.'.join(map(str, path))}", document["kind"], changed, path, False)
    changed = copy.deepcopy(AGREEMENT)
    changed["signatories"] = None
    changed |= {"organisation": "kent-county-council", "role": "Director"}
    yield Mistake("not indented list", "agreement", changed, ("signatories",), False)


def _indented_too_far() -> Iterator[Mistake]:
    """All keys that follow a mapping are indented like its own, so that it swallows them."""
    for document, path in _MAPPINGS:
        changed = copy.deepcopy(document)
        holder = _at(changed, path[:-1])
        keys = list(holder)
        after = keys[keys.index(path[-1]) + 1 :]
        if after:
            holder[path[-1]] |= {key: holder.pop(key) for key in after}
            place = (*path, after[0])
            yield Mistake(
                f"indented too far {'.'.join(map(str, place))}", document["kind"], changed, place, True
            )


def _single_values() -> Iterator[Mistake]:
    """Values that are wrong for what they say rather than for their type."""
    values: tuple[tuple[dict[str, Any], Path, Any, Path], ...] = (
        (AGREEMENT, ("title",), "", ("title",)),
        (AGREEMENT, ("flows", 0, "volume"), -1, ("flows", 0, "volume")),
        (AGREEMENT, ("flows", 0, "personal_data"), "false", ("flows", 0, "personal_data")),
        (AGREEMENT, ("flows", 0, "retention", "period"), "6 years", ("flows", 0, "retention", "period")),
        (AGREEMENT, ("flows", 0, "retention", "period"), "P1M6Y", ("flows", 0, "retention", "period")),
        (AGREEMENT, ("flows", 0, "retention", "period"), "P", ("flows", 0, "retention", "period")),
        (AGREEMENT, ("breach", "notify_within"), "PT", ("breach", "notify_within")),
        (AGREEMENT, ("dates", "start"), "2024-3-1", ("dates", "start")),
        (AGREEMENT, ("dates", "start"), "1 March 2024", ("dates", "start")),
        (AGREEMENT, ("dates", "start"), "2024-03-01T00:00:00Z", ("dates", "start")),
        (AGREEMENT, ("dates", "start"), "2024-03-01\n", ("dates", "start")),
        (AGREEMENT, ("dates", "start"), 20240301, ("dates", "start")),
        (AGREEMENT, ("id",), "debt-kent\n", ("id",)),
        (AGREEMENT, ("id",), "x" * 300, ("id",)),
        (AGREEMENT, ("jurisdiction",), ["england", "wales", "england"], ("jurisdiction", 2)),
        (AGREEMENT, ("jurisdiction",), ["England"], ("jurisdiction", 0)),
        (AGREEMENT, ("signatories", 0), "A Example", ("signatories", 0)),
        (AGREEMENT, ("pilot",), 1, ("pilot",)),
        (ORGANISATION, ("country",), "UK of GB", ("country",)),
        (ORGANISATION, ("country",), "gb", ("country",)),
        (ORGANISATION, ("roles", "dpo", "email"), "dpo at kent", ("roles", "dpo", "email")),
        (ASSET, ("confidentiality",), 9, ("confidentiality",)),
        (ASSET, ("confidentiality",), 2.5, ("confidentiality",)),
        (ASSET, ("openness", "stars"), "3", ("openness", "stars")),
        (ASSET, ("items", 0, "special_category"), ["Health"], ("items", 0, "special_category", 0)),
        (SYSTEM, ("hosting", 0), "GB", ("hosting", 0)),
        (SYSTEM, ("hosting",), {"country": "GB"}, ("hosting",)),
    )
    for number, (document, path, value, place) in enumerate(values):
        changed = _with(document, path, value)
        yield Mistake(f"value {number} {'.'.join(map(str, place))}", document["kind"], changed, place, False)


def _shortened() -> Iterator[Mistake]:
    """A key that cannot be left out, written as people shorten it."""
    for document, path, short in (
        (AGREEMENT, ("parties", 0, "organisation"), "org"),
        (AGREEMENT, ("flows", 0, "from"), "fro"),
        (ASSET, ("items", 0, "name"), "Name"),
        (POLICY, ("clauses", 0, "enforced_by", 0, "rule"), "rules"),
    ):
        yield Mistake(
            f"short {short}", document["kind"], _renamed(document, path, short), (*path[:-1], short), True
        )
