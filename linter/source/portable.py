"""The events of YAML where libyaml is not installed: PyYAML's own parser, made to refuse what libyaml refuses.

PyYAML takes `"\\ud800"` for half a character, which no report can be written with, and stumbles over a number beyond
U+10FFFF; libyaml refuses both as no character (YAML 1.2.2 §5.1).
"""

import re

from yaml import Mark, SafeLoader
from yaml.scanner import ScannerError

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|.)", re.DOTALL)


class PortableParser(SafeLoader):
    """As libyaml's parser, about twenty times slower."""

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Mark) -> list[str]:
        """The parts of a quoted scalar up to the next blank.

        Raises:
            ScannerError: an escape stands for no character.
        """
        begin = self.get_mark()
        try:
            parts: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
        except ValueError as error:  # chr() of a number that is too large
            raise self._no_character(begin, start_mark) from error
        if any("\ud800" <= part <= "\udfff" for part in parts):
            raise self._no_character(begin, start_mark)
        return parts

    def _no_character(self, begin: Mark, start_mark: Mark) -> ScannerError:
        """The error at the first such escape after `begin`, with the mark where libyaml sets it: after the letter."""
        text = self.buffer[begin.index :]  # the buffer of a parser that was given text is all of it
        for escape in _ESCAPE.finditer(text):
            code = int(escape[1] or escape[2] or "0", 16)
            if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
                at = begin.index + escape.start() + 2
                begin = Mark(begin.name, at, begin.line, begin.column + escape.start() + 2, None, 0)
                break
        return ScannerError(
            "while scanning a double-quoted scalar",
            start_mark,
            "found invalid Unicode character escape code",
            begin,
        )
