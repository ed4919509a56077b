"""The classes of a change, gravest first."""

from collections.abc import Iterable

WIDENS = "widens"
WEAKENS = "weakens"
EXTENDS = "extends"
CHANGES = "changes"
NARROWS = "narrows"
EDITORIAL = "editorial"

EFFECTS = (WIDENS, WEAKENS, EXTENDS, CHANGES, NARROWS, EDITORIAL)

TITLES = {
    WIDENS: "widens access",
    WEAKENS: "weakens a safeguard",
    EXTENDS: "extends time",
    CHANGES: "changes a party, a basis or a power",
    NARROWS: "narrows or strengthens",
    EDITORIAL: "editorial",
}

LEVELS = {
    WIDENS: "error",
    WEAKENS: "error",
    EXTENDS: "warning",
    CHANGES: "warning",
    NARROWS: "note",
    EDITORIAL: "none",
}
"""How much each class asks for a reviewer's attention, in the words of SARIF."""


def gravest(effects: Iterable[str]) -> str:
    """The gravest of some classes; editorial where there is none."""
    return min(effects, key=EFFECTS.index, default=EDITORIAL)


def at_least(effect: str, threshold: str) -> bool:
    """Whether a class is as grave as another, or graver."""
    return EFFECTS.index(effect) <= EFFECTS.index(threshold)
