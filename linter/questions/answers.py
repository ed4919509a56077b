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


class ItemTerm(NamedTuple):
    """One term that binds whoever holds an item, all ways by which the item came taken together."""

    name: str
    """marking, audience, nationality, purpose, retention, onward, restriction, regime, personal, kind, form or breach."""
    of: str
    """What there is one for each of: the family of a marking (gsc, gpms), the event a period counts from, the kind of an
    audience (government, organisations, recipients), the gateway of a restriction. Empty where there is one only."""
    value: str | tuple[str, ...] | bool
    """Names are those that remain of all limits together: nobody where there are none."""
    ways: tuple[tuple[Hop, ...], ...]
    """Whence it binds: each begins with a flow that says so and ends with one to the body."""


class ItemsHeld(NamedTuple):
    """Items of one asset that a body holds under the same terms."""

    asset: str
    items: tuple[str, ...]
    """Empty for the whole asset."""
    terms: tuple[ItemTerm, ...]
    flows: tuple[str, ...]
    """Keys of the flows that brought them, `agreement#flow`."""
    complete: bool
    """Whether all that binds is among the terms; of very many limits and restrictions not all are followed."""


class Holding(NamedTuple):
    """A body that holds the data, with every flow that brought it."""

    body: Body
    receipts: tuple[Receipt, ...]
    """The shortest way first."""
    held: tuple[ItemsHeld, ...]
    """The same item by item."""


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
