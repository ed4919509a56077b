"""What a flat table is: rows of plain values under columns that are always the same."""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

Value = str | int | float | bool | None
"""Several texts are joined with `; `. None where nothing is said."""
Row = dict[str, Value]

Whole = TypeVar("Whole")
Record = TypeVar("Record")


class Table(list[Row]):
    """A list of rows, ready for `pandas.DataFrame(table, columns=table.columns)`."""

    def __init__(self, columns: Iterable[str], rows: Iterable[Row]) -> None:
        super().__init__(rows)
        self.columns = tuple(columns)
        """Names of the columns in their order; they are there also where no row is."""


class Part(NamedTuple, Generic[Whole, Record]):
    """One table of an answer: its records, and how each column is read from one of them."""

    records: Callable[[Whole], Iterable[Record]]
    columns: Mapping[str, Callable[[Record], Value]]

    def of(self, answer: Whole) -> Table:
        """The table of an answer."""
        rows = [
            {name: value(record) for name, value in self.columns.items()} for record in self.records(answer)
        ]
        return Table(self.columns, rows)
