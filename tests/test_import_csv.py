"""A register in CSV through a declared mapping: grouping, words, what is kept, and mappings that are wrong."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from dsalint.linter.errors import UserError
from dsalint.linter.importers import csv_agreement, csv_register
from dsalint.linter.importers.csv_mapping import shipped_mappings
from dsalint.linter.importers.csv_register import import_csv
from dsalint.linter.importers.result import ImportResult
from dsalint.tests.import_samples import AS_OF, needs_data, real_data

MAPPING: dict[str, Any] = {
    "name": "releases",
    "title": "Releases of Example Data",
    "agreement": {
        "reference": {"column": "Ref", "version_after": "-v"},
        "title": "Releases under {reference}",
        "type": "data-disclosure-agreement",
        "purpose": "Why",
        "dates": {"start": "From", "end": "Until"},
    },
    "provider": {"organisation": {"id": "example-data", "name": "Example Data", "type": "nhs-body"}},
    "recipient": {"column": "Who", "same_as": {"univ. of example": "University of Example"}},
    "asset": {"column": "Set"},
    "legal_basis": {
        "column": "Basis",
        "aliases": {
            "the 2012 act": {"provision": "Health and Social Care Act 2012"},
            "s251": {"gateway": "nhsa-2006-s251", "confidentiality_basis": "s251-support"},
            "Consent": {"confidentiality_basis": "consent"},
            "aggregate": {},
        },
    },
    "flow": {"identifiability": {"column": "Kind", "values": {"identifiable": "identifiable"}}},
    "keep": {"Row": "rows"},
    "observations": [
        {"where": {"Kind": "identifiable", "Sensitive": "no"}, "say": "identifiable, yet not sensitive"}
    ],
}
HEADER = "Row,Ref,Who,Set,Basis,Kind,Sensitive,Why,From,Until"


def run(folder: Path, *rows: str, mapping: dict[str, Any] = MAPPING, header: str = HEADER) -> ImportResult:
    (folder / "table.csv").write_text("\n".join([header, *rows]) + "\n", "utf-8")
    (folder / "mapping.yaml").write_text(yaml.safe_dump(mapping, sort_keys=False), "utf-8")
    return import_csv(str(folder / "table.csv"), str(folder / "mapping.yaml"), as_of=AS_OF)


def agreements(result: ImportResult) -> list[dict[str, Any]]:
    return [d.value for d in result.documents if d.value["kind"] == "agreement"]


def notice(result: ImportResult, text: str) -> tuple[str, ...]:
    return next((n.where for n in result.notices if n.text == text), ())


def test_rows_with_one_base_reference_are_one_agreement_in_its_latest_version(tmp_path: Path) -> None:
    result = run(
        tmp_path,
        "r1,NIC-1-v2.10,University of  Example,Set A,The 2012  act,Identifiable,No,Research,2026-01-01,2026-12-31",
        "r2,NIC-1-v2.9,UNIV. OF EXAMPLE,Set A,The 2012 Act,Identifiable,No,Research,2025-01-01,2025-12-31",
        "r3,NIC-1-v2.9,Trust B,Set B,Consent,,,Audit,2025-01-01,2025-12-31",
    )
    assert agreements(result) == [
        {
            "kind": "agreement",
            "id": "nic-1",
            "title": "Releases under NIC-1",
            "type": "data-disclosure-agreement",
            "status": "active",
            "version": "2.10",
            "version_history": [{"version": "2.9"}, {"version": "2.10"}],
            "dates": {"start": "2026-01-01", "end": "2026-12-31"},
            "purposes": [{"id": "purpose-1", "text": "Audit"}, {"id": "purpose-2", "text": "Research"}],
            "parties": [
                {
                    "organisation": "example-data",
                    "role": "controller",
                    "direction": "provider",
                    "legal_power": [
                        {"provision": "Health and Social Care Act 2012", "direction": "disclose"}
                    ],
                },
                {
                    "organisation": "trust-b",
                    "role": "recipient",
                    "direction": "recipient",
                    "confidentiality_basis": "consent",
                },
                {"organisation": "university-of-example", "role": "recipient", "direction": "recipient"},
            ],
            "flows": [
                {
                    "id": "set-b-to-trust-b",
                    "from": "example-data",
                    "to": "trust-b",
                    "asset": "set-b",
                    "purposes": ["purpose-1"],
                    "x-source": {"versions": ["2.9"], "Basis": "Consent", "rows": "r3"},
                },
                {
                    "id": "set-a-to-university-of-example",
                    "from": "example-data",
                    "to": "university-of-example",
                    "asset": "set-a",
                    "purposes": ["purpose-2"],
                    "identifiability": "identifiable",
                    "x-source": {
                        "versions": ["2.9", "2.10"],
                        "Basis": ["The 2012 Act", "The 2012 act"],
                        "rows": ["r1", "r2"],
                        "Sensitive": "No",
                    },
                },
            ],
            "publication": {"public": True, "register_id": "NIC-1-v2.10"},
            "x-source": {
                "references": ["NIC-1-v2.10", "NIC-1-v2.9"],
                "From": ["2025-01-01"],
                "Until": ["2025-12-31"],
            },
        }
    ]
    assert notice(result, "identifiable, yet not sensitive") == ("line 2", "line 3")
    assert [d.value["id"] for d in result.documents if d.value["kind"] == "asset"] == ["set-a", "set-b"]
    assert dict(result.counts)["agreements in several versions"] == 1


def test_words_that_the_mapping_does_not_know_are_kept_and_noted(tmp_path: Path) -> None:
    result = run(
        tmp_path,
        "r1,NIC-1,Trust A,Set A,Royal prerogative,Blurred,,,soon,2026-12-31",
        "r2,NIC-1,Trust A,Set B,aggregate,,,,2026-01-01,2026-12-31",
        "r3,NIC-1,Trust A,Set C,s251,,,,,",
        "r4,NIC-1,Trust A,Set C,consent,,,,,",
    )
    (agreement,) = agreements(result)
    provider, recipient = agreement["parties"]
    assert provider["legal_power"] == [
        {"gateway": "nhsa-2006-s251", "direction": "disclose"},
        {"provision": "Royal prerogative", "direction": "disclose"},
    ]
    assert "confidentiality_basis" not in recipient
    assert [flow["id"] for flow in agreement["flows"]] == ["set-a", "set-b", "set-c", "set-c.2"]
    assert agreement["flows"][0]["x-source"] == {"Kind": "Blurred", "rows": "r1"}
    assert agreement["flows"][1]["x-source"] == {"Basis": "aggregate", "rows": "r2"}
    assert agreement["flows"][3]["gateway"] == "nhsa-2006-s251"
    assert "version" not in agreement and agreement["dates"] == {"end": "2026-12-31"}
    assert agreement["x-source"] == {"From": ["2026-01-01", "soon"]}
    assert notice(result, csv_agreement.NO_ALIAS) == ("Royal prerogative",)
    assert notice(result, csv_agreement.NO_WORD) == ("Kind: Blurred",)
    assert notice(result, csv_agreement.NO_POWER) == ("aggregate",)
    assert notice(result, csv_agreement.OTHER_DATE) == ("nic-1",)
    assert notice(result, csv_agreement.SEVERAL_BASES) == ("nic-1: trust-a",)


def test_every_cell_is_accounted_for(tmp_path: Path) -> None:
    result = run(
        tmp_path,
        "r1,NIC-1-v1,A,S,s251,Identifiable,No,,,x",
        "r2,,A,S,,,,,,",
        ",NIC-2-vX,A,S,q,q,,w,2026-01-01,",
    )
    assert notice(result, csv_register.INCOMPLETE) == ("line 3",)
    assert dict(result.counts)["rows not imported"] == 1
    assert [tally.field for tally in result.fields] == HEADER.split(",")
    assert all(tally.mapped + tally.kept + tally.empty == 2 for tally in result.fields)
    assert [agreement["id"] for agreement in agreements(result)] == ["nic-1", "nic-2-vx"]


def test_names_that_look_alike_are_noted_and_stay_apart(tmp_path: Path) -> None:
    result = run(
        tmp_path, "r1,N-1,A & B,Set,,,,,,", "r2,N-1,A and B,set,,,,,,", "r3,N-1,Example data,Set,,,,,,"
    )
    assert notice(result, csv_register.ALIKE) == ("A & B / A and B", "Set / set")
    organisations = {
        d.value["name"]: d.value["id"] for d in result.documents if d.value["kind"] == "organisation"
    }
    assert organisations["Example Data"] == "example-data"
    assert len(set(organisations.values())) == len(organisations) == 4


def broken(**changes: Any) -> dict[str, Any]:
    return {**MAPPING, **changes}


@pytest.mark.parametrize(
    ("mapping", "place", "message", "hint"),
    [
        (
            broken(asset={"column": "Sets"}),
            "mapping.yaml:",
            "the table has no column `Sets`",
            "Did you mean `Set`?",
        ),
        (
            broken(keep={"Sensitiv": "x"}),
            "mapping.yaml:",
            "no column `Sensitiv`",
            "Did you mean `Sensitive`?",
        ),
        (
            broken(aset={}),
            "mapping.yaml:",
            "`aset` is not a key here",
            "`asset` is the key for it, and it is there already",
        ),
        (
            broken(asset={"column": "Who"}),
            "mapping.yaml:",
            "`Who` has another meaning already, at recipient/column",
            "",
        ),
        (
            broken(keep={"Row": "Set"}),
            "mapping.yaml:",
            "kept under `Set`, which stands for something else",
            "keep",
        ),
        (
            broken(keep={"Row": "x", "Sensitive": "x"}),
            "mapping.yaml:",
            "`Sensitive` would be kept under `x`",
            "keep",
        ),
        (broken(keep={"Row": "references"}), "mapping.yaml:", "kept under `references`", "keep"),
        (broken(recipient={}), "mapping.yaml:", "recipient has no `column`", "add `column`"),
        (broken(name="../x"), "mapping.yaml:1:7: ", "which has not the right form", ""),
        (
            broken(provider={"organisation": {"id": "x", "name": "X", "kind": "policy"}}),
            "mapping.yaml:",
            "`kind` may not stand in organisation",
            "remove it",
        ),
    ],
)
def test_a_mapping_that_is_wrong_is_refused_at_its_place(
    tmp_path: Path, mapping: dict[str, Any], place: str, message: str, hint: str
) -> None:
    with pytest.raises(UserError) as caught:
        run(tmp_path, mapping=mapping)
    assert place in caught.value.message and message in caught.value.message
    assert hint in caught.value.hint


def test_a_mapping_is_a_file_or_ships_with_dsalint(tmp_path: Path) -> None:
    run(tmp_path)
    assert "nhs-release-register" in shipped_mappings()
    with pytest.raises(UserError, match="the table has no column `NICNumber`"):
        import_csv(str(tmp_path / "table.csv"), "nhs-release-register", as_of=AS_OF)
    with pytest.raises(UserError, match="there is no such mapping") as caught:
        import_csv(str(tmp_path / "table.csv"), "nhs", as_of=AS_OF)
    assert "nhs-release-register" in caught.value.hint
    (tmp_path / "mapping.yaml").write_text("a: 1\na: 2\n", "utf-8")
    with pytest.raises(UserError, match=r"mapping.yaml:2:1"):
        import_csv(str(tmp_path / "table.csv"), str(tmp_path / "mapping.yaml"), as_of=AS_OF)
    (tmp_path / "mapping.yaml").write_text("a: 1\n---\na: 2\n", "utf-8")
    with pytest.raises(UserError, match="holds 2 YAML documents"):
        import_csv(str(tmp_path / "table.csv"), str(tmp_path / "mapping.yaml"), as_of=AS_OF)


@needs_data
def test_the_real_register_gives_what_was_counted_by_hand() -> None:
    path = real_data("nhs-release-register", "releases.csv")
    result = import_csv(path, "nhs-release-register", as_of="2026-11-22")
    assert dict(result.counts) == {
        "releases (rows)": 5776,
        "rows not imported": 0,
        "recipients": 389,
        "data sets": 62,
        "references": 568,
        "agreements": 527,
        "agreements in several versions": 32,
        "flows": 3260,
        "nodes of the graph of recipients and data sets": 451,
        "edges of that graph": 3114,
    }
    contradictions = next(n for n in result.notices if "Non Sensitive" in n.text)
    assert len(contradictions.where) == 338
    assert not notice(result, csv_agreement.NO_ALIAS) and not notice(result, csv_agreement.NO_WORD)
    assert all(tally.mapped + tally.kept + tally.empty == 5776 for tally in result.fields)
