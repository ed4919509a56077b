"""One YAML file of dsalint's own formats (configuration, rule, profile, mapping): its value, and where a problem stands."""

from typing import Any, NamedTuple, NoReturn

from dsalint.linter.errors import UserError
from dsalint.linter.source.files import Unreadable, read_text
from dsalint.linter.source.positions import Positions
from dsalint.linter.source.reader import read_yaml
from dsalint.linter.source.text import Path, SourceText


class YamlFile(NamedTuple):
    """A file that holds one sound YAML document."""

    source: SourceText
    value: Any
    positions: Positions

    def fail(self, path: Path, message: str, hint: str = "", on_key: bool = False) -> NoReturn:
        """Raise a UserError that names the place of a value, or of its key; of an absent one, that of its parent."""
        entry, _ = self.positions.entry(path)
        line, column = self.source.position(entry.key_start if on_key else entry.value_start)
        raise UserError(f"{self.source.file}:{line}:{column}: {message}", hint)


def read_yaml_file(path: str, shown: str = "") -> YamlFile:
    """Read a file.

    Args:
        path: the file.
        shown: how messages call it, if not by its path.

    Raises:
        UserError: it cannot be read, is not YAML, or does not hold exactly one document; with its place.
    """
    shown = shown or path
    text = read_text(path)
    if isinstance(text, Unreadable):
        raise UserError(f"{shown}: {text.message}", text.fix)
    source = SourceText(shown, text)
    reading = read_yaml(source)
    if reading.problems:
        problem = reading.problems[0]
        line, column = source.position(problem.start)
        raise UserError(f"{shown}:{line}:{column}: {problem.message}", problem.fix)
    if len(reading.documents) != 1:
        raise UserError(f"{shown} holds {len(reading.documents)} YAML documents", "it has to hold one")
    document = reading.documents[0]
    return YamlFile(source, document.value, document.positions)
