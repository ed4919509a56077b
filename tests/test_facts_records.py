"""Facts about items, schedules and what is due after an agreement ended."""

from dsalint.tests.worlds import values_of, world_of


def test_a_flow_knows_its_unused_items_and_the_period_of_its_schedule() -> None:
    world = world_of(
        """\
        kind: agreement
        id: demo
        purposes: [{id: debt}, {id: fraud}]
        data_items: [{name: income, purposes: [debt]}, {name: name}]
        flows:
          - {id: a, from: hmrc, to: council, items: [income, name], purposes: [fraud],
             retention: {trigger: receipt, schedule: rules/cases}}
          - {id: b, from: hmrc, to: council, items: [income], retention: {trigger: creation, schedule: rules/cases}}
          - {id: c, from: hmrc, to: council, retention: {trigger: receipt, schedule: rules/other}}
        ---
        {kind: asset, id: files, retention: rules/cases}
        ---
        kind: retention-schedule
        id: rules
        entries: [{id: cases, media: [paper], retention: {period: P6Y, trigger: receipt}}]
        """
    )
    flows = [value["facts"] for value in values_of("flow", world)]
    assert [facts["unused_items"] for facts in flows] == [["income"], [], []]
    assert [facts["schedule_period"] for facts in flows] == ["P6Y", None, None]
    assert values_of("asset", world)[0]["facts"]["schedule_media"] == ["paper"]


def test_disposal_is_due_once_the_period_after_the_end_has_passed() -> None:
    world = world_of(
        """\
        kind: agreement
        id: over
        status: expired
        dates: {end: 2025-05-31}
        flows:
          - {id: due, from: police, to: council, retention: {period: P1Y, trigger: end-of-agreement}}
          - {id: later, from: police, to: council, retention: {period: P13M, trigger: end-of-agreement}}
          - {id: never, from: police, to: council, retention: {period: permanent, trigger: end-of-agreement}}
          - {id: far, from: police, to: council, retention: {period: P99999Y, trigger: end-of-agreement}}
          - {id: receipt, from: police, to: council, retention: {period: P1D, trigger: receipt}}
        ---
        kind: agreement
        id: running
        dates: {end: 2025-05-31}
        flows: [{id: f, from: police, to: council, retention: {period: P1D, trigger: end-of-agreement}}]
        ---
        kind: agreement
        id: mixed
        status: expired
        flows: [{id: f, from: police, to: council}, {id: g, from: council, to: police}]
        ---
        {kind: organisation, id: police, type: police-force}
        """
    )
    over, running, mixed = (value["facts"] for value in values_of("agreement", world))
    assert (over["disposal_due"], running["disposal_due"], mixed["disposal_due"]) == (["due"], [], [])
    assert (over["police_provides"], mixed["police_provides"]) == (True, False)
