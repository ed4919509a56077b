"""Facts of parties, lawful bases and legal powers."""

from typing import Any

import pytest

from dsalint.tests.worlds import values_of, world_of


def _facts(kind: str, documents: str, as_of: str = "2026-06-01") -> list[dict[str, Any]]:
    return [value["facts"] for value in values_of(kind, world_of(documents, as_of))]


def _bases(purposes: str, *bases: str, rest: str = "") -> list[dict[str, Any]]:
    return _facts(
        "basis",
        f"""\
kind: agreement
id: demo
purposes: [{purposes}]
parties: [{{organisation: council, role: controller, lawful_basis: [{", ".join(bases)}]}}]
{rest}
""",
    )


@pytest.mark.parametrize(
    ("basis", "without"),
    [
        ("{regime: uk-gdpr, article_6: e}", []),
        ("{article_6: e}", []),
        ("{regime: part-3, part_3: task}", []),
        ("{regime: dpa-1998, schedule_2: '5(b)'}", []),
        ("{regime: part-4, schedule_9: '5'}", []),
        ("{regime: uk-gdpr, article_9: h}", ["care"]),
        ("{regime: part-3, article_6: e}", []),
        ("{purpose: other, regime: uk-gdpr, article_6: e}", ["care"]),
    ],
)
def test_a_basis_is_a_basis_in_the_words_of_any_regime(basis: str, without: list[str]) -> None:
    (facts,) = _facts(
        "party",
        f"""\
kind: agreement
id: demo
purposes: [{{id: care}}]
parties: [{{organisation: council, role: controller, lawful_basis: [{basis}]}}]
""",
    )
    assert facts["purposes_without_basis"] == without


def test_an_agreement_without_purposes_still_has_one() -> None:
    (facts,) = _facts("party", "{kind: agreement, id: demo, parties: [{organisation: council}]}")
    assert facts["purposes_without_basis"] == ["the purpose of the agreement"]


@pytest.mark.parametrize(
    ("purpose", "known", "other"),
    [
        ("{id: p, category: crime-investigation}", True, []),
        ("{id: p, category: immigration-control, law_enforcement: true}", True, ["p"]),
        ("{id: p, category: fraud-prevention}", None, []),
        ("{id: p, category: fraud-prevention, law_enforcement: false}", True, ["p"]),
        ("{id: p}", None, []),
    ],
)
def test_the_category_decides_before_the_flag(purpose: str, known: bool | None, other: list[str]) -> None:
    (facts,) = _bases(purpose, "{regime: part-3, part_3: task}")
    assert (facts["purposes_known"], facts["other_purposes"]) == (known, other)


_ITEMS = """\
kind: agreement
id: demo
purposes: [{id: care}, {id: rides}]
data_items:
  - {name: address, identifiability: identifiable}
  - {name: diagnosis, identifiability: identifiable, special_category: [health], purposes: [care]}
parties: [{organisation: hospital}, {organisation: clinic}, {organisation: taxi}]
flows:
  - {id: visits, from: hospital, to: clinic, items: [address, diagnosis]}
  - {id: rides, from: hospital, to: taxi, items: [address], purposes: [rides]}
"""


def test_special_data_belongs_to_the_purposes_and_bodies_that_use_it() -> None:
    hospital, clinic, taxi = _facts("party", _ITEMS)
    assert (hospital["special_types"], clinic["special_types"], taxi["special_types"]) == (
        ["health"],
        ["health"],
        [],
    )


def test_special_data_that_no_flow_is_seen_to_carry_belongs_to_all() -> None:
    stated = _ITEMS + "special_category: {present: true, types: [genetic]}\n"
    assert [facts["special_types"] for facts in _facts("party", stated)] == [
        ["genetic", "health"],
        ["genetic", "health"],
        ["genetic"],
    ]


def test_only_purposes_that_have_a_basis_are_asked_for_a_condition() -> None:
    based = _ITEMS.replace("{organisation: clinic}", "{organisation: clinic, lawful_basis: [{article_6: e}]}")
    hospital, clinic, _ = _facts("party", based)
    assert (hospital["purposes_without_article_9"], clinic["purposes_without_article_9"]) == ([], ["care"])


@pytest.mark.parametrize(
    ("powers", "duty"),
    [
        ("{gateway: niaa-2002-s129}", True),
        ("{gateway: niaa-2002-s129, mandatory: false}", False),
        ("{gateway: iaa-1999-s20}", False),
        ("{provision: Finance Act 2008}", None),
        ("{provision: Finance Act 2008}, {gateway: niaa-2002-s129}", True),
    ],
)
def test_a_power_is_a_duty_by_its_own_word_or_by_the_list(powers: str, duty: bool | None) -> None:
    (facts,) = _facts(
        "basis",
        f"""\
kind: agreement
id: demo
parties: [{{organisation: council, legal_power: [{powers}], lawful_basis: [{{article_6: c}}]}}]
""",
    )
    assert facts["duty_named"] is duty


@pytest.mark.parametrize(
    ("condition", "recipient", "due"),
    [
        ("schedule_1: '18'", "police", True),
        ("schedule_1: safeguarding", "police", True),
        ("schedule_1: '2'", "police", False),
        ("schedule_1: '10'", "police", False),
        ("schedule_1: '10'", "council", None),
        ("schedule_1: '10'", "shop", True),
        ("schedule_1: '27'", "shop", None),
        ("schedule_1: '36'", "shop", None),
        ("schedule_1: '36', schedule_1_extends: '13'", "shop", False),
        ("schedule_1: '36', schedule_1_extends: '18'", "shop", True),
        ("schedule_1: '37'", "shop", True),
    ],
)
def test_whether_a_policy_document_is_due(condition: str, recipient: str, due: bool | None) -> None:
    (facts,) = _facts(
        "basis",
        f"""\
{{kind: organisation, id: police, type: police-force}}
---
{{kind: organisation, id: council, type: local-authority}}
---
{{kind: organisation, id: shop, type: company}}
---
kind: agreement
id: demo
parties: [{{organisation: club, lawful_basis: [{{article_6: f, {condition}}}]}}]
flows: [{{id: f, from: club, to: {recipient}}}]
""",
    )
    assert facts["policy_document_due"] is due


def test_a_paragraph_that_extends_itself_ends() -> None:
    (facts,) = _bases("{id: p}", "{article_6: f, schedule_1: '36', schedule_1_extends: '36'}")
    assert facts["policy_document_due"] is None


def test_kinds_of_data_are_covered_by_another_condition_of_all_the_purposes() -> None:
    def left(other: str) -> list[list[str]]:
        limited = "{purpose: a, article_6: e, article_9: g, schedule_1: '22'}"
        items = "data_items: [{name: x, identifiability: identifiable, special_category: [health]}]"
        return [facts["types_to_cover"] for facts in _bases("{id: a}, {id: b}", limited, other, rest=items)]

    assert left("{article_6: e, article_9: h, schedule_1: '2'}") == [[], ["health"]]
    assert left("{purpose: b, article_6: e, article_9: h, schedule_1: '2'}") == [["health"], ["health"]]
    assert left("{article_6: e, schedule_1: '2'}") == [["health"], ["health"]]


_FRONTIER = """\
{kind: organisation, id: hmrc, type: revenue-authority}
---
{kind: organisation, id: home-office, type: ministerial-department}
---
{kind: organisation, id: supplier, type: company}
---
kind: agreement
id: demo
purposes: [{id: status, category: immigration-control}]
parties: [{organisation: hmrc, legal_power: [POWERS]}, {organisation: home-office, legal_power: [RECEIVED]}]
flows: [{id: f, from: hmrc, to: home-office}, {id: g, from: hmrc, to: supplier}, {id: h, from: hmrc, to: cloud, instructs: true}]
"""


@pytest.mark.parametrize(
    ("powers", "received", "types"),
    [
        # its direction is read from the flows, and so are the bodies on the other side
        ("{gateway: ukba-2007-s40}", "", (["revenue-authority"], ["ministerial-department", "company"])),
        # the department names the gateway itself and is judged there
        ("{gateway: ukba-2007-s40}", "{gateway: ukba-2007-s40}", (["revenue-authority"], ["company"])),
        # of two powers nothing says which one a flow runs under
        ("{gateway: ukba-2007-s40}, {gateway: crca-2005-s20}", "", (["revenue-authority"], [])),
        ("{gateway: ukba-2007-s40, direction: receive}", "", ([], ["revenue-authority"])),
    ],
)
def test_types_of_the_bodies_that_share_under_a_power(
    powers: str, received: str, types: tuple[list[str], list[str]]
) -> None:
    documents = _FRONTIER.replace("POWERS", powers).replace("RECEIVED", received)
    facts = _facts("power", documents)[0]
    assert (facts["disclosing_types"], facts["receiving_types"]) == types


def test_the_provider_of_a_flow_that_names_the_gateway_is_looked_at() -> None:
    documents = _FRONTIER.replace("POWERS", "").replace("RECEIVED", "{gateway: ukba-2007-s40}")
    assert _facts("power", documents)[0]["disclosing_types"] == []
    named = documents.replace("to: home-office}", "to: home-office, gateway: ukba-2007-s40}")
    assert _facts("power", named)[0]["disclosing_types"] == ["revenue-authority"]


@pytest.mark.parametrize(
    ("powers", "wanted"),
    [
        ("{gateway: dea-2017-s48}", ["debt-recovery", "fraud-prevention"]),
        ("{gateway: dea-2017-s48}, {gateway: dea-2017-s56}", ["debt-recovery"]),
        ("{gateway: dea-2017-s48}, {gateway: dea-2017-s56, purposes: [debt]}", ["fraud-prevention"]),
        ("{gateway: dea-2017-s48}, {provision: Localism Act 2011 s.1}", []),
        ("{gateway: dea-2017-s48, purposes: [fraud]}, {gateway: dea-2017-s56}", ["fraud-prevention"]),
    ],
)
def test_a_power_that_names_no_purposes_leaves_what_others_serve(powers: str, wanted: list[str]) -> None:
    facts = _facts(
        "power",
        f"""\
kind: agreement
id: demo
purposes: [{{id: debt, category: debt-recovery}}, {{id: fraud, category: fraud-prevention}}]
parties: [{{organisation: council, legal_power: [{powers}]}}]
""",
    )
    assert facts[0]["categories_to_serve"] == wanted


@pytest.mark.parametrize(
    ("organisation", "foreign"),
    [
        ("{kind: organisation, id: body, country: IE}", True),
        ("{kind: organisation, id: body, type: foreign-police}", True),
        ("{kind: organisation, id: body, type: foreign-police, country: GB}", False),
        ("{kind: organisation, id: body, type: local-authority}", False),
        ("{kind: organisation, id: other}", False),
    ],
)
def test_a_body_is_foreign_by_its_country_or_else_by_its_type(organisation: str, foreign: bool) -> None:
    documents = organisation + "\n---\n{kind: agreement, id: demo, parties: [{organisation: body}]}\n"
    assert _facts("party", documents)[0]["foreign"] is foreign


def test_an_unreadable_marking_says_what_may_be_meant() -> None:
    (facts,) = _facts("marking", "{kind: asset, id: cases, marking: OFFICIAL-SENSITIVE - RECIPIENT ONLY}")
    assert facts["readable"] is False
    assert "RECIPIENTS ONLY" in facts["problem"]


@pytest.mark.parametrize(
    ("flows", "expected"),
    [
        ("[{from: council, to: bank, frequency: daily}]", (True, ["daily"], ["bank"])),
        ("[{from: council, to: police}]", (True, [None], [])),
        ("[{from: council, to: bank, instructs: true}]", (False, [], [])),
        ("[{from: council, to: bank, purposes: [other]}]", (False, [], [])),
        ("[{from: bank, to: council, frequency: one-off}]", (False, ["one-off"], [])),
    ],
)
def test_flows_under_a_basis(flows: str, expected: tuple[bool, list[str | None], list[str]]) -> None:
    first, _ = _facts(
        "basis",
        f"""\
kind: agreement
id: demo
purposes: [{{id: care}}, {{id: other}}]
parties:
  - {{organisation: council, lawful_basis: [{{purpose: care, article_6: f}}]}}
  - {{organisation: police, lawful_basis: [{{purpose: care, article_6: e}}]}}
flows: {flows}
""",
    )
    assert (first["discloses"], first["flow_frequencies"], first["recipients_without_task"]) == expected


@pytest.mark.parametrize(
    ("task_of", "own"),
    [("", None), (", task_of: council", True), (", task_of: DWP", False), (", task_of: nobody", None)],
)
def test_whose_task_it_is(task_of: str, own: bool | None) -> None:
    (facts,) = _facts(
        "basis",
        f"""\
{{kind: organisation, id: council}}
---
{{kind: organisation, id: dwp, aliases: [DWP]}}
---
kind: agreement
id: demo
parties: [{{organisation: council, lawful_basis: [{{article_6: e{task_of}}}]}}]
""",
    )
    assert facts["own_task"] is own


@pytest.mark.parametrize(
    ("second", "to_cover"),
    [
        ("{article_6: e}", True),
        ("{article_10: official-authority}", False),
        ("{schedule_1: '6'}", False),
        ("{schedule_1: '8'}", True),
    ],
)
def test_offence_data_is_answered_for_once(second: str, to_cover: bool) -> None:
    first, _ = _bases(
        "{id: care}",
        "{article_6: e, schedule_1: '8'}",
        second,
        rest="criminal_offence: {present: true}",
    )
    assert first["offence_data_to_cover"] is to_cover


def test_a_joint_controller_beside_one_under_part_3() -> None:
    force, charity, council = _facts(
        "party",
        """\
{kind: organisation, id: charity, type: charity}
---
{kind: organisation, id: trust, type: nhs-trust}
---
kind: agreement
id: demo
purposes: [{id: gangs}, {id: care}]
parties:
  - {organisation: force, role: joint-controller, lawful_basis: [{purpose: gangs, regime: part-3}]}
  - {organisation: charity, role: joint-controller}
  - {organisation: trust, role: controller}
""",
    )
    assert [f["joint_under_part_3"] for f in (force, charity, council)] == [False, True, False]
    assert [f["health_body"] for f in (force, charity, council)] == [None, False, True]


def test_bases_beside_are_those_for_the_same_purpose() -> None:
    bases = _bases(
        "{id: care}, {id: study}",
        "{purpose: care, article_6: a}",
        "{purpose: care, article_6: e}",
        "{purpose: study, article_6: f}",
        "{purpose: care, article_9: h}",
    )
    assert [facts["bases_beside"] for facts in bases] == [["e"], ["a"], [], ["a", "e"]]
