"""The words of the Digital Economy Act register, and what they are among dsalint's.

The register's own definitions of its fields decide how its columns are read: `controllers` are "the disclosers of
the information", `processors` "the receivers of the information being shared", so that a body in the second column
is a recipient and not a processor in the sense of Article 4(8) UK GDPR.
"""

import re
from typing import NamedTuple

REGISTER = "information-sharing-agreement-0001"
POWERS_REGISTER = "information-sharing-agreement-powers-and-objectives-0001"
FIELDS = (
    REGISTER,
    "name",
    "purpose",
    "information-sharing-benefits",
    "legal-power-disclosure",
    "disclosed-information",
    "controllers",
    "controller-names",
    "information-sharing-method",
    "processors",
    "processor-names",
    "retention-period",
    "start-date",
    "end-date",
    "review-date",
    "contact",
    "areas",
    "area-names",
)
"""The 18 fields, in the register's order."""
LISTS = frozenset(["controllers", "controller-names", "processors", "processor-names", "areas", "area-names"])
"""The fields that hold several values (cardinality n)."""


class Power(NamedTuple):
    """A power of the register: the gateway that a discloser uses, and the purpose that it is for."""

    gateway: str
    """Where the discloser is a specified person."""
    undertaking_gateway: str
    """Where it is a gas or electricity supplier, or a water or sewerage undertaker."""
    category: str


POWERS = {
    "1": Power("dea-2017-s35", "dea-2017-s35", "public-service-delivery"),
    "2": Power("dea-2017-s36", "dea-2017-s37", "fuel-poverty"),
    "3": Power("dea-2017-s38", "dea-2017-s39", "water-poverty"),
    "4": Power("dea-2017-s35", "dea-2017-s35", "public-service-delivery"),
    "5": Power("dea-2017-s46", "dea-2017-s46", "civil-registration"),
    "6": Power("dea-2017-s48", "dea-2017-s48", "debt-recovery"),
    "7": Power("dea-2017-s56", "dea-2017-s56", "fraud-prevention"),
}
"""By key of the powers register: DEA 2017 ss.35–39, 46 (RSA 1953 s.19AA), 48, 56; 4 is an objective under s.35."""

UNDERTAKINGS = frozenset(["94", "95", "96"])
"""Specified persons that are licensed suppliers or undertakers: they disclose under ss.37 and 39, not 36 and 38."""

_CHANNELS = (
    ("secure-email", re.compile(r"\bsecure e-?mail\b")),
    ("email", re.compile(r"(?<!secure )\be-?mail\b")),
    ("sftp", re.compile(r"\bsftp\b")),
    ("api", re.compile(r"\bapi\b")),
    ("removable-media", re.compile(r"\b(?:usb|cd|dvd|memory stick)\b")),
    ("courier", re.compile(r"\bcourier\b")),
    ("post", re.compile(r"\bpost\b")),
    ("telephone", re.compile(r"\btelephone\b")),
)
_CARRIERS = frozenset(["courier", "post"])


def channel_of(method: str) -> str:
    """The one channel that the words of a sharing method name; empty where they name none or several.

    A disc that goes by courier is removable media, whoever carries it.
    """
    found = {channel for channel, pattern in _CHANNELS if pattern.search(method.casefold())}
    if "removable-media" in found:
        found -= _CARRIERS
    return found.pop() if len(found) == 1 else ""
