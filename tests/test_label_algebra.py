"""What arrives at a flow is a join: of any order, any grouping, any repetition; more flows never weaken it."""

from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsalint.graphs.labels import propagate
from dsalint.linter.network.flow_labels import Key
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.network.terms import covers, prefers
from dsalint.linter.network.upstream import upstream_of
from dsalint.linter.vocabulary import dates
from dsalint.linter.vocabulary.lattice import at_least, height, join, label_of
from dsalint.linter.vocabulary.markings import parse_marking
from dsalint.tests.random_flows import (
    AS_OF,
    MARKINGS,
    PERIODS,
    Agreement,
    random_agreement,
    random_agreements,
    world_of,
)

randoms = st.randoms(use_true_random=False)
LEVELS = sorted({height(parse_marking(text)) for text in MARKINGS} | {"SECRET"})
LIMITS = [period for period in PERIODS if dates.is_duration(period)]


def network_of(agreements: list[Agreement]) -> SharingNetwork:
    return world_of(agreements).network


def arriving(network: SharingNetwork) -> dict[str, dict[Key, Any]]:
    """For each flow what arrives; of a refusal whose number depends on the order of flows only that it does."""
    return {
        flow.key: {
            arrival.key: None if arrival.key[0] == "onward" else arrival.value
            for arrival in network.arriving(flow)
        }
        for flow in network.flows
    }


def gathered(flows: list[dict[str, Any]], own: dict[str, Any]) -> dict[str, Any]:
    """The upstream facts of a flow out of a body into which some flows lead, in their order."""
    agreements: list[Agreement] = [
        {
            "kind": "agreement",
            "id": f"g{n}",
            "flows": [{"id": "f", "from": f"p{n}", "to": "hub", "asset": "x", **flow}],
        }
        for n, flow in enumerate(flows)
    ]
    last = {"id": "out", "from": "hub", "to": "z", "asset": "x", **own}
    network = network_of([*agreements, {"kind": "agreement", "id": "last", "flows": [last]}])
    upstream = upstream_of(network, network.flows[-1])
    assert upstream is not None
    return upstream.facts


def all_of(verdicts: list[bool | None]) -> bool | None:
    return False if False in verdicts else None if None in verdicts else True


# --- the algebra --------------------------------------------------------------------------------------------------


@settings(max_examples=80)
@given(randoms)
def test_what_arrives_does_not_depend_on_the_order_of_agreements(random: Random) -> None:
    agreements = random_agreements(random)
    shuffled = random.sample(agreements, len(agreements))
    assert arriving(network_of(shuffled)) == arriving(network_of(agreements))


@settings(max_examples=80)
@given(randoms)
def test_the_same_flow_twice_brings_nothing_more(random: Random) -> None:
    agreements = random_agreements(random)
    again = [agreement | {"id": f"again-{agreement['id']}"} for agreement in agreements]
    before, after = arriving(network_of(agreements)), arriving(network_of(agreements + again))
    assert {key: after[key] for key in before} == before


@settings(max_examples=80)
@given(randoms)
def test_one_more_flow_weakens_nothing(random: Random) -> None:
    agreements = random_agreements(random)
    before = arriving(network_of(agreements))
    after = arriving(network_of([*agreements, random_agreement(random, 99)]))
    for flow, terms in before.items():
        for key, value in terms.items():
            assert key in after[flow]
            assert not prefers(key, value, after[flow][key])


@settings(max_examples=80)
@given(randoms)
def test_values_of_one_key_are_in_a_total_order(random: Random) -> None:
    """So that of any two one is the join, and joining is commutative, associative and idempotent."""
    network = network_of(random_agreements(random, 12))
    by_key: dict[Key, list[Any]] = {}
    for flow in network.flows:
        for arrival in network.arriving(flow):
            by_key.setdefault(arrival.key, []).append(arrival.value)
    for key, values in by_key.items():
        if key[0] != "onward":
            for one, other in product(values, repeat=2):
                assert (one == other) + prefers(key, one, other) + prefers(key, other, one) <= 1
                assert prefers(key, one, other) or prefers(key, other, one) or _alike(key, one, other)


def _alike(key: Key, one: Any, other: Any) -> bool:
    return bool(one == other) or covers(("retention", "", "a"), one, ("retention", "", "b"), other)


edges = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=24)
ranks = st.lists(st.none() | st.integers(0, 5), min_size=8, max_size=8)


@given(edges, ranks)
def test_what_has_arrived_arrives_again_as_it_is(pairs: set[tuple[int, int]], declared: list[Any]) -> None:
    """Idempotent: if every carrier declared what arrives at it too, nothing else would arrive."""
    successors = [[target for source, target in sorted(pairs) if source == node] for node in range(8)]

    def fixpoint(own: list[dict[str, int]]) -> list[dict[str, int]]:
        labels = propagate(successors, own, lambda key, new, old: new > old, lambda node, key, value: True)
        return [{key: arrival.value for key, arrival in labels.arriving(node).items()} for node in range(8)]

    own = [{} if rank is None else {"rank": rank} for rank in declared]
    once = fixpoint(own)
    joined = [
        {"rank": max((*mine.values(), *come.values()))} if mine or come else {}
        for mine, come in zip(own, once, strict=True)
    ]
    assert fixpoint(joined) == once


# --- markings across the schemes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("one", "other"), [*product(LEVELS, repeat=2)])
def test_of_two_levels_one_covers_the_other(one: str, other: str) -> None:
    """So that what binds a body can be said by one of them: a term of the old scheme stands for two levels at most."""
    a, b = parse_marking(one), parse_marking(other)
    assert at_least(a, b) or at_least(b, a)
    both, strongest = join(label_of(a), label_of(b)), a if at_least(a, b) else b
    for third in map(parse_marking, LEVELS):
        assert (at_least(third, strongest) is True) == (at_least(third, both) is True)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(MARKINGS), min_size=1, max_size=4), st.sampled_from(MARKINGS))
def test_a_flow_is_judged_by_all_markings_upstream_together(upstream: list[str], own: str) -> None:
    for markings in (upstream, upstream[::-1]):
        fact = gathered([{"marking": marking} for marking in markings], {"marking": own})["marking"]
        expected = all_of([at_least(parse_marking(own), parse_marking(marking)) for marking in markings])
        assert at_least(parse_marking(own), parse_marking(fact)) == expected


def test_a_level_of_the_old_scheme_that_is_undecided_hides_none_that_is_not() -> None:
    """RESTRICTED may be OFFICIAL; that OFFICIAL-SENSITIVE came as well decides it, whichever came first."""
    for markings in (
        ("RESTRICTED", "OFFICIAL-SENSITIVE - COMMERCIAL"),
        ("OFFICIAL-SENSITIVE - LPP", "RESTRICTED"),
    ):
        facts = gathered([{"marking": marking} for marking in markings], {"marking": "OFFICIAL"})
        assert facts["marking"] == "OFFICIAL-SENSITIVE"


# --- retention ----------------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(st.lists(st.sampled_from(LIMITS), min_size=1, max_size=4), st.sampled_from(LIMITS))
def test_a_flow_is_judged_by_all_limits_upstream_together(upstream: list[str], own: str) -> None:
    def not_longer(limit: str) -> bool | None:
        beyond = dates.longer(dates.parse_duration(own), dates.parse_duration(limit))
        return None if beyond is None else not beyond

    for limits in (upstream, upstream[::-1]):
        facts = gathered(
            [{"retention": {"period": limit, "trigger": "receipt"}} for limit in limits],
            {"retention": {"period": own, "trigger": "receipt"}},
        )
        assert not_longer(facts["retention"]) == all_of([not_longer(limit) for limit in limits])
        assert facts["retention_known"] is True


# --- exceptions have effect from their date -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declassification", "marking"),
    [
        ({"by": "information-creator"}, None),
        ({"by": "information-creator", "date": AS_OF}, None),
        ({"by": "information-creator", "date": "2026-11-26"}, "SECRET"),
        ({"by": "caseworker"}, "SECRET"),
        ({"date": AS_OF}, "SECRET"),
    ],
)
def test_only_the_creators_declassification_stops_a_marking_and_only_from_its_date(
    declassification: dict[str, str], marking: str | None
) -> None:
    flows = [
        {"id": "first", "from": "a", "to": "b", "asset": "x", "marking": "SECRET"},
        {"id": "lowered", "from": "b", "to": "c", "asset": "x", "declassification": declassification},
        {"id": "last", "from": "c", "to": "d", "asset": "x"},
    ]
    network = network_of([{"kind": "agreement", "id": "g", "flows": flows}])
    upstream = upstream_of(network, network.flows[-1])
    assert upstream is not None
    assert upstream.facts.get("marking") == marking


@pytest.mark.parametrize(("date", "binding"), [({}, 0), ({"date": AS_OF}, 0), ({"date": "2026-11-26"}, 1)])
def test_a_consent_lifts_a_restriction_from_its_date(date: dict[str, str], binding: int) -> None:
    consent = {"restriction": "dea-2017-s50", "exit": "court-order", **date}
    facts = gathered([{"gateway": "dea-2017-s48"}], {"consents": [consent]})
    assert len(facts["restrictions"]) == binding


@pytest.mark.parametrize(("date", "refused"), [({}, 0), ({"date": AS_OF}, 0), ({"date": "2026-11-26"}, 1)])
def test_leave_to_pass_on_is_given_from_its_date(date: dict[str, str], refused: int) -> None:
    for to in ({}, {"to": ["z"]}):
        facts = gathered([{"onward_sharing": {"allowed": True, **to, **date}}], {})
        assert [(each["allowed"], each["to"]) for each in facts["onward_refused"]] == [(False, [])] * refused


@pytest.mark.parametrize(
    ("date", "limit"), [({}, None), ({"longer_from": AS_OF}, None), ({"longer_from": "2026-11-26"}, "P1Y")]
)
def test_a_reason_for_keeping_longer_holds_from_its_date(date: dict[str, str], limit: str | None) -> None:
    longer = {"period": "indefinite", "trigger": "receipt", "longer_reason": "an inquiry", **date}
    flows = [
        {"from": "a", "to": "b", "asset": "x", "retention": {"period": "P1Y", "trigger": "receipt"}},
        {"from": "b", "to": "c", "asset": "x", "retention": longer},
        {"from": "c", "to": "d", "asset": "x", "retention": {"period": "P9Y", "trigger": "receipt"}},
    ]
    network = network_of([{"kind": "agreement", "id": "g", "flows": flows}])
    upstream = upstream_of(network, network.flows[-1])
    assert upstream is not None
    assert upstream.facts.get("retention") == limit


def test_a_restriction_protects_each_provider_and_a_return_to_one_is_no_leave_of_another() -> None:
    facts = gathered([{"gateway": "dea-2017-s48"}, {"gateway": "dea-2017-s48"}], {"to": "p0"})
    assert [restriction["provider"] for restriction in facts["restrictions"]] == ["p1"]


def test_a_refusal_that_also_came_by_another_way_is_one_though_the_nearer_way_leads_back() -> None:
    """The nearest who refuses is beyond the recipient, which had the data; another one, further away, is not."""
    refused = {"onward_sharing": {"allowed": False}}
    flows = [
        {"id": "near", "from": "t", "to": "s", "asset": "x", **refused},
        {"id": "far", "from": "p", "to": "q", "asset": "x", **refused},
        {"id": "on", "from": "q", "to": "s", "asset": "x"},
        {"id": "back", "from": "s", "to": "t", "asset": "x"},
    ]
    network = network_of([{"kind": "agreement", "id": "g", "flows": flows}])
    upstream = upstream_of(network, network.flows[-1])
    assert upstream is not None
    assert [each["from"] for each in upstream.facts["onward_refused"]] == ["p"]
    assert [flow.id for flow in upstream.routes["onward_refused"]] == ["far", "on"]
    alone = network_of([{"kind": "agreement", "id": "g", "flows": [flows[0], flows[-1]]}])
    upstream = upstream_of(alone, alone.flows[-1])
    assert upstream is not None
    assert upstream.facts["onward_refused"] == []
