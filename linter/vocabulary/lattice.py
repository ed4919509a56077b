"""The order of markings: how high, for whom, and what data is when it is combined (GSCP; GPMS to GSC by candidates).

A `Label` is what a marking means for comparison. Labels form a join semilattice: `join` is commutative, associative and
idempotent, and the join of two labels is never lower or wider than either. Comparisons are three-valued: None means
that the order cannot be decided, as between RESTRICTED (OFFICIAL or OFFICIAL-SENSITIVE) and OFFICIAL-SENSITIVE.
"""

from collections.abc import Iterable
from typing import NamedTuple

from dsalint.linter.vocabulary.marking import Marking
from dsalint.linter.vocabulary.marking_terms import Terms, terms
from dsalint.linter.vocabulary.reference import Entry

NONE = -1
"""No marking of this family takes part."""
PUBLIC, ANY, HMG = 0, 1, 2
"""How wide an audience may be: the public; anyone with a need to know; departments of the Government only."""


class Level(NamedTuple):
    """How high: the highest rank of each family that takes part, or `NONE`. GSC: OFFICIAL 0, OFFICIAL-SENSITIVE 1, SECRET 2,
    TOP SECRET 3. GPMS: UNCLASSIFIED 0 to TOP SECRET 5."""

    gsc: int = NONE
    gpms: int = NONE


class Audience(NamedTuple):
    """For whom. None stands for no limit (`organisations`, `nationalities`) or for names that are not known (`recipients`)."""

    breadth: int = PUBLIC
    organisations: frozenset[str] | None = None
    named_only: bool = False
    """Named recipients only."""
    recipients: frozenset[str] | None = None
    """With `named_only`: nobody outside these, where the names are known."""
    nationalities: frozenset[str] | None = None


class Label(NamedTuple):
    """What a marking, or a set of combined markings, means for comparison. `Label()` is that of no data."""

    level: Level = Level()
    audience: Audience = Audience()
    descriptors: frozenset[str] = frozenset()
    codewords: frozenset[str] = frozenset()


def label_of(marking: Marking, recipients: Iterable[str] | None = None) -> Label:
    """The label of a marking; `recipients` are the people named for RECIPIENTS ONLY, where they are known."""
    words = terms()
    entry = words.tiers[marking.tier]
    if marking.scheme_family == "gpms":
        level = Level(gpms=entry["gpms_rank"])
    else:
        level = Level(gsc=max(entry["rank"], 1) if marking.sensitive else entry["rank"])
    breadth = HMG if "HMG USE ONLY" in marking.handling else ANY
    if "FOR PUBLIC RELEASE" in marking.handling and breadth == ANY and not marking.sensitive:
        breadth = PUBLIC
    named_only = "RECIPIENTS ONLY" in marking.handling
    audience = Audience(
        breadth,
        frozenset(name.casefold() for name in marking.organisations) if marking.organisations else None,
        named_only,
        frozenset(recipients) if named_only and recipients is not None else None,
        _nationalities(marking, words),
    )
    return Label(level, audience, frozenset(marking.descriptors), frozenset(marking.codewords))


def join(a: Label, b: Label) -> Label:
    """The label of data combined from both: the higher level, the narrower audience, all descriptors and codewords."""
    x, y = a.audience, b.audience
    return Label(
        Level(max(a.level.gsc, b.level.gsc), max(a.level.gpms, b.level.gpms)),
        Audience(
            max(x.breadth, y.breadth),
            _meet(x.organisations, y.organisations),
            x.named_only or y.named_only,
            _meet(x.recipients, y.recipients),
            _meet(x.nationalities, y.nationalities),
        ),
        a.descriptors | b.descriptors,
        a.codewords | b.codewords,
    )


def at_least(a: Marking | Label, b: Marking | Label) -> bool | None:
    """Whether `a` is at least as high as `b`; None when the schemes do not say."""
    high, low = _label(a).level, _label(b).level
    verdicts = []
    if low.gsc != NONE:
        verdicts.append(_covers_gsc(high, low.gsc))
    if low.gpms != NONE:
        verdicts.append(_covers_gpms(high, low.gpms))
    return _all(verdicts)


def audience_within(a: Marking | Label, b: Marking | Label) -> bool | None:
    """Whether everyone who may see `a` may see `b`; None when that depends on who is in the organisations or lists named."""
    inner, outer = _label(a).audience, _label(b).audience
    nobody = frozenset[str]()
    if nobody in (inner.organisations, inner.recipients, inner.nationalities):
        return True
    return _all(
        [
            _breadth_within(inner, outer.breadth),
            _organisations_within(inner, outer.organisations),
            _recipients_within(inner, outer) if outer.named_only else True,
            _subset(inner.nationalities, outer.nationalities),
        ]
    )


def candidates(marking: Marking) -> tuple[str, ...]:
    """The GSC levels that a marking may stand for, lowest first; one for a GSC marking. Advisory: a person decides."""
    words = terms()
    low, high = _interval(label_of(marking).level)
    return words.levels[low : high + 1]


def height(marking: Marking) -> str:
    """Its level alone, in the word of its scheme: `OFFICIAL-SENSITIVE`, `RESTRICTED`; levels of one rank have one word."""
    level = label_of(marking).level
    if level.gpms == NONE:
        return terms().levels[level.gsc]
    return str(_gpms_term(level.gpms)["text"])


def rank(marking: Marking) -> int:
    """The place of a marking among the GSC levels (0 OFFICIAL to 3 TOP SECRET); `NONE` for a term of the GPMS only."""
    return label_of(marking).level.gsc


def _label(value: Marking | Label) -> Label:
    return label_of(value) if isinstance(value, Marking) else value


# Levels


def _interval(level: Level) -> tuple[int, int]:
    """The lowest and the highest GSC rank that a level can mean."""
    low, high = _gpms_interval(level.gpms) if level.gpms != NONE else (NONE, NONE)
    return max(level.gsc, low), max(level.gsc, high)


def _gpms_interval(rank: int) -> tuple[int, int]:
    words = terms()
    entry = _gpms_term(rank)
    ranks = [words.levels.index(name) for name in entry.get("candidates", (entry["text"],))]
    return min(ranks), max(ranks)


def _gpms_term(rank: int) -> Entry:
    return next(entry for entry in terms().tiers.values() if entry.get("gpms_rank") == rank)


def _covers_gsc(level: Level, rank: int) -> bool | None:
    low, high = _interval(level)
    return True if low >= rank else (None if high >= rank else False)


def _covers_gpms(level: Level, rank: int) -> bool | None:
    if level.gpms >= rank:
        return True
    low, high = _gpms_interval(rank)
    return True if level.gsc >= high else (None if level.gsc >= low else False)


# Audiences


def _breadth_within(inner: Audience, breadth: int) -> bool | None:
    if inner.breadth >= breadth:
        return True
    limited = inner.organisations is not None or inner.named_only
    if limited:
        return True if breadth <= ANY else None  # named bodies or people may or may not be of the Government
    return False


def _organisations_within(inner: Audience, outer: frozenset[str] | None) -> bool | None:
    within = _subset(inner.organisations, outer)
    return (
        within if within or not inner.named_only else None
    )  # named people may all be of these organisations


def _recipients_within(inner: Audience, outer: Audience) -> bool | None:
    if not inner.named_only:
        return False
    if inner.recipients is None or outer.recipients is None:
        return None
    return inner.recipients <= outer.recipients


def _subset(inner: frozenset[str] | None, outer: frozenset[str] | None) -> bool:
    return outer is None or (inner is not None and inner <= outer)


def _meet(x: frozenset[str] | None, y: frozenset[str] | None) -> frozenset[str] | None:
    if x is None or y is None:
        return y if x is None else x
    return x & y


def _nationalities(marking: Marking, words: Terms) -> frozenset[str] | None:
    """The nationalities that all caveats admit; None without a caveat whose members are known."""
    admitted: frozenset[str] | None = None
    for nations in marking.caveats:
        admitted = _meet(admitted, _members(nations, words))
    return admitted


def _members(nations: tuple[str, ...], words: Terms) -> frozenset[str] | None:
    if nations == ("FIVE",):
        return words.five_eyes
    if nations[0] in words.gpms_caveats:
        listed = words.gpms_caveats[nations[0]].get("nations")
        return None if listed is None else frozenset(listed)
    return frozenset(words.nations.get(nation, nation) for nation in nations)


def _all(verdicts: list[bool | None]) -> bool | None:
    """Three-valued and: false beats unknown, unknown beats true."""
    if False in verdicts:
        return False
    return None if None in verdicts else True
