"""Plain records that the network is made from. `origin` is opaque: it is handed back with every answer."""

from typing import Any, NamedTuple


class Party(NamedTuple):
    """A node: an organisation."""

    id: str
    name: str
    sector: str = ""
    type: str = ""
    country: str = "GB"
    trust_domain: str = ""
    declared: bool = True
    """False when only a flow mentions it and no document describes it."""
    origin: Any = None


class Flow(NamedTuple):
    """An edge: one provider passes items of one asset to one recipient under one agreement."""

    id: str
    """Unique in the network: `agreement#flow`."""
    source: str
    target: str
    agreement: str
    agreement_title: str = ""
    asset: str = ""
    asset_title: str = ""
    items: tuple[str, ...] = ()
    """Names of the items; empty means the whole asset."""
    purposes: tuple[str, ...] = ()
    """Purpose categories (or ids where no category is given)."""
    marking: str = ""
    tier: int = -1
    """0 OFFICIAL, 1 OFFICIAL-SENSITIVE, 2 SECRET, 3 TOP SECRET, -1 not stated or not comparable."""
    status: str = "active"
    """draft, signed, active, suspended, expired, terminated or superseded."""
    in_force: bool = True
    """Status and dates allow data to move at the as-of date."""
    start: str = ""
    end: str = ""
    instructs: bool = False
    """A controller's instruction to its processor, not a disclosure."""
    personal: bool = False
    special: bool = False
    """Special category or criminal-offence data."""
    mechanism: str = ""
    """International transfer mechanism, where the flow leaves the United Kingdom."""
    frequency: str = ""
    channel: str = ""
    retention: str = ""
    onward: bool | None = None
    lawful_bases: tuple[str, ...] = ()
    gateways: tuple[str, ...] = ()
    findings: tuple[tuple[str, str], ...] = ()
    """(rule id, severity) of findings on this flow."""
    origin: Any = None


class Network(NamedTuple):
    """All parties and flows at a date, in a stable order."""

    parties: tuple[Party, ...]
    flows: tuple[Flow, ...]
    as_of: str
    title: str = ""
