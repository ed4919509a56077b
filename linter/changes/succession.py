"""Agreements that take over what others shared: split, merged or written anew, their flows are no new ones."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from dsalint.linter.changes.change import Change, inside, whole
from dsalint.linter.changes.compare import Altered, Side, compare
from dsalint.linter.changes.documents import DocumentPair
from dsalint.linter.changes.effects import CHANGES, EXTENDS, at_least
from dsalint.linter.changes.elements import pair_elements
from dsalint.linter.changes.meaning import ELEMENT, meaning_of
from dsalint.linter.changes.moved import MOVABLE, Element, Flow, elements_of, flows_of, found_again, list_of
from dsalint.linter.changes.values import MISSING, MORE
from dsalint.linter.estate.document import Document
from dsalint.linter.source.text import Path


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
    known = set() if other is None or _over(other) else set(flows_of(other))
    return [flow for flow in flows_of(one) if flow not in known]


def _over(agreement: Document) -> bool:
    return agreement.value.get("status") in ("superseded", "terminated", "expired")


def changes_among(parts: Sequence[Part]) -> Iterator[Change]:
    """What differs for the flows that moved, and what came or went beside them."""
    taken = [_taken(part, parts) for part in parts]
    claimed = {
        (field, id(element.document), element.position)
        for lists in taken
        for field, elements in lists.items()
        for element in elements
    }
    for part, lists in zip(parts, taken, strict=True):
        if part.takers:
            heirs = [parts[taker].pair.after for taker in part.takers]
            named = [heir.id for heir in heirs[:_MOST_NAMED] if heir is not None]
            more = f" and {len(heirs) - len(named)} more" if len(heirs) > len(named) else ""
            note = f"goes on as {', '.join(named)}{more}"
            yield whole(CHANGES, "", "the agreement under which data moves", *part.pair, note)
        yield from _changes(part, parts, lists, claimed)
        yield from _terms_lost(part, parts, lists)


_MOST_NAMED = 6
"""Agreements that a note names."""


def _taken(part: Part, parts: Sequence[Part]) -> dict[str, list[Element]]:
    """For each list of an agreement, the elements that others had and this one did not."""
    after = part.pair.after
    found: dict[str, list[Element]] = {}
    if not part.givers or after is None:
        return found
    for field in MOVABLE:
        pairs = pair_elements(list_of(part.pair.before, field), list_of(after, field))
        own = elements_of(after, field).all
        wanted = [own[new] for old, new in pairs if old is None and new is not None]
        givers = (parts[giver].pair.before for giver in part.givers)
        had = [element for giver in givers if giver for element in elements_of(giver, field).like(wanted)]
        found[field] = found_again(field, had, wanted)
    return found


def _changes(
    part: Part,
    parts: Sequence[Part],
    taken: dict[str, list[Element]],
    claimed: set[tuple[str, int, int]],
) -> Iterator[Change]:
    """An agreement compared with what it would be, had all that moved been in its place before."""
    before, after = part.pair
    main = _main(part, parts)
    value: dict[str, Any] = {**main.value, **({"id": after.id} if after else {})}
    origins: dict[tuple[str, int], Element] = {}
    for field in MOVABLE:
        stayed = _stayed(part, parts, field, claimed) if before is not None else []
        elements = [*stayed, *taken.get(field, ())]
        origins.update({(field, position): element for position, element in enumerate(elements)})
        value.pop(field, None)
        if elements:
            value[field] = [element.value for element in elements]
    if after is None:
        now: dict[str, Any] = {key: value[key] for key in value if key not in MOVABLE}
    else:
        now = after.value
        if part.takers and _over(after):
            value["status"] = now["status"]  # that its data moves on is said of the whole
    supposed = Document(main.source, value, main.positions, main.number, main.sound)
    for altered in compare(("agreement",), Side.whole(value), Side.whole(now)):
        yield inside(altered, supposed, after or supposed, _origin(altered.old_path, origins, main))


def _main(part: Part, parts: Sequence[Part]) -> Document:
    """The old agreement with which a new one is compared: itself, else the one that gave it most."""
    main = part.pair.before or parts[part.givers[0]].pair.before
    assert main is not None  # an agreement gave or took, so there was one
    return main


def _terms_lost(part: Part, parts: Sequence[Part], taken: dict[str, list[Element]]) -> Iterator[Change]:
    """Terms under which a flow moved in other agreements and moves no longer here: a later end, a safeguard less."""
    after = part.pair.after
    whole_assets = {
        id(element.document) for element in taken.get("flows", ()) if not element.value.get("items")
    }
    for giver in part.givers:
        before = parts[giver].pair.before
        if before is None or after is None or before is _main(part, parts):
            continue
        for altered in _terms(before, after, id(before) in whole_assets):
            if at_least(altered.effect, EXTENDS):
                yield inside(altered, before, after)


def _terms(before: Document, after: Document, whole_assets: bool) -> Iterator[Altered]:
    """What two agreements say otherwise of flows of both.

    Args:
        whole_assets: some of the flows do not list their items, so that the agreement's are theirs.
    """
    old, new = (
        {key: value for key, value in document.value.items() if key not in MOVABLE}
        for document in (before, after)
    )
    yield from compare(("agreement",), Side.whole(old), Side.whole(new))
    for field in MOVABLE:
        now = elements_of(after, field).named
        for name, was in elements_of(before, field).named.items():
            if name in now:
                sides = (
                    Side(element.value, (field, element.position), element.document.value)
                    for element in (was, now[name])
                )
                yield from compare(("agreement", field, ELEMENT), *sides)
    if whole_assets:
        yield from _more_items(before, after)


def _more_items(before: Document, after: Document) -> Iterator[Altered]:
    """Items that come to a flow with the agreement that it moves to; the first few stand for all."""
    path = ("data_items",)
    old, new = elements_of(before, "data_items"), elements_of(after, "data_items")
    more = list(islice((item.value for item in new.all if item.name not in old.named), _MOST_NAMED))
    meaning = meaning_of(("agreement", *path))
    if old.all and more:
        yield Altered(meaning, meaning.effect(MORE), MISSING, more, path, path)
    elif old.all and not new.all:
        yield Altered(meaning, meaning.effect(MORE), list_of(before, "data_items"), MISSING, path, path)


def _stayed(
    part: Part, parts: Sequence[Part], field: str, claimed: set[tuple[str, int, int]]
) -> list[Element]:
    """The elements that an agreement had, without those that went to others."""
    before, after = part.pair
    assert before is not None
    if list_of(after, "flows") and not list_of(after, field):
        return elements_of(
            before, field
        ).all  # what goes on without the whole list lost a limit; it gave nothing away
    pairs = pair_elements(list_of(before, field), list_of(after, field))
    kept = {old for old, new in pairs if old is not None and new is not None}
    heirs = [heir for taker in part.takers if (heir := parts[taker].pair.after) is not None]
    return [
        element
        for element in elements_of(before, field).all
        if element.position in kept
        or not (
            (field, id(before), element.position) in claimed
            or any(element.name in elements_of(heir, field).named for heir in heirs)
        )
    ]


def _origin(path: Path, origins: dict[tuple[str, int], Element], main: Document) -> tuple[Document, Path]:
    """Where something that moved was written."""
    field, index = (*path[:2], "", "")[:2]
    if isinstance(field, str) and isinstance(index, int) and (field, index) in origins:
        element = origins[field, index]
        return element.document, (field, element.position, *path[2:])
    return main, path
