"""Regular expressions of schemas by the rules of ECMA-262, on the standard library.

`$` is the very end, where Python also allows a line feed after it, and `\\d` and `\\w` are ASCII. The schemas are dsalint's
own, so a pattern is not hostile; the text may be.
"""

import re
from functools import cache


def search(pattern: str, text: str) -> bool:
    """Whether a pattern occurs in a text."""
    return _compiled(pattern).search(text) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("$", r"\Z"), re.ASCII)
