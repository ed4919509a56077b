"""The tables of answers that consist of ways: who holds an asset, and how data gets from one body to another."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from dsalint.linter.api.columns import BODY, PLACE, joined, route_of
from dsalint.linter.api.rows import Part
from dsalint.linter.findings.finding import Hop
from dsalint.linter.findings.place import Place
from dsalint.linter.questions.answers import Body, Holders, ItemsHeld, ItemTerm, Receipt, Term, Ways


class _Way(NamedTuple):
    """One of the ways by which data gets to a body."""

    body: Body
    number: int
    receipt: Receipt

    @property
    def place(self) -> Place:
        return self.receipt.route[-1].place

    def said(self, term: str) -> str | None:
        """What is said under a term, in one text."""
        return joined(each.value for each in self.receipt.terms if each.name == term and each.value)

    def binds(self, term: str) -> bool | None:
        return True if any(each.name == term for each in self.receipt.terms) else None


class _TermOfWay(NamedTuple):
    way: _Way
    term: Term

    @property
    def body(self) -> Body:
        return self.way.body


class _TermHeld(NamedTuple):
    """One term of what a body holds."""

    body: Body
    held: ItemsHeld
    term: ItemTerm

    @property
    def place(self) -> Place:
        """Where the first flow that says so is written."""
        return self.term.ways[0][0].place

    def value(self) -> str | bool:
        if isinstance(self.term.value, tuple):
            return joined(self.term.value) or "nobody"
        return self.term.value


class _HopOfWay(NamedTuple):
    way: _Way
    number: int
    hop: Hop

    @property
    def body(self) -> Body:
        return self.way.body

    @property
    def place(self) -> Place:
        return self.hop.place


def _ways_to_holders(answer: Holders) -> Iterator[_Way]:
    for holding in answer.holdings:
        for number, receipt in enumerate(holding.receipts, 1):
            yield _Way(holding.body, number, receipt)


def _ways(answer: Ways) -> Iterator[_Way]:
    for number, receipt in enumerate(answer.ways, 1):
        yield _Way(answer.target, number, receipt)


def _parts_of_ways(ways: Callable[[Any], Iterable[_Way]]) -> dict[str, Part[Any, Any]]:
    """The tables of an answer that consists of ways."""

    def terms(answer: Any) -> Iterator[_TermOfWay]:
        return (_TermOfWay(way, term) for way in ways(answer) for term in way.receipt.terms if term.value)

    def hops(answer: Any) -> Iterator[_HopOfWay]:
        for way in ways(answer):
            for number, hop in enumerate(way.receipt.route, 1):
                yield _HopOfWay(way, number, hop)

    return {
        "ways": Part[Any, _Way](
            ways,
            {
                **BODY,
                "way": lambda way: way.number,
                "hops": lambda way: len(way.receipt.route),
                "asset": lambda way: way.receipt.asset or None,
                "items": lambda way: joined(way.receipt.items),
                "in_force": lambda way: way.receipt.live,
                "since": lambda way: way.receipt.since or None,
                "marking": lambda way: way.said("marking"),
                "purposes": lambda way: way.said("purposes"),
                "retention": lambda way: way.said("retention"),
                "onward": lambda way: way.said("onward"),
                "restriction": lambda way: way.said("restriction"),
                "personal": lambda way: way.binds("personal"),
                "special": lambda way: way.binds("special"),
                "criminal": lambda way: way.binds("criminal"),
                "law_enforcement": lambda way: way.binds("law-enforcement"),
                "route": lambda way: route_of(way.receipt.route),
                "flows": lambda way: joined(way.receipt.flows),
                **PLACE,
            },
        ),
        "terms": Part[Any, _TermOfWay](
            terms,
            {
                **BODY,
                "way": lambda record: record.way.number,
                "term": lambda record: record.term.name,
                "value": lambda record: record.term.value,
                "brought_by": lambda record: joined(hop.agreement for hop in record.term.hops),
            },
        ),
        "hops": Part[Any, _HopOfWay](
            hops,
            {
                **BODY,
                "way": lambda record: record.way.number,
                "hop": lambda record: record.number,
                "from": lambda record: record.hop.origin,
                "to": lambda record: record.hop.target,
                "agreement": lambda record: record.hop.agreement,
                "flow": lambda record: record.way.receipt.flows[record.number - 1],
                "note": lambda record: record.hop.note or None,
                **PLACE,
            },
        ),
    }


def _terms_held(answer: Holders) -> Iterator[_TermHeld]:
    for holding in answer.holdings:
        for held in holding.held:
            for term in held.terms:
                yield _TermHeld(holding.body, held, term)


HOLDERS_PARTS: Mapping[str, Part[Any, Any]] = {
    **_parts_of_ways(_ways_to_holders),
    "held": Part[Holders, _TermHeld](
        _terms_held,
        {
            **BODY,
            "asset": lambda record: record.held.asset,
            "items": lambda record: joined(record.held.items),
            "term": lambda record: record.term.name,
            "of": lambda record: record.term.of or None,
            "value": _TermHeld.value,
            "said_by": lambda record: joined(way[0].agreement for way in record.term.ways),
            "complete": lambda record: record.held.complete,
            "flows": lambda record: joined(record.held.flows),
            **PLACE,
        },
    ),
}
WAYS_PARTS: Mapping[str, Part[Any, Any]] = _parts_of_ways(_ways)
