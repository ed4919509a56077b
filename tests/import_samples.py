"""Small registers written for the tests of the importers, and the real ones where `DSALINT_DATA` says they are."""

import hashlib
import json
import os
from pathlib import Path

import pytest

DEA = "information-sharing-agreement-0001"
PERSONS = "information-sharing-agreement-specified-person-0001"
POWERS = "information-sharing-agreement-powers-and-objectives-0001"

AS_OF = "2026-06-01"

needs_data = pytest.mark.skipif(
    not os.environ.get("DSALINT_DATA"), reason="DSALINT_DATA does not name the folder of public registers"
)


def real_data(*names: str) -> str:
    """The path of a real register."""
    return os.path.join(os.environ["DSALINT_DATA"], *names)


def rsf(name: str, *entries: tuple[str, dict[str, object]]) -> str:
    """A register with these user entries, in order: (key, item)."""
    lines = ["assert-root-hash\tsha-256:" + hashlib.sha256(b"").hexdigest()]
    for part, key, item in [
        ("system", "name", {"name": name}),
        *(("user", key, item) for key, item in entries),
    ]:
        text = json.dumps(item, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = "sha-256:" + hashlib.sha256(text.encode()).hexdigest()
        lines += [
            f"add-item\t{text}",
            f"append-entry\t{part}\t{key}\t2020-01-0{len(lines) % 9 + 1}T00:00:00Z\t{digest}",
        ]
    return "\n".join(lines) + "\n"


def dea_item(key: str, **fields: object) -> tuple[str, dict[str, object]]:
    """A complete agreement of the DEA register; a field given as None is left out."""
    item: dict[str, object] = {
        DEA: key,
        "name": "Finding  council tax debtors",
        "purpose": "To recover debt.",
        "information-sharing-benefits": "More is recovered.",
        "legal-power-disclosure": f"{POWERS}:6",
        "disclosed-information": "Name and address",
        "controllers": ["government-organisation:D1"],
        "processors": ["local-authority-eng:AAA"],
        "information-sharing-method": "Government Secure Email",
        "retention-period": "P1Y",
        "start-date": "2026-01-01",
        "end-date": "2026-12-31",
        "review-date": "2026-07-01",
        "contact": "data@example.gov.uk",
        "area-names": ["Exampleshire"],
    }
    changed = {name.replace("_", "-"): value for name, value in fields.items()}
    return key, {field: value for field, value in {**item, **changed}.items() if value is not None}


def write_dea_register(folder: Path, *entries: tuple[str, dict[str, object]]) -> str:
    """A folder with the agreements and the registers of bodies that they refer to."""
    registers: dict[str, tuple[tuple[str, dict[str, object]], ...]] = {
        DEA: entries,
        "government-organisation": (
            (
                "D1",
                {
                    "government-organisation": "D1",
                    "name": "Ministry of Examples",
                    "website": "https://www.gov.uk/government/organisations/ministry-of-examples",
                },
            ),
        ),
        "local-authority-eng": (
            (
                "AAA",
                {
                    "local-authority-eng": "AAA",
                    "local-authority-type": "UA",
                    "name": "Exampleshire",
                    "official-name": "Exampleshire Council",
                    "start-date": "1998-04-01",
                },
            ),
            (
                "COM",
                {
                    "local-authority-eng": "COM",
                    "local-authority-type": "COMB",
                    "name": "Greater Exampleshire",
                    "end-date": "soon",
                },
            ),
        ),
        PERSONS: (
            ("7", {PERSONS: "7", "name": "Ministry of  Examples", "relevant-powers": [f"{POWERS}:6"]}),
            ("94", {PERSONS: "94", "name": "A licensed gas supplier", "relevant-powers": [f"{POWERS}:2"]}),
        ),
    }
    folder.mkdir(exist_ok=True)
    for name, records in registers.items():
        (folder / f"{name}.rsf").write_text(rsf(name, *records), encoding="utf-8")
    return str(folder)
