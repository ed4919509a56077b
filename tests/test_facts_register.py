"""Facts for rules about identity, references and addresses."""

from dsalint.tests.worlds import values_of, world_of


def test_the_second_of_two_namesakes_knows_the_file_of_the_first() -> None:
    world = world_of("{kind: asset, id: x}\n---\n{kind: asset, id: x}\n---\n{kind: asset, id: y}")
    assert [value["facts"] for value in values_of("document", world)] == [{}, {"namesake": "estate.yaml"}, {}]


def test_a_reference_that_leads_nowhere_comes_with_advice() -> None:
    world = world_of(
        """\
        {kind: agreement, id: demo, parties: [{organisation: hmcr}, {organisation: quite-another}, {organisation: hmrc}]}
        ---
        {kind: organisation, id: hmrc}
        """
    )
    facts = {value["name"]: value["facts"] for value in values_of("reference", world)}
    assert facts["hmcr"]["advice"] == "did you mean hmrc?"
    assert facts["quite-another"]["advice"] == "correct the name, or add what it names, with this id"
    assert facts["hmrc"] == {"resolved": True, "target": "organisation"}


def test_addresses_are_found_wherever_they_stand_and_judged_by_the_day_of_their_document() -> None:
    world = world_of(
        """\
        kind: agreement
        id: demo
        contact: A Example <a.example@Sub.GSI.gov.uk>
        consulted: [b@council.example, 'Lead (d@x.pnn.police.uk), or "e@council.example".', Write to f@council.example.]
        ---
        {kind: agreement, id: old, status: expired, dates: {end: 2013-01-01}, contact: c@x.gsi.gov.uk}
        """
    )
    found = {
        value["address"]: value["facts"].get("retired", {}).get("id") for value in values_of("address", world)
    }
    assert found == {
        "a.example@Sub.GSI.gov.uk": "gsi.gov.uk",
        "b@council.example": None,
        "c@x.gsi.gov.uk": None,
        "d@x.pnn.police.uk": "pnn.police.uk",
        "e@council.example": None,
        "f@council.example": None,
    }


def test_a_clause_says_what_it_names_that_does_not_exist() -> None:
    from dsalint.linter.policies.book import PolicyBook
    from dsalint.linter.policies.clauses import clause_subjects
    from dsalint.linter.policies.parameters import Parameter

    world = world_of(
        """\
        kind: policy
        id: demo
        clauses:
          - id: one
            text: Reviews.
            enforced_by:
              - {rule: XXX001}
              - {rule: GOV002, parameters: {max_gap: P1Y, max_interval: yearly}}
        """
    )
    limit = Parameter("max_interval", "Longest interval", "duration", "P1Y", "shorter")
    book = PolicyBook(world.estate, world.as_of, {"GOV002": {"max_interval": limit}})
    (subject,) = clause_subjects(world, book)
    assert subject.value["facts"]["unknown"] == [
        "rule XXX001",
        "parameter max_gap of GOV002, which has max_interval",
        "the value yearly of GOV002 max_interval, which is not a duration",
    ]


def test_an_organisation_knows_where_it_controls_data_under_part_3() -> None:
    world = world_of(
        """\
        {kind: organisation, id: force, aliases: [the force]}
        ---
        {kind: organisation, id: supplier}
        ---
        {kind: organisation, id: council}
        ---
        kind: agreement
        id: running
        parties:
          - {organisation: the force, role: controller, lawful_basis: [{regime: part-3}]}
          - {organisation: supplier, role: processor, lawful_basis: [{regime: part-3}]}
          - {organisation: council, role: controller, lawful_basis: [{regime: uk-gdpr}]}
        flows: [{from: the force, to: council}, {from: the force, to: supplier, instructs: true}]
        ---
        kind: agreement
        id: over
        status: expired
        parties: [{organisation: force, role: controller, lawful_basis: [{regime: part-3}]}]
        flows: [{from: council, to: force}]
        """
    )
    found = {value["id"]: value["facts"]["part_3_agreements"] for value in values_of("organisation", world)}
    assert found == {"force": ["running"], "supplier": [], "council": []}


def test_regimes_of_joint_controllers_are_told_from_those_of_others() -> None:
    world = world_of(
        """\
        kind: agreement
        id: demo
        parties:
          - {organisation: a, role: joint-controller, lawful_basis: [{regime: uk-gdpr}, {article_6: e}]}
          - {organisation: b, role: controller, lawful_basis: [{regime: part-3}]}
        """
    )
    (agreement,) = values_of("agreement", world)
    assert agreement["facts"]["joint_regimes"] == ["uk-gdpr"]
