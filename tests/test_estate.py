"""The estate: what references mean."""

from dsalint.linter.estate.estate import Estate
from dsalint.linter.estate.load import facts_of
from dsalint.tests.worlds import values_of, world_of

ESTATE = """\
kind: organisation
id: hmrc
name: HM Revenue and Customs
aliases: [Inland Revenue]
identifiers: [{identifier}]
---
kind: agreement
id: demo
purposes: [{{id: debt, category: debt-recovery}}, {{id: other}}]
parties:
  - {{organisation: hmrc, role: controller, legal_power: [{{gateway: dea-2017-s48}}]}}
flows:
  - {{id: f, from: {name}, to: council, purposes: [debt]}}
"""
IDENTIFIER = "govuk:hmrc"


def test_a_party_is_the_same_body_by_whatever_name_a_flow_calls_it() -> None:
    for name in ("hmrc", "Inland Revenue", IDENTIFIER):
        world = world_of(ESTATE.format(name=name, identifier=IDENTIFIER))
        (party,), (flow,) = values_of("party", world), values_of("flow", world)
        assert party["facts"]["purposes"] == ["debt"], name
        assert party["facts"]["provides"] is True
        assert flow["provider"]["organisation"] == "hmrc"
        assert flow["facts"]["gateways"] == ["dea-2017-s48"]


def test_an_alias_of_two_bodies_means_neither() -> None:
    second = "---\nkind: organisation\nid: other\naliases: [Inland Revenue]\n"
    world = world_of(ESTATE.format(name="Inland Revenue", identifier=IDENTIFIER) + second)
    (flow,) = values_of("flow", world)
    assert "provider" not in flow
    assert "from" not in flow


def test_what_was_read_is_not_changed() -> None:
    facts = facts_of("estate.yaml", ESTATE.format(name="Inland Revenue", identifier=IDENTIFIER))
    first, second = Estate(list(facts.documents)), Estate(list(facts.documents))
    assert facts.documents[1].value["flows"][0]["from"] == "Inland Revenue"
    assert first.documents[1].value == second.documents[1].value
    assert first.documents[1].value["flows"][0]["from"] == "hmrc"
