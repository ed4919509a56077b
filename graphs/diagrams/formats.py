"""One call for every picture and export: `render`."""

import re
from collections import Counter
from hashlib import sha256
from html import unescape
from typing import NamedTuple

from dsalint.graphs.diagrams.choose import choose_view
from dsalint.graphs.diagrams.page import Heading, counts_in_words
from dsalint.graphs.diagrams.remarks import Remarks, remarked
from dsalint.graphs.diagrams.view import Filters, UnknownName, View, aggregated, make_view
from dsalint.graphs.diagrams.wording import counted, visible
from dsalint.graphs.records import Network

FORMATS = ("svg", "mermaid", "dot", "graphml", "json", "csv")
VIEWS = ("auto", "lanes", "matrix", "overview")

_READING = {
    "lanes": "Lines run from the sender to the receiver, which has the arrow head.",
    "matrix": "Rows send, columns receive.",
    "overview": "Each card stands for a sector. Lines run from the sending sector to the receiving one.",
}


class Options(NamedTuple):
    """What to make."""

    format: str = "svg"
    view: str = "auto"
    """auto, lanes, matrix or overview; of use for svg only."""
    filters: Filters = Filters()
    title: str = ""
    """Empty: that of the network."""
    version: str = ""
    """Of dsalint, for the footer."""
    remarks: Remarks = Remarks()
    """What an answer says of what is drawn."""


class Rendered(NamedTuple):
    """What was made."""

    text: str
    kind: str
    """Of picture, for svg; else the format."""
    summary: str
    notes: tuple[str, ...]
    """What the user should know: nothing matched, or another view was taken."""


class LostPair(Exception):
    """A picture lacks a pair that it should show, which is a fault of dsalint."""

    def __init__(self, pairs: tuple[str, ...]) -> None:
        super().__init__(f"the picture lacks {', '.join(pairs)}")
        self.pairs = pairs


def render(network: Network, options: Options) -> Rendered:
    """Draw or export a network.

    Raises:
        UnknownName: the format, the view or a filter names what there is not.
        LostPair: the picture is not complete.
    """
    _check_choice("format", options.format, FORMATS)
    _check_choice("view", options.view, VIEWS)
    view = make_view(network, options.filters)
    if options.title:
        view = view._replace(title=options.title)
    view = remarked(view, network, options.remarks)
    nothing = not view.pairs and not view.says  # an answer says itself that there is nothing to draw
    notes = ["no flow matches; try `--status all`, or fewer filters"] if nothing else []
    if options.format == "svg":
        text, kind = _picture(view, options, network, notes)
    else:
        text, kind = _export(view, options.format, notes), options.format
    return Rendered(text, kind, f"{kind}, {counts_in_words(view)}", tuple(notes))


def check_complete(svg: str, view: View) -> None:
    """Check that the picture holds each pair of the view exactly once.

    Raises:
        LostPair: it does not.
    """
    wanted = Counter(visible(pair.id) for pair in view.pairs)
    found = Counter(unescape(name) for name in re.findall(r' data-pair="([^"]*)"', svg))
    if wanted != found:
        raise LostPair(tuple(sorted((wanted - found) + (found - wanted))))


def digest_of(network: Network) -> str:
    """The first twelve digits of a SHA-256 of everything in the network but origins."""
    text = repr(
        (
            network.as_of,
            [party._replace(origin=None) for party in network.parties],
            [flow._replace(origin=None) for flow in network.flows],
        )
    )
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _picture(view: View, options: Options, network: Network, notes: list[str]) -> tuple[str, str]:
    kind = choose_view(view) if options.view == "auto" else options.view
    if options.view == "auto" and kind == "overview":
        size = f"{counted(len(view.parties), 'party', 'parties')} and {counted(len(view.pairs), 'pair')}"
        notes.append(f"{size} are too many for a map, so sectors are drawn")
    heading = Heading(view.title, options.version, digest_of(network), _READING[kind])
    if kind == "lanes":
        from dsalint.graphs.diagrams.lanes_svg import draw_lanes

        svg = draw_lanes(view, heading)
    elif kind == "matrix":
        from dsalint.graphs.diagrams.matrix import draw_matrix

        svg = draw_matrix(view, heading)
    else:
        from dsalint.graphs.diagrams.overview import draw_overview, overview_of

        view = overview_of(view)
        svg = draw_overview(view, heading)
    check_complete(svg, view)
    return svg, kind


def _export(view: View, format_: str, notes: list[str]) -> str:
    if format_ == "mermaid":
        return _mermaid(view, notes)
    if format_ == "dot":
        from dsalint.graphs.diagrams.dot import dot

        return dot(view)
    if format_ == "graphml":
        from dsalint.graphs.diagrams.graphml import graphml

        return graphml(view)
    if format_ == "json":
        from dsalint.graphs.diagrams.node_link import node_link

        return node_link(view)
    from dsalint.graphs.diagrams.tables import flows_csv

    return flows_csv(view)


def _mermaid(view: View, notes: list[str]) -> str:
    from dsalint.graphs.diagrams.mermaid import MOST_CHARACTERS, MOST_PAIRS, fits, mermaid

    text = mermaid(view)
    limits = f"Mermaid draws up to {MOST_PAIRS} pairs and {MOST_CHARACTERS:,} characters"
    if not fits(text, view) and view.aggregate == "none":
        notes.append(f"{limits}, so parties are merged by sector")
        view = aggregated(view, "sector")
        text = mermaid(view)
    if not fits(text, view):
        notes.append(
            f"{limits}, and this is more; raise its `maxEdges` and `maxTextSize`, or take another format"
        )
    return text


def _check_choice(kind: str, name: str, known: tuple[str, ...]) -> None:
    if name not in known:
        raise UnknownName(kind, name, known)
