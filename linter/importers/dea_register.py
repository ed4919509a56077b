"""The public register of agreements under Part 5 of the Digital Economy Act 2017, as an estate of documents.

Reads the register in Register Serialisation Format or as a table with the same 18 columns. The register states the
power to disclose and no lawful basis; none is made up. See `dea_words` for how its columns are read.
"""

import os
from collections.abc import Sequence

from dsalint.linter.errors import UserError
from dsalint.linter.importers.bodies import Bodies, Body, named_body, read_bodies
from dsalint.linter.importers.dates import require_as_of
from dsalint.linter.importers.dea_agreement import Record, agreement
from dsalint.linter.importers.dea_words import FIELDS, LISTS, REGISTER
from dsalint.linter.importers.ledger import Ledger
from dsalint.linter.importers.result import ImportedDocument, ImportResult
from dsalint.linter.importers.rsf import Entry, Item, read_rsf
from dsalint.linter.importers.slugs import unique_slugs
from dsalint.linter.importers.table import read_table
from dsalint.linter.importers.words import one_line


def import_dea_register(path: str, *, as_of: str, organisations: Sequence[str] = ()) -> ImportResult:
    """Import the register: a folder that holds it, its .rsf file, or a .csv file of the same columns.

    `organisations` are folders with registers of bodies; those beside an .rsf file are read too. `as_of` decides
    whether an agreement is active or expired. Raises UserError with file and line where the source cannot be read.
    """
    require_as_of(as_of)
    file = os.path.join(path, f"{REGISTER}.rsf") if os.path.isdir(path) else path
    ledger = Ledger(FIELDS)
    if file.endswith(".rsf"):
        entries = read_rsf(file).records
        bodies = read_bodies([os.path.dirname(file) or ".", *organisations], ledger)
    else:
        entries = _read_table(file)
        bodies = read_bodies(organisations, ledger)
    ids = unique_slugs((key, f"dea-isa-{key}") for key in entries)
    records = [_record(ids[key], key, entries[key], bodies) for key in sorted(entries, key=_by_number)]
    bodies.use(body for record in records for body in (*record.disclosers, *record.receivers))
    agreements = [
        ImportedDocument(f"agreements/{record.id}.yaml", agreement(record, bodies, ledger, as_of))
        for record in records
    ]
    named = bodies.documents()
    edges = {(giver.key, receiver.key) for record in records for giver, receiver in record.pairs}
    return ImportResult(
        title="Digital Economy Act 2017 information sharing agreements",
        source=os.path.basename(file),
        as_of=as_of,
        documents=(*agreements, *named),
        counts=(
            ("agreements", len(records)),
            ("earlier entries kept as history", sum(len(record.entries) - 1 for record in records)),
            ("organisations", len(named)),
            ("flows", sum(len(record.pairs) for record in records)),
            ("bodies in the graph of who discloses to whom", len({key for edge in edges for key in edge})),
            ("edges of that graph", len(edges)),
        ),
        fields=ledger.fields(),
        notices=ledger.notices(),
    )


def _read_table(path: str) -> dict[str, tuple[Entry, ...]]:
    """The records of a table; a key that comes back is a later entry of the same record, as in the register."""
    table = read_table(path)
    if missing := [field for field in (REGISTER, "name") if field not in table.header]:
        raise UserError(
            f"{path}:1: the header has no column {missing[0]!r}",
            "The columns are those of the register: " + ", ".join(FIELDS) + ".",
        )
    records: dict[str, tuple[Entry, ...]] = {}
    for row in table.rows:
        key = row.cells[REGISTER].strip()
        if not key:
            raise UserError(f"{path}:{row.line}: the row has no {REGISTER}, which is the agreement's key")
        item: Item = {
            field: [part.strip() for part in text.split(";") if part.strip()] if field in LISTS else text
            for field, text in row.cells.items()
            if text.strip()
        }
        records[key] = (*records.get(key, ()), Entry("", item))
    return records


def _record(record_id: str, key: str, entries: tuple[Entry, ...], bodies: Bodies) -> Record:
    item = entries[-1].item

    def named(curies: str, names: str) -> tuple[Body, ...]:
        found = [bodies.body(one_line(curie), record_id) for curie in _list(item, curies)]
        found += [named_body(name) for name in _list(item, names)]
        return tuple({body.key: body for body in found}.values())

    disclosers = named("controllers", "controller-names")
    return Record(record_id, key, entries, disclosers, named("processors", "processor-names"))


def _list(item: Item, field: str) -> list[str]:
    value = item.get(field, [])
    return [text for text in ([value] if isinstance(value, str) else value) if text.strip()]


def _by_number(key: str) -> tuple[int, str]:
    """Keys that are numbers in the order of numbers, then the others."""
    return (int(key), "") if key.isascii() and key.isdecimal() else (10**9, key)
