"""Columns that several tables have, and how several texts become one."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from dsalint.linter.api.rows import Value
from dsalint.linter.findings.finding import Authority, Hop
from dsalint.linter.findings.place import Place
from dsalint.linter.questions.answers import Body


def joined(texts: Iterable[str]) -> str | None:
    """Several texts as one; None where there are none."""
    return "; ".join(texts) or None


def cited(authorities: Iterable[Authority]) -> str | None:
    """The law or policy behind something, in one text."""
    return joined(f"{authority.title}, {authority.locator}" for authority in authorities)


def route_of(route: tuple[Hop, ...]) -> str:
    """The names of the bodies along a way."""
    return " → ".join((route[0].origin, *(hop.target for hop in route)))


class _Bodied(Protocol):
    @property
    def body(self) -> Body: ...


class _Placed(Protocol):
    @property
    def place(self) -> Place | None: ...


BODY: Mapping[str, Callable[[_Bodied], Value]] = {
    "body": lambda record: record.body.id,
    "body_name": lambda record: record.body.name,
    "body_country": lambda record: record.body.country or None,
}


def _file(record: _Placed) -> Value:
    return record.place.file if record.place is not None else None


def _line(record: _Placed) -> Value:
    """None also for the lines of an agreement that is only supposed: nobody can open it."""
    return (record.place.span.line or None) if record.place is not None else None


PLACE: Mapping[str, Callable[[_Placed], Value]] = {"file": _file, "line": _line}
