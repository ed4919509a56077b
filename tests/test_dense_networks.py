"""Networks out of proportion: the answers stay those of the definition, and time grows with the files."""

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsalint.linter.estate.estate import Estate
from dsalint.linter.estate.load import facts_of
from dsalint.linter.network.flows import WHOLE, FlowTerms
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.network.unrecorded import unrecorded_kinds
from dsalint.linter.network.upstream import upstream_of
from dsalint.linter.questions.needs import needs
from dsalint.linter.source.limits import MAX_REFUSALS

AS_OF = "2026-11-25"


def network_of(text: str) -> SharingNetwork:
    facts = facts_of("estate.yaml", text)
    assert not facts.problems
    return SharingNetwork(Estate(list(facts.documents)), AS_OF)


def agreement(number: int, flows: list[str]) -> str:
    return "\n".join(
        [
            "---",
            "kind: agreement",
            f"id: a{number}",
            "status: active",
            "dates: {start: 2024-01-01}",
            "flows:",
            *flows,
        ]
    )


def precedes(first: FlowTerms, second: FlowTerms, derived: dict[str, set[str]]) -> bool:
    """The definition: the recipient passes the same items of the same asset on, or anything of a derived one.

    What has ended passed on what had come by its last day.
    """
    if first is second or not first.delivered or first.target != second.source:
        return False
    if second.ended and (not second.delivered or (second.until and first.start > second.until)):
        return False
    if first.asset == second.asset:
        return WHOLE in (*first.items, *second.items) or bool({*first.items} & {*second.items})
    return first.asset in derived.get(second.asset, ())


@settings(max_examples=60)
@given(random=st.randoms(use_true_random=False))
def test_what_precedes_a_flow_is_what_the_definition_says(random: Random) -> None:
    parts = [
        "---\nkind: asset\nid: x\n",
        "---\nkind: asset\nid: y\nsource: [x]\n",
        "---\nkind: asset\nid: z\nsource: [y]\n",
    ]
    for number in range(random.randint(1, 6)):
        flows = [
            f"- {{id: f{n}, from: o{random.randrange(3)}, to: o{random.randrange(3)}, asset: {random.choice('xyz')}, "
            f"items: [{', '.join(random.sample(['i', 'j', 'k'], random.randrange(3)))}], "
            f"start: 20{random.randint(10, 27)}-01-01{random.choice(['', f', end: 20{random.randint(10, 27)}-12-31'])}}}"
            for n in range(random.randint(1, 3))
        ]
        parts.append(agreement(number, [flow.replace(", items: []", "") for flow in flows]))
    network = network_of("\n".join(parts))
    derived = {"y": {"x"}, "z": {"x", "y"}}
    for flow in network.flows:
        assert network.direct(flow) == [other for other in network.flows if precedes(other, flow, derived)]


def chain(count: int, terms: str = "onward_sharing: {allowed: false}") -> str:
    return "\n".join(
        agreement(n, [f"- {{id: f, from: o{n}, to: o{(n + 1) % count}, asset: x, {terms}}}"])
        for n in range(count)
    )


def hub(into: int, out: int) -> str:
    """Each flow into the hub names another body that alone may have the data next."""
    flows = [
        f"- {{id: i{n}, from: i{n}, to: hub, asset: x, onward_sharing: {{allowed: true, to: [p{n}]}}}}"
        for n in range(into)
    ]
    flows += [f"- {{id: o{n}, from: hub, to: o{n}, asset: x}}" for n in range(out)]
    return agreement(1, flows)


def test_refusals_beyond_the_limit_leave_the_matter_undecided() -> None:
    below, beyond = (
        upstream_of(network := network_of(hub(n, 1)), network.flows[-1]) for n in (5, MAX_REFUSALS + 5)
    )
    assert below is not None
    assert beyond is not None
    assert len(below.facts["onward_refused"]) == 5
    assert below.facts["onward_known"] is True
    assert len(beyond.facts["onward_refused"]) == MAX_REFUSALS
    assert beyond.facts["onward_known"] is None


def test_what_a_flow_cannot_pass_on_of_the_terms_of_many_sources_is_known_to_be_missing() -> None:
    """Each source alone has fewer terms than are followed; what derives from all of them has more."""
    parts = ["---\nkind: asset\nid: y\nsource: [s0, s1, s2]"]
    for source in range(3):
        flows = [
            f"- {{id: f{n}, from: o, to: p, asset: s{source}, "
            f"onward_sharing: {{allowed: true, to: [q, t{source}-{n}]}}}}"
            for n in range(100)
        ]
        parts += [f"---\nkind: asset\nid: s{source}", agreement(source, flows)]
    parts.append(agreement(8, ["- {id: on, from: p, to: q, asset: y}"]))
    parts.append(agreement(9, ["- {id: beyond, from: q, to: r, asset: y}"]))
    network = network_of("\n".join(parts))
    *_, on, beyond = network.flows
    assert network.all_known(on)
    assert sum(arrival.key[0] == "onward" for arrival in network.arriving(on)) == 300
    assert not network.all_known(beyond)


ITEMS = ", ".join(f"i{n}" for n in range(8000))
BIG = {
    "a circle of a thousand": chain(1000),
    "a hub with many in and many out": hub(1000, 1000),
    "two bodies, back and forth": agreement(
        1,
        [
            f"- {{id: f{n}, from: o{n % 2}, to: o{1 - n % 2}, asset: x, onward_sharing: {{allowed: false}}}}"
            for n in range(600)
        ],
    ),
    "many items on both sides of a derived asset": "---\nkind: asset\nid: y\nsource: [x]\n"
    + agreement(
        1,
        [
            f"- {{id: a, from: o, to: p, asset: x, items: [{ITEMS}]}}",
            f"- {{id: b, from: p, to: q, asset: y, items: [{ITEMS}]}}",
        ],
    ),
}


@pytest.mark.parametrize("name", BIG)
def test_a_dense_network_is_followed_in_time(name: str) -> None:
    text = BIG[name]
    started = time.process_time()
    network = network_of(text)
    for flow in network.flows[:200]:
        upstream_of(network, flow)
    assert time.process_time() - started < 10


@pytest.mark.parametrize("name", BIG)
def test_what_is_held_in_a_dense_network_is_told_in_time(name: str) -> None:
    network = network_of(BIG[name])
    started = time.process_time()
    holdings = network.holdings({flow.asset for flow in network.flows})
    for body in list(network.by_target)[:100]:
        for asset in ("x", "y"):
            for held in holdings.at(body, asset):
                assert held.deliveries
    assert time.process_time() - started < 10


def test_needs_of_many_derived_assets_are_told_in_time() -> None:
    """The assets that derive from one are found once, and not again for every need."""
    text = "\n".join(
        f"---\nkind: organisation\nid: o{n}\nneeds: [{{asset: a{n}}}, {{asset: a{n // 2}}}]\n"
        f"---\nkind: asset\nid: a{n}\nsource: [a{n - 1}]"
        for n in range(1, 4000)
    )
    network = network_of(text)
    started = time.process_time()
    assert len(needs(network).needs) == 2 * 3999
    assert time.process_time() - started < 5


def test_of_more_kinds_of_items_than_are_followed_an_item_may_be_of_any() -> None:
    items = [f"{{name: i{n}, special_category: [health]}}" for n in range(MAX_REFUSALS + 50)]
    network = network_of(
        "\n".join(
            [
                agreement(1, ["- {id: a, from: o, to: p, asset: x}", f"data_items: [{', '.join(items)}]"]),
                agreement(2, ["- {id: b, from: p, to: q, asset: x}"]),
                agreement(3, [f"- {{id: c, from: q, to: r, asset: x, items: [i{n}]}}" for n in range(300)]),
            ]
        )
    )
    passed_on = [unrecorded_kinds(network, flow) for flow in network.flows if flow.source == "q"]
    assert all(passed_on)
    assert sum(any(each.certain for each in found) for found in passed_on) == MAX_REFUSALS
