"""Regular expressions of schemas by the rules of ECMA-262, on the standard library.

`$` is the very end, where Python also allows a line feed after it, and `\\d` and `\\w` are ASCII. The schemas are dsalint's
own, so a pattern is not hostile; the text may be.
"""

import re
from functools import cache


def search(pattern: str, text: str) -> bool:
    """Whether a pattern occurs in a text."""
    return any(_compiled(part).search(text) for part in _alternatives(pattern))


@cache
def _alternatives(pattern: str) -> list[str]:
    """`^A$|^B$` as `^A$` and `^B$`: several patterns share an alternative, and to compile one takes long."""
    first, *rest = pattern.split("$|^")
    return [f"{first}$", *(f"^{part}$" for part in rest[:-1]), f"^{rest[-1]}"] if rest else [pattern]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("$", r"\Z"), re.ASCII)
