"""Layout of the lanes picture: boxes of sectors in up to three lanes, lines in the space between the lanes.

From its port a line runs straight through a strip that no other line crosses; the label stands there, so labels meet
neither each other nor cards. Between the strips, neighbouring lanes are joined by one cubic, cards of one lane by a C,
and outer lanes by a line through a gap between the boxes of the middle lane. There is no randomness; ties are broken
by id.
"""

from collections import Counter
from collections.abc import Mapping

from dsalint.graphs.diagrams.curves import Piece, Point, reversed_line
from dsalint.graphs.diagrams.lane_choice import choose_lanes
from dsalint.graphs.diagrams.lane_order import Group, Lanes, ordered
from dsalint.graphs.diagrams.lane_parts import PAD, TITLE_SIZE, Box, Card, Layout, Route, card_text
from dsalint.graphs.diagrams.lane_ports import LEFT, RIGHT, End, ends_of, loads, port_heights
from dsalint.graphs.diagrams.lane_tracks import TRACK, Room, choose_gaps, track_heights
from dsalint.graphs.diagrams.metrics import text_width
from dsalint.graphs.diagrams.sectors import sector_title
from dsalint.graphs.diagrams.view import NOT_STATED, View, is_abroad

_HEADER = 28.0
_CARD_GAP = 9.0
_BOX_GAP = 24.0
_FRAME_PAD = 26.0
_ABROAD_GAP = 44.0
_BARE_STUB = PAD + 12
_LABEL_OFFSET = PAD + 8
"""From the card to its label: past the edge of the box and the arrow head."""
_AFTER_LABEL = 16.0
_HANDLE = 0.42
"""Length of the handles of a cubic, as a part of its width: shorter means less steep in the middle."""
_NARROWEST, _WIDEST, _SLOPE = 110.0, 300.0, 0.24
"""Width of the space for curves: a part of the height of the tallest lane, within limits."""


def lay_out(view: View, labels: Mapping[str, float]) -> Layout:
    """Place everything.

    Args:
        view: what to draw.
        labels: width of the label of each pair, by its id; a pair that is left out has none.
    """
    return _Plan(view, labels).layout()


class _Plan:
    """The layout, step by step. Each step sets what the later ones need."""

    def __init__(self, view: View, labels: Mapping[str, float]) -> None:
        self.view = view
        self.labels = labels
        self.merged = view.aggregate != "none"
        self.header = 0.0 if self.merged else _HEADER
        self.foot = 0.0 if self.merged else PAD
        self.parties = {party.id: party for party in view.parties}
        self.pairs = [pair for pair in view.pairs if pair.source != pair.target]
        self.inside = {pair.source: pair for pair in view.pairs if pair.source == pair.target}
        self.texts = {party.id: card_text(party, view, self.inside.get(party.id)) for party in view.parties}
        self.lanes = self._choose_lanes()
        self.lane_of = {
            card: index for index, lane in enumerate(self.lanes) for group in lane for card in group.cards
        }
        self.last = len(self.lanes) - 1
        abroad = frozenset(party.id for party in view.parties if is_abroad(party))
        self.ends = ends_of(self.pairs, self.lane_of, labels, abroad)
        load = loads(self.ends)
        self.heights = {
            card: max(text.height + 14, load.get(card, 0.0) + 6) for card, text in self.texts.items()
        }
        self.card_y: dict[str, float] = {}
        self.box_y: dict[Group, float] = {}

    def layout(self) -> Layout:
        neighbours: dict[str, list[str]] = {}
        for end in self.ends:
            neighbours.setdefault(end.card, []).append(end.far)
        gaps = (_CARD_GAP, _BOX_GAP + self.header + self.foot)
        self.lanes = ordered(self.lanes, self.heights, neighbours, gaps)
        self._place_across()
        self.tracks = self._place_down()
        self.ports = port_heights(self.ends, self._middles(), self.tracks)
        return Layout(
            boxes=() if self.merged else tuple(self._boxes()),
            cards=tuple(self._cards()),
            routes=tuple(
                self._route(source, target)
                for source, target in zip(self.ends[::2], self.ends[1::2], strict=True)
            ),
            inside=tuple(self.inside.values()),
            frame=(self.frame_width, self.frame_height),
            width=self.frame_width,
            height=self.bottom,
        )

    # --- lanes ----------------------------------------------------------------------------------------------------

    def _choose_lanes(self) -> Lanes:
        groups = self._groups()
        number = {card: index for index, group in enumerate(groups) for card in group.cards}
        weights: Counter[tuple[int, int]] = Counter()
        degree: Counter[str] = Counter()
        for pair in self.pairs:
            one, other = sorted((number[pair.source], number[pair.target]))
            if one != other:
                weights[one, other] += 1
            degree.update((pair.source, pair.target))
        heights = [
            _HEADER + sum(max(32.0, degree[card] * 10.0) + _CARD_GAP for card in group.cards)
            for group in groups
        ]
        chosen = choose_lanes(heights, weights)
        return tuple(
            tuple(group for group, lane in zip(groups, chosen, strict=True) if lane == index)
            for index in range(max(chosen, default=-1) + 1)
        )

    def _groups(self) -> list[Group]:
        cards: dict[tuple[bool, str], list[str]] = {}
        for party in sorted(self.view.parties):
            abroad = is_abroad(party)
            key = party.id if self.merged else "" if abroad else party.sector or NOT_STATED
            cards.setdefault((abroad, key), []).append(party.id)
        return [Group(key, tuple(cards[abroad, key]), abroad) for abroad, key in sorted(cards)]

    def _title(self, group: Group) -> str:
        return sector_title(self.parties[group.cards[0]])

    # --- across ---------------------------------------------------------------------------------------------------

    def _place_across(self) -> None:
        """Left edge and width of the cards of each lane, and the strips for stubs at both sides."""
        self.stub: dict[tuple[int, int], float] = {}
        for end in self.ends:
            strip = (self.lane_of[end.card], end.side)
            wide = _LABEL_OFFSET + self.labels[end.pair.id] + _AFTER_LABEL if end.labelled else _BARE_STUB
            self.stub[strip] = max(self.stub.get(strip, _BARE_STUB), wide)
        tall = max(
            (sum(self.heights[card] for group in lane for card in group.cards) for lane in self.lanes),
            default=0.0,
        )
        self.curve_width = min(_WIDEST, max(_NARROWEST, _SLOPE * tall))
        self.card_width = [
            max(
                96.0,
                *(self.texts[card].width + 22 for group in lane for card in group.cards),
                *(
                    0.0 if self.merged else text_width(self._title(group), TITLE_SIZE, bold=True)
                    for group in lane
                ),
            )
            for lane in self.lanes
        ]
        self.card_x = []
        x = _FRAME_PAD + PAD
        for index, width in enumerate(self.card_width):
            self.card_x.append(x)
            x += width
            right, left = self.stub.get((index, RIGHT)), self.stub.get((index + 1, LEFT))
            if right is not None or left is not None:
                x += (
                    (right or _BARE_STUB)
                    + self.curve_width
                    + (left or _BARE_STUB if index < self.last else 0.0)
                )
            elif index < self.last:
                x += 2 * PAD + _BOX_GAP
        self.frame_width = x + PAD + _FRAME_PAD

    # --- down -----------------------------------------------------------------------------------------------------

    def _place_down(self) -> dict[str, float]:
        """Place boxes and cards; then again with room for the lines through gaps. Returns the heights of those lines."""
        through = [end.pair for end in self.ends[::2] if end.through]
        self._stack(Counter())
        if not through:
            return {}
        gaps = choose_gaps(through, self._rooms(), self._middles())
        self._stack(Counter(gaps.values()))
        return track_heights(through, gaps, self._rooms(), self._middles())

    def _stack(self, tracks: Counter[int]) -> None:
        """Boxes and cards from top to bottom, with room for so many lines in each gap of the middle lane."""
        spaces, totals = [], []
        for index, lane in enumerate(self.lanes):
            home = [group for group in lane if not group.last]
            rooms = [
                (tracks[gap] + 2) * TRACK if index == 1 and tracks[gap] else 0.0
                for gap in range(len(home) + 1)
            ]
            space = [rooms[0], *(max(_BOX_GAP, room) for room in rooms[1:-1]), rooms[-1]]
            spaces.append(space)
            totals.append(sum(space) + sum(map(self._box_height, home)))
        inner = max(totals, default=0.0)
        top = _FRAME_PAD + 6
        self.frame_height = self.bottom = inner + top + _FRAME_PAD
        for lane, space, total in zip(self.lanes, spaces, totals, strict=True):
            y = top + (inner - total) / 2
            for group, above in zip(lane, space, strict=False):
                y = self.frame_height + _ABROAD_GAP if group.last and y < self.frame_height else y + above
                self._stack_box(group, y)
                y += self._box_height(group)
                if group.last:
                    self.bottom = max(self.bottom, y)
                    y += _BOX_GAP

    def _stack_box(self, group: Group, y: float) -> None:
        self.box_y[group] = y
        y += self.header
        for card in group.cards:
            self.card_y[card] = y
            y += self.heights[card] + _CARD_GAP

    def _box_height(self, group: Group) -> float:
        cards = sum(self.heights[card] for card in group.cards) + _CARD_GAP * (len(group.cards) - 1)
        return self.header + cards + self.foot

    def _middles(self) -> dict[str, float]:
        return {card: y + self.heights[card] / 2 for card, y in self.card_y.items()}

    def _rooms(self) -> list[Room]:
        """Free height above, between and below the boxes of the middle lane, inside the boundary."""
        edges = [_FRAME_PAD - 14]
        for group in self.lanes[1]:
            if not group.last:
                edges += [self.box_y[group], self.box_y[group] + self._box_height(group)]
        edges.append(self.frame_height - 12)
        return [Room(low + 8, high - 8) for low, high in zip(edges[::2], edges[1::2], strict=True)]

    # --- lines ----------------------------------------------------------------------------------------------------

    def _route(self, source: End, target: End) -> Route:
        forwards = self._x(source) <= self._x(target)
        pieces = self._pieces(source, target) if forwards else reversed_line(self._pieces(target, source))
        chosen = target if target.labelled else source
        outwards = 1 if chosen.side == RIGHT else -1
        y = self.ports[chosen.pair.id, chosen.card]
        label = None
        if chosen.labelled:
            x = self._x(chosen) + outwards * _LABEL_OFFSET
            label = (x if chosen.side == RIGHT else x - self.labels[chosen.pair.id], y)
        return Route(source.pair, pieces, label, (self._stub_end(chosen) - outwards * 4, y))

    def _pieces(self, left: End, right: End) -> tuple[Piece, ...]:
        """The line from left to right: a stub, the way between the strips, a stub."""
        y0, y1 = (self.ports[end.pair.id, end.card] for end in (left, right))
        start, end = (self._stub_end(left), y0), (self._stub_end(right), y1)
        return (
            ((self._x(left), y0), start),
            *self._way(left, start, end),
            (end, (self._x(right), y1)),
        )

    def _way(self, left: End, start: Point, end: Point) -> tuple[Piece, ...]:
        if left.same:
            reach = min(0.8 * self.curve_width, 26 + 0.12 * abs(end[1] - start[1])) * 4 / 3
            x = start[0] + (reach if left.side == RIGHT else -reach)
            return ((start, (x, start[1]), (x, end[1]), end),)
        if left.through:
            y = self.tracks[left.pair.id]
            into = (self.card_x[1] - self.stub.get((1, LEFT), _BARE_STUB), y)
            out = (self.card_x[1] + self.card_width[1] + self.stub.get((1, RIGHT), _BARE_STUB), y)
            return (_cubic(start, into), (into, out), _cubic(out, end))
        return (_cubic(start, end),)

    def _x(self, end: End) -> float:
        lane = self.lane_of[end.card]
        return self.card_x[lane] + (self.card_width[lane] if end.side == RIGHT else 0.0)

    def _stub_end(self, end: End) -> float:
        stub = self.stub[self.lane_of[end.card], end.side]
        return self._x(end) + (stub if end.side == RIGHT else -stub)

    # --- boxes and cards ------------------------------------------------------------------------------------------

    def _boxes(self) -> list[Box]:
        return [
            Box(self._title(group), x - PAD, self.box_y[group], width + 2 * PAD, self._box_height(group))
            for lane, x, width in zip(self.lanes, self.card_x, self.card_width, strict=True)
            for group in lane
        ]

    def _cards(self) -> list[Card]:
        return [
            Card(self.parties[card], x, self.card_y[card], width, self.heights[card], self.texts[card])
            for lane, x, width in zip(self.lanes, self.card_x, self.card_width, strict=True)
            for group in lane
            for card in group.cards
        ]


def _cubic(start: Point, end: Point) -> Piece:
    handle = (end[0] - start[0]) * _HANDLE
    return (start, (start[0] + handle, start[1]), (end[0] - handle, end[1]), end)
