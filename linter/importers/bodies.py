"""Public bodies as registers know them: a CURIE to a name, dates and type, and from there to an organisation."""

import os
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from dsalint.linter.errors import UserError
from dsalint.linter.importers.ledger import Ledger
from dsalint.linter.importers.result import ImportedDocument
from dsalint.linter.importers.rsf import Entry, Item, Register, read_rsf
from dsalint.linter.importers.slugs import slug, unique_slugs
from dsalint.linter.importers.table import read_table
from dsalint.linter.importers.words import folded, one_line
from dsalint.linter.source.yamlfile import read_yaml_file
from dsalint.linter.vocabulary.dates import parse_date

GOVUK_LIST = "uk-gov-orgs.yaml"
"""The list of GOV.UK organisations with their types that the Central Digital and Data Office publishes."""
_GOVUK_PAGE = "https://www.gov.uk/government/organisations/"

GOVUK_TYPES = {
    "court": "court",
    "tribunal": "tribunal",
    "devolved administration": "devolved-government",
    "executive agency": "executive-agency",
    "executive non-departmental public body": "non-departmental-public-body",
    "advisory non-departmental public body": "non-departmental-public-body",
    "ministerial department": "ministerial-department",
    "non-ministerial department": "non-ministerial-department",
    "public corporation": "public-corporation",
    "special health authority": "nhs-body",
}
"""Types of the GOV.UK list that have one meaning among dsalint's; the others (`Other`, `Sub organisation`…) have none."""

REGISTER_TYPES = {
    "local-authority-eng": "local-authority",
    "local-authority-nir": "local-authority",
    "local-authority-sct": "local-authority",
    "principal-local-authority": "local-authority",
    "police-force": "police-force",
}
"""Registers whose every record is a body of one type."""

SPECIFIED_PERSONS = "information-sharing-agreement-specified-person-0001"
"""The persons and classes of person that the DEA 2017 and its regulations specify."""

NAMED_ONLY = "named-only"
"""Stands for a register where a source gives a name and no identifier."""

_NAMES = ("name", "official-name", "name-cy", "official-name-cy")
_CARRIED = frozenset([*_NAMES, "website", "start-date", "end-date"])


class Body(NamedTuple):
    """A body that an agreement names: by a CURIE to a register, or only by its name."""

    key: str
    """The CURIE; ``named-only:`` and the folded name where there is none."""
    name: str


def named_body(name: str) -> Body:
    """A body for which the source has a name and no identifier; spellings that differ in case or spaces are one."""
    return Body(f"{NAMED_ONLY}:{folded(name)}", one_line(name))


class Bodies:
    """The registers of bodies, and those of their records that an import uses."""

    def __init__(
        self, registers: Iterable[Register], govuk: dict[str, dict[str, str]], ledger: Ledger
    ) -> None:
        self._registers = {register.name: register for register in registers}
        self._govuk = govuk
        self._ledger = ledger
        self._used: dict[str, Body] = {}
        self._ids: dict[str, str] = {}

    def body(self, curie: str, where: str) -> Body:
        """The body with an identifier; one that no register holds is noted, and keeps its identifier as its name."""
        record = self._record(curie)
        if record is None:
            self._ledger.notice(
                "an identifier leads to no record of the registers given", f"{where}: {curie}"
            )
            return Body(curie, curie)
        return Body(curie, _name(record) or curie)

    def use(self, bodies: Iterable[Body]) -> None:
        """Say which bodies agreements name; ids are given out once all are known."""
        self._used.update((body.key, body) for body in bodies)
        self._ids = unique_slugs((_short(key), body.name) for key, body in self._used.items())

    def id(self, body: Body) -> str:
        """The id of a body in use."""
        return self._ids[_short(body.key)]

    def documents(self) -> list[ImportedDocument]:
        """The bodies in use as organisations, a file for each register, in the order of their ids."""
        self._note_likely_duplicates()
        return [
            ImportedDocument(
                f"organisations/{slug(body.key.partition(':')[0])}.yaml", self._organisation(body)
            )
            for body in sorted(self._used.values(), key=self.id)
        ]

    def _organisation(self, body: Body) -> dict[str, Any]:
        register, _, _ = body.key.partition(":")
        document: dict[str, Any] = {"kind": "organisation", "id": self.id(body), "name": body.name}
        record = self._record(body.key)
        if record is None:
            if not body.key.startswith(f"{NAMED_ONLY}:"):
                document["identifiers"] = [body.key]
            return document
        govuk = self._govuk.get(_text(record, "website").removeprefix(_GOVUK_PAGE), {})
        aliases = [one_line(_text(record, field)) for field in _NAMES] + [govuk.get("abbreviation", "")]
        kept = {
            field: value for field, value in record.items() if field not in {*_CARRIED, register} and value
        }
        kind = _type(register, record, govuk)
        if govuk and not kind:
            kept["govuk-type"] = govuk.get("organisationType", "")
        if not kind:
            self._ledger.notice(
                "the type of an organisation is not known from the registers given", document["id"]
            )
        if register == SPECIFIED_PERSONS and body.name.startswith(("A ", "An ")):
            self._ledger.notice(
                "a class of specified persons stands where a body should be named", document["id"]
            )
        document["aliases"] = sorted({a for a in aliases if a} - {body.name})
        document["identifiers"] = [body.key]
        document["type"] = kind
        document["country"] = "GB"
        document["dates"] = {}
        for field, key in (("start-date", "from"), ("end-date", "until")):
            value = _text(record, field)
            if parse_date(value):
                document["dates"][key] = value
            elif value:
                kept[field] = value
        document["website"] = _text(record, "website")
        document["x-source"] = kept
        return {key: value for key, value in document.items() if value}

    def _note_likely_duplicates(self) -> None:
        """Two records with one name are probably one body: said, never merged without a person's review."""
        by_name: dict[str, list[str]] = {}
        for register in self._registers.values():
            for key, entries in register.records.items():
                by_name.setdefault(slug(_name(entries[-1].item)), []).append(f"{register.name}:{key}")
        for key, body in sorted(self._used.items()):
            others = [other for other in by_name.get(slug(body.name), []) if other != key]
            if others:
                self._ledger.notice(
                    "a body has the same name as another record: probably one body, not merged",
                    f"{self.id(body)}: {', '.join(sorted(others))}",
                )

    def _record(self, curie: str) -> Item | None:
        name, _, key = curie.partition(":")
        register = self._registers.get(name)
        return register.current(key) if register and key in register.records else None


def read_bodies(folders: Sequence[str], ledger: Ledger) -> Bodies:
    """Read every register (.rsf, .tsv) and the GOV.UK list in some folders and the folders below them.

    Where two files hold the same register, the first in the order given, then by path, is used. Raises UserError
    where a folder or a file in it cannot be read.
    """
    registers: dict[str, Register] = {}
    govuk: dict[str, dict[str, str]] = {}
    for path in (path for folder in folders for path in _files(folder)):
        if os.path.basename(path) == GOVUK_LIST:
            govuk = govuk or _read_govuk_list(path)
        elif path.endswith((".rsf", ".tsv")):
            register = read_rsf(path) if path.endswith(".rsf") else _read_tsv(path)
            registers.setdefault(register.name, register)
    return Bodies(registers.values(), govuk, ledger)


def _files(folder: str) -> list[str]:
    if not os.path.isdir(folder):
        raise UserError(f"{folder}: there is no such folder of registers")
    return sorted(os.path.join(place, name) for place, _, names in os.walk(folder) for name in names)


def _read_tsv(path: str) -> Register:
    """A register in its table form: the first column holds the key and has the register's name."""
    table = read_table(path)
    name = table.header[0]
    records: dict[str, tuple[Entry, ...]] = {
        row.cells[name]: (Entry("", {field: text for field, text in row.cells.items() if text}),)
        for row in table.rows
    }
    return Register(name, records)


def _read_govuk_list(path: str) -> dict[str, dict[str, str]]:
    """The tags (organisationType, abbreviation…) of every organisation, by the last part of its GOV.UK address."""
    try:
        values = read_yaml_file(path).value["enums"]["OrganisationValues"]["permissible_values"]
        return {
            name: {str(tag["tag"]): str(tag["value"]) for tag in value.get("extensions", [])}
            for name, value in values.items()
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise UserError(
            f"{path}: the list of GOV.UK organisations does not have the form expected"
        ) from error


def _type(register: str, record: Item, govuk: dict[str, str]) -> str:
    """The type of a body, where its register or the GOV.UK list tells; else empty."""
    if record.get("local-authority-type") == "COMB":
        return "combined-authority"
    return REGISTER_TYPES.get(register) or GOVUK_TYPES.get(govuk.get("organisationType", "").casefold(), "")


def _name(record: Item) -> str:
    return one_line(_text(record, "official-name") or _text(record, "name"))


def _text(record: Item, field: str) -> str:
    value = record.get(field, "")
    return value if isinstance(value, str) else ", ".join(value)


def _short(key: str) -> str:
    """The key as an id may show it: the register of specified persons has a name too long for that."""
    return key.replace(SPECIFIED_PERSONS, "specified-person")
