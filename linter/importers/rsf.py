"""Register Serialisation Format: the text in which GOV.UK Registers published a register with its whole history.

A register is an append-only log. Each line is a command with tab-separated arguments: ``add-item`` gives the JSON
of an item, which is known by the SHA-256 of that text; ``append-entry`` says that a key had that item's value from
a time on, in the `user` part (the records) or the `system` part (the register's own definition);
``assert-root-hash`` states the Merkle root of the log so far, which is not recomputed here.
Source: the openregister specification, as the registers' last published files (openregister/registry-data) bear out.
"""

import hashlib
import json
import os
from typing import NamedTuple, NoReturn

from dsalint.linter.errors import UserError
from dsalint.linter.importers.files import MAX_FIELD_CHARACTERS, MAX_NAME_CHARACTERS, MAX_ROWS, require_text

Item = dict[str, str | list[str]]
"""The fields of a record: one text, or a list of texts where the field's cardinality is n."""


class Entry(NamedTuple):
    """What a record said from a time on."""

    timestamp: str
    item: Item


class Register(NamedTuple):
    """A register: for each key its entries from the first to the current one."""

    name: str
    """Also the field that holds the key, and the prefix of a CURIE to a record."""
    records: dict[str, tuple[Entry, ...]]

    def current(self, key: str) -> Item:
        """What the record says now; KeyError where there is no such record."""
        return self.records[key][-1].item


class _Reader:
    """One reading of one file: knows the line it is at, so that every error names it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.line = 0
        self.items: dict[str, Item] = {}
        self.user: dict[str, list[Entry]] = {}
        self.system: dict[str, Item] = {}

    def fail(self, message: str, hint: str = "") -> NoReturn:
        raise UserError(f"{self.path}:{self.line}: {message}", hint)

    def read(self, text: str) -> Register:
        for number, line in enumerate(text.split("\n"), 1):
            self.line = number
            command, *arguments = line.removesuffix("\r").split("\t")
            if number > 4 * MAX_ROWS:
                self.fail(f"more than {4 * MAX_ROWS:,} lines are not read")
            match command, arguments:
                case "", []:
                    continue
                case "add-item", [json_text]:
                    self.add_item(json_text)
                case "append-entry", [("user" | "system") as part, key, timestamp, digest]:
                    self.append_entry(part, key, timestamp, digest)
                case "assert-root-hash", [_]:
                    continue
                case (("add-item" | "append-entry" | "assert-root-hash"), _):
                    self.fail(f"{command} has {len(arguments)} arguments, which is not how it is written")
                case _:
                    self.fail(
                        f"{command[:40]!r} is not a command of the Register Serialisation Format",
                        "A line begins with add-item, append-entry or assert-root-hash and a tab.",
                    )
        name = self.system.get("name", {}).get("name")
        stem = os.path.basename(self.path).removesuffix(".rsf")
        records = {key: tuple(entries) for key, entries in self.user.items()}
        return Register(name if isinstance(name, str) else stem, records)

    def add_item(self, json_text: str) -> None:
        try:
            value = json.loads(json_text)
        except (ValueError, RecursionError) as error:
            self.fail(f"the item is not JSON: {error}")
        if not isinstance(value, dict):
            self.fail("the item is not a JSON object")
        for field, content in value.items():
            texts = content if isinstance(content, list) else [content]
            if len(field) > MAX_NAME_CHARACTERS:
                self.fail(f"the name of a field is longer than {MAX_NAME_CHARACTERS} characters")
            self.whole_characters(field, "the name of a field")
            for text in texts:
                if not isinstance(text, str):
                    self.fail(f"the field {field!r} is neither text nor a list of texts")
                if len(text) > MAX_FIELD_CHARACTERS:
                    self.fail(f"the field {field!r} has more than {MAX_FIELD_CHARACTERS:,} characters")
                self.whole_characters(text, f"the field {field!r}")
        self.items["sha-256:" + hashlib.sha256(json_text.encode()).hexdigest()] = value

    def whole_characters(self, text: str, where: str) -> None:
        if any("\ud800" <= c <= "\udfff" for c in text):
            self.fail(f"{where} holds half a character (a lone surrogate)")

    def append_entry(self, part: str, key: str, timestamp: str, digest: str) -> None:
        item = self.items.get(digest)
        if item is None:
            self.fail(
                f"no item before this line has the hash {digest[:80]}",
                "The file was changed after it was published, or a line of it is missing: fetch it again.",
            )
        if part == "system":
            self.system[key] = item
            return
        if len(key) > MAX_NAME_CHARACTERS:
            self.fail(f"the key is longer than {MAX_NAME_CHARACTERS} characters")
        if key not in self.user and len(self.user) >= MAX_ROWS:
            self.fail(f"more than {MAX_ROWS:,} records are not read")
        self.user.setdefault(key, []).append(Entry(timestamp, item))


def read_rsf(path: str) -> Register:
    """Read a register; every entry's item is checked against its hash.

    Raises UserError with file and line when the text is not RSF, an entry refers to an item that the file does not
    hold, or a limit of `files.py` is passed.
    """
    return _Reader(path).read(require_text(path))
