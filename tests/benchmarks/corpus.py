"""A deterministic corpus: agreements as people write them, with the bodies and assets they refer to.

Agreement *i* depends on the seed and *i* only. Every `1 / bad` agreement has one planted schema error; the list of those
is returned, so that a tool that is fast because it finds nothing is seen.
"""

import random
from pathlib import Path

AS_OF = "2026-06-01"
"""The day on which the corpus is correct, apart from what is planted."""
BODIES = [
    ("home-office", "Home Office", "ministerial-department", "home-affairs"),
    ("hm-revenue-and-customs", "HM Revenue and Customs", "revenue-authority", "revenue"),
    (
        "department-for-work-and-pensions",
        "Department for Work and Pensions",
        "ministerial-department",
        "welfare",
    ),
    ("kent-police", "Kent Police", "police-force", "policing"),
    ("kent-county-council", "Kent County Council", "local-authority", "local-government"),
    ("manchester-city-council", "Manchester City Council", "local-authority", "local-government"),
    ("nhs-england", "NHS England", "nhs-body", "health"),
    ("harrow-vale-cloud", "Harrow Vale Cloud Ltd", "supplier", "private"),
]
SERVED = [
    ("debt-recovery", "dea-2017-s48"),
    ("fraud-prevention", "dea-2017-s56"),
    ("housing", "dea-2017-s35"),
]
"""Categories of purpose, each with a gateway that serves it."""
ITEMS = ["name", "date_of_birth", "address", "postcode", "income", "employer", "case_reference", "status"]

_AGREEMENT = """\
# Agreement {n}: written for the benchmark
kind: agreement
id: agreement-{n:05d}
title: "Sharing of case data, number {n}"
type: data-disclosure-agreement
status: {status}
version: "{major}.{minor}"
marking: OFFICIAL
dates:
  signed: {year}-01-15
  start: {year}-02-01
  end: 2029-01-31
  last_reviewed: 2026-03-01
  review: 2027-01-15
  review_interval: P1Y
owner: Head of data sharing
contact: data.sharing@example.org
necessity: >-
  The recipient cannot perform its function without the data, and asking the
  person each time was tried and found to take weeks.
purposes:
  - id: main
    category: {category}
    text: Decide applications, and recover what is owed at the lowest cost
benefits: [Cases are settled sooner]
benefits_measure: Cases closed a month
parties:
  - organisation: {provider}
    role: controller
    direction: provider
    contact: provider@example.org
    lawful_basis:
      - {{purpose: main, regime: uk-gdpr, article_6: e, law: "Enactment {n}, s.{minor}"}}
    legal_power:
      - gateway: {gateway}
        direction: disclose
    privacy_notice: {{url: "https://example.org/privacy", recipients_named: true}}
  - organisation: {recipient}
    role: controller
    direction: recipient
    contact: recipient@example.org
    lawful_basis:
      - {{purpose: main, regime: uk-gdpr, article_6: e, law: "Enactment {n}, s.{minor}"}}
    legal_power:
      - gateway: {gateway}
        direction: receive
    privacy_notice: {{url: "https://example.org/notice", recipients_named: true}}
flows:
  - id: cases
    from: {provider}
    to: {recipient}
    asset: asset-{asset}
    items: [{items}]
    purposes: [main]
    marking: OFFICIAL-SENSITIVE
    identifiability: identifiable
    frequency: monthly
    volume: {volume}
    method: {{channel: sftp, in_transit: TLS1.3, at_rest: AES-256}}
    retention:
      period: P{years}Y
      trigger: case-closure
      disposal: {{method: secure-erase}}
    onward_sharing: {{allowed: false}}
security:
  in_transit: TLS1.3
  at_rest: AES-256
  access_roles: [Debt officers, Team leaders]
breach: {{notify_within: PT24H, contact: breach@example.org}}
dpia: {{required: true, ref: DPIA-{n}, date: {year}-01-02, outcome: proceed, residual_risk: low}}
rights: {{procedure: Each controller answers requests, contact: rights@example.org}}
complaints: {{procedure: "https://example.org/complaints", acknowledge_within: P30D}}
foi: {{contact: foi@example.org, consult_before_release: true}}
ropa_refs: [ROPA-{n}]
termination: {{notice: P3M, return_or_delete: delete}}
join_leave: By written variation
signatories:
  - {{organisation: {provider}, name: A Example, role: Director, date: {year}-01-15}}
  - {{organisation: {recipient}, name: B Example, role: Chief executive, date: {year}-01-15}}
privacy_notice: {{url: "https://example.org/privacy/{n}", covers_sharing: true}}
business_case: BC-{n}
publication: {{public: true, url: "https://example.org/agreements/{n}", register_id: "dea-2017/{n}"}}
"""
_DEFECTS = (
    ("frequency: monthly", "frequency: Monthly"),
    ("trigger: case-closure", "trigger: case_closure"),
    ("notify_within: PT24H", "notify_within: 24 hours"),
    ("identifiability:", "identifiablity:"),
)


def write_corpus(folder: Path, count: int, *, seed: int = 11, bad: int = 50) -> list[str]:
    """Write `count` agreements with organisations and assets; returns the files with a planted error."""
    (folder / "agreements").mkdir(parents=True, exist_ok=True)
    planted: list[str] = []
    for number in range(count):
        text = _agreement(number, seed)
        if bad and number % bad == bad - 1:
            old, new = _DEFECTS[number // bad % len(_DEFECTS)]
            text = text.replace(old, new, 1)
            planted.append(f"agreements/{number:05d}.yaml")
        (folder / "agreements" / f"{number:05d}.yaml").write_text(text, encoding="utf-8")
    (folder / "organisations.yaml").write_text(organisations(), encoding="utf-8")
    (folder / "assets.yaml").write_text(assets(), encoding="utf-8")
    return planted


def write_clean_file(folder: Path) -> None:
    """Write one file of four documents in which no rule finds anything: an agreement, its parties and its asset."""
    folder.mkdir(parents=True, exist_ok=True)
    agreement = _agreement(0, 11)
    mentioned = [
        text
        for text in (*organisations().split("---\n"), *assets().split("---\n"))
        if f" {text.split()[3]}\n" in agreement
    ]
    (folder / "estate.yaml").write_text("---\n".join([agreement, *mentioned]), encoding="utf-8")


def organisations() -> str:
    """The bodies, as one file of documents."""
    return "---\n".join(
        f"kind: organisation\nid: {id_}\nname: {name}\ntype: {type_}\nsector: {sector}\ncountry: GB\n"
        "ico_registration: {number: ZX000001, expires: 2030-01-31}\n"
        f"roles:\n  dpo: {{name: C Example, email: dpo@{id_}.example.org}}\n"
        "  siro: {name: D Example, board_member: true, annual_report: 2026-04-30}\n"
        "  caldicott_guardian: {name: E Example}\n"
        for id_, name, type_, sector in BODIES
    )


def assets() -> str:
    """The assets, as one file of documents."""
    return "---\n".join(
        f"kind: asset\nid: asset-{number}\ntitle: Cases {number}\norganisation: {BODIES[number % len(BODIES)][0]}\n"
        "owner: {post: Head of data}\nmarking: OFFICIAL-SENSITIVE\npersonal_data: true\n"
        "information_type: casework\nbusiness_purpose: Decide cases\nlocation: Data centre\n"
        "openness: {decision: closed, reason: privacy}\n"
        for number in range(40)
    )


def _agreement(number: int, seed: int) -> str:
    chance = random.Random(f"{seed}/{number}")
    asset = chance.randrange(40)
    provider = BODIES[asset % len(BODIES)][0]  # the body that holds the asset: nothing is passed on
    recipient = chance.choice([body[0] for body in BODIES if body[0] != provider])
    year = chance.randint(2021, 2025)
    category, gateway = chance.choice(SERVED)
    return _AGREEMENT.format(
        n=number,
        status="active",
        major=chance.randint(1, 4),
        minor=chance.randint(0, 9),
        year=year,
        category=category,
        gateway=gateway,
        provider=provider,
        recipient=recipient,
        asset=asset,
        items=", ".join(chance.sample(ITEMS, 4)),
        volume=chance.randint(100, 90_000),
        years=chance.randint(1, 7),
    )
