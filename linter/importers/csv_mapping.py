"""A declared column mapping: which columns of a register are what in dsalint's documents."""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import dsalint
from dsalint.linter.documents.own_files import read_own_file
from dsalint.linter.errors import UserError
from dsalint.linter.importers.words import folded
from dsalint.linter.source.text import Path
from dsalint.linter.source.yamlfile import YamlFile
from dsalint.linter.vocabulary.suggest import did_you_mean

_ROOT = os.path.dirname(os.path.abspath(dsalint.__file__))
_OWN_KEYS = ("versions", "references")
"""Keys under `x-source` that an import writes itself."""
_SHIPPED = os.path.join(_ROOT, "linter", "importers", "mappings")


class Words(NamedTuple):
    """A column whose words are translated into one of dsalint's vocabularies."""

    column: str
    values: Mapping[str, str]
    """By folded word of the register."""


class Observation(NamedTuple):
    where: Mapping[str, str]
    """Folded text by column: all must be so."""
    say: str


class Kind(NamedTuple):
    """Words in a name, and the sector that they mean. Not the type: rules of law hang on that."""

    words: tuple[str, ...]
    sector: str


class CsvMapping(NamedTuple):
    """A mapping that was checked against its schema and against the header of the table."""

    name: str
    title: str
    agreement_title: str
    agreement_type: str
    reference: str
    version_after: str
    purpose: str
    """Column, or empty; so for every column below that is not required."""
    dates: Mapping[str, str]
    """Column by key of `dates`."""
    provider: Mapping[str, Any]
    provider_role: str
    recipient: str
    recipient_role: str
    same_as: Mapping[str, str]
    """The name to use, by folded spelling."""
    kinds: tuple["Kind", ...]
    """What a word in a recipient's name says of it; the first that occurs counts."""
    asset: str
    legal_basis: str
    aliases: Mapping[str, Mapping[str, str]]
    """Meaning (gateway, provision, confidentiality_basis) by folded wording."""
    flow: Mapping[str, Words]
    """By key of a flow."""
    keep: Mapping[str, str]
    """The key under `x-source`, by column; every column without another meaning is here."""
    observations: tuple[Observation, ...]


def shipped_mappings() -> list[str]:
    """Names of the mappings that come with dsalint; each may be given in place of a file."""
    return sorted(name.removesuffix(".yaml") for name in os.listdir(_SHIPPED) if name.endswith(".yaml"))


def load_mapping(path: str, header: tuple[str, ...]) -> CsvMapping:
    """Read a mapping, a file or the name of a shipped one, for a table with this header.

    Raises UserError, with the place in the mapping, where it does not fit its schema or names a column that the
    table does not have (the nearest column is suggested).
    """
    if not os.path.exists(path) and path in shipped_mappings():
        path = os.path.join(_SHIPPED, f"{path}.yaml")
    elif not os.path.exists(path):
        raise UserError(f"{path}: there is no such mapping", f"Shipped: {', '.join(shipped_mappings())}.")
    file = read_own_file("csv-mapping", path)
    _check_columns(file, header)
    mapping = _mapping(file.value, header)
    _check_kept(file, mapping, header)
    return mapping


def _check_columns(file: YamlFile, header: tuple[str, ...]) -> None:
    """Every column named exists and has one meaning, so that each cell is accounted for once."""
    meanings: dict[str, Path] = {}
    for path, column, on_key in _named_columns(file.value):
        if column not in header:
            file.fail(path, f"the table has no column `{column}`", _suggestion(column, header), on_key)
        if path[0] == "observations":
            continue
        if column in meanings:
            other = "/".join(map(str, meanings[column]))
            file.fail(
                path,
                f"the column `{column}` has another meaning already, at {other}",
                "Name it once.",
                on_key,
            )
        meanings[column] = path


def _check_kept(file: YamlFile, mapping: CsvMapping, header: tuple[str, ...]) -> None:
    """No two things go by one key under `x-source`, where the later would silently replace the earlier."""
    taken = {*_OWN_KEYS, *(column for column in header if column not in mapping.keep)}
    for column, key in mapping.keep.items():
        if key in taken:
            file.fail(
                ("keep", column),
                f"the column `{column}` would be kept under `{key}`, which stands for something else",
                f"Give it another key under `keep`: {{{column}: …}}.",
            )
        taken.add(key)


def _named_columns(value: Mapping[str, Any]) -> Iterator[tuple[Path, str, bool]]:
    """Every place of a mapping that names a column, and whether it is a key there."""
    yield ("agreement", "reference", "column"), value["agreement"]["reference"]["column"], False
    if "purpose" in value["agreement"]:
        yield ("agreement", "purpose"), value["agreement"]["purpose"], False
    for key, column in value["agreement"].get("dates", {}).items():
        yield ("agreement", "dates", key), column, False
    for part in ("recipient", "asset", "legal_basis"):
        if part in value:
            yield (part, "column"), value[part]["column"], False
    for key, words in value.get("flow", {}).items():
        yield ("flow", key, "column"), words["column"], False
    for column in value.get("keep", {}):
        yield ("keep", column), column, True
    for index, observation in enumerate(value.get("observations", [])):
        for column in observation["where"]:
            yield ("observations", index, "where", column), column, True


def _suggestion(word: str, known: Sequence[str]) -> str:
    near = did_you_mean(word, known)
    return f"Did you mean `{near}`?" if near else f"There are: {', '.join(known)}."


def _mapping(value: Mapping[str, Any], header: tuple[str, ...]) -> CsvMapping:
    agreement, basis = value["agreement"], value.get("legal_basis", {})
    elsewhere = {
        column for path, column, _ in _named_columns(value) if path[0] not in ("keep", "observations")
    }
    keep = {column: column for column in header if column not in elsewhere} | value.get("keep", {})
    return CsvMapping(
        name=value["name"],
        title=value["title"],
        agreement_title=agreement["title"],
        agreement_type=agreement["type"],
        reference=agreement["reference"]["column"],
        version_after=agreement["reference"].get("version_after", ""),
        purpose=agreement.get("purpose", ""),
        dates=agreement.get("dates", {}),
        provider=value["provider"]["organisation"],
        provider_role=value["provider"].get("role", "controller"),
        recipient=value["recipient"]["column"],
        recipient_role=value["recipient"].get("role", "recipient"),
        same_as={folded(name): other for name, other in value["recipient"].get("same_as", {}).items()},
        kinds=tuple(
            Kind(tuple(folded(word) for word in item["words"]), item["sector"])
            for item in value["recipient"].get("kinds", [])
        ),
        asset=value["asset"]["column"],
        legal_basis=basis.get("column", ""),
        aliases={folded(wording): meaning for wording, meaning in basis.get("aliases", {}).items()},
        flow={
            key: Words(words["column"], {folded(word): term for word, term in words["values"].items()})
            for key, words in value.get("flow", {}).items()
        },
        keep=keep,
        observations=tuple(
            Observation({column: folded(text) for column, text in item["where"].items()}, item["say"])
            for item in value.get("observations", [])
        ),
    )
