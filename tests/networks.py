"""Synthetic sharing networks for pictures: hubs and spokes, the same on every run. All bodies are made up or generic."""

from random import Random

from dsalint.graphs.records import Flow, Network, Party

AS_OF = "2026-11-01"

# fmt: off
_PLACES = (
    "Barset", "Borset", "Camford", "Dunshire", "Eastmere", "Fenland", "Glossford", "Hallam",
    "Invershire", "Jorvik", "Kingsmoor", "Loamshire", "Mercia", "Northam", "Oakshire", "Penrith",
    "Quarrydale", "Rutwick", "Southam", "Trentside", "Ulverley", "Vale", "Wexmoor", "Yarrow",
)
# fmt: on
_HUBS = (
    ("home-office", "Home Office", "home-affairs"),
    ("hmrc", "HM Revenue and Customs", "revenue"),
    ("dwp", "Department for Work and Pensions", "welfare"),
    ("moj", "Ministry of Justice", "justice"),
    ("nca", "National Crime Agency", "policing"),
    ("ons", "Office for National Statistics", "research"),
)
_SPOKES = (
    ("policing", "police", "{} Constabulary"),
    ("local-government", "local-authority", "{} Borough Council"),
    ("health", "nhs-body", "NHS {} Integrated Care Board"),
    ("justice", "agency", "{} Probation Area"),
    ("education", "university", "University of {}"),
    ("voluntary", "charity", "{} Refuge"),
    ("private", "supplier", "{} Systems Ltd"),
)
_MARKINGS = ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET")
_PURPOSES = ("law-enforcement", "fraud-prevention", "safeguarding", "research", "service-delivery")
_STATUSES = ("active", "active", "active", "active", "active", "expired", "draft", "suspended", "terminated")


def make_network(flows: int = 60, parties: int | None = None, seed: int = 1) -> Network:
    """About `parties` bodies (by default three for every four flows, fewer in large networks), `flows` flows."""
    random = Random(seed * 100_003 + flows)
    wanted = parties or {12: 7, 60: 45, 300: 81, 2000: 383}.get(flows, max(4, flows * 3 // 4))
    bodies = _bodies(wanted)
    hubs = [party for party in bodies if party.type == "department"]
    spokes = [party for party in bodies if party.type != "department"]
    agreements = max(3, flows // 3)
    made = []
    for index in range(flows):
        hub = hubs[min(int(random.random() ** 1.6 * len(hubs)), len(hubs) - 1)]
        if index < len(spokes):
            other = spokes[index]
        else:
            other = random.choice([party for party in bodies if party.id != hub.id])
        source, target = (hub, other) if random.random() < 0.5 else (other, hub)
        made.append(_flow(random, index, source, target, f"dsa-{index % agreements:04}"))
    return Network(
        tuple(sorted(bodies)), tuple(made), AS_OF, "Who shares data with whom: criminal justice and welfare"
    )


def _bodies(wanted: int) -> list[Party]:
    hubs = 2 if wanted < 12 else len(_HUBS)
    bodies = [Party(id_, name, sector, "department") for id_, name, sector in _HUBS[:hubs]]
    if wanted >= 12:
        bodies += [
            Party("ruritania", "Ruritania Interior Ministry", "international", "foreign-government", "XR"),
            Party("europol", "Europol", "international", "eu-institution", "EU"),
        ]
    number = 0
    while len(bodies) < wanted:
        sector, type_, name = _SPOKES[number * 5 % len(_SPOKES)]
        place = _PLACES[number * 7 % len(_PLACES)]
        again = number // (len(_SPOKES) * len(_PLACES))
        place += f" {again + 1}" if again else ""
        domain = "pnn" if sector == "policing" and number % 2 else ""
        bodies.append(Party(f"{type_}-{number:04}", name.format(place), sector, type_, trust_domain=domain))
        number += 1
    return bodies


def _flow(random: Random, index: int, source: Party, target: Party, agreement: str) -> Flow:
    tier = random.choices((0, 1, 2, 3, -1), (50, 34, 10, 2, 4))[0]
    status = random.choice(_STATUSES)
    special = random.random() < 0.4
    abroad = {source.country, target.country} != {"GB"}
    supplier = target.type == "supplier"
    found = random.choices((0, 1, 3), (80, 15, 5))[0]
    return Flow(
        id=f"{agreement}#f{index}",
        source=source.id,
        target=target.id,
        agreement=agreement,
        agreement_title=f"Agreement {agreement[4:]}",
        asset=f"asset-{index % 11}",
        asset_title=f"Register {index % 11}",
        items=("name", "date of birth"),
        purposes=(_PURPOSES[index % len(_PURPOSES)],),
        marking=_MARKINGS[tier] if tier >= 0 else "",
        tier=tier,
        status=status,
        in_force=status == "active",
        start="2025-04-01",
        end="2028-03-31",
        instructs=supplier and source.type == "department",
        personal=special or random.random() < 0.7,
        special=special,
        mechanism=("idta", "adequacy", "")[index % 3] if abroad else "",
        frequency="monthly",
        channel="sftp",
        retention="P6Y",
        lawful_bases=("Art 6(1)(e)",),
        gateways=("digital-economy-act-2017-s35",),
        findings=tuple((f"SEC{number:03}", "error" if number % 2 else "warning") for number in range(found)),
    )
