"""By which ways data gets from one body to another: the shortest first, each with the terms at its end."""

from collections import deque
from collections.abc import Iterator
from itertools import islice

from dsalint.linter.errors import UserError
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.questions.answers import Ways
from dsalint.linter.questions.evidence import body, receipt
from dsalint.linter.questions.named import find

Way = tuple[FlowTerms, ...]

_MOST_STEPS = 200_000
"""Steps of the search; in a dense network there are more ways without a body twice than anybody could try."""


def ways(network: SharingNetwork, source: str, target: str, *, most: int = 5, chained: bool = True) -> Ways:
    """The shortest ways from one body to another, along flows that are in force; no body is passed twice.

    Args:
        most: how many ways to give.
        chained: each hop must pass on data that the hop before brought. Otherwise any flow that leaves the body does.

    Raises:
        UserError: the estate has no such organisation, both are one, or no way is wanted.
    """
    if most < 1:
        raise UserError(f"{most} ways are none", "ask for one way at least")
    start = find(network.estate, "organisation", source).id
    end = find(network.estate, "organisation", target).id
    if start == end:
        raise UserError(
            f"`{start}` is both ends of the way", "name another organisation to see how data gets there"
        )
    search = _Search(network, start, end, chained)
    found = list(islice(search.ways(), most + 1))
    return Ways(
        source=body(network, start),
        target=body(network, end),
        as_of=network.as_of,
        ways=tuple(receipt(network, way) for way in found[:most]),
        more=len(found) > most or search.cut,
        chained=chained,
    )


class _Search:
    """Ways by length, each length depth first: only steps from which the target is near enough are taken.

    Deepening by the fewest hops that remain (Korf 1985, iterative deepening A*) needs no more memory than one way, and
    the shortest way comes first however many there are.
    """

    def __init__(self, network: SharingNetwork, start: str, end: str, chained: bool) -> None:
        self._start, self._end = start, end
        self._network = network
        self._chained = chained
        self._reach = network.reach
        self._steps = 0
        self._next_length: int | None = None
        self.cut = False
        """Whether the search was given up before its end."""
        if chained:
            last = [flow for flow in network.by_target.get(end, ()) if flow.live]
            self._hops = self._reach.hops_before(last, lambda flow: flow.live and flow.target != start)
        else:
            self._hops_of_body = _hops_of_bodies(network, start, end)

    def ways(self) -> Iterator[Way]:
        """Ways by length, then in the order of the estate."""
        length: int | None = 1
        while length is not None and not self.cut:
            self._next_length = None
            yield from self._of_length(length)
            length = self._next_length

    def _of_length(self, length: int) -> Iterator[Way]:
        way: list[FlowTerms] = []
        passed = {self._start}
        open_steps = [self._onward(None, frozenset())]
        while open_steps:
            step = next(open_steps[-1], None)
            if step is None:
                open_steps.pop()
                if way:
                    passed.remove(way.pop().target)
                continue
            self._steps += 1
            if self._steps > _MOST_STEPS:
                self.cut = True
                return
            flow, carriers = step
            if not flow.live or flow.target in passed:
                continue
            remaining = self._remaining(flow, carriers)
            if remaining is None:
                continue
            total = len(way) + 1 + remaining
            if total > length:
                self._next_length = min(total, self._next_length or total)
            elif flow.target != self._end:
                way.append(flow)
                passed.add(flow.target)
                open_steps.append(self._onward(flow, carriers))
            elif total == length:
                yield (*way, flow)

    def _onward(
        self, last: FlowTerms | None, carried: frozenset[int]
    ) -> Iterator[tuple[FlowTerms, frozenset[int]]]:
        """The flows that may follow, each with its carriers that hand on what was carried."""
        if last is not None and self._chained:
            yield from self._reach.onward(carried)
        else:
            for flow in self._network.by_source.get(last.target if last else self._start, ()):
                yield flow, self._reach.carriers_of(flow)

    def _remaining(self, flow: FlowTerms, carriers: frozenset[int]) -> int | None:
        """No more hops than there are from a flow's target to the end; none where nothing leads there."""
        if flow.target == self._end:
            return 0
        if not self._chained:
            return self._hops_of_body.get(flow.target)
        return min((self._hops[carrier] for carrier in carriers if carrier in self._hops), default=None)


def _hops_of_bodies(network: SharingNetwork, start: str, end: str) -> dict[str, int]:
    """Bodies from which flows in force lead to a body without passing another, with the fewest hops."""
    hops = {end: 0}
    pending = deque([end])
    while pending:
        body_id = pending.popleft()
        for flow in network.by_target.get(body_id, ()):
            if flow.live and flow.source != start and flow.source not in hops:
                hops[flow.source] = hops[body_id] + 1
                pending.append(flow.source)
    return hops
