"""Did you mean: the known word nearest to one that is not known."""

from collections.abc import Iterable

_LONGEST = 100
"""Longer words are no slip of the pen, and comparing them costs the square of their length."""


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` most likely stands for, or None when none is near.

    Case, and `_` or space for `-`, count as no difference. Of equally near words the first in alphabetical order is taken.
    """
    if len(word) > _LONGEST:
        return None
    from difflib import get_close_matches  # only when something is wrong

    by_form: dict[str, str] = {}
    for candidate in sorted(known):
        by_form.setdefault(_form(candidate), candidate)
    near = get_close_matches(_form(word), by_form, n=1, cutoff=0.7)
    return by_form[near[0]] if near else None


def _form(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")
