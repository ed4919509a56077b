"""Which flows have something to carry, as things are and without some of them."""

from collections.abc import Collection

from dsalint.linter.estate.estate import Estate
from dsalint.linter.network.continuation import JUNCTION, Carriers
from dsalint.linter.network.flows import FlowTerms


class Supply:
    """The flows in force that are fed: each begins a way itself, or continues one that is fed.

    The least such set, so that flows in a circle do not keep each other fed. A body has its own assets without anybody's
    help, but not those that derive from what others send it.
    """

    __slots__ = ("_beginning", "_carriers", "_flows", "_live", "now")

    def __init__(self, estate: Estate, carriers: Carriers, flows: list[FlowTerms]) -> None:
        self._carriers = carriers
        self._flows = flows
        self._live = [number != JUNCTION and flows[number].live for number in carriers.flow_of]
        fed = self._continuing()
        makers: dict[str, str] = {}
        self._beginning: list[int] = []
        for flow in flows:
            if flow.live:
                if flow.asset not in makers:
                    makers[flow.asset] = _maker(estate, flow.asset)
                own = bool(flow.asset) and makers[flow.asset] == flow.source
                self._beginning += [node for node in carriers.of_flow[flow.number] if own or node not in fed]
        self.now = self.without(())
        """Carriers that are fed as things are."""

    def without(self, numbers: Collection[int]) -> frozenset[int]:
        """Carriers that are fed when the flows of some numbers are not there."""
        flow_of, successors = self._carriers.flow_of, self._carriers.successors
        gone = {carrier for number in numbers for carrier in self._carriers.of_flow[number]}
        pending = [node for node in self._beginning if node not in gone]
        found = set(pending)
        while pending:
            for node in successors[pending.pop()]:
                if node not in found and node not in gone and (self._live[node] or flow_of[node] == JUNCTION):
                    found.add(node)
                    pending.append(node)
        return frozenset(node for node in found if flow_of[node] != JUNCTION)

    def losing(self, numbers: Collection[int]) -> list[FlowTerms]:
        """The flows that run dry, in whole or in part, without the flows of some numbers; in the order of the estate."""
        lost = self.now - self.without(numbers)
        dry = {self._carriers.flow_of[node] for node in lost}.difference(numbers)
        return [self._flows[number] for number in sorted(dry)]

    def feeds(self, flow: FlowTerms, fed: frozenset[int]) -> bool:
        """Whether a flow carries anything while some carriers are fed."""
        return not fed.isdisjoint(self._carriers.of_flow[flow.number])

    def _continuing(self) -> frozenset[int]:
        """Carriers of flows that continue a flow in force."""
        successors = self._carriers.successors
        junctions = {onward for node, live in enumerate(self._live) if live for onward in successors[node]}
        return frozenset(node for junction in junctions for node in successors[junction])


def _maker(estate: Estate, name: str) -> str:
    """The body that an asset belongs to, where all that it derives from belongs to that body too; else empty."""
    asset = estate.find("asset", name)
    if asset is None or not asset.sound:
        return ""
    owner = _owner(estate, name) or ""
    return owner if all(_owner(estate, source) == owner for source in asset.value.get("source", ())) else ""


def _owner(estate: Estate, name: object) -> str | None:
    """The id of the body that an asset belongs to; None for an asset that there is not."""
    asset = estate.find("asset", name)
    if asset is None or not asset.sound:
        return None
    named = asset.value.get("organisation")
    body = estate.find("organisation", named)
    return body.id if body is not None else str(named or "")
