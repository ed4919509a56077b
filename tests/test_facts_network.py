"""Facts of flows about what is upstream of them, and of bodies at which feeds meet."""

from typing import Any

from dsalint.tests.worlds import values_of, world_of


def _upstream(documents: str, flow: str) -> dict[str, Any]:
    found = {value["id"]: value for value in values_of("flow", world_of(documents))}
    upstream: dict[str, Any] = found[flow]["upstream"]
    return upstream


def _chain(first: str, second: str) -> str:
    return f"""\
kind: agreement
id: demo
flows:
  - {{id: first, from: dwp, to: council, asset: debts{first}}}
  - {{id: second, from: council, to: charity, asset: debts{second}}}
"""


def test_silence_on_onward_sharing_is_unknown_and_not_leave() -> None:
    assert _upstream(_chain("", ""), "second")["onward_known"] is None
    assert _upstream(_chain(", onward_sharing: {allowed: true}", ""), "second")["onward_known"] is True
    assert _upstream(_chain("", ", instructs: true"), "second")["onward_known"] is True


def test_retention_from_another_trigger_is_unknown() -> None:
    first, second = (
        ", retention: {period: P1Y, trigger: creation}",
        ", retention: {period: P6Y, trigger: death}",
    )
    upstream = _upstream(_chain(first, second), "second")
    assert upstream["retention_known"] is None
    assert "retention" not in upstream


def test_a_restriction_is_lifted_only_by_an_exit_that_the_statute_has() -> None:
    first = ", gateway: dea-2017-s48"

    def after(exit_: str) -> tuple[int, object]:
        upstream = _upstream(
            _chain(first, f", consents: [{{restriction: dea-2017-s50, exit: {exit_}}}]"), "second"
        )
        return len(upstream["restrictions"]), upstream["restrictions_known"]

    assert after("court-order") == (0, True)
    assert after("crime") == (0, None)  # not read in the statute
    assert after("own-functions") == (1, True)


def test_a_restriction_on_some_kinds_of_information_is_unknown() -> None:
    upstream = _upstream(_chain(", gateway: dea-2017-s64", ""), "second")
    assert (upstream["restrictions"], upstream["restrictions_known"]) == ([], None)


def test_a_one_off_disclosure_does_not_lapse() -> None:
    assert "lapsed" in _upstream(_chain(", end: 2020-01-01", ""), "second")
    assert "lapsed" not in _upstream(_chain(", end: 2020-01-01, frequency: one-off", ""), "second")


def test_only_the_flow_that_closes_a_circle_returns() -> None:
    world = world_of(
        """\
        kind: agreement
        id: demo
        flows:
          - {id: closes, from: c, to: a, asset: x, start: 2026-03-01}
          - {id: first, from: a, to: b, asset: x, start: 2026-01-01}
          - {id: second, from: b, to: c, asset: x, start: 2026-02-01}
        """
    )
    returns = {value["id"]: value["facts"]["returns_to_origin"] for value in values_of("flow", world)}
    assert returns == {"closes": True, "first": False, "second": False}


def test_purposes_outside_law_enforcement_need_a_law() -> None:
    world = world_of(
        """\
        kind: agreement
        id: demo
        purposes:
          - {id: housing, category: housing}
          - {id: vetting, category: vetting, authorised_by_law: Police Act 1997}
          - {id: crime, category: crime-prevention}
          - {id: raids, category: fraud-prevention, law_enforcement: true}
          - {id: fraud, category: fraud-prevention}
        flows:
          - {id: all, from: a, to: b}
          - {id: clear, from: a, to: b, purposes: [vetting, crime, raids]}
        """
    )
    everything, clear = (value["facts"] for value in values_of("flow", world))
    assert everything["other_purposes"] == ["housing", "vetting"]
    assert everything["other_purposes_without_law"] == ["housing"]
    assert everything["purposes_known"] is None
    assert (clear["other_purposes_without_law"], clear["purposes_known"]) == ([], True)


def test_feeds_meet_by_purpose_and_an_assessment_due_in_one_agreement_is_its_own_matter() -> None:
    feed = """\
kind: agreement
id: {id}
purposes: [{{id: p, category: {category}}}]
flows: [{{id: f, from: {provider}, to: hub, personal_data: true}}]
{more}
---
"""
    documents = (
        feed.format(id="one", category="housing", provider="a", more="dpia: {ref: DPIA-1}")
        + feed.format(id="two", category="housing", provider="b", more="")
        + feed.format(id="three", category="housing", provider="c", more="linkage: [register]")
        + feed.format(id="four", category="education", provider="d", more="")
        + "{kind: organisation, id: hub}\n"
    )
    facts = values_of("organisation", world_of(documents))[0]["facts"]
    assert facts["meeting_purposes"] == ["housing"]
    assert facts["personal_data_providers"] == ["a", "b", "c"]
    assert facts["feeds_without_dpia"] == ["two"]
