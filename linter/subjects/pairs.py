"""Pair subjects: two live agreements in which the same bodies share the same items for the same purposes."""

from collections.abc import Iterator

from dsalint.linter.network.flows import WHOLE, FlowTerms
from dsalint.linter.network.purposes import purpose_categories
from dsalint.linter.subjects.subject import Origin, Subject, World, agreement_date


def pair_subjects(world: World) -> Iterator[Subject]:
    """One subject for each pair of overlapping flows of different agreements; it stands on the later of the two.

    Of many flows between the same bodies each is compared with the `_MOST_BESIDE` before it, so that time stays in
    proportion: the last of a thousand copies is no better known by naming each of the others.
    """
    blocks: dict[tuple[str, str, str], list[FlowTerms]] = {}
    for flow in world.network.flows:
        if flow.live and flow.asset and not flow.value.get("instructs"):
            blocks.setdefault((flow.source, flow.target, flow.asset), []).append(flow)
    for flows in blocks.values():
        flows.sort(key=lambda flow: _order(world, flow))
        for index, later in enumerate(flows):
            for earlier in flows[max(index - _MOST_BESIDE, 0) : index]:
                if earlier.agreement is not later.agreement and _overlap(earlier, later):
                    yield _subject(world, earlier, later)


_MOST_BESIDE = 25


def _order(world: World, flow: FlowTerms) -> tuple[str, str, str]:
    return agreement_date(flow.agreement, world.as_of), flow.agreement.id, flow.id


def _overlap(first: FlowTerms, second: FlowTerms) -> bool:
    items = WHOLE in (*first.items, *second.items) or not set(first.items).isdisjoint(second.items)
    return items and not set(purpose_categories(first)).isdisjoint(purpose_categories(second))


def _subject(world: World, earlier: FlowTerms, later: FlowTerms) -> Subject:
    value = {
        **later.value,
        "other": earlier.value,
        "agreement": later.agreement.value,
        "other_agreement": earlier.agreement.value,
        "facts": {"related": _related(earlier, later)},
        "as_of": world.as_of,
        "date": agreement_date(later.agreement, world.as_of),
    }
    return Subject(
        "pair",
        f"flow {later.key} beside flow {earlier.key}",
        later.agreement,
        later.path,
        value,
        date=agreement_date(later.agreement, world.as_of),
        origins={
            "other": Origin(earlier.agreement, earlier.path),
            "other_agreement": Origin(earlier.agreement, ()),
            "agreement": Origin(later.agreement, ()),
        },
    )


def _related(earlier: FlowTerms, later: FlowTerms) -> bool:
    """Whether one agreement says that it knows of the other."""
    for one, other in ((earlier, later), (later, earlier)):
        value = one.agreement.value
        named = (value.get("supersedes"), value.get("derived_from"), *value.get("related", ()))
        if other.agreement.id in named:
            return True
    return False
