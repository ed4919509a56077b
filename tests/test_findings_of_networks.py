"""What a network rule finds rests on the flows that it shows: without any of them it is gone, and other flows do not hide it.

The rules are the real ones, on small random networks of agreements of one flow each.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.upstream import upstream_of
from dsalint.linter.policies.book import PolicyBook
from dsalint.linter.rules.catalogue import load_catalogue
from dsalint.linter.rules.evaluate import FAIL, evaluate
from dsalint.linter.rules.rule import Compiled
from dsalint.linter.rules.subject_kinds import SUBJECT_KINDS
from dsalint.linter.subjects.subject import Subject, World
from dsalint.tests.random_flows import AS_OF, Agreement, random_agreement, random_agreements, world_of

randoms = st.randoms(use_true_random=False)
Found = dict[tuple[str, str], Subject]
"""Subjects that a rule fails on, by rule and label."""

OF_FLOWS = {
    "FLO001", "FLO002", "FLO003", "FLO004", "FLO005", "FLO006", "FLO008", "FLO009", "FLO012", "FLO013",
    "FLO014", "FLO015", "FLO017", "FLO018", "FLO033",
}  # fmt: skip
OTHER = {"FLO010", "FLO016"}
"""Of two flows, and of what meets at a body; their evidence is in their words."""
NOT_OF_FLOWS = {"FLO019", "FLO032"}
"""Of derived assets and of systems: FLO032 says that there is no flow, so that a flow there answers it."""


@cache
def rules() -> dict[str, Compiled]:
    return {id_: Compiled(rule) for id_, rule in load_catalogue().rules.items() if id_ in OF_FLOWS | OTHER}


def found_in(world: World) -> Found:
    """What the rules about flows find."""
    book = PolicyBook(world.estate, world.as_of, {})
    subjects = {
        kind: list(SUBJECT_KINDS[kind].subjects(world, book)) for kind in ("flow", "pair", "organisation")
    }
    return {
        (id_, subject.label): subject
        for id_, compiled in rules().items()
        for subject in subjects[compiled.rule.subject]
        if evaluate(compiled, subject, AS_OF, {}).kind == FAIL
    }


def flow_of(world: World, subject: Subject) -> FlowTerms:
    flow = world.network.at(subject.document, subject.path)
    assert flow is not None
    return flow


def test_every_network_rule_is_looked_at_and_fires_on_random_networks() -> None:
    """So that what follows says something."""
    assert {id_ for id_ in load_catalogue().rules if id_.startswith("FLO")} == OF_FLOWS | OTHER | NOT_OF_FLOWS
    fired = {id_ for seed in range(400) for id_, _ in found_in(world_of(random_agreements(Random(seed), 8)))}
    assert fired == OF_FLOWS | OTHER


# --- one more flow ------------------------------------------------------------------------------------------------


def _brings_it_too(world: World, more: FlowTerms, flow: FlowTerms) -> bool:
    """The new flow brings the provider what it passes on, so that it may have it from there."""
    return more in world.network.direct(flow)


def _another_purpose_or_regime(world: World, more: FlowTerms, flow: FlowTerms) -> bool:
    """It brings a purpose with which the new use is compatible; or law-enforcement data now takes part, which FLO015 judges."""
    arriving = {arrival.key for arrival in world.network.arriving(flow)}
    return _brings_it_too(world, more, flow) or ("law-enforcement",) in arriving


def _refused_altogether(world: World, more: FlowTerms, flow: FlowTerms) -> bool:
    """Somebody upstream now refuses the recipient altogether, which FLO001 judges."""
    upstream = upstream_of(world.network, flow)
    return upstream is not None and bool(upstream.facts["onward_refused"])


ANSWERED: dict[str, Callable[[World, FlowTerms, FlowTerms], bool]] = {
    "FLO003": _another_purpose_or_regime,
    "FLO005": _refused_altogether,
    "FLO008": _brings_it_too,
    "FLO009": _brings_it_too,
    "FLO018": _brings_it_too,
}
"""Rules of which one more flow can answer a finding, and how. The others only ever find more."""


@settings(max_examples=300, deadline=None)
@given(randoms)
def test_one_more_flow_hides_nothing_that_it_does_not_answer(random: Random) -> None:
    agreements = random_agreements(random)
    before = found_in(world_of(agreements))
    world = world_of([*agreements, random_agreement(random, 99)])
    after = found_in(world)
    for (rule, label), subject in before.items():
        if (rule, label) not in after:
            assert rule in ANSWERED, f"{rule} on {label} is gone"
            flow = next(flow for flow in world.network.flows if flow.agreement.id == subject.document.id)
            assert ANSWERED[rule](world, world.network.flows[-1], flow), f"{rule} on {label} is gone"


# --- one flow less ------------------------------------------------------------------------------------------------


def fewest(agreements: list[Agreement], finding: tuple[str, str]) -> list[Agreement]:
    """Agreements all of which it takes for a finding."""
    for agreement in agreements:
        fewer = [other for other in agreements if other is not agreement]
        if finding in found_in(world_of(fewer)):
            return fewest(fewer, finding)
    return agreements


def shown(world: World, rule: str, subject: Subject) -> Iterator[FlowTerms]:
    """The flows that a finding shows: its way, and the flow that it stands on."""
    pointer = rules()[rule].rule.route
    yield from subject.routes.get(pointer, ()) if pointer else ()
    yield flow_of(world, subject)


@settings(max_examples=80, deadline=None)
@given(randoms)
def test_a_finding_takes_the_flows_that_it_shows_and_no_others(random: Random) -> None:
    """Of the fewest agreements that it takes all are shown, in the order in which the data came; without one it is gone.

    What went round in a circle may have passed the flow that the finding stands on. FLO033 shows one flow and names the other.
    """
    agreements = random_agreements(random)
    for rule, label in found_in(world_of(agreements)):
        needed = fewest(agreements, (rule, label))
        world = world_of(needed)
        subject = found_in(world)[rule, label]
        if rule in OF_FLOWS - {"FLO001", "FLO033"}:
            way = list(shown(world, rule, subject))
            assert {flow.agreement.id for flow in way} == {agreement["id"] for agreement in needed}
            for first, second in pairwise(way):
                assert first in world.network.direct(second)
        elif rule in {"FLO010", "FLO033"}:
            assert len(needed) == 2


@settings(max_examples=150, deadline=None)
@given(randoms)
def test_what_a_finding_shows_is_enough_to_find_it(random: Random) -> None:
    """In any network: an estate of the flows on its way alone has it too.

    FLO001 has one exception: of what a body holds on instruction alone FLO009 speaks, so that it may take another flow,
    which brought the body the data for itself.
    """
    agreements = random_agreements(random, 9)
    world = world_of(agreements)
    for (rule, label), subject in found_in(world).items():
        if rule in OF_FLOWS - {"FLO033"}:
            names = {flow.agreement.id for flow in shown(world, rule, subject)}
            alone = world_of([agreement for agreement in agreements if agreement["id"] in names])
            if (rule, label) not in found_in(alone):
                assert rule == "FLO001", f"{rule} on {label} is not shown by its way"
                (flow,) = [each for each in alone.network.flows if each.agreement.id == subject.document.id]
                assert all(before.value.get("instructs") for before in alone.network.direct(flow))


@pytest.mark.parametrize("rule", sorted(OF_FLOWS - {"FLO013", "FLO014", "FLO018", "FLO033"}))
def test_without_the_flows_before_it_a_rule_about_ways_finds_nothing(rule: str) -> None:
    for seed in range(60):
        agreements = random_agreements(Random(seed), 8)
        for _, label in [found for found in found_in(world_of(agreements)) if found[0] == rule]:
            alone = [agreement for agreement in agreements if label.endswith(f" {agreement['id']}")]
            assert len(alone) == 1
            assert (rule, label) not in found_in(world_of(alone))
