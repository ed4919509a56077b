"""The account that an import keeps, so that nothing of the source is dropped in silence."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from dsalint.linter.importers.result import FieldTally, Notice

Outcome = Literal["mapped", "kept", "empty"]


class Ledger:
    """Counts what became of each field, and gathers the places that one notice is about."""

    def __init__(self, fields: Iterable[str]) -> None:
        self._fields: dict[str, Counter[Outcome]] = {field: Counter() for field in fields}
        self._notices: dict[str, dict[str, None]] = {}

    def enter(self, field: str, outcome: Outcome) -> None:
        """Account for one value of a field."""
        self._fields.setdefault(field, Counter())[outcome] += 1

    def notice(self, text: str, where: str = "") -> None:
        """Note something for a person to look at; the same text at several places is one notice."""
        places = self._notices.setdefault(text, {})
        if where:
            places[where] = None

    def fields(self) -> tuple[FieldTally, ...]:
        return tuple(FieldTally(name, c["mapped"], c["kept"], c["empty"]) for name, c in self._fields.items())

    def notices(self) -> tuple[Notice, ...]:
        return tuple(Notice(text, tuple(places)) for text, places in self._notices.items())
