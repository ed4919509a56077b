"""A register in CSV, read through a declared column mapping, as an estate of documents.

Rows with the same base reference are one agreement. A flow is a recipient, an asset and the terms that the mapping
knows (identifiability, frequency, legal basis, purpose); rows that agree in these are one flow, which says under
`x-source` what else they hold. A release made under an earlier version of an agreement did happen: its flow stays
and names the versions, while the agreement has the latest version and a history of the earlier ones.
"""

import os
import re
from collections.abc import Sequence
from itertools import chain

from dsalint.linter.importers.csv_agreement import Ids, Release, agreement
from dsalint.linter.importers.csv_mapping import CsvMapping, load_mapping
from dsalint.linter.importers.dates import require_as_of
from dsalint.linter.importers.ledger import Ledger
from dsalint.linter.importers.result import ImportedDocument, ImportResult
from dsalint.linter.importers.slugs import slug, unique_slugs
from dsalint.linter.importers.table import Row, read_table
from dsalint.linter.importers.words import folded, one_line

INCOMPLETE = "a row has no reference, recipient or data set, so it was not imported"
ALIKE = "names differ only in punctuation or case: perhaps one, not merged"


def import_csv(path: str, mapping_path: str, *, as_of: str) -> ImportResult:
    """Import a table through a mapping: a file, or the name of a mapping that comes with dsalint.

    `as_of` decides whether an agreement with dates is active or expired. Raises UserError with file and place where
    the table or the mapping cannot be read, or the mapping names a column that the table does not have.
    """
    require_as_of(as_of)
    table = read_table(path)
    mapping = load_mapping(mapping_path, table.header)
    ledger = Ledger(table.header)
    releases = [release for row in table.rows if (release := _release(row, mapping, ledger))]
    ids = _ids(releases, mapping)
    groups: dict[str, list[Release]] = {}
    for release in releases:
        groups.setdefault(ids.agreements[release.base], []).append(release)
    agreements = [
        ImportedDocument(f"agreements/{name}.yaml", agreement(group, ids, mapping, ledger, as_of))
        for name, group in sorted(groups.items())
    ]
    _note_alike(releases, ledger)
    edges = [
        (flow["to"], flow["asset"]) for document in agreements for flow in document.value.get("flows", [])
    ]
    nodes = {*(("organisation", to) for to, _ in edges), *(("asset", asset) for _, asset in edges)}
    return ImportResult(
        title=mapping.title,
        source=os.path.basename(path),
        as_of=as_of,
        documents=(*agreements, *_organisations(ids, mapping), *_assets(ids, mapping)),
        counts=(
            ("releases (rows)", len(releases)),
            ("rows not imported", len(table.rows) - len(releases)),
            ("recipients", len({release.recipient for release in releases})),
            ("data sets", len(ids.assets)),
            ("references", len({release.reference for release in releases})),
            ("agreements", len(groups)),
            ("agreements in several versions", sum(len({r.version for r in g}) > 1 for g in groups.values())),
            ("flows", len(edges)),
            ("nodes of the graph of recipients and data sets", len(nodes)),
            ("edges of that graph", len(set(edges))),
        ),
        fields=ledger.fields(),
        notices=ledger.notices(),
    )


def _release(row: Row, mapping: CsvMapping, ledger: Ledger) -> Release | None:
    reference, recipient, asset = (
        one_line(row.cells[column]) for column in (mapping.reference, mapping.recipient, mapping.asset)
    )
    if not (reference and recipient and asset):
        ledger.notice(INCOMPLETE, f"line {row.line}")
        return None
    base, version = _split_version(reference, mapping.version_after)
    recipient = mapping.same_as.get(folded(recipient), recipient)
    return Release(row.line, row.cells, reference, base, version, recipient, asset)


def _split_version(reference: str, separator: str) -> tuple[str, str]:
    """Base and version: ``NIC-1-ABCDE-v1.4`` at ``-v`` is ``NIC-1-ABCDE`` and ``1.4``; else the whole and nothing."""
    base, found, version = reference.rpartition(separator) if separator else ("", "", "")
    numbers = version.split(".")
    is_version = found and base and all(n.isascii() and n.isdecimal() and len(n) <= 9 for n in numbers)
    return (base, version) if is_version else (reference, "")


def _ids(releases: Sequence[Release], mapping: CsvMapping) -> Ids:
    """An id for everything named; the provider's comes from the mapping, and no recipient may take it."""
    provider = mapping.provider["name"]
    recipients = {release.recipient for release in releases}
    organisations = unique_slugs((name, name) for name in {*recipients, provider})
    taken = next((name for name, given in organisations.items() if given == mapping.provider["id"]), provider)
    organisations[taken], organisations[provider] = organisations[provider], mapping.provider["id"]
    return Ids(
        unique_slugs((release.base, release.base) for release in releases),
        organisations,
        unique_slugs((release.asset, release.asset) for release in releases),
    )


def _organisations(ids: Ids, mapping: CsvMapping) -> list[ImportedDocument]:
    """The provider as the mapping describes it, then every recipient; the register gives nothing but the name."""
    recipients = sorted((identity, name) for name, identity in ids.organisations.items())
    documents = chain(
        [{"kind": "organisation", **mapping.provider}],
        (
            {"kind": "organisation", "id": identity, "name": name, **_inferred(name, mapping)}
            for identity, name in recipients
            if identity != mapping.provider["id"]
        ),
    )
    return [ImportedDocument(f"organisations/{slug(mapping.name)}.yaml", document) for document in documents]


def _inferred(name: str, mapping: CsvMapping) -> dict[str, str]:
    """The sector, where the mapping says what a word in the name means; marked as inferred."""
    words = f" {' '.join(re.findall(r'[a-z0-9&]+', folded(name)))} "
    for kind in mapping.kinds:
        if any(f" {word} " in words for word in kind.words):
            return {"sector": kind.sector, "x-inferred": "the sector, from the name"}
    return {}


def _assets(ids: Ids, mapping: CsvMapping) -> list[ImportedDocument]:
    return [
        ImportedDocument(
            f"assets/{slug(mapping.name)}.yaml",
            {"kind": "asset", "id": identity, "title": title, "organisation": mapping.provider["id"]},
        )
        for identity, title in sorted((identity, name) for name, identity in ids.assets.items())
    ]


def _note_alike(releases: Sequence[Release], ledger: Ledger) -> None:
    """Say which recipients and data sets have names that a reader would take for one."""
    for names in ({r.recipient for r in releases}, {r.asset for r in releases}):
        by_slug: dict[str, list[str]] = {}
        for name in sorted(names):
            by_slug.setdefault(slug(name), []).append(name)
        for alike in by_slug.values():
            if len(alike) > 1:
                ledger.notice(ALIKE, " / ".join(alike))
