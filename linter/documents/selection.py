"""From raw errors to mistakes: one mistake of the author, one record, at the key or the value that is wrong.

A schema engine reports every keyword that does not hold. One slip makes several of those: a typo is an unexpected key and
a missing one; a wrong word fails each of several alternatives; a mapping indented wrongly is unexpected keys here and
missing ones there. The steps below put them together again; what was left out comes back once the mistake is mended.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from dsalint.linter.documents.alternatives import without_alternatives
from dsalint.linter.documents.gate import surely_conforms
from dsalint.linter.documents.places import homes, schema_at, value_at
from dsalint.linter.documents.raw import RawError
from dsalint.linter.documents.schemas import schema
from dsalint.linter.source.limits import MAX_PROBLEMS
from dsalint.linter.source.text import Path
from dsalint.linter.vocabulary.suggest import did_you_mean

_SHORTEST_START = 3
"""`org` for `organisation`: so many letters have to be there."""
_SIMILAR_AND_FITTING = 0.7
"""Likeness that suffices where a key is missing and the value is one that it could have: `nane` for `name`."""


class Mistake(NamedTuple):
    """One thing that the author has to mend."""

    code: str
    """unknown-key, wrong-type, not-in-vocabulary, bad-format, missing-key or wrong-size."""
    path: Path
    on_key: bool
    error: RawError
    meant: str | None = None
    """For a key or word: the one that was meant."""
    home: Path | None = None
    """For a key in the wrong mapping: the mapping it belongs to."""
    others: tuple[str, ...] = ()
    """Keys beside it that belong to the same mapping."""
    in_place: bool = False
    """For a key: what it stands for is there already."""
    first: Path | None = None
    """For a repetition: the element that is repeated."""


_CODES = {
    "type": "wrong-type",
    "anyOf": "wrong-type",
    "oneOf": "wrong-type",
    "enum": "not-in-vocabulary",
    "const": "not-in-vocabulary",
    "pattern": "bad-format",
    "format": "bad-format",
    "propertyNames": "bad-format",
}
_FIRST = ("type", "anyOf", "oneOf", "const", "enum", "pattern", "format")
"""Of several errors of one value the first in this order is told."""


def select(name: str, document: object, raw: Sequence[RawError]) -> list[Mistake]:
    """The mistakes behind the raw errors of a document against the schema `name`, in the order of the document."""
    errors = without_alternatives(schema(name), raw)
    failed = {error.path for error in errors if _code(error) == "wrong-type"}
    kept = [error for error in errors if not _below(error.path, failed)]
    keys, mended = _Keys(name, document, kept).mistakes()
    values = [_value_mistake(error) for error in kept if not error.keys or error.keyword == "propertyNames"]
    missing = [
        _missing_mistake(error)
        for error in kept
        if error.keyword == "required" and (*error.path, error.keys[0]) not in mended
    ]
    found: dict[tuple[Path, bool], Mistake] = {}
    for mistake in (*keys, *missing, *sorted(values, key=_rank)):
        found.setdefault((mistake.path, mistake.on_key), mistake)
    order = _Order(document)
    return sorted(
        found.values(), key=lambda mistake: (order.of(mistake), mistake.code, tuple(map(str, mistake.path)))
    )


def _code(error: RawError) -> str:
    return _CODES.get(error.keyword, "wrong-size")


def _below(path: Path, failed: set[Path]) -> bool:
    return any(path[:depth] in failed for depth in range(len(path)))


def _rank(mistake: Mistake) -> int:
    keyword = mistake.error.keyword
    return _FIRST.index(keyword) if keyword in _FIRST else len(_FIRST)


def _value_mistake(error: RawError) -> Mistake:
    code = _code(error)
    if error.keyword == "propertyNames":
        return Mistake(code, (*error.path, *error.keys), True, error)
    if error.keyword == "not" and (forbidden := error.expected.get("required")):
        *others, last = forbidden
        return Mistake("unknown-key", (*error.path, last), True, error, others=tuple(others))
    if error.keyword == "uniqueItems" and (twins := _twins(error.value)):
        first, second = twins
        repeated = error._replace(value=error.value[second])
        return Mistake(code, (*error.path, second), False, repeated, first=(*error.path, first))
    return Mistake(code, error.path, False, error)


def _twins(items: Sequence[Any]) -> tuple[int, int] | None:
    """The first element that stands in a list twice, and its repetition."""
    seen: dict[str, int] = {}
    for number, item in enumerate(items):
        earlier = seen.setdefault(repr(item), number)
        if earlier != number:
            return earlier, number
    return None


def _missing_mistake(error: RawError) -> Mistake:
    return Mistake("missing-key", (*error.path, *error.keys), True, error)


class _Keys:
    """The unexpected keys of a document: misspelt, in the wrong mapping, or unknown."""

    def __init__(self, name: str, document: object, errors: Iterable[RawError]) -> None:
        self._root = schema(name)
        self._homes = homes(name)
        self._document = document
        self._errors = [error for error in errors if error.keyword == "additionalProperties"]
        self._missing: dict[Path, list[str]] = {}
        """Missing keys that no unexpected key has been found to stand for."""
        for error in errors:
            if error.keyword == "required":
                self._missing.setdefault(error.path, []).append(error.keys[0])
        self._left = MAX_PROBLEMS  # suggestions: more than are told are not worth their time
        self._mended: set[Path] = set()

    def mistakes(self) -> tuple[list[Mistake], set[Path]]:
        """The mistakes, and the paths of missing keys that go away with them."""
        found: list[Mistake] = []
        for error in self._errors:
            order = {key: number for number, key in enumerate(error.value)}
            moved: dict[Path, list[str]] = {}
            for key in sorted(error.keys, key=order.__getitem__):
                self._left -= 1
                if self._left < 0:
                    found.append(Mistake("unknown-key", (*error.path, key), True, error))
                elif mistake := self._misspelt(error, key):
                    found.append(mistake)
                elif (home := self._home(error.path, key)) is not None:
                    moved.setdefault(home, []).append(key)
                else:
                    found.append(self._unknown(error, key))
            for home, keys in moved.items():
                found.extend(self._misplaced(error, home, keys))
        return found, self._mended

    def _misspelt(self, error: RawError, key: str) -> Mistake | None:
        missing = self._missing.get(error.path, [])
        for wanted in missing:
            if self._stands_for(error, key, wanted):
                missing.remove(wanted)
                self._mended.add((*error.path, wanted))
                return Mistake("unknown-key", (*error.path, key), True, error, meant=wanted)
        absent = [known for known in error.part.get("properties", ()) if known not in error.value]
        near = did_you_mean(key, absent)
        return Mistake("unknown-key", (*error.path, key), True, error, meant=near) if near else None

    def _stands_for(self, error: RawError, key: str, wanted: str) -> bool:
        """Whether an unexpected key is a missing one: it looks like it, or a little like it and its value fits."""
        if did_you_mean(key, [wanted]):
            return True
        begins = len(key) >= _SHORTEST_START and wanted.startswith(key)
        if not begins and not did_you_mean(key, [wanted], _SIMILAR_AND_FITTING):
            return False
        part = error.part.get("properties", {}).get(wanted, {})
        return isinstance(part, dict) and surely_conforms(self._root, error.value[key], part)

    def _home(self, path: Path, key: str) -> Path | None:
        """Where a key would be right, when it is only nested too deep or not deep enough."""
        here = tuple(0 if isinstance(step, int) else step for step in path)
        places = self._homes.get(key, ())
        below = [place for place in places if len(place) > len(here) and place[: len(here)] == here]
        nearest = min(
            below, key=lambda place: (self._waiting(path, place), len(place), str(place)), default=()
        )
        if nearest and self._waiting(path, nearest) == 0:
            return (*path, *nearest[len(path) :])
        above = [place for place in places if len(place) < len(here) and place == here[: len(place)]]
        if above:
            return path[: len(max(above, key=len))]
        return (*path, *nearest[len(path) :]) if nearest else None

    def _waiting(self, path: Path, place: Path) -> int:
        """How likely the key above a place is the one meant: 0 when it is there and empty, 1 there, 2 not there."""
        holder = value_at(self._document, path)
        if not isinstance(holder, dict) or place[len(path)] not in holder:
            return 2
        return 0 if holder[place[len(path)]] is None else 1

    def _misplaced(self, error: RawError, home: Path, keys: Sequence[str]) -> list[Mistake]:
        """One mistake for keys that were indented together; none where the key above them is empty: that tells it."""
        if len(home) > len(error.path):
            parent = home[: len(error.path) + 1]
            if parent[-1] in error.value and error.value[parent[-1]] is None:
                return []
        self._mended.update((*home, key) for key in keys)
        first, *others = keys
        return [
            Mistake("unknown-key", (*error.path, first), True, error, home=home, others=tuple(others)),
        ]

    def _unknown(self, error: RawError, key: str) -> Mistake:
        known = error.part.get("properties", ())
        twin = did_you_mean(key, known)
        return Mistake("unknown-key", (*error.path, key), True, error, meant=twin, in_place=twin is not None)


def orphans(root: dict[str, Any], document: object, path: Path) -> tuple[str, ...]:
    """The keys beside an empty key that belong below it: its mapping was not indented."""
    holder = value_at(document, path[:-1])
    if not isinstance(holder, dict):
        return ()
    part = schema_at(root, path)
    known = part.get("properties") or schema_at(root, (*path, 0)).get("properties", {})
    beside = schema_at(root, path[:-1]).get("properties", {})
    return tuple(key for key in holder if key in known and key not in beside)


class _Order:
    """The order in which the places of a document are written."""

    def __init__(self, document: object) -> None:
        self._document = document
        self._ranks: dict[int, dict[str, int]] = {}

    def of(self, mistake: Mistake) -> tuple[int, ...]:
        """Ranks from the root down; a missing key comes last in its mapping, where it would be added."""
        value: Any = self._document
        ranks: list[int] = []
        for step in mistake.path:
            if isinstance(step, int):
                ranks.append(step)
                value = value[step]
            elif step in value:
                ranks.append(self._rank(value, step))
                value = value[step]
            else:
                ranks.append(len(value))
        return tuple(ranks)

    def _rank(self, value: dict[str, Any], key: str) -> int:
        ranks = self._ranks.get(id(value))
        if ranks is None:
            ranks = self._ranks[id(value)] = {known: number for number, known in enumerate(value)}
        return ranks[key]
