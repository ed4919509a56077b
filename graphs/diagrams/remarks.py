"""What an answer says of a network, put on its picture: words on lines, notes on cards, and the answer above them."""

from collections.abc import Mapping
from typing import NamedTuple

from dsalint.graphs.diagrams.view import Pair, View
from dsalint.graphs.records import Network, Party


class Remarks(NamedTuple):
    """What to say, of which parties and flows."""

    says: tuple[str, ...] = ()
    """The answer in words, a line each."""
    words: Mapping[str, str] = {}
    """A word or two by the id of a flow."""
    notes: Mapping[str, str] = {}
    """A few words by the id of a party; a party with a note is shown though no flow is."""
    stressed: frozenset[str] = frozenset()
    """Ids of the parties that the answer is about; they are shown though no flow of theirs is."""


def remarked(view: View, network: Network, remarks: Remarks) -> View:
    """The view with what is to be said of it."""
    wanted = {*remarks.notes, *remarks.stressed}
    shown = {party.id for party in view.parties} | wanted
    known = {party.id: party for party in (*view.parties, *network.parties)}
    parties = tuple(
        known.get(name) or Party(name, name, declared=False)
        for name in (*[name for name in known if name in shown], *sorted(wanted - known.keys()))
    )
    return view._replace(
        parties=parties,
        pairs=tuple(pair._replace(words=_words(pair, remarks)) for pair in view.pairs),
        shown=view.shown._replace(parties=len(parties)),
        notes=remarks.notes,
        stressed=remarks.stressed,
        says=remarks.says,
    )


def _words(pair: Pair, remarks: Remarks) -> tuple[str, ...]:
    return tuple(dict.fromkeys(remarks.words[flow.id] for flow in pair.flows if flow.id in remarks.words))
