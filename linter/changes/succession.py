"""Agreements that take over what others shared: split, merged or written anew, their flows are no new ones."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from dsalint.linter.changes.change import Change, inside, whole
from dsalint.linter.changes.compare import Side, compare
from dsalint.linter.changes.documents import DocumentPair
from dsalint.linter.changes.effects import CHANGES
from dsalint.linter.changes.elements import Pairing, canonical, names_or_nothing, pair_elements
from dsalint.linter.estate.document import Document
from dsalint.linter.source.text import Path

_MOVABLE = ("parties", "purposes", "data_items", "flows", "transfers", "signatories")
"""Lists of which a part may go to another agreement."""

Flow = tuple[str, str, str, tuple[str, ...]]
"""What makes a flow the same under another agreement: provider, recipient, asset, categories of its purposes."""


class Part(NamedTuple):
    """An agreement that gave flows to others or took them over."""

    pair: DocumentPair
    givers: tuple[int, ...]
    """Numbers of the parts from which it has flows, the one with most of them first."""
    takers: tuple[int, ...]


def parts_of(pairs: Iterable[DocumentPair]) -> list[Part]:
    """The agreements among which flows moved: one no longer has a flow, and another has it now."""
    agreements = [
        pair
        for pair in pairs
        if all(document is None or (document.kind == "agreement" and document.sound) for document in pair)
    ]
    given_up: dict[Flow, list[int]] = {}
    for number, pair in enumerate(agreements):
        for flow in _difference(pair.before, pair.after):
            given_up.setdefault(flow, []).append(number)
    givers: dict[int, list[int]] = {}
    takers: dict[int, list[int]] = {}
    for number, pair in enumerate(agreements):
        counts = Counter(
            giver for flow in _difference(pair.after, pair.before) for giver in given_up.get(flow, ())
        )
        if counts:
            givers[number] = sorted(counts, key=lambda giver: (-counts[giver], giver))
            for giver in givers[number]:
                takers.setdefault(giver, []).append(number)
    involved = sorted({*givers, *takers})
    place = {number: position for position, number in enumerate(involved)}
    return [
        Part(
            agreements[number],
            tuple(place[giver] for giver in givers.get(number, ())),
            tuple(place[taker] for taker in takers.get(number, ())),
        )
        for number in involved
    ]


def _difference(one: Document | None, other: Document | None) -> list[Flow]:
    """The flows that one agreement has in force or ahead, and the other has not."""
    if one is None or _over(one):
        return []
    known = set() if other is None or _over(other) else set(_flows(other))
    return [flow for flow in _flows(one) if flow not in known]


def _over(agreement: Document) -> bool:
    return agreement.value.get("status") in ("superseded", "terminated", "expired")


def _flows(agreement: Document) -> list[Flow]:
    categories = {
        purpose.get("id"): str(purpose.get("category") or purpose.get("text"))
        for purpose in agreement.value.get("purposes", ())
    }
    return [
        (
            str(flow.get("from")),
            str(flow.get("to")),
            str(flow.get("asset")),
            tuple(sorted({categories.get(name, str(name)) for name in flow.get("purposes") or categories})),
        )
        for flow in agreement.value.get("flows", ())
    ]


class _Element(NamedTuple):
    """An element of a list of an old agreement."""

    document: Document
    position: int
    value: Any


def changes_among(parts: Sequence[Part]) -> Iterator[Change]:
    """What differs for the flows that moved, and what came or went beside them."""
    taken = [_taken(part, parts) for part in parts]
    claimed = {
        (field, element.document.key, element.position)
        for lists in taken
        for field, elements in lists.items()
        for element in elements
    }
    for part, lists in zip(parts, taken, strict=True):
        if part.takers:
            heirs = (parts[taker].pair.after for taker in part.takers)
            note = f"goes on as {', '.join(heir.id for heir in heirs if heir is not None)}"
            yield whole(CHANGES, "", "the agreement under which data moves", *part.pair, note)
        yield from _changes(part, parts, lists, claimed)


def _taken(part: Part, parts: Sequence[Part]) -> dict[str, list[_Element]]:
    """For each list of an agreement, the elements that others had and this one did not."""
    found: dict[str, list[_Element]] = {}
    for field in _MOVABLE if part.givers else ():
        own, now = _list(part.pair.before, field), _list(part.pair.after, field)
        open_ = [new for old, new in pair_elements(own, now) if old is None and new is not None]
        had = [
            _Element(document, index, value)
            for giver in part.givers
            if (document := parts[giver].pair.before) is not None
            for index, value in enumerate(_list(document, field))
        ]
        partners = _partners(field, had, part.pair.after, open_)
        found[field] = [had[partner] for partner in partners if partner is not None]
    return found


def _partners(
    field: str, had: Sequence[_Element], after: Document | None, wanted: Sequence[int]
) -> list[int | None]:
    """For each wanted element of the new agreement, the old one that it is."""
    old = [element.value for element in had]
    now = [_list(after, field)[position] for position in wanted]
    pairing = Pairing(len(old), len(now))
    if field == "flows" and after is not None:
        flows = _flows(after)
        pairing.by_key(
            [canonical(_flows(element.document)[element.position]) for element in had],
            [canonical(flows[position]) for position in wanted],
        )
    else:
        pairing.by_key(list(map(canonical, old)), list(map(canonical, now)))
        pairing.by_key(names_or_nothing(old), names_or_nothing(now))
        pairing.by_likeness(old, now)
    return pairing.partner


def _changes(
    part: Part,
    parts: Sequence[Part],
    taken: dict[str, list[_Element]],
    claimed: set[tuple[str, str, int]],
) -> Iterator[Change]:
    """An agreement compared with what it would be, had all that moved been in its place before."""
    before, after = part.pair
    main = before or parts[part.givers[0]].pair.before
    assert main is not None  # an agreement gave or took, so there was one
    value: dict[str, Any] = {**main.value, **({"id": after.id} if after else {})}
    origins: dict[tuple[str, int], _Element] = {}
    for field in _MOVABLE:
        stayed = _stayed(part, parts, field, claimed) if before is not None else []
        elements = [*stayed, *taken.get(field, ())]
        origins.update({(field, position): element for position, element in enumerate(elements)})
        value.pop(field, None)
        if elements:
            value[field] = [element.value for element in elements]
    if after is None:
        now: dict[str, Any] = {key: value[key] for key in value if key not in _MOVABLE}
    else:
        now = after.value
        if part.takers and _over(after):
            value["status"] = now["status"]  # that its data moves on is said of the whole
    supposed = Document(main.source, value, main.positions, main.number, main.sound)
    for altered in compare(("agreement",), Side.whole(value), Side.whole(now)):
        yield inside(altered, supposed, after or supposed, _origin(altered.old_path, origins, main))


def _stayed(
    part: Part, parts: Sequence[Part], field: str, claimed: set[tuple[str, str, int]]
) -> list[_Element]:
    """The elements that an agreement had, without those that went to others."""
    before = part.pair.before
    assert before is not None
    own = _list(before, field)
    kept = {old for old, new in pair_elements(own, _list(part.pair.after, field)) if new is not None}
    names = {
        name
        for taker in part.takers
        for name in names_or_nothing(_list(parts[taker].pair.after, field))
        if name and field != "flows"
    }
    return [
        _Element(before, index, value)
        for index, (value, name) in enumerate(zip(own, names_or_nothing(own), strict=True))
        if index in kept or ((field, before.key, index) not in claimed and name not in names)
    ]


def _origin(path: Path, origins: dict[tuple[str, int], _Element], main: Document) -> tuple[Document, Path]:
    """Where something that moved was written."""
    field, index = (*path[:2], "", "")[:2]
    if isinstance(field, str) and isinstance(index, int) and (field, index) in origins:
        element = origins[field, index]
        return element.document, (field, element.position, *path[2:])
    return main, path


def _list(document: Document | None, field: str) -> list[Any]:
    value = document.value.get(field) if document is not None else None
    return value if isinstance(value, list) else []
