"""A subject: one thing that rules speak about, as one mapping, with the place and the evidence of every part."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from dsalint.linter.estate.document import Document
from dsalint.linter.estate.estate import Estate
from dsalint.linter.findings.place import Place
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.source.text import Path

Made = TypeVar("Made")


class World:
    """What subjects are made from. The network is built when the first subject asks for it."""

    __slots__ = ("_network", "_shared", "as_of", "estate")

    def __init__(self, estate: Estate, as_of: str) -> None:
        self.estate = estate
        self.as_of = as_of
        self._network: SharingNetwork | None = None
        self._shared: dict[tuple[str, int, str], Any] = {}

    @property
    def network(self) -> SharingNetwork:
        if self._network is None:
            self._network = SharingNetwork(self.estate, self.as_of)
        return self._network

    def once(self, document: Document, what: str, make: Callable[[], Made]) -> Made:
        """Something about a document that several subjects share; made once, and not to be changed."""
        key = (document.file, document.number, what)  # ids need not be unique
        if key not in self._shared:
            self._shared[key] = make()
        made: Made = self._shared[key]
        return made

    def across(self, what: str, make: Callable[[], Made]) -> Made:
        """Something about the whole estate that several subjects share; made once, and not to be changed."""
        key = ("", 0, what)
        if key not in self._shared:
            self._shared[key] = make()
        made: Made = self._shared[key]
        return made


class Origin(NamedTuple):
    """Where a part of a subject was written: a document and the path in it."""

    document: Document
    path: Path


class Subject:
    """`value` holds what the author wrote at `path` of `document`, resolved documents in place of references to
    them, and facts. `origins` says where the resolved parts were written; `routes` which flows brought a fact.
    """

    __slots__ = ("date", "document", "kind", "label", "organisations", "origins", "path", "routes", "value")

    def __init__(
        self,
        kind: str,
        label: str,
        document: Document,
        path: Path,
        value: dict[str, Any],
        *,
        date: str,
        origins: dict[str, Origin] | None = None,
        routes: dict[str, tuple[FlowTerms, ...]] | None = None,
        organisations: Sequence[str] = (),
    ) -> None:
        self.kind = kind
        self.label = label
        """What people call it, e.g. `flow income of agreement dea-debt`."""
        self.document = document
        self.path = path
        self.value = value
        self.date = date
        """The date by which the thing itself is judged (`judged_at: document`)."""
        self.origins = origins or {}
        self.routes = routes or {}
        """By pointer of a fact, e.g. `/upstream/marking`: the flows that brought it, first hop first."""
        self.organisations = tuple(organisations)
        """Ids of the organisations whose policies apply to it."""

    def place(self, pointer: Sequence[str | int], *, on_key: bool = False) -> Place:
        """The place of a part of the subject; a fact is placed where the subject itself stands."""
        if pointer and pointer[0] in self.origins:
            origin = self.origins[str(pointer[0])]
            return origin.document.place((*origin.path, *pointer[1:]), on_key=on_key)
        if pointer and pointer[0] in ENGINE_KEYS:
            return self.document.place(self.path)
        return self.document.place((*self.path, *pointer), on_key=on_key)


ENGINE_KEYS = frozenset({"facts", "upstream", "parameters", "as_of", "date"})
"""Parts of a subject that nobody wrote."""


def agreement_date(agreement: Document, as_of: str) -> str:
    """The date by which an agreement is judged: signed, else start, else the as-of date."""
    dates = agreement.value.get("dates")
    if isinstance(dates, dict):
        for key in ("signed", "start"):
            if isinstance(dates.get(key), str):
                return str(dates[key])
    return as_of
