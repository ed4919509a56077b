"""What a body holds: every term of every item, by all ways together, with the flows that say so."""

from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsalint.linter.network.audiences import audience_terms
from dsalint.linter.network.flow_labels import Key
from dsalint.linter.network.flows import WHOLE, FlowTerms
from dsalint.linter.network.holdings import TERMS, HeldItems, HeldTerm
from dsalint.linter.network.item_terms import item_terms, terms_of_items
from dsalint.linter.network.items import FORMS
from dsalint.linter.network.kinds import kind_terms, may_be_of
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.network.terms import ANYBODY, prefers
from dsalint.linter.questions.holders import holders
from dsalint.linter.vocabulary import dates
from dsalint.tests.random_flows import BODIES, random_agreement, random_agreements, world_of

randoms = st.randoms(use_true_random=False)
Said = dict[tuple[str, str], set[Any]]


def agreement(name: str, flow: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {
        "kind": "agreement",
        "id": name,
        "dates": {"start": "2024-01-01"},
        "flows": [{"id": "f", "asset": "x", **flow}],
        **rest,
    }


def held(agreements: list[dict[str, Any]], body: str = "c", asset: str = "x") -> dict[str, HeldItems]:
    """What a body holds, by item."""
    network = world_of(agreements).network
    return {item: each for each in network.held(body, asset) for item in each.items}


def said(items: HeldItems) -> Said:
    """The values of each term."""
    found: Said = {}
    for term in items.terms:
        found.setdefault((term.name, term.of), set()).add(term.value)
    return found


def ways(items: HeldItems, name: str, of: str = "") -> list[list[str]]:
    (term,) = [term for term in items.terms if (term.name, term.of) == (name, of)]
    return [[flow.agreement.id for flow in route] for route in term.routes]


A_TO_B = {"from": "a", "to": "b"}
B_TO_C = {"from": "b", "to": "c"}
D_TO_C = {"from": "d", "to": "c"}


def test_of_each_scheme_the_highest_level_binds_and_of_each_event_the_shortest_period() -> None:
    items = held(
        [
            agreement(
                "ab",
                {**A_TO_B, "marking": "RESTRICTED", "retention": {"period": "P1Y", "trigger": "creation"}},
            ),
            agreement(
                "bc", {**B_TO_C, "marking": "OFFICIAL", "retention": {"period": "P2Y", "trigger": "creation"}}
            ),
            agreement(
                "dc", {**D_TO_C, "marking": "SECRET", "retention": {"period": "P30D", "trigger": "receipt"}}
            ),
        ]
    )[WHOLE]
    found = said(items)
    assert found["marking", "gsc"] == {"SECRET"}
    assert found["marking", "gpms"] == {"RESTRICTED"}
    assert found["retention", "creation"] == {"P1Y"}
    assert found["retention", "receipt"] == {"P30D"}
    assert ways(items, "marking", "gpms") == [["ab", "bc"]]
    assert ways(items, "marking", "gsc") == [["dc"]]


def test_of_all_who_may_receive_it_next_those_remain_whom_every_provider_allows() -> None:
    def remaining(*sharing: dict[str, Any] | None) -> Any:
        flows = (A_TO_B, B_TO_C, D_TO_C)
        items = held(
            [
                agreement(f"g{n}", {**flow, **({"onward_sharing": terms} if terms else {})})
                for n, (flow, terms) in enumerate(zip(flows, sharing, strict=True))
            ]
        )[WHOLE]
        return said(items).get(("onward", ""))

    anybody: dict[str, Any] = {"allowed": True}
    assert remaining(None, None, None) is None
    assert remaining(None, anybody, None) == {"anybody"}
    assert remaining({"allowed": True, "to": ["c", "d"]}, anybody, None) == {("c", "d")}
    assert remaining({"allowed": True, "to": ["c", "d"]}, {"allowed": True, "to": ["a", "d"]}, anybody) == {
        ("d",)
    }
    assert remaining({"allowed": True, "to": ["c"]}, {"allowed": True, "to": ["d"]}, None) == {()}
    assert remaining(anybody, anybody, {"allowed": False}) == {()}
    assert remaining(anybody, anybody, {"allowed": True, "date": "2027-01-01"}) == {()}


def test_audience_and_nationality_are_what_all_markings_on_the_way_have_in_common() -> None:
    agreements = [
        agreement("ab", {**A_TO_B, "marking": "SECRET - UK/US EYES ONLY"}),
        agreement("bc", {**B_TO_C, "marking": "SECRET - DWP/HMRC USE ONLY - FIVE EYES ONLY"}),
        agreement(
            "dc",
            {**D_TO_C, "marking": "SECRET - RECIPIENTS ONLY", "recipients_named": ["Head of Enforcement"]},
        ),
    ]
    items = held(agreements)[WHOLE]
    found = said(items)
    assert found["nationality", ""] == {("GB", "US")}
    assert sorted(ways(items, "nationality")) == [["ab", "bc"], ["bc"]]
    assert found["audience", "organisations"] == {("dwp", "hmrc")}
    assert found["audience", "recipients"] == {("Head of Enforcement",)}
    assert ways(items, "audience", "recipients") == [["dc"]]


def test_named_recipients_whose_names_are_not_recorded_are_no_names() -> None:
    unnamed = agreement("dc", {**D_TO_C, "marking": "OFFICIAL-SENSITIVE - RECIPIENTS ONLY"})
    assert said(held([unnamed])[WHOLE])["audience", "recipients"] == {True}
    government = agreement("dc", {**D_TO_C, "marking": "OFFICIAL-SENSITIVE - HMG USE ONLY"})
    assert said(held([government])[WHOLE])["audience", "government"] == {True}


def test_what_its_creator_declassified_is_for_everybody_again_from_that_day() -> None:
    for date, limited in (("2025-01-01", False), ("2027-01-01", True)):
        lowered = {"declassification": {"by": "information-creator", "date": date}, "marking": "OFFICIAL"}
        found = said(
            held(
                [
                    agreement("ab", {**A_TO_B, "marking": "SECRET - HMG USE ONLY - UK EYES ONLY"}),
                    agreement("bc", {**B_TO_C, **lowered}),
                ]
            )[WHOLE]
        )
        assert (("audience", "government") in found) is limited
        assert (("nationality", "") in found) is limited
        assert found["marking", "gsc"] == ({"SECRET"} if limited else {"OFFICIAL"})


def test_purposes_and_the_time_to_tell_of_a_breach_are_between_the_parties_of_each_delivery() -> None:
    def terms(category: str, within: str) -> dict[str, Any]:
        return {"purposes": [{"id": "p", "category": category}], "breach": {"notify_within": within}}

    items = held(
        [
            agreement("ab", A_TO_B, **terms("research", "PT1H")),
            agreement("bc", B_TO_C, **terms("housing", "PT48H")),
            agreement("dc", D_TO_C, **terms("fraud-prevention", "PT24H")),
        ]
    )[WHOLE]
    found = said(items)
    assert found["purpose", ""] == {"housing", "fraud-prevention"}
    assert found["breach", ""] == {"PT24H"}
    assert ways(items, "breach") == [["dc"]]


def test_an_item_serves_the_purposes_that_its_agreement_needs_it_for() -> None:
    purposes = [{"id": "p", "category": "research"}, {"id": "q", "category": "housing"}]
    found = held(
        [
            agreement(
                "bc",
                {**B_TO_C, "items": ["name", "income"]},
                purposes=purposes,
                data_items=[{"name": "income", "purposes": ["q"]}],
            )
        ]
    )
    assert said(found["name"])["purpose", ""] == {"research", "housing"}
    assert said(found["income"])["purpose", ""] == {"housing"}


def test_kinds_are_of_items_and_stay_with_them() -> None:
    found = held(
        [
            agreement(
                "ab",
                {**A_TO_B, "items": ["name", "diagnosis"]},
                data_items=[{"name": "name"}, {"name": "diagnosis", "special_category": ["health"]}],
            ),
            agreement("bc", {**B_TO_C, "items": ["name", "diagnosis"], "personal_data": True}),
        ]
    )
    assert ("kind", "") not in said(found["name"])
    assert said(found["diagnosis"])["kind", ""] == {"health"}
    assert ways(found["diagnosis"], "kind") == [["ab", "bc"]]


RECORDS = [{"name": "address"}, {"name": "diagnosis", "special_category": ["health"]}]


def test_an_address_out_of_a_register_with_diagnoses_is_none() -> None:
    whole = agreement("ab", A_TO_B, data_items=RECORDS)
    items = {**B_TO_C, "items": ["address", "diagnosis"]}
    found = held([whole, agreement("bc", items)])
    assert ("kind", "") not in said(found["address"])
    assert said(found["diagnosis"])["kind", ""] == {"health"}
    everything_again = held([whole, agreement("bc", B_TO_C)])[WHOLE]
    assert said(everything_again)["kind", "diagnosis"] == {"health"}


def test_of_what_derives_from_data_of_a_kind_it_is_said_from_what() -> None:
    derived = agreement("bc", {**B_TO_C, "asset": "y", "items": ["score"]})
    items = held([agreement("ab", A_TO_B, data_items=RECORDS), derived], asset="y")["score"]
    assert said(items)["kind", "x"] == {"health"}
    assert ways(items, "kind", "x") == [["ab", "bc"]]


@pytest.mark.parametrize("form", ["anonymised", "aggregate", "pseudonymised"])
def test_what_is_passed_on_so_that_it_identifies_nobody_is_of_no_kind_any_more(form: str) -> None:
    kept = form == "pseudonymised"
    for first in ({"identifiability": form}, {}):
        last = {} if first else {"identifiability": form}
        found = held(
            [
                agreement("ab", {**A_TO_B, "items": ["diagnosis"], **first}, data_items=RECORDS),
                agreement("bc", {**B_TO_C, "items": ["diagnosis"], **last}),
            ]
        )
        assert (("kind", "") in said(found["diagnosis"])) is kept


def test_kinds_that_an_agreement_states_and_places_nowhere_count_for_each_item() -> None:
    stated = {"special_category": {"present": True}, "criminal_offence": {"present": True}}
    flow = {**B_TO_C, "items": ["name", "note"]}
    found = held([agreement("bc", flow, **stated)])
    assert said(found["note"])["kind", ""] == {"unspecified", "criminal-offence"}
    placed = [{"name": "name"}, {"name": "note", "special_category": ["health"], "criminal_offence": True}]
    found = held([agreement("bc", flow, data_items=placed, **stated)])
    assert ("kind", "") not in said(found["name"])
    assert said(found["note"])["kind", ""] == {"health", "criminal-offence"}


def test_a_copy_without_names_does_not_make_the_one_with_names_vanish() -> None:
    coded = agreement("ab", {**A_TO_B, "identifiability": "identifiable"})
    second = agreement("bc", {**B_TO_C, "identifiability": "pseudonymised"})
    named = agreement("dc", {**D_TO_C, "identifiability": "identifiable"})
    assert said(held([coded, second])[WHOLE])["form", ""] == {"pseudonymised"}
    assert said(held([coded, second, named])[WHOLE])["form", ""] == {"identifiable"}
    silent = agreement("bc", B_TO_C)
    assert said(held([coded, silent])[WHOLE])["form", ""] == {"identifiable"}


def test_the_regimes_it_was_processed_under_stay_with_it() -> None:
    police = [{"organisation": "a", "lawful_basis": [{"regime": "part-3"}]}]
    council = [{"organisation": "b", "lawful_basis": [{"regime": "uk-gdpr"}]}]
    items = held([agreement("ab", A_TO_B, parties=police), agreement("bc", B_TO_C, parties=council)])[WHOLE]
    assert said(items)["regime", ""] == {"part-3", "uk-gdpr"}


def test_a_restriction_says_by_which_power_and_what_was_received_as_a_whole_counts_for_each_item() -> None:
    found = held(
        [
            agreement("bc", {**B_TO_C, "gateway": "dea-2017-s48"}),
            agreement("dc", {**D_TO_C, "items": ["name"], "marking": "SECRET"}),
        ]
    )
    assert said(found["name"])["restriction", "dea-2017-s48"] == {"s.50(1)-(2)"}
    assert said(found["name"])["marking", "gsc"] == {"SECRET"}
    assert ("marking", "gsc") not in said(found[WHOLE])
    assert [flow.agreement.id for flow in found["name"].deliveries] == ["bc", "dc"]


def test_a_restriction_of_two_providers_is_one_term_with_both_as_evidence() -> None:
    gateway = {"gateway": "dea-2017-s48"}
    items = held(
        [agreement("ac", {"from": "a", "to": "c", **gateway}), agreement("dc", {**D_TO_C, **gateway})]
    )
    assert sorted(ways(items[WHOLE], "restriction", "dea-2017-s48")) == [["ac"], ["dc"]]


def test_an_owner_that_received_nothing_holds_nothing_by_flows_and_a_draft_brings_nothing() -> None:
    draft = agreement("bc", B_TO_C, status="draft")
    assert held([agreement("ab", A_TO_B)], body="a") == {}
    assert held([draft]) == {}


# --- for any network ----------------------------------------------------------------------------------------------


def everything(network: SharingNetwork) -> dict[tuple[str, str, str], HeldItems]:
    holdings = network.holdings(("x", "y"))
    return {
        (body, asset, item): each
        for body in BODIES
        for asset in ("x", "y")
        for each in holdings.at(body, asset)
        for item in each.items
    }


class Reference:
    """What binds an item by the definition: round and round over all carriers until nothing changes."""

    def __init__(self, network: SharingNetwork) -> None:
        self.network = network
        of_items = terms_of_items(network.carriers)
        self.terms = dict.fromkeys(TERMS, of_items) | {
            **dict.fromkeys(
                ("marking", "retention", "onward", "restriction", "personal"), network.labels.terms
            ),
            **dict.fromkeys(("special", "criminal", "law-enforcement"), network.labels.terms),
            **dict.fromkeys(("audience", "nationality"), network.audiences.terms),
            "kind": network.kinds.terms,
        }
        self.carriers = [
            (flow, item, carrier)
            for flow in network.flows
            if flow.delivered
            for carrier, item in network.carriers.items_of(flow)
        ]
        self.arriving: dict[int, dict[Key, Any]] = {carrier: {} for _, _, carrier in self.carriers}
        pairs = [
            (first, second)
            for second in self.carriers
            for first in self.carriers
            if continues(*first[:2], *second[:2])
        ]
        before = None
        while before != self.arriving:
            before = {carrier: dict(label) for carrier, label in self.arriving.items()}
            for (flow, item, one), (_, _, other) in pairs:
                self.join(self.arriving[other], self.leaving(flow, one, item))

    def leaving(self, flow: FlowTerms, carrier: int, item: str, received: bool = False) -> dict[Key, Any]:
        """What a flow says of an item, and what comes with the carrier that it is in."""
        kinds = self.network.item_kinds
        label = self.network.declared(flow) | item_terms(flow, item)
        label |= audience_terms(flow) | kind_terms(flow, item, kinds)
        come = {
            key: value
            for key, value in self.arriving[carrier].items()
            if key != ANYBODY
            and self.terms[key[0]].lets_through(flow, carrier, key, value)
            and not (received and key[0] == "kind" and not may_be_of(key, flow, item, kinds))
        }
        self.join(label, come)
        return label

    def at(self, body: str, asset: str, item: str) -> dict[Key, Any]:
        label: dict[Key, Any] = {}
        for flow, name, carrier in self.carriers:
            if (flow.target, flow.asset) == (body, asset) and name in (item, WHOLE):
                self.join(label, self.leaving(flow, carrier, item, received=True))
        return label

    def join(self, label: dict[Key, Any], more: dict[Key, Any]) -> None:
        for key, value in more.items():
            if key not in label or self.terms[key[0]].prefers(key, value, label[key]):
                label[key] = value


def continues(first: FlowTerms, one: str, second: FlowTerms, other: str) -> bool:
    if first is second or first.target != second.source or (second.until and first.start > second.until):
        return False
    if first.asset == second.asset:
        return WHOLE in (one, other) or one == other
    return (first.asset, second.asset) == ("x", "y")


def counted(text: Any) -> Any:
    """A period by its length, so that P12M is P1Y."""
    duration = dates.parse_duration(text)
    return duration.months, duration.days * 86400 + duration.seconds


def in_words(label: dict[Key, Any], asset: str, item: str) -> Said:
    """The same as `said`, from the keys of terms."""
    found: Said = {}
    limits: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for key, value in label.items():
        match key:
            case ("onward" as name, *names) | ("nationality" as name, _, _, *names):
                limits.setdefault((name, ""), []).append(tuple(names))
            case ("audience" as name, of, _, _, *names):
                limits.setdefault((name, of), []).append(tuple(names))
            case ("marking" | "retention" as name, of, *_):
                found.setdefault((name, of), set()).add(counted(value) if name == "retention" else value)
            case ("restriction" as name, _, of, _):
                found.setdefault((name, of), set()).add(value.provision or value.id)
            case ("kind" as name, one, source, described):
                of = source if source != asset else described if described not in (item, WHOLE) else ""
                found.setdefault((name, of), set()).add(one)
            case ("regime" | "purpose" as name, one):
                found.setdefault((name, ""), set()).add(one)
            case ("breach" as name, _):
                found.setdefault((name, ""), set()).add(counted(value))
            case ("personal" | "form" as name,):
                found.setdefault((name, ""), set()).add(value)
    for (limit, of), each in limits.items():
        binding = [set(names) for names in each if names != ("*",) and (names or limit != "audience")]
        without = "anybody" if limit == "onward" else True
        left = tuple(sorted(set.intersection(*binding))) if binding else without
        found[limit, of] = {left}
    return found


def normal(items: HeldItems) -> Said:
    return {
        (name, of): {counted(value) for value in values} if name in ("retention", "breach") else values
        for (name, of), values in said(items).items()
    }


@settings(max_examples=120)
@given(randoms)
def test_what_is_held_is_what_the_definition_says(random: Random) -> None:
    network = world_of(random_agreements(random, 9)).network
    reference = Reference(network)
    for (body, asset, item), items in everything(network).items():
        assert normal(items) == in_words(reference.at(body, asset, item), asset, item)
        assert items.complete


@settings(max_examples=80)
@given(randoms)
def test_every_way_begins_where_the_term_is_said_and_ends_with_a_delivery(random: Random) -> None:
    network = world_of(random_agreements(random, 9)).network
    kinds = network.item_kinds
    for (body, asset, item), items in everything(network).items():
        assert [TERMS.index(term.name) for term in items.terms] == sorted(
            TERMS.index(term.name) for term in items.terms
        )
        for term in items.terms:
            for route in term.routes:
                assert (route[-1].target, route[-1].asset) == (body, asset)
                assert route[-1] in items.deliveries
                for first, second in pairwise(route):
                    assert any(continues(first, i, second, j) for i in first.items for j in second.items)
                first = route[0]
                terms = [*network.declared(first), *audience_terms(first)]
                for name in (item, *first.items):
                    terms += [*item_terms(first, name), *kind_terms(first, name, kinds)]
                assert term.name in {key[0] for key in terms}


@settings(max_examples=80)
@given(randoms)
def test_what_is_held_does_not_depend_on_the_order_or_the_repetition_of_agreements(random: Random) -> None:
    agreements = random_agreements(random, 6)
    again = [agreement | {"id": f"again-{agreement['id']}"} for agreement in agreements]
    before = everything(world_of(agreements).network)
    for others in (random.sample(agreements, len(agreements)), agreements + again):
        after = everything(world_of(others).network)
        assert {key: normal(items) for key, items in after.items()} == {
            key: normal(items) for key, items in before.items()
        }


@settings(max_examples=80)
@given(randoms)
def test_one_more_flow_weakens_nothing_that_binds(random: Random) -> None:
    agreements = random_agreements(random)
    before = everything(world_of(agreements).network)
    after = everything(world_of([*agreements, random_agreement(random, 99)]).network)
    for key, items in before.items():
        later = {
            (term.name, term.of): [t for t in after[key].terms if (t.name, t.of) == (term.name, term.of)]
            for term in items.terms
        }
        for term in items.terms:
            assert any(at_least(new, term) for new in later[term.name, term.of]), (term, later)


def at_least(new: HeldTerm, old: HeldTerm) -> bool:
    """Whether one value of a term binds at least as much as another."""
    if old.value == "anybody" or (isinstance(old.value, bool) and new.value):
        return True
    if isinstance(old.value, tuple):
        return isinstance(new.value, tuple) and set(new.value) <= set(old.value)
    if old.name == "form":
        return FORMS.index(str(new.value)) >= FORMS.index(str(old.value))
    if old.name in ("marking", "retention", "breach"):
        key = ("marking", "") if old.name == "marking" else ("retention", "", "")
        return new.value == old.value or prefers(key, new.value, old.value)
    return new.value == old.value


# --- on the command line ------------------------------------------------------------------------------------------


def test_the_answer_has_every_term_with_file_and_line() -> None:
    """And leaves out no body that its own receipts show."""
    network = world_of(
        [
            agreement("ab", {**A_TO_B, "items": ["name"], "marking": "SECRET - UK EYES ONLY"}),
            agreement("bc", {**B_TO_C, "items": ["name"]}),
        ]
    ).network
    (_, second) = holders(network, "x").holdings
    (items,) = second.held
    assert (items.asset, items.items, items.flows, items.complete) == ("x", ("name",), ("bc#f",), True)
    terms = {
        term.name: (term.value, [[hop.agreement for hop in way] for way in term.ways]) for term in items.terms
    }
    assert terms["marking"] == ("SECRET", [["ab", "bc"]])
    assert terms["nationality"] == (("GB",), [["ab", "bc"]])
    assert all(hop.place.span.line > 0 for term in items.terms for way in term.ways for hop in way)
