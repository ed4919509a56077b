"""Facts about the holders of posts, and about who signs."""

from dsalint.tests.worlds import values_of, world_of


def test_an_organisation_knows_where_it_is_controller_and_what_its_officer_also_does() -> None:
    world = world_of(
        """\
        kind: agreement
        id: demo
        parties: [{organisation: council, role: controller, siro: B Example}, {organisation: police, role: recipient, dpo: C}]
        signatories:
          - {organisation: council, name: A Example}
          - {organisation: police, name: A Example}
          - {organisation: police, name: B Example}
          - {organisation: police, name: B Example}
        ---
        {kind: agreement, id: over, status: expired, parties: [{organisation: council, role: controller}]}
        ---
        kind: organisation
        id: council
        type: nhs-trust
        roles: {dpo: {name: A Example}, siro: {name: A Example}, foi_officer: {name: B Example}}
        ---
        {kind: organisation, id: police, type: ministerial-department, roles: {dpo: {post: Officer}}}
        ---
        {kind: asset, id: homes, title: Homes, organisation: council, owner: {name: A Example}}
        ---
        {kind: asset, id: crimes, title: Crimes, organisation: police, owner: {name: A Example}}
        """
    )
    council, police = (value["facts"] for value in values_of("organisation", world))
    assert council["controller_in"] == ["demo"]
    assert council["named_posts"] == ["siro"]
    assert council["dpo_also"] == ["siro", "owner of Homes"]
    assert (council["health"], council["government"]) == (True, False)
    assert (police["controller_in"], police["named_posts"], police["dpo_also"]) == ([], [], [])
    assert (police["health"], police["government"]) == (False, True)
    assert values_of("agreement", world)[0]["facts"]["signs_for_several"] == ["A Example"]
