"""Small random networks of flows with terms of every kind, as agreements of one flow each; the same for a given `Random`."""

import json
from random import Random
from typing import Any

from dsalint.linter.estate.estate import Estate
from dsalint.linter.estate.load import facts_of
from dsalint.linter.subjects.subject import World

AS_OF = "2026-11-25"
Agreement = dict[str, Any]

BODIES = ("a", "b", "c", "d")
MARKINGS = (
    "OFFICIAL",
    "OFFICIAL - FOR PUBLIC RELEASE",
    "OFFICIAL-SENSITIVE",
    "OFFICIAL-SENSITIVE - HMG USE ONLY",
    "OFFICIAL-SENSITIVE - RECIPIENTS ONLY",
    "OFFICIAL - DWP/HMRC USE ONLY",
    "SECRET - UK/US EYES ONLY",
    "SECRET - UK EYES ONLY",
    "SECRET - FIVE EYES ONLY",
    "TOP SECRET",
    "UNCLASSIFIED",
    "PROTECT",
    "RESTRICTED",
    "CONFIDENTIAL",
)
PERIODS = ("P1Y", "P12M", "P1M", "P30D", "P31D", "P4W", "P1M3D", "P1M5D", "P2M", "P60D", "indefinite")
CATEGORIES = ("fraud-prevention", "research", "crime-prevention", "immigration-control")
GATEWAYS = ("dea-2017-s48", "dea-2017-s64", "dea-2017-s35")
_ITEMS = (("name", ()), ("diagnosis", ("health",)), ("print", ("biometric",)))

ASSETS = (
    {"kind": "asset", "id": "x", "organisation": "a"},
    {"kind": "asset", "id": "y", "source": ["x"]},
)
ORGANISATIONS = tuple(
    {"kind": "organisation", "id": body, "name": body.upper(), "type": type_, "country": country}
    for body, type_, country in (
        ("a", "ministerial-department", "GB"),
        ("b", "local-authority", "GB"),
        ("c", "supplier", "US"),
        ("d", "charity", "GB"),
    )
)


def random_agreements(random: Random, most: int = 7) -> list[Agreement]:
    """Agreements of one flow each, among four bodies, of two assets of which one derives from the other."""
    return [random_agreement(random, number) for number in range(random.randint(1, most))]


def random_agreement(random: Random, number: int) -> Agreement:
    """One agreement; each term is there about half the time."""
    source, target = random.sample(BODIES, 2)
    flow: dict[str, Any] = {"id": "f", "from": source, "to": target, "asset": random.choice("xxy")}

    def maybe(key: str, value: Any, chance: float = 0.5) -> None:
        if random.random() < chance:
            flow[key] = value

    maybe("items", random.sample([name for name, _ in _ITEMS], random.randint(1, 2)))
    maybe("marking", random.choice(MARKINGS), 0.7)
    maybe("retention", _retention(random))
    maybe(
        "onward_sharing",
        random.choice(({"allowed": False}, _leave(random, {}), _leave(random, _named(random)))),
    )
    maybe("gateway", random.choice(GATEWAYS), 0.3)
    maybe("personal_data", True)
    maybe("identifiability", random.choice(("identifiable", "pseudonymised", "anonymised")), 0.3)
    maybe("instructs", True, 0.1)
    maybe("declassification", _dated(random, {"by": random.choice(("information-creator", "clerk"))}), 0.15)
    maybe("compatible_purpose", _dated(random, {"basis": "research"}), 0.1)
    maybe("consents", [_dated(random, {"restriction": "dea-2017-s50", "exit": "court-order"})], 0.1)
    return {
        "kind": "agreement",
        "id": f"g{number}",
        "status": random.choice(("active", "active", "active", "draft", "expired", "superseded")),
        "dates": {
            "start": f"202{random.randint(2, 5)}-01-01",
            **random.choice(({}, {}, {"end": f"202{random.randint(2, 7)}-06-30"})),
        },
        "purposes": [{"id": "p", "category": random.choice(CATEGORIES)}],
        "breach": {"notify_within": random.choice(("PT24H", "P1D", "PT48H", "P1M", "P30D"))},
        "data_items": [
            {"name": name, "special_category": list(kinds)} for name, kinds in _ITEMS if random.random() < 0.5
        ],
        "parties": [
            {
                "organisation": source,
                "role": "controller",
                "lawful_basis": [{"regime": random.choice(("uk-gdpr", "uk-gdpr", "part-3"))}],
            },
            {
                "organisation": target,
                "role": random.choice(("controller", "controller", "processor")),
                "lawful_basis": [{"article_6": "e", **random.choice(({}, {"article_9": "g"}))}],
            },
        ],
        "flows": [flow],
    }


def world_of(agreements: list[Agreement]) -> World:
    """The world of some agreements at `AS_OF`, in their order."""
    text = "\n---\n".join(map(json.dumps, (*ORGANISATIONS, *ASSETS, *agreements)))
    facts = facts_of("estate.yaml", text)
    assert not facts.problems, facts.problems
    return World(Estate(list(facts.documents)), AS_OF)


def _retention(random: Random) -> dict[str, Any]:
    made = {"period": random.choice(PERIODS), "trigger": random.choice(("receipt", "creation"))}
    return made | ({"longer_reason": "an inquiry"} if random.random() < 0.1 else {})


def _leave(random: Random, to: dict[str, Any]) -> dict[str, Any]:
    return _dated(random, {"allowed": True, **to})


def _named(random: Random) -> dict[str, Any]:
    return {"to": random.sample(BODIES, random.randint(1, 2))}


def _dated(random: Random, exception: dict[str, Any]) -> dict[str, Any]:
    """An exception without a date, with one that has come, or with one that has not."""
    date = random.choice((None, "2025-01-01", "2027-01-01"))
    return exception | ({"date": date} if date else {})
