"""Layout of the lanes picture: boxes of sectors in up to three lanes, lines in the space between the lanes.

Each end of a line has a port of its own on the side of a card. From the port a straight stub runs through a strip
that no other line crosses; the label stands on the stub at the less busy end, so labels meet neither each other nor
cards. Between the strips, neighbouring lanes are joined by one cubic, cards of one lane by a C, and outer lanes by a
line through a gap between the boxes of the middle lane. There is no randomness; ties are broken by id.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dsalint.graphs.diagrams.curves import Piece, Point, reversed_line
from dsalint.graphs.diagrams.lane_choice import choose_lanes
from dsalint.graphs.diagrams.lane_order import Group, Lanes, ordered
from dsalint.graphs.diagrams.metrics import text_width, wrapped
from dsalint.graphs.diagrams.palette import tier
from dsalint.graphs.diagrams.sectors import sector_title
from dsalint.graphs.diagrams.view import NOT_STATED, Pair, View, is_abroad
from dsalint.graphs.diagrams.wording import visible
from dsalint.graphs.records import Party

NAME_SIZE = 12.5
NOTE_SIZE = 10.5
NAME_LINE = 15.0
NOTE_LINE = 13.0
HEADER = 28.0
PAD = 12.0
_NAME_WIDTH = 178.0
_CARD_GAP = 9.0
_BOX_GAP = 24.0
_PITCH = 9.0
_LABEL_PITCH = 18.0
_TRACK = 9.0
_FRAME_PAD = 26.0
_ABROAD_GAP = 44.0
_HANDLE = 0.42
"""Length of the handles of a cubic, as a part of its width: shorter means less steep in the middle."""
_BARE_STUB = PAD + 12
LABEL_OFFSET = PAD + 8
"""From the card to its label: past the edge of the box and the arrow head."""
LEFT, RIGHT = 0, 1


class Card(NamedTuple):
    """One party."""

    party: Party
    x: float
    y: float
    width: float
    height: float
    name: tuple[str, ...]
    notes: tuple[str, ...]


class Box(NamedTuple):
    """One sector, or the parties outside the United Kingdom. Without a title the card stands alone."""

    title: str
    x: float
    y: float
    width: float
    height: float


class Route(NamedTuple):
    """The line of one pair, from source to target."""

    pair: Pair
    pieces: tuple[Piece, ...]
    label: Point | None
    """Left end and middle height of its label."""
    bar: Point
    """Where the line is straight and free: past the label."""


class Layout(NamedTuple):
    """Where everything is; the upper left corner of the frame is the origin."""

    boxes: tuple[Box, ...]
    cards: tuple[Card, ...]
    routes: tuple[Route, ...]
    inside: tuple[Pair, ...]
    """Pairs of a party with itself: written in its card."""
    frame: tuple[float, float]
    """Width and height of the boundary of the United Kingdom."""
    width: float
    height: float


class _End(NamedTuple):
    """One end of a line at a card."""

    pair: Pair
    card: str
    side: int
    far: str
    labelled: bool
    through: bool
    same: bool


def lay_out(view: View, labels: Mapping[str, float]) -> Layout:
    """Place everything.

    Args:
        view: what to draw.
        labels: width of the label of each pair, by its id; a pair that is left out has none.
    """
    return _Plan(view, labels).layout()


def card_notes(party: Party, view: View) -> tuple[str, ...]:
    """Small print on a card."""
    notes = []
    if party.id in view.members:
        count = len(view.members[party.id])
        notes.append(f"{count:,} {'party' if count == 1 else 'parties'}")
    elif is_abroad(party):
        notes.append(f"country {visible(party.country)}")
    if party.trust_domain:
        notes.append(f"trust domain {visible(party.trust_domain)}")
    if not party.declared and party.id not in view.members:
        notes.append("not described in the estate")
    return tuple(notes)


class _Plan:
    """The steps of the layout, in the order of `layout`."""

    def __init__(self, view: View, labels: Mapping[str, float]) -> None:
        self.view = view
        self.labels = labels
        self.parties = {party.id: party for party in view.parties}
        self.crossing = [pair for pair in view.pairs if pair.source != pair.target]
        self.inside = {pair.source: pair for pair in view.pairs if pair.source == pair.target}
        self.names = {
            party.id: wrapped(visible(party.name), _NAME_WIDTH, NAME_SIZE, 3) for party in view.parties
        }
        self.notes = {party.id: self._notes(party) for party in view.parties}

    def layout(self) -> Layout:
        lanes = self._lanes()
        self.lane_of = {
            card: index for index, lane in enumerate(lanes) for group in lane for card in group.cards
        }
        self.last_lane = len(lanes) - 1
        ends = self._ends()
        self.ends = ends
        self.heights = {card: self._height(card, ends) for card in self.parties}
        lanes = ordered(lanes, self.heights, self._neighbours(), (_CARD_GAP, _BOX_GAP + HEADER + PAD))
        self._widths(lanes)
        tops = self._heights_of_lanes(lanes, {})
        tracks = self._gaps(lanes, tops)
        counts: dict[int, int] = {}
        for gap in tracks.values():
            counts[gap] = counts.get(gap, 0) + 1
        self._heights_of_lanes(lanes, counts)
        self.tracks = self._track_heights(lanes, tracks)
        self._place_ports()
        return self._drawn(lanes)

    def _notes(self, party: Party) -> tuple[str, ...]:
        notes = card_notes(party, self.view)
        inside = self.inside.get(party.id)
        if inside is not None:
            flows = f"{inside.flow_count:,} {'flow' if inside.flow_count == 1 else 'flows'}"
            notes += (f"{flows} within, up to {tier(inside.tier).code}",)
        return tuple(wrapped(note, _NAME_WIDTH, NOTE_SIZE, 1)[0] for note in notes)

    # --- lanes ----------------------------------------------------------------------------------------------------

    def _lanes(self) -> Lanes:
        groups = self._groups()
        number = {card: index for index, group in enumerate(groups) for card in group.cards}
        weights: dict[tuple[int, int], int] = {}
        degree: dict[str, int] = {}
        for pair in self.crossing:
            one, other = sorted((number[pair.source], number[pair.target]))
            if one != other:
                weights[one, other] = weights.get((one, other), 0) + 1
            for card in (pair.source, pair.target):
                degree[card] = degree.get(card, 0) + 1
        heights = [
            HEADER + sum(max(32.0, degree.get(card, 0) * 10.0) + _CARD_GAP for card in group.cards)
            for group in groups
        ]
        chosen = choose_lanes(heights, weights)
        return tuple(
            tuple(group for group, lane in zip(groups, chosen, strict=True) if lane == index)
            for index in range(max(chosen, default=-1) + 1)
        )

    def _groups(self) -> list[Group]:
        cards: dict[tuple[bool, str], list[str]] = {}
        for party in self.view.parties:
            abroad = is_abroad(party)
            merged = self.view.aggregate != "none"
            key = party.id if merged else "" if abroad else party.sector or NOT_STATED
            cards.setdefault((abroad, key), []).append(party.id)
        return [Group(key, tuple(cards[abroad, key]), abroad) for abroad, key in sorted(cards)]

    # --- ends and ports -------------------------------------------------------------------------------------------

    def _ends(self) -> list[_End]:
        """Two for each line, its source first."""
        free = {LEFT: 0, RIGHT: 0}
        for pair in self.crossing:
            one, other = self.lane_of[pair.source], self.lane_of[pair.target]
            if one != other:
                for lane, far in ((one, other), (other, one)):
                    if 0 < lane < self.last_lane:
                        free[RIGHT if far > lane else LEFT] += 1
        inner = RIGHT if free[RIGHT] <= free[LEFT] else LEFT
        sides = []
        load: dict[tuple[str, int], int] = {}
        for pair in self.crossing:
            one, other = self.lane_of[pair.source], self.lane_of[pair.target]
            if one == other:
                side = RIGHT if one == 0 else LEFT if one == self.last_lane else inner
                both = (side, side)
            else:
                both = (RIGHT, LEFT) if one < other else (LEFT, RIGHT)
            sides.append(both)
            for card, side in zip((pair.source, pair.target), both, strict=True):
                load[card, side] = load.get((card, side), 0) + 1
        ends = []
        for pair, (out, in_) in zip(self.crossing, sides, strict=True):
            one, other = self.lane_of[pair.source], self.lane_of[pair.target]
            at_source = self._label_at_source(pair, load[pair.source, out], load[pair.target, in_])
            shown = pair.id in self.labels
            through, same = abs(one - other) == 2, one == other
            ends.append(_End(pair, pair.source, out, pair.target, shown and at_source, through, same))
            ends.append(_End(pair, pair.target, in_, pair.source, shown and not at_source, through, same))
        return ends

    def _label_at_source(self, pair: Pair, load_source: int, load_target: int) -> bool:
        """The less busy end has more room; a line that leaves the United Kingdom is labelled outside."""
        abroad = is_abroad(self.parties[pair.source]), is_abroad(self.parties[pair.target])
        if abroad[0] != abroad[1]:
            return abroad[0]
        return load_source < load_target

    def _height(self, card: str, ends: Iterable[_End]) -> float:
        if not hasattr(self, "_loads"):
            self._loads: dict[tuple[str, int], float] = {}
            for end in ends:
                key = (end.card, end.side)
                self._loads[key] = self._loads.get(key, 0.0) + _pitch(end)
        content = len(self.names[card]) * NAME_LINE + len(self.notes[card]) * NOTE_LINE + 14
        return max(content, *(self._loads.get((card, side), 0.0) + 6 for side in (LEFT, RIGHT)))

    def _neighbours(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for end in self.ends:
            found.setdefault(end.card, []).append(end.far)
        return found

    # --- across ---------------------------------------------------------------------------------------------------

    def _widths(self, lanes: Lanes) -> None:
        """Left edge and width of the cards of each lane, and the strips at both sides."""
        self.card_width = []
        for lane in lanes:
            widest = max(
                (
                    max(
                        *(text_width(line, NAME_SIZE) for line in self.names[card]),
                        *(text_width(line, NOTE_SIZE) for line in self.notes[card]),
                        0.0,
                    )
                    for group in lane
                    for card in group.cards
                ),
                default=0.0,
            )
            titles = max((text_width(self._title(group), 13, bold=True) for group in lane), default=0.0)
            self.card_width.append(max(widest + 22, titles, 96.0))
        self.stub: dict[tuple[int, int], float] = {}
        used: set[tuple[int, int]] = set()
        for end in self.ends:
            strip = (self.lane_of[end.card], end.side)
            used.add(strip)
            wide = LABEL_OFFSET + self.labels[end.pair.id] + 16 if end.labelled else _BARE_STUB
            self.stub[strip] = max(self.stub.get(strip, _BARE_STUB), wide)
        tall = max(sum(self.heights[card] for group in lane for card in group.cards) for lane in lanes)
        between = min(300.0, max(110.0, 0.24 * tall))
        self.card_x = []
        x = _FRAME_PAD + PAD
        for index in range(len(lanes)):
            self.card_x.append(x)
            x += self.card_width[index]
            if (index, RIGHT) in used or (index + 1, LEFT) in used:
                x += self.stub.get((index, RIGHT), _BARE_STUB) + between
                x += self.stub.get((index + 1, LEFT), _BARE_STUB) if index < self.last_lane else 0
            elif index < self.last_lane:
                x += 2 * PAD + 40
        self.frame_width = x + PAD + _FRAME_PAD
        self.between = between

    def _title(self, group: Group) -> str:
        if self.view.aggregate != "none":
            return ""
        return sector_title(self.parties[group.cards[0]])

    # --- down -----------------------------------------------------------------------------------------------------

    def _heights_of_lanes(self, lanes: Lanes, tracks: Mapping[int, int]) -> dict[str, float]:
        """Place boxes and cards from top to bottom; `tracks` is the number of lines through gaps of the middle lane."""
        header = 0.0 if self.view.aggregate != "none" else HEADER
        pad = 0.0 if self.view.aggregate != "none" else PAD
        totals, gaps = [], []
        for index, lane in enumerate(lanes):
            home = [group for group in lane if not group.last]
            wanted = [
                (tracks.get(gap, 0) + 2) * _TRACK if index == 1 and tracks.get(gap) else 0.0
                for gap in range(len(home) + 1)
            ]
            between = [max(_BOX_GAP, room) for room in wanted[1:-1]]
            gaps.append((wanted[0], between, wanted[-1]))
            totals.append(
                wanted[0]
                + sum(self._box_height(group, header, pad) for group in home)
                + sum(between)
                + wanted[-1]
            )
        inner = max(totals, default=0.0)
        self.frame_height = inner + 2 * _FRAME_PAD + 6
        self.card_y: dict[str, float] = {}
        self.box_at: dict[tuple[int, str, bool], tuple[float, float]] = {}
        self.bottom = self.frame_height
        for index, lane in enumerate(lanes):
            y = _FRAME_PAD + 6 + (inner - totals[index]) / 2 + gaps[index][0]
            place = 0
            for group in lane:
                if group.last:
                    y = max(y, self.frame_height + _ABROAD_GAP)
                height = self._box_height(group, header, pad)
                self.box_at[index, group.key, group.last] = (y, height)
                at = y + header
                for card in group.cards:
                    self.card_y[card] = at
                    at += self.heights[card] + _CARD_GAP
                y += height
                if not group.last and place < len(gaps[index][1]):
                    y += gaps[index][1][place]
                    place += 1
                elif group.last:
                    y += _BOX_GAP
                    self.bottom = max(self.bottom, y - _BOX_GAP)
        return {card: y + self.heights[card] / 2 for card, y in self.card_y.items()}

    def _box_height(self, group: Group, header: float, pad: float) -> float:
        cards = sum(self.heights[card] for card in group.cards) + _CARD_GAP * (len(group.cards) - 1)
        return header + cards + pad

    # --- lines from outer lane to outer lane ----------------------------------------------------------------------

    def _rooms(self, lanes: Lanes) -> list[tuple[float, float]]:
        """Free height above, between and below the boxes of the middle lane, inside the boundary."""
        home = [group for group in lanes[1] if not group.last]
        places = [self.box_at[1, group.key, False] for group in home]
        edges = [_FRAME_PAD - 14, *(edge for y, height in places for edge in (y, y + height))]
        edges.append(self.frame_height - 12)
        return [(edges[index] + 8, edges[index + 1] - 8) for index in range(0, len(edges), 2)]

    def _gaps(self, lanes: Lanes, centres: Mapping[str, float]) -> dict[str, int]:
        """The gap that each line from outer to outer lane takes: the one that makes it shortest."""
        through = [pair for pair in self.crossing if self._is_through(pair)]
        if not through:
            return {}
        rooms = self._rooms(lanes)
        chosen = {}
        for pair in through:
            one, other = centres[pair.source], centres[pair.target]
            detours = [
                abs(one - y) + abs(other - y) for y in (_inside((one + other) / 2, room) for room in rooms)
            ]
            chosen[pair.id] = detours.index(min(detours))
        return chosen

    def _track_heights(self, lanes: Lanes, gaps: Mapping[str, int]) -> dict[str, float]:
        if not gaps:
            return {}
        rooms = self._rooms(lanes)
        tracks: dict[str, float] = {}
        for gap, (low, high) in enumerate(rooms):
            wanted = sorted(
                (self._mean_height(pair), pair.id) for pair in self.crossing if gaps.get(pair.id) == gap
            )
            step = min(_TRACK, (high - low) / max(len(wanted), 1))
            heights = _spread([_inside(y, (low, high)) for y, _ in wanted], low, high, step)
            tracks.update((name, y) for y, (_, name) in zip(heights, wanted, strict=True))
        return tracks

    def _mean_height(self, pair: Pair) -> float:
        return sum(self.card_y[card] + self.heights[card] / 2 for card in (pair.source, pair.target)) / 2

    def _is_through(self, pair: Pair) -> bool:
        return abs(self.lane_of[pair.source] - self.lane_of[pair.target]) == 2

    # --- ports and lines ------------------------------------------------------------------------------------------

    def _place_ports(self) -> None:
        """Heights of both ends of each line: sorted by the height of the far end, so that lines fan out uncrossed."""
        self.port: dict[tuple[str, str], float] = {}
        by_side: dict[tuple[str, int], list[_End]] = {}
        for end in self.ends:
            by_side.setdefault((end.card, end.side), []).append(end)
        middle = {card: y + self.heights[card] / 2 for card, y in self.card_y.items()}
        for _ in range(3):
            before = dict(self.port)

            def far_height(end: _End, before: dict[tuple[str, str], float] = before) -> tuple[float, float]:
                if end.through:
                    return (self.tracks[end.pair.id], 0.0)
                # A line back to the same lane nests: the end further off takes the port further out.
                y = middle[end.far]
                if end.same:
                    return (middle[end.card] + (1e4 if y > middle[end.card] else -1e4) - y * 1e-1, 0.0)
                return (y, before.get((end.pair.id, end.far), 0.0))

            for (card, _), ends in by_side.items():
                ends.sort(key=lambda end: (*far_height(end), end.pair.id))
                y = self.card_y[card] + (self.heights[card] - sum(map(_pitch, ends))) / 2
                for end in ends:
                    self.port[end.pair.id, card] = y + _pitch(end) / 2
                    y += _pitch(end)

    def _route(self, source: _End, target: _End) -> Route:
        left, right = (source, target) if self._x(source) <= self._x(target) else (target, source)
        pieces = self._pieces(left, right)
        chosen = target if target.labelled else source
        y = self.port[chosen.pair.id, chosen.card]
        outwards = 1 if chosen.side == RIGHT else -1
        label = None
        if chosen.labelled:
            x = self._x(chosen) + outwards * LABEL_OFFSET
            label = (x if chosen.side == RIGHT else x - self.labels[chosen.pair.id], y)
        bar = (self._stub_end(chosen) - outwards * 4, y)
        return Route(source.pair, pieces if left is source else reversed_line(pieces), label, bar)

    def _pieces(self, left: _End, right: _End) -> tuple[Piece, ...]:
        (x0, y0), (x3, y3) = self._at(left), self._at(right)
        x1, x2 = self._stub_end(left), self._stub_end(right)
        if left.same:
            reach = min(0.8 * self.between, 26 + 0.12 * abs(y3 - y0)) * 4 / 3
            reach = reach if left.side == RIGHT else -reach
            bend: tuple[Piece, ...] = (((x1, y0), (x1 + reach, y0), (x1 + reach, y3), (x1, y3)),)
        elif left.through:
            y = self.tracks[left.pair.id]
            x_in = self.card_x[1] - self.stub.get((1, LEFT), _BARE_STUB)
            x_out = self.card_x[1] + self.card_width[1] + self.stub.get((1, RIGHT), _BARE_STUB)
            bend = (_cubic((x1, y0), (x_in, y)), ((x_in, y), (x_out, y)), _cubic((x_out, y), (x2, y3)))
        else:
            bend = (_cubic((x1, y0), (x2, y3)),)
        return (((x0, y0), (x1, y0)), *bend, ((x2, y3), (x3, y3)))

    def _x(self, end: _End) -> float:
        lane = self.lane_of[end.card]
        return self.card_x[lane] + (self.card_width[lane] if end.side == RIGHT else 0.0)

    def _at(self, end: _End) -> Point:
        return (self._x(end), self.port[end.pair.id, end.card])

    def _stub_end(self, end: _End) -> float:
        stub = self.stub[self.lane_of[end.card], end.side]
        return self._x(end) + (stub if end.side == RIGHT else -stub)

    def _drawn(self, lanes: Lanes) -> Layout:
        boxes, cards = [], []
        for index, lane in enumerate(lanes):
            x, width = self.card_x[index], self.card_width[index]
            for group in lane:
                y, height = self.box_at[index, group.key, group.last]
                title = self._title(group)
                if title:
                    boxes.append(Box(title, x - PAD, y, width + 2 * PAD, height))
                for card in group.cards:
                    cards.append(
                        Card(
                            self.parties[card], x, self.card_y[card], width, self.heights[card],
                            self.names[card], self.notes[card],
                        )
                    )  # fmt: skip
        routes = [
            self._route(source, target)
            for source, target in zip(self.ends[::2], self.ends[1::2], strict=True)
        ]
        return Layout(
            boxes=tuple(boxes),
            cards=tuple(cards),
            routes=tuple(routes),
            inside=tuple(self.inside.values()),
            frame=(self.frame_width, self.frame_height),
            width=self.frame_width,
            height=self.bottom,
        )


def _pitch(end: _End) -> float:
    return _LABEL_PITCH if end.labelled else _PITCH + tier(end.pair.tier).strokes[0] / 3


def _cubic(start: Point, end: Point) -> Piece:
    handle = (end[0] - start[0]) * _HANDLE
    return (start, (start[0] + handle, start[1]), (end[0] - handle, end[1]), end)


def _inside(y: float, room: tuple[float, float]) -> float:
    return min(max(y, room[0]), room[1])


def _spread(wanted: list[float], low: float, high: float, step: float) -> list[float]:
    """The rising heights nearest to the wanted rising ones that are at least `step` apart and within the room."""
    heights = []
    floor = low
    for y in wanted:
        heights.append(max(y, floor))
        floor = heights[-1] + step
    ceiling = high
    for index in range(len(heights) - 1, -1, -1):
        heights[index] = min(heights[index], ceiling)
        ceiling = heights[index] - step
    return heights
