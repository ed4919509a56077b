"""What a picture or an export shows: the flows that match, merged into ordered pairs, and the parties that take part."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dsalint.graphs.diagrams.palette import tier
from dsalint.graphs.diagrams.wording import titled
from dsalint.graphs.records import Flow, Network, Party

STATUSES = ("draft", "signed", "active", "suspended", "expired", "terminated", "superseded")
SEVERITIES = ("error", "warning", "note")
"""Worst first; any other word ranks after these."""
NEEDED = "needed"
"""The status of what somebody needs and does not get: no flow, but drawn like one."""
CONDITIONS = ("in force", "suspended", "pending", "ended", NEEDED)
"""Of a pair, best first."""
ABROAD = "outside-the-uk"
"""The group of all parties outside the United Kingdom when parties are merged."""
NOT_STATED = "not-stated"


class UnknownName(Exception):
    """A filter names a party, asset, agreement or status that the network does not have."""

    def __init__(self, kind: str, name: str, near: tuple[str, ...]) -> None:
        super().__init__(f"there is no {kind} `{name}` in the network")
        self.kind = kind
        self.name = name
        self.near = near


class Filters(NamedTuple):
    """Which flows to show. Empty means no filter, except that without `statuses` only flows in force are shown."""

    parties: tuple[str, ...] = ()
    neighbours: int = 1
    """Hops around `parties`; 0 keeps the flows between them only."""
    assets: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    """`("all",)` shows every flow."""
    agreements: tuple[str, ...] = ()
    minimum_tier: int = -1
    aggregate: str = "none"
    """none, sector or type: merge the parties that have this in common."""


class Pair(NamedTuple):
    """All flows from one party to another that are shown, as one line."""

    source: str
    target: str
    flows: tuple[Flow, ...]
    tier: int
    """The highest of its flows."""
    marking: str
    """The text of the highest marking."""
    statuses: tuple[str, ...]
    condition: str
    """The best of its flows: `in force`, `suspended`, `pending` (draft, signed or not yet started), `ended` or `needed`."""
    special: bool
    personal: bool
    instructs: bool
    """Every flow is a controller's instruction to its processor."""
    mechanism: str
    findings: tuple[tuple[str, int], ...]
    """(severity, count), worst first."""
    words: tuple[str, ...] = ()
    """What an answer says of it."""

    @property
    def id(self) -> str:
        """`source|target`."""
        return f"{self.source}|{self.target}"

    @property
    def flow_count(self) -> int:
        """Number of flows."""
        return len(self.flows)


class Counts(NamedTuple):
    """How much of the network."""

    parties: int
    pairs: int
    flows: int


class View(NamedTuple):
    """What is shown, in a stable order, and how much of the whole that is."""

    parties: tuple[Party, ...]
    pairs: tuple[Pair, ...]
    shown: Counts
    total: Counts
    scope: tuple[str, ...]
    """The filters in words; empty when everything in the network was asked for."""
    as_of: str
    title: str
    aggregate: str = "none"
    members: Mapping[str, tuple[str, ...]] = {}
    """Parties in each group, when parties are merged."""
    notes: Mapping[str, str] = {}
    """What an answer says of a party, by its id."""
    stressed: frozenset[str] = frozenset()
    """Ids of the parties that an answer is about."""
    says: tuple[str, ...] = ()
    """The answer in words, a line each."""

    @property
    def flows(self) -> tuple[Flow, ...]:
        """All flows shown, pair by pair."""
        return tuple(flow for pair in self.pairs for flow in pair.flows)


def make_view(network: Network, filters: Filters) -> View:
    """Select and merge.

    Raises:
        UnknownName: a filter names what the network does not have.
    """
    _check_names(network, filters)
    flows = [flow for flow in network.flows if _matches(flow, filters)]
    if filters.parties:
        flows = _around(flows, filters.parties, filters.neighbours)
    pairs = _merged(flows, network.as_of)
    used = {name for pair in pairs for name in (pair.source, pair.target)} | set(filters.parties)
    parties = tuple(party for party in network.parties if party.id in used)
    known = {party.id for party in parties}
    parties += tuple(Party(name, name, declared=False) for name in sorted(used - known))
    view = View(
        parties=parties,
        pairs=pairs,
        shown=Counts(len(parties), len(pairs), len(flows)),
        total=Counts(
            len(network.parties),
            len({(flow.source, flow.target) for flow in network.flows}),
            len(network.flows),
        ),
        scope=_scope(filters),
        as_of=network.as_of,
        title=network.title,
    )
    return view if filters.aggregate == "none" else aggregated(view, filters.aggregate)


def aggregated(view: View, by: str) -> View:
    """The same flows with parties merged by sector or type; flows inside a group become a pair with itself."""
    group = {party.id: _group(party, by) for party in view.parties}
    flows: dict[tuple[str, str], list[Flow]] = {}
    for flow in view.flows:
        flows.setdefault((group[flow.source], group[flow.target]), []).append(flow)
    members: dict[str, list[str]] = {}
    for party in view.parties:
        members.setdefault(group[party.id], []).append(party.id)
    parties = tuple(
        Party(
            id=name,
            name="Outside the UK" if name == ABROAD else titled(name, "Not stated"),
            sector=name if by == "sector" else "",
            type=name if by == "type" else "",
            country="" if name == ABROAD else "GB",
        )
        for name in sorted(members)
    )
    return view._replace(
        parties=parties,
        pairs=tuple(
            _pair(source, target, flows[source, target], view.as_of) for source, target in sorted(flows)
        ),
        aggregate=by,
        members={name: tuple(ids) for name, ids in members.items()},
        notes={},
        stressed=frozenset(),
    )


def is_abroad(party: Party) -> bool:
    """Whether the party is outside the United Kingdom; the Crown dependencies are."""
    return party.country.upper() not in ("GB", "UK") if party.country else party.id == ABROAD


def severity_rank(severity: str) -> tuple[int, str]:
    """Worst first."""
    return (SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES), severity)


def _check_names(network: Network, filters: Filters) -> None:
    parties = {party.id for party in network.parties}
    parties.update(name for flow in network.flows for name in (flow.source, flow.target))
    for kind, wanted, known in (
        ("party", filters.parties, parties),
        ("asset", filters.assets, {flow.asset for flow in network.flows}),
        ("agreement", filters.agreements, {flow.agreement for flow in network.flows}),
        ("status", filters.statuses, {*STATUSES, "all"}),
    ):
        for name in wanted:
            if name not in known:
                raise UnknownName(kind, name, _near(name, known))


def _near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    from difflib import get_close_matches  # only when something is wrong

    return tuple(get_close_matches(name[:100], sorted(known), n=3, cutoff=0.6))


def _matches(flow: Flow, filters: Filters) -> bool:
    if not filters.statuses:
        if not flow.in_force:
            return False
    elif "all" not in filters.statuses and flow.status not in filters.statuses:
        return False
    return (
        (not filters.assets or flow.asset in filters.assets)
        and (not filters.agreements or flow.agreement in filters.agreements)
        and (not filters.purposes or not set(filters.purposes).isdisjoint(flow.purposes))
        and flow.tier >= filters.minimum_tier
    )


def _around(flows: list[Flow], parties: tuple[str, ...], hops: int) -> list[Flow]:
    """Flows within so many hops of the parties, whichever way they go."""
    near = set(parties)
    if hops == 0:
        return [flow for flow in flows if flow.source in near and flow.target in near]
    for _ in range(hops - 1):
        near |= {
            name
            for flow in flows
            if flow.source in near or flow.target in near
            for name in (flow.source, flow.target)
        }
    return [flow for flow in flows if flow.source in near or flow.target in near]


def _merged(flows: Iterable[Flow], as_of: str) -> tuple[Pair, ...]:
    found: dict[tuple[str, str], list[Flow]] = {}
    for flow in flows:
        found.setdefault((flow.source, flow.target), []).append(flow)
    return tuple(_pair(source, target, found[source, target], as_of) for source, target in sorted(found))


def _pair(source: str, target: str, flows: list[Flow], as_of: str) -> Pair:
    flows.sort(key=lambda flow: flow.id)
    highest = max(flows, key=lambda flow: (flow.tier, flow.marking, flow.id))
    findings: dict[str, int] = {}
    for flow in flows:
        for _, severity in flow.findings:
            findings[severity] = findings.get(severity, 0) + 1
    return Pair(
        source=source,
        target=target,
        flows=tuple(flows),
        tier=highest.tier,
        marking=highest.marking,
        statuses=_distinct(flow.status for flow in flows),
        condition=min((_condition(flow, as_of) for flow in flows), key=CONDITIONS.index),
        special=any(flow.special for flow in flows),
        personal=any(flow.personal for flow in flows),
        instructs=all(flow.instructs for flow in flows),
        mechanism=", ".join(_distinct(flow.mechanism for flow in flows)),
        findings=tuple((severity, findings[severity]) for severity in sorted(findings, key=severity_rank)),
    )


def _condition(flow: Flow, as_of: str) -> str:
    if flow.in_force:
        return "in force"
    if flow.status in ("suspended", NEEDED):
        return flow.status
    if flow.status in ("draft", "signed") or flow.start > as_of:
        return "pending"
    return "ended"


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({word for word in words if word}))


def _group(party: Party, by: str) -> str:
    if is_abroad(party):
        return ABROAD
    return (party.sector if by == "sector" else party.type) or NOT_STATED


def _scope(filters: Filters) -> tuple[str, ...]:
    """The filters in words."""
    named = (("asset", filters.assets), ("purpose", filters.purposes), ("agreement", filters.agreements))
    words = []
    if not filters.statuses:
        words.append("flows in force")
    elif "all" not in filters.statuses:
        words.append(f"status {' or '.join(filters.statuses)}")
    if filters.parties:
        hops = f"within {filters.neighbours} hops of" if filters.neighbours > 1 else "from or to"
        words.append(f"{hops if filters.neighbours else 'between'} {', '.join(filters.parties)}")
    words += [f"{kind} {' or '.join(wanted)}" for kind, wanted in named if wanted]
    if filters.minimum_tier > 0:
        words.append(f"marked at least {tier(filters.minimum_tier).name}")
    return tuple(words)
