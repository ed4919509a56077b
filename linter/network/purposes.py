"""What flows are for: the categories of their purposes."""

from typing import Any

from dsalint.linter.network.flows import FlowTerms


def purpose_categories(flow: FlowTerms) -> list[str]:
    """Categories of a flow's purposes; a purpose without a category counts by its id."""
    entries = flow.agreement.value.get("purposes", ())
    return categories_of(flow, flow.value.get("purposes") or [entry.get("id") for entry in entries])


def categories_of(flow: FlowTerms, purposes: list[Any]) -> list[str]:
    """Categories of purposes of a flow's agreement, by their ids; the id of one without a category."""
    entries = flow.agreement.value.get("purposes", ())

    def make() -> dict[Any, Any]:
        return {entry.get("id"): entry.get("category") or entry.get("id") for entry in entries}

    by_id = flow.agreement.once("categories of purposes", make)
    return [by_id.get(name, name) for name in purposes]
