"""What an answer is made of: plain, frozen records, each with its evidence. No answer is a bare claim."""

from typing import NamedTuple

from dsalint.linter.findings.finding import Hop
from dsalint.linter.findings.place import Place


class Body(NamedTuple):
    """An organisation that an answer speaks of."""

    id: str
    name: str
    country: str = ""
    """As its document states it; empty where no well-formed document describes it."""


class Term(NamedTuple):
    """One condition under which a body holds data."""

    name: str
    """marking, purposes, retention, onward, restriction, law-enforcement, special, criminal or personal."""
    value: str
    hops: tuple[Hop, ...] = ()
    """The flows that brought it from further back; empty where the flow to the body says it itself."""


class Receipt(NamedTuple):
    """How a body came to hold data, and under which terms."""

    route: tuple[Hop, ...]
    """From the first recorded provider, by the fewest hops; the last hop is the flow to the body."""
    asset: str
    """Id of the asset that this flow names: the one asked for, or one that derives from it."""
    items: tuple[str, ...]
    """Empty for the whole asset."""
    live: bool
    """Data may still move. Where it may not, the body may still hold what it received."""
    since: str
    terms: tuple[Term, ...]
    flows: tuple[str, ...] = ()
    """Keys of the flows of the way, `agreement#flow`."""


class Holding(NamedTuple):
    """A body that holds the data, with every flow that brought it."""

    body: Body
    receipts: tuple[Receipt, ...]
    """The shortest way first."""


class Holders(NamedTuple):
    """The answer to: who holds this asset?"""

    asset: str
    title: str
    as_of: str
    place: Place
    owner: Body | None
    holdings: tuple[Holding, ...]


class Ways(NamedTuple):
    """The answer to: by which ways does data get from one body to another?"""

    source: Body
    target: Body
    as_of: str
    ways: tuple[Receipt, ...]
    """Fewest hops first."""
    more: bool
    """Whether there are ways beyond those that were asked for or looked at."""
    chained: bool
    """Each hop passes on data that the hop before brought; otherwise the flows need have no data in common."""
