"""Which element of a list is which: the same before and after, whatever their order and whatever they are called now."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from dsalint.linter.findings.fingerprint import names_of, naming_key

Pair = tuple[int | None, int | None]
"""Positions of one element before and after; None where it is not there."""

SIMILAR = 0.5
"""From here on an element that lost its name counts as the one that has another."""
_MOST_COMPARED = 64
"""Of longer remainders, elements are not compared each with each."""


def pair_elements(before: list[Any], after: list[Any]) -> list[Pair]:
    """Elements that are equal, else have the same name, else are much alike; in the order of `after`, then of `before`."""
    pairing = Pairing(len(before), len(after))
    pairing.by_key([canonical(value) for value in before], [canonical(value) for value in after])
    pairing.by_key(names_or_nothing(before), names_or_nothing(after))
    pairing.by_likeness(before, after)
    return pairing.pairs()


def names_or_nothing(items: list[Any]) -> list[str]:
    """What names each element; empty for one that nothing names."""
    named = zip(items, names_of(items), strict=True)
    return [name if naming_key(item) else "" for item, name in named]


class Pairing:
    """Pairs found so far between two lists; each step takes only what is still without a partner."""

    def __init__(self, before: int, after: int) -> None:
        self.partner: list[int | None] = [None] * after
        """For each position after, the one before."""
        self._free: dict[int, None] = dict.fromkeys(range(before))

    def by_key(self, before: Sequence[str], after: Sequence[str]) -> None:
        """Pair equal keys in the order in which they come; an empty key is none."""
        waiting: dict[str, list[int]] = {}
        for position in reversed(self._free):
            waiting.setdefault(before[position], []).append(position)
        for position in self._open():
            found = waiting.get(after[position]) if after[position] else None
            if found:
                self._take(found.pop(), position)

    def by_likeness(
        self,
        before: Sequence[Any],
        after: Sequence[Any],
        bar: float = SIMILAR,
        named: tuple[Sequence[str], Sequence[str]] | None = None,
    ) -> None:
        """Pair the mappings that are most alike first, down to a bar.

        Args:
            named: a name for each, where only what has the same one counts; an empty name is none.
        """
        olds: dict[str, list[int]] = {}
        for old in self._free:
            if isinstance(before[old], dict) and (named is None or named[0][old]):
                olds.setdefault(named[0][old] if named else "", []).append(old)
        news: dict[str, list[int]] = {}
        for new in self._open():
            name = named[1][new] if named else ""
            if isinstance(after[new], dict) and name in olds:
                news.setdefault(name, []).append(new)
        for name, found in news.items():
            self._most_alike(olds[name], found, before, after, bar)

    def _most_alike(
        self, olds: list[int], news: list[int], before: Sequence[Any], after: Sequence[Any], bar: float
    ) -> None:
        if max(len(olds), len(news)) > _MOST_COMPARED:
            return
        old_leaves = {position: leaves(before[position]) for position in olds}
        new_leaves = {position: leaves(after[position]) for position in news}
        scores = sorted(
            (-likeness(old_leaves[old], new_leaves[new]), new, old) for new in news for old in olds
        )
        for score, new, old in scores:
            if -score < bar:
                break
            if old in self._free and self.partner[new] is None:
                self._take(old, new)

    def pairs(self) -> list[Pair]:
        """All pairs, and what is without a partner."""
        return [
            *((old, new) for new, old in enumerate(self.partner)),
            *((old, None) for old in self._free),
        ]

    def _open(self) -> list[int]:
        return [position for position, partner in enumerate(self.partner) if partner is None]

    def _take(self, old: int, new: int) -> None:
        self.partner[new] = old
        del self._free[old]


def canonical(value: Any) -> str:
    """A value as text that does not depend on the order of keys."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def leaves(value: Any) -> Counter[tuple[str, ...]]:
    """The scalars of a value with the keys that lead to them; positions in lists do not count."""
    found: Counter[tuple[str, ...]] = Counter()
    pending: list[tuple[Any, tuple[str, ...]]] = [(value, ())]
    while pending:
        item, path = pending.pop()
        if isinstance(item, dict):
            pending.extend((child, (*path, str(key))) for key, child in item.items())
        elif isinstance(item, list):
            pending.extend((child, path) for child in item)
        else:
            found[(*path, repr(item))] += 1
    return found


def likeness(a: Counter[tuple[str, ...]], b: Counter[tuple[str, ...]]) -> float:
    """How much two sets of scalars have in common, from 0 to 1 (Dice's coefficient)."""
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 1.0
