"""The rows of one agreement in a mapped register, as one agreement."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dsalint.linter.importers.csv_mapping import CsvMapping
from dsalint.linter.importers.dates import status_at
from dsalint.linter.importers.ledger import Ledger
from dsalint.linter.importers.words import folded, one_line, paragraphs
from dsalint.linter.vocabulary.dates import parse_date

NO_ALIAS = "the wording of a legal basis is not in the mapping's alias table, and stands as it is"
NO_POWER = "the wording of a legal basis names no power, and is kept under x-source"
NO_WORD = "a value is not in the mapping's table of words, and is kept under x-source"
OTHER_DATE = "a date is not written YYYY-MM-DD, or differs among the rows of the latest version, and is kept under x-source"
SEVERAL_BASES = (
    "a recipient has several bases in the law of confidence, so none is stated for it; see its flows"
)


class Release(NamedTuple):
    """One row, with the parts that decide where it goes."""

    line: int
    cells: Mapping[str, str]
    reference: str
    base: str
    """The reference without its version."""
    version: str
    recipient: str
    asset: str

    @property
    def version_order(self) -> tuple[int, ...]:
        """Versions in the order of their numbers; a reference without one comes first."""
        return tuple(int(number) for number in self.version.split(".")) if self.version else ()


class Ids(NamedTuple):
    """The ids of everything that rows name, by name with its white space settled."""

    agreements: Mapping[str, str]
    organisations: Mapping[str, str]
    assets: Mapping[str, str]


class _Terms(NamedTuple):
    """What makes two rows the same flow."""

    recipient: str
    asset: str
    words: tuple[tuple[str, str], ...]
    """Key of a flow and word; `x-` and the column where the mapping does not know the word."""
    basis: str
    """Folded wording of the legal basis."""
    purpose: str


def agreement(
    releases: Sequence[Release], ids: Ids, mapping: CsvMapping, ledger: Ledger, as_of: str
) -> dict[str, Any]:
    """The agreement of rows that share a base reference; every cell is entered in the ledger."""
    return _Translation(releases, ids, mapping, ledger).document(as_of)


class _Translation:
    """One group of rows on its way to a document."""

    def __init__(self, releases: Sequence[Release], ids: Ids, mapping: CsvMapping, ledger: Ledger) -> None:
        self.releases = releases
        self.ids = ids
        self.mapping = mapping
        self.ledger = ledger
        self.id = ids.agreements[releases[0].base]
        self.latest = max(releases, key=lambda release: release.version_order)
        self.versions = sorted({(r.version_order, r.version) for r in releases})
        self.wordings: dict[str, str] = {}
        """The first wording of a legal basis, by its folded form."""
        self.kept: dict[str, Any] = {}

    def document(self, as_of: str) -> dict[str, Any]:
        mapping = self.mapping
        for column in (mapping.reference, mapping.recipient, mapping.asset):
            for _ in self.releases:
                self.ledger.enter(column, "mapped")
        dates = self.dates()
        purposes = self.purposes()
        groups: dict[_Terms, list[Release]] = {}
        for release in self.releases:
            groups.setdefault(self.terms(release), []).append(release)
        ordered = sorted(groups.items())
        references = sorted({release.reference for release in self.releases})
        document = {
            "kind": "agreement",
            "id": self.id,
            "title": mapping.agreement_title.replace("{reference}", self.latest.base),
            "type": mapping.agreement_type,
            "status": status_at(dates.get("start", ""), dates.get("end", ""), as_of),
            "version": self.latest.version,
            "version_history": self.history(),
            "dates": dates,
            "purposes": [{"id": key, "text": text} for text, key in purposes.items()],
            "parties": self.parties([terms for terms, _ in ordered]),
            "flows": self.flows(ordered, purposes),
            "publication": {"public": True, "register_id": self.latest.reference},
            "x-source": {**({"references": references} if len(references) > 1 else {}), **self.kept},
        }
        return {key: value for key, value in document.items() if value}

    def history(self) -> list[dict[str, str]]:
        """Every version in the register, the present one last; none where there is only that one."""
        versions = [{"version": version} for _, version in self.versions if version]
        return versions if len(versions) > 1 else []

    def cell(self, release: Release, column: str) -> str:
        return one_line(release.cells.get(column, "")) if column else ""

    def enter(self, column: str, text: str, mapped: bool) -> None:
        if column:
            self.ledger.enter(column, "empty" if not text else "mapped" if mapped else "kept")

    def dates(self) -> dict[str, str]:
        """The dates on which the rows of the latest version agree; the others are kept."""
        dates = {}
        for key, column in self.mapping.dates.items():
            current = {self.cell(r, column) for r in self.releases if r.version == self.latest.version} - {""}
            value = current.pop() if len(current) == 1 else ""
            if parse_date(value):
                dates[key] = value
            texts = sorted(
                {self.cell(release, column) for release in self.releases} - {"", dates.get(key, "")}
            )
            if texts:
                self.kept[column] = texts
                self.ledger.notice(OTHER_DATE, self.id)
            for release in self.releases:
                text = self.cell(release, column)
                self.enter(column, text, text == dates.get(key))
        return dates

    def purposes(self) -> dict[str, str]:
        """Id by text of every purpose that the rows state."""
        texts = sorted({paragraphs(r.cells.get(self.mapping.purpose, "")) for r in self.releases} - {""})
        return {text: f"purpose-{number}" for number, text in enumerate(texts, 1)}

    def terms(self, release: Release) -> _Terms:
        """The terms of a row; its mapped cells are entered on the way."""
        words = []
        for key, known in self.mapping.flow.items():
            text = self.cell(release, known.column)
            word = known.values.get(folded(text), "")
            self.enter(known.column, text, bool(word))
            if word:
                words.append((key, word))
            elif text:
                words.append((f"x-{known.column}", text))
                self.ledger.notice(NO_WORD, f"{known.column}: {text}")
        basis = self.cell(release, self.mapping.legal_basis)
        self.wordings.setdefault(folded(basis), basis)
        meaning = self.meaning(folded(basis))
        self.enter(self.mapping.legal_basis, basis, bool(meaning))
        if basis and folded(basis) not in self.mapping.aliases:
            self.ledger.notice(NO_ALIAS, basis)
        elif basis and not meaning:
            self.ledger.notice(NO_POWER, basis)
        purpose = paragraphs(release.cells.get(self.mapping.purpose, ""))
        self.enter(self.mapping.purpose, purpose, True)
        for observation in self.mapping.observations:
            if all(
                folded(release.cells.get(column, "")) == text for column, text in observation.where.items()
            ):
                self.ledger.notice(observation.say, f"line {release.line}")
        return _Terms(release.recipient, release.asset, tuple(words), folded(basis), purpose)

    def meaning(self, basis: str) -> Mapping[str, str]:
        """What a folded wording means; a wording without an alias is a provision in its own words."""
        return self.mapping.aliases.get(basis, {"provision": self.wordings[basis]} if basis else {})

    def parties(self, terms: Sequence[_Terms]) -> list[dict[str, Any]]:
        """The provider with the powers that the rows name, then the recipients."""
        powers = {
            (key, meaning[key])
            for meaning in map(self.meaning, {term.basis for term in terms})
            for key in ("gateway", "provision")
            if key in meaning
        }
        provider: dict[str, Any] = {
            "organisation": self.mapping.provider["id"],
            "role": self.mapping.provider_role,
            "direction": "provider",
        }
        if powers:
            provider["legal_power"] = [{key: text, "direction": "disclose"} for key, text in sorted(powers)]
        parties = [provider]
        for name in sorted({term.recipient for term in terms}, key=self.ids.organisations.__getitem__):
            party = {
                "organisation": self.ids.organisations[name],
                "role": self.mapping.recipient_role,
                "direction": "recipient",
            }
            bases = {
                self.meaning(t.basis).get("confidentiality_basis", "") for t in terms if t.recipient == name
            }
            bases -= {""}
            if len(bases) == 1:
                party["confidentiality_basis"] = bases.pop()
            elif bases:
                self.ledger.notice(SEVERAL_BASES, f"{self.id}: {party['organisation']}")
            parties.append(party)
        return parties

    def flows(
        self, groups: Sequence[tuple[_Terms, list[Release]]], purposes: Mapping[str, str]
    ) -> list[dict[str, Any]]:
        several = len({terms.recipient for terms, _ in groups}) > 1
        numbers: dict[str, int] = {}
        flows = []
        for terms, releases in groups:
            to, asset = self.ids.organisations[terms.recipient], self.ids.assets[terms.asset]
            name = f"{asset}-to-{to}" if several else asset
            numbers[name] = numbers.get(name, 0) + 1
            meaning = self.meaning(terms.basis)
            flow: dict[str, Any] = {
                "id": name if numbers[name] == 1 else f"{name}.{numbers[name]}",
                "from": self.mapping.provider["id"],
                "to": to,
                "asset": asset,
                "purposes": [purposes[terms.purpose]] if terms.purpose else [],
                **{key: word for key, word in terms.words if not key.startswith("x-")},
                "gateway": meaning.get("gateway", ""),
                "x-source": self.flow_source(terms, releases),
            }
            flows.append({key: value for key, value in flow.items() if value})
        return flows

    def flow_source(self, terms: _Terms, releases: Sequence[Release]) -> dict[str, Any]:
        """What the rows of a flow hold that has no key: the wording of the basis, kept columns, versions."""
        source: dict[str, Any] = {}
        if len(self.versions) > 1:
            source["versions"] = [
                version for _, version in sorted({(r.version_order, r.version) for r in releases})
            ]
        wordings = sorted({self.cell(release, self.mapping.legal_basis) for release in releases})
        if terms.basis and wordings != [self.meaning(terms.basis).get("provision")]:
            source[self.mapping.legal_basis] = wordings if len(wordings) > 1 else wordings[0]
        source |= {key.removeprefix("x-"): text for key, text in terms.words if key.startswith("x-")}
        for column, key in self.mapping.keep.items():
            texts = [paragraphs(release.cells.get(column, "")) for release in releases]
            for text in texts:
                self.enter(column, text, False)
            distinct = sorted(set(texts) - {""})
            if distinct:
                source[key] = distinct if len(distinct) > 1 else distinct[0]
        return source
