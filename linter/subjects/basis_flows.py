"""Facts of one lawful basis that lie in the flows made for its purposes."""

from collections.abc import Iterator
from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.subjects.purposes import covered_purposes, flows_of_party, party_of
from dsalint.linter.subjects.subject import World


def basis_flow_facts(
    world: World, agreement: Document, party: dict[str, Any], basis: dict[str, Any]
) -> dict[str, Any]:
    """Facts of the flows that a party sends or receives for the purposes of a basis; instructions are none.

    * `discloses`: the party sends some of them.
    * `flow_frequencies`: how often they run; null for a flow that does not say.
    * `recipients_without_task`: bodies that it sends to and that state no basis of Article 6(1)(e) for these purposes.
    """
    covered = set(covered_purposes(agreement, basis))
    flows = list(_flows_for(world, agreement, party, covered))
    recipients = dict.fromkeys(
        flow.get("to") for flow in flows if flow.get("from") == party.get("organisation")
    )
    return {
        "discloses": bool(recipients),
        "flow_frequencies": [flow.get("frequency") for flow in flows],
        "recipients_without_task": [
            recipient for recipient in recipients if not _has_task(world, agreement, recipient, covered)
        ],
    }


def _flows_for(
    world: World, agreement: Document, party: dict[str, Any], purposes: set[str]
) -> Iterator[dict[str, Any]]:
    for flow in flows_of_party(world, agreement, party):
        if not flow.get("instructs") and set(flow.get("purposes") or purposes) & purposes:
            yield flow


def _has_task(world: World, agreement: Document, recipient: Any, purposes: set[str]) -> bool:
    return any(
        basis.get("article_6") == "e" and set(covered_purposes(agreement, basis)) & purposes
        for basis in party_of(world, agreement, recipient).get("lawful_basis", ())
    )
