"""The overview: one card for each sector, one line for all flows from one sector to another, with their number."""

from dsalint.graphs.diagrams.lanes_svg import draw_lanes
from dsalint.graphs.diagrams.page import Heading
from dsalint.graphs.diagrams.view import View, aggregated


def overview_of(view: View) -> View:
    """The view with its parties merged by sector, unless they are merged already."""
    return view if view.aggregate != "none" else aggregated(view, "sector")


def draw_overview(view: View, heading: Heading) -> str:
    """The SVG of `overview_of` a view."""
    return draw_lanes(view, heading, label_all=True)
