"""One YAML file that an import is told to use: its value, and where in it a problem stands."""

from typing import Any, NamedTuple, NoReturn

from dsalint.linter.errors import UserError
from dsalint.linter.importers.files import require_text
from dsalint.linter.source.positions import Positions
from dsalint.linter.source.reader import read_yaml
from dsalint.linter.source.text import Path, SourceText


class YamlFile(NamedTuple):
    """A file that holds one sound YAML document."""

    source: SourceText
    value: Any
    positions: Positions

    def fail(self, path: Path, message: str, hint: str = "", on_key: bool = False) -> NoReturn:
        """Raise a UserError that names the place of a value, or of its key."""
        entry, _ = self.positions.entry(path)
        line, column = self.source.position(entry.key_start if on_key else entry.value_start)
        raise UserError(f"{self.source.file}:{line}:{column}: {message}", hint)


def read_yaml_file(path: str) -> YamlFile:
    """Read a file; UserError with its place where it is not YAML or does not hold exactly one document."""
    source = SourceText(path, require_text(path))
    reading = read_yaml(source)
    if reading.problems:
        problem = reading.problems[0]
        line, column = source.position(problem.start)
        raise UserError(f"{path}:{line}:{column}: {problem.message}", problem.fix)
    if len(reading.documents) != 1:
        raise UserError(f"{path} holds {len(reading.documents)} YAML documents", "keep one")
    document = reading.documents[0]
    return YamlFile(source, document.value, document.positions)
