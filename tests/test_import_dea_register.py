"""The Digital Economy Act register as an estate: what its columns mean, and that nothing of it is lost."""

import csv
from pathlib import Path
from typing import Any

import pytest

from dsalint.linter.errors import UserError
from dsalint.linter.importers import dea_agreement
from dsalint.linter.importers.dea_register import import_dea_register
from dsalint.linter.importers.dea_words import FIELDS, channel_of
from dsalint.linter.importers.result import ImportResult
from dsalint.tests.import_samples import (
    AS_OF,
    DEA,
    PERSONS,
    POWERS,
    dea_item,
    needs_data,
    real_data,
    write_dea_register,
)


def document(result: ImportResult, identity: str) -> dict[str, Any]:
    return next(d.value for d in result.documents if d.value["id"] == identity)


def notice(result: ImportResult, text: str) -> tuple[str, ...]:
    return next((n.where for n in result.notices if n.text.startswith(text)), ())


def test_an_agreement_of_the_register(tmp_path: Path) -> None:
    result = import_dea_register(write_dea_register(tmp_path, dea_item("1")), as_of=AS_OF)
    assert document(result, "dea-isa-1") == {
        "kind": "agreement",
        "id": "dea-isa-1",
        "title": "Finding council tax debtors",
        "type": "data-disclosure-agreement",
        "status": "active",
        "dates": {"start": "2026-01-01", "end": "2026-12-31", "review": "2026-07-01"},
        "contact": "data@example.gov.uk",
        "benefits": ["More is recovered."],
        "purposes": [{"id": "sharing", "text": "To recover debt.", "category": "debt-recovery"}],
        "parties": [
            {
                "organisation": "ministry-of-examples",
                "role": "controller",
                "direction": "provider",
                "legal_power": [
                    {"gateway": "dea-2017-s48", "direction": "disclose", "purposes": ["sharing"]}
                ],
            },
            {"organisation": "exampleshire-council", "role": "recipient", "direction": "recipient"},
        ],
        "data_items": [{"name": "disclosed-information", "description": "Name and address"}],
        "flows": [
            {
                "id": "ministry-of-examples-to-exampleshire-council",
                "from": "ministry-of-examples",
                "to": "exampleshire-council",
                "items": ["disclosed-information"],
                "purposes": ["sharing"],
                "method": {"channel": "secure-email"},
                "retention": {"period": "P1Y"},
            }
        ],
        "publication": {"public": True, "register_id": f"{DEA}:1"},
        "areas": ["Exampleshire"],
        "x-source": {
            "record": "1",
            "entered": "2020-01-04T00:00:00Z",
            "information-sharing-method": "Government Secure Email",
        },
    }
    assert document(result, "exampleshire-council") == {
        "kind": "organisation",
        "id": "exampleshire-council",
        "name": "Exampleshire Council",
        "aliases": ["Exampleshire"],
        "identifiers": ["local-authority-eng:AAA"],
        "type": "local-authority",
        "country": "GB",
        "dates": {"from": "1998-04-01"},
        "x-source": {"local-authority-type": "UA"},
    }
    assert [d.file for d in result.documents] == [
        "agreements/dea-isa-1.yaml",
        "organisations/local-authority-eng.yaml",
        "organisations/government-organisation.yaml",
    ]


def test_a_body_in_both_columns_discloses_and_receives_and_is_no_processor(tmp_path: Path) -> None:
    both = dea_item(
        "1",
        controllers=["government-organisation:D1", "local-authority-eng:AAA"],
        processors=["government-organisation:D1"],
    )
    result = import_dea_register(write_dea_register(tmp_path, both), as_of=AS_OF)
    parties = document(result, "dea-isa-1")["parties"]
    assert [(p["organisation"], p["role"], p["direction"]) for p in parties] == [
        ("ministry-of-examples", "controller", "both"),
        ("exampleshire-council", "controller", "provider"),
    ]
    flows = document(result, "dea-isa-1")["flows"]
    assert [(f["from"], f["to"]) for f in flows] == [("exampleshire-council", "ministry-of-examples")]
    assert notice(result, dea_agreement.SAME_BODY) == ("dea-isa-1",)


def test_without_a_receiver_there_is_no_flow_and_its_terms_are_kept(tmp_path: Path) -> None:
    folder = write_dea_register(tmp_path, dea_item("1", processors=None, review_date=None))
    result = import_dea_register(folder, as_of="2027-01-01")
    agreement = document(result, "dea-isa-1")
    assert "flows" not in agreement
    assert agreement["status"] == "expired"
    assert agreement["x-source"]["retention-period"] == "P1Y"
    assert agreement["x-source"]["information-sharing-method"] == "Government Secure Email"
    assert notice(result, dea_agreement.NO_RECEIVER) == ("dea-isa-1",)
    assert notice(result, dea_agreement.NO_REVIEW_DATE) == ("dea-isa-1",)


def test_what_does_not_fit_is_kept_as_it_is_and_noted(tmp_path: Path) -> None:
    odd = dea_item(
        "1",
        start_date="2026-02-30",
        review_date="2027-01-01",
        contact="The Officer\r1 High Street",
        retention_period="a year",
        legal_power_disclosure=f"{POWERS}:99",
        information_sharing_method="by email or SFTP",
        surprise="=1+1",
    )
    result = import_dea_register(write_dea_register(tmp_path, odd), as_of=AS_OF)
    agreement = document(result, "dea-isa-1")
    assert agreement["dates"] == {"end": "2026-12-31", "review": "2027-01-01"}
    kept = agreement["x-source"]
    assert {field: kept[field] for field in kept if field not in ("record", "entered")} == {
        "start-date": "2026-02-30",
        "contact": "The Officer\r1 High Street",
        "retention-period": "a year",
        "legal-power-disclosure": f"{POWERS}:99",
        "information-sharing-method": "by email or SFTP",
        "surprise": "=1+1",
    }
    assert "legal_power" not in agreement["parties"][0]
    for text in (
        "OTHER_DATE",
        "OTHER_CONTACT",
        "OTHER_PERIOD",
        "OTHER_CHANNEL",
        "NO_POWER",
        "REVIEW_NOT_BEFORE_END",
    ):
        assert notice(result, getattr(dea_agreement, text)) == ("dea-isa-1",)


def test_every_field_of_every_record_is_accounted_for(tmp_path: Path) -> None:
    folder = write_dea_register(
        tmp_path, dea_item("1"), dea_item("2", processors=None, contact=None, extra="x")
    )
    result = import_dea_register(folder, as_of=AS_OF)
    tallies = {tally.field: tally for tally in result.fields}
    assert list(tallies)[:18] == list(FIELDS)
    assert all(tallies[field].mapped + tallies[field].kept + tallies[field].empty == 2 for field in FIELDS)
    assert tallies["contact"] == ("contact", 1, 0, 1)
    assert tallies["retention-period"] == ("retention-period", 1, 1, 0)
    assert tallies["extra"] == ("extra", 0, 1, 0)


def test_what_a_record_said_before_is_its_history(tmp_path: Path) -> None:
    entries = (dea_item("1", end_date="2025-12-31", area_names=None), dea_item("1"))
    result = import_dea_register(write_dea_register(tmp_path, *entries), as_of=AS_OF)
    history = document(result, "dea-isa-1")["x-source"]["history"]
    assert history[0]["said"] == {"end-date": "2025-12-31", "area-names": ""}
    assert dict(result.counts)["earlier entries kept as history"] == 1


def test_bodies_are_told_apart_and_never_merged_without_review(tmp_path: Path) -> None:
    item = dea_item(
        "1",
        controllers=[f"{PERSONS}:7", f"{PERSONS}:94", "government-organisation:D1"],
        controller_names=["Trust  One", "TRUST ONE"],
        processors=["local-authority-eng:COM", "local-authority-eng:GONE"],
        legal_power_disclosure=f"{POWERS}:2",
    )
    result = import_dea_register(write_dea_register(tmp_path, item), as_of=AS_OF)
    parties = document(result, "dea-isa-1")["parties"]
    powers = {p["organisation"]: p["legal_power"][0]["gateway"] for p in parties if "legal_power" in p}
    assert powers == {
        "ministry-of-examples-specified-person-7": "dea-2017-s36",
        "a-licensed-gas-supplier": "dea-2017-s37",
        "ministry-of-examples": "dea-2017-s36",
        "trust-one": "dea-2017-s36",
    }
    combined = document(result, "greater-exampleshire")
    assert (combined["type"], combined["x-source"]["end-date"]) == ("combined-authority", "soon")
    assert document(result, "local-authority-eng-gone") == {
        "kind": "organisation",
        "id": "local-authority-eng-gone",
        "name": "local-authority-eng:GONE",
        "identifiers": ["local-authority-eng:GONE"],
    }
    assert notice(result, "an identifier leads to no record") == ("dea-isa-1: local-authority-eng:GONE",)
    assert notice(result, "a class of specified persons") == ("a-licensed-gas-supplier",)
    assert notice(result, "a body has the same name") == (
        "ministry-of-examples: information-sharing-agreement-specified-person-0001:7",
        "ministry-of-examples-specified-person-7: government-organisation:D1",
    )


def test_types_come_from_the_list_of_govuk_organisations(tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "uk-gov-orgs.yaml").write_text(
        "enums: {OrganisationValues: {permissible_values: {ministry-of-examples: {extensions: ["
        "{tag: abbreviation, value: MoE}, {tag: organisationType, value: Ministerial department}]}}}}",
        "utf-8",
    )
    folder = write_dea_register(tmp_path / "register", dea_item("1"))
    result = import_dea_register(folder, as_of=AS_OF, organisations=[str(more)])
    ministry = document(result, "ministry-of-examples")
    assert (ministry["type"], ministry["aliases"]) == ("ministerial-department", ["MoE"])
    (more / "uk-gov-orgs.yaml").write_text("enums: []", "utf-8")
    with pytest.raises(UserError, match="does not have the form expected"):
        import_dea_register(folder, as_of=AS_OF, organisations=[str(more)])


def test_a_table_with_the_same_columns_gives_the_same_agreement(tmp_path: Path) -> None:
    folder = write_dea_register(tmp_path / "register", dea_item("1"))
    _, item = dea_item("1")
    file = tmp_path / "register.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(FIELDS)
        writer.writerow(
            ";".join(value) if isinstance(value := item.get(field, ""), list) else value for field in FIELDS
        )
    result = import_dea_register(str(file), as_of=AS_OF, organisations=[folder])
    expected = document(import_dea_register(folder, as_of=AS_OF), "dea-isa-1")
    del expected["x-source"]["entered"]
    assert document(result, "dea-isa-1") == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,purpose\nx,y\n", "no column 'information-sharing-agreement-0001'"),
        (f"{DEA},name\n,x\n", ":2: the row has no"),
    ],
)
def test_a_table_without_keys_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "register.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(UserError, match=message):
        import_dea_register(str(file), as_of=AS_OF)
    with pytest.raises(UserError, match="not a date"):
        import_dea_register(str(file), as_of="2026-6-1")


@pytest.mark.parametrize(
    ("method", "channel"),
    [
        ("Government Secure Email", "secure-email"),
        ("Encrypted files via email", "email"),
        ("Secure CD and Government secure courier", "removable-media"),
        ("an SFTP site", "sftp"),
        ("secure e-mail and post", ""),
        ("existing arrangements", ""),
    ],
)
def test_a_method_names_a_channel_only_where_it_names_one(method: str, channel: str) -> None:
    assert channel_of(method) == channel


@needs_data
def test_the_real_register_gives_what_was_counted_by_hand() -> None:
    result = import_dea_register(
        real_data("dea-register"), as_of="2026-11-22", organisations=[real_data("organisations")]
    )
    counts = dict(result.counts)
    assert counts["agreements"] == 38
    assert counts["bodies in the graph of who discloses to whom"] == 39
    assert counts["edges of that graph"] == 38
    assert len(notice(result, dea_agreement.SAME_BODY)) == 31
    assert len(notice(result, dea_agreement.NO_RECEIVER)) == 4
    assert len(notice(result, dea_agreement.NO_REVIEW_DATE)) == 1
    assert len(notice(result, dea_agreement.REVIEW_NOT_BEFORE_END)) == 31
    assert not notice(result, "an identifier leads to no record")
    agreements = [d.value for d in result.documents if d.value["kind"] == "agreement"]
    assert {agreement["status"] for agreement in agreements} == {"expired"}
    edges = {(flow["from"], flow["to"]) for agreement in agreements for flow in agreement.get("flows", [])}
    assert (len(edges), len({body for edge in edges for body in edge})) == (38, 39)
    assert all(t.mapped + t.kept + t.empty == 38 for t in result.fields)
