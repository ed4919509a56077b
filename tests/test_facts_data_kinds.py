"""Facts about the kinds of data: what a flow, an item or an asset says is heard, wherever it is written."""

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsalint.linter.network.data_kinds import carried_kinds
from dsalint.tests.worlds import values_of, world_of

ASSET = """\
---
kind: asset
id: cases
personal_data: true
criminal_offence: true
special_category: [health]
"""
DESCRIBED = ASSET + "items: [{name: name}, {name: conviction, criminal_offence: true}]\n"


def _facts(kind: str, body: str, rest: str = "") -> dict[str, Any]:
    facts: dict[str, Any] = values_of(kind, world_of(f"kind: agreement\nid: demo\n{body}\n{rest}"))[0][
        "facts"
    ]
    return facts


def test_a_flow_of_the_whole_asset_carries_what_another_flow_does_not_name() -> None:
    facts = _facts(
        "agreement",
        "flows: [{id: a, from: x, to: y, asset: cases, items: [name]}, {id: b, from: x, to: z, asset: cases}]",
        DESCRIBED,
    )
    assert facts["criminal"] is True


def test_a_named_item_that_the_asset_describes_brings_only_its_own_kinds() -> None:
    facts = _facts("flow", "flows: [{id: a, from: x, to: y, asset: cases, items: [name]}]", DESCRIBED)
    assert (facts["personal"], facts["special"], facts["criminal"]) == (True, False, False)


@pytest.mark.parametrize(("listed", "expected"), [("", True), ("data_items: [{name: code}]", False)])
def test_an_item_that_nobody_describes_is_taken_for_what_its_asset_is(listed: str, expected: bool) -> None:
    body = f"{listed}\nflows: [{{id: a, from: x, to: y, asset: cases, items: [code]}}]"
    flow, agreement = _facts("flow", body, ASSET), _facts("agreement", body, ASSET)
    assert (flow["special"], flow["criminal"]) == (expected, expected)
    assert (agreement["special_types"] == ["health"], agreement["criminal"]) == (expected, expected)


@pytest.mark.parametrize(
    ("flow", "personal"),
    [
        ("identifiability: identifiable", True),
        ("identifiability: pseudonymised", True),
        ("identifiability: aggregate, personal_data: true", False),
        ("personal_data: true", True),
        ("personal_data: false", False),
    ],
)
def test_flow_and_agreement_agree_on_what_is_personal(flow: str, personal: bool) -> None:
    body = f"flows: [{{id: a, from: x, to: y, {flow}}}]"
    assert _facts("flow", body)["personal"] is personal
    assert _facts("agreement", body)["personal_data"] is personal


def test_special_categories_that_are_not_specified_are_there_all_the_same() -> None:
    stated = "special_category: {present: true}\n"
    party = "parties: [{organisation: a, role: controller, lawful_basis: [{regime: uk-gdpr, article_6: e}]}]"
    assert _facts("agreement", stated)["special_types"] == ["unspecified"]
    assert len(_facts("party", stated + party)["purposes_without_article_9"]) == 1
    basis = _facts("basis", stated + party)
    assert (basis["handled_types"], basis["types_to_cover"], basis["types_known"]) == (
        ["unspecified"],
        [],
        None,
    )


def test_types_without_the_word_present_make_a_flow_special() -> None:
    facts = _facts("flow", "special_category: {types: [health]}\nflows: [{id: a, from: x, to: y}]")
    assert (facts["personal"], facts["special"]) == (True, True)


@settings(max_examples=100)
@given(st.randoms(use_true_random=False))
def test_the_kinds_of_items_together_are_those_of_the_flow(random: Random) -> None:
    """Item by item, as kinds travel, they are what a flow is seen to carry, as conditions are asked for."""

    def kinds() -> dict[str, Any]:
        found: dict[str, Any] = random.choice(
            ({}, {"special_category": ["health"]}, {"special_category": ["genetic"]})
        )
        return found | random.choice(({}, {"criminal_offence": True}))

    def form() -> dict[str, str]:
        return random.choice(({}, {}, {"identifiability": "aggregate"}, {"identifiability": "pseudonymised"}))

    def entries(names: list[str]) -> list[dict[str, Any]]:
        return [{"name": name, **kinds(), **form()} for name in names if random.random() < 0.5]

    names = ["a", "b", "c"]
    flows = [
        {"id": f"f{n}", "from": "x", "to": "y", "asset": "cases", **form()}
        | random.choice(({}, {"items": random.sample(names, random.randint(1, 3))}))
        for n in range(3)
    ]
    documents = [
        {"kind": "asset", "id": "cases", **kinds(), "items": entries(names)},
        {"kind": "agreement", "id": "demo", "data_items": entries(names), "flows": flows},
    ]
    network = world_of("\n---\n".join(map(json.dumps, documents))).network
    for flow in network.flows:
        carried = {kind for kind, _ in carried_kinds(network.estate, flow.agreement, flow.value)}
        by_item = [
            {kind for _, kind in network.item_kinds.described(flow, item)}
            | network.item_kinds.undescribed(flow, item)
            for item in flow.items
        ]
        assert set().union(*by_item) == carried
