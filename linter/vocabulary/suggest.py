"""Did you mean: the known word nearest to one that is not known."""

from collections.abc import Iterable

SIMILAR = 0.8
"""From here on two words count as one word and its misspelling: a wrong suggestion costs more than none."""
_LONGEST = 100
"""Longer words are no slip of the pen, and comparing them costs the square of their length."""


def did_you_mean(word: str, choices: Iterable[str], similar: float = SIMILAR) -> str | None:
    """The choice that `word` most likely stands for, or None when none is near.

    Case and joints (`-`, `_`, space) count as no difference, nor do two neighbouring letters in the wrong order. Of
    equally near choices the first in alphabetical order is taken. A lower bar than the usual one (`similar`) is only for
    words of which something else is known as well.
    """
    if len(word) > _LONGEST:
        return None
    from difflib import SequenceMatcher  # only when something is wrong

    form = _form(word)
    if not form:
        return None
    matcher = SequenceMatcher(b=form, autojunk=False)
    best: str | None = None
    best_ratio = similar
    for choice in sorted(choices, reverse=True):
        other = _form(choice)
        if other == form:
            ratio = 2.0
        elif _is_swapped(form, other):
            ratio = 1.0
        elif 2 * min(len(form), len(other)) < best_ratio * (len(form) + len(other)):
            continue
        else:
            matcher.set_seq1(other)
            if matcher.quick_ratio() < best_ratio:
                continue
            ratio = matcher.ratio()
        if ratio >= best_ratio:
            best, best_ratio = choice, ratio
    return best


def _is_swapped(word: str, other: str) -> bool:
    """Whether two words differ by two neighbouring letters in the wrong order: `form` and `from`."""
    if len(word) != len(other):
        return False
    different = [i for i in range(len(word)) if word[i] != other[i]]
    if len(different) != 2 or different[1] != different[0] + 1:
        return False
    first = different[0]
    return word[first] == other[first + 1] and word[first + 1] == other[first]


def _form(word: str) -> str:
    """A word without what people write one way or another."""
    return "".join(filter(str.isalnum, word.casefold()))
