"""How labels and questions grow: estates of 1,000, 10,000 and 60,000 flows, with the shapes of real registers.

    python tests/benchmarks/network.py [FLOWS ...]

Each size is generated and then asked in a process of its own, so that the peak of memory is that size's. Times are of
this machine: what counts is how they grow with the number of flows. Shapes: a few providers with very many flows
(hubs), sectors that share among themselves (clusters), several flows between the same two bodies (multi-edges), and
chains: a third of the flows pass on what their provider received.
"""

import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

SIZES = (1_000, 10_000, 60_000)
MARKINGS = ("OFFICIAL", "OFFICIAL", "OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE", "SECRET")
SECTORS = (
    "central-government",
    "policing",
    "health",
    "local-government",
    "justice",
    "research",
    "private",
    "voluntary",
)
TYPES = (
    "ministerial-department",
    "police-force",
    "nhs-trust",
    "local-authority",
    "company",
    "university",
    "charity",
)
PURPOSES = ("fraud-prevention", "research", "crime-prevention", "benefit-administration", "welfare-support")
AS_OF = "2026-06-01"


def write_estate(folder: Path, flows: int, seed: int = 7) -> None:
    """An estate of so many flows, a sixth as many bodies and a twelfth as many assets."""
    random = Random(seed)
    bodies, assets = max(flows // 6, 20), max(flows // 12, 10)
    folder.mkdir(parents=True, exist_ok=True)
    _write(
        folder / "organisations.yaml",
        (
            f"{{kind: organisation, id: b{number}, name: Body {number}, country: GB, type: {TYPES[number % len(TYPES)]},"
            f" sector: {SECTORS[number % len(SECTORS)]}}}"
            for number in range(bodies)
        ),
    )
    owners = [_hub(random, bodies) for _ in range(assets)]
    _write(
        folder / "assets.yaml",
        (
            f"{{kind: asset, id: a{number}, title: Asset {number}, organisation: b{owners[number]},"
            f" marking: OFFICIAL-SENSITIVE, personal_data: true"
            f"{', special_category: [health]' if number % 5 == 0 else ''}}}"
            for number in range(assets)
        ),
    )
    received: list[tuple[int, int]] = []
    made = number = 0
    while made < flows:
        size = min(random.choice((1, 2, 3, 5, 8, 12)), flows - made)
        asset, source = _what(random, owners, received)
        sector = list(range(source % len(SECTORS), bodies, len(SECTORS)))
        lines = []
        for index in range(size):
            target = random.choice(sector) if random.random() < 0.6 else random.randrange(bodies)
            if target == source:
                target = (target + 1) % bodies
            received.append((asset, target))
            lines.append(
                f"  - {{id: f{index}, from: b{source}, to: b{target}, asset: a{asset}, items: [{_items(random)}],"
                f" marking: {random.choice(MARKINGS)}, retention: {{period: P{random.randint(1, 9)}Y, trigger: receipt}},"
                f" onward_sharing: {{allowed: {random.choice(('true', 'false'))}}}}}"
            )
        _agreement(folder / "agreements" / f"{number // 500}", number, random, lines)
        made += size
        number += 1


def _agreement(folder: Path, number: int, random: Random, flows: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = (
        f"kind: agreement\nid: g{number}\ntitle: Agreement {number}\nstatus: active\n"
        f"dates: {{start: 20{random.randint(18, 25)}-01-01, end: 2028-12-31}}\n"
        f"purposes: [{{id: p, category: {random.choice(PURPOSES)}}}]\n"
        f"breach: {{notify_within: PT{random.choice((24, 48))}H}}\nflows:\n" + "\n".join(flows) + "\n"
    )
    (folder / f"g{number}.yaml").write_text(text, encoding="utf-8")


def _what(random: Random, owners: list[int], received: list[tuple[int, int]]) -> tuple[int, int]:
    """An asset and who shares it: its owner, or a body that received it."""
    if received and random.random() < 1 / 3:
        return random.choice(received)
    asset = _hub(random, len(owners))
    return asset, owners[asset]


def _hub(random: Random, number: int) -> int:
    """A number from 0 on, small ones much more often: as the providers of real registers are spread."""
    return min(int(random.paretovariate(0.7)) - 1, number - 1)


def _items(random: Random) -> str:
    return ", ".join(random.sample(("name", "address", "income", "diagnosis"), random.randint(1, 3)))


def _write(path: Path, documents: Any) -> None:
    path.write_text("\n---\n".join(documents) + "\n", encoding="utf-8")


def measure(folder: str) -> dict[str, float]:
    """Seconds of each step, and the peak of memory in MB."""
    from dsalint.linter.check import Target, locate, read_facts
    from dsalint.linter.estate.estate import Estate
    from dsalint.linter.network.network import SharingNetwork
    from dsalint.linter.questions.can_share import can_share
    from dsalint.linter.questions.exposure import exposure
    from dsalint.linter.questions.grounds import Grounds
    from dsalint.linter.questions.holders import holders
    from dsalint.linter.questions.impact import impact
    from dsalint.linter.questions.needs import needs
    from dsalint.linter.questions.suppose import Proposal, suppose
    from dsalint.linter.questions.ways import ways

    gc.disable()  # as the program does
    found: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        result = work()
        found[name] = time.perf_counter() - start
        return result

    target: Target = timed("find the files", lambda: locate([folder]))
    facts = timed("read the files", lambda: read_facts(target))
    estate = timed("index", lambda: Estate([document for fact in facts for document in fact.documents]))
    found["memory before, MB"] = _peak()
    network = timed("flows and labels", lambda: SharingNetwork(estate, AS_OF))
    hub = max(network.by_source, key=lambda name: len(network.by_source[name]))
    asset = max(network.by_asset, key=lambda name: len(network.by_asset[name]))
    far = network.flows[-1].target
    timed("holders", lambda: holders(network, asset))
    timed("path", lambda: ways(network, hub, far))
    timed("impact", lambda: impact(network, f"organisation/{hub}"))
    timed("exposure", lambda: exposure(network))
    timed("needs", lambda: needs(network))
    timed("suppose", lambda: suppose(facts, [f"without organisation/{hub}"], AS_OF))
    found["memory, MB"] = _peak()
    checked = timed("check, for can-share", lambda: Grounds(target, AS_OF, facts).checked)
    timed("can-share", lambda: can_share(checked, target, Proposal(asset, far, "research")))
    found["memory with it, MB"] = _peak()
    return found


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: list[str]) -> None:
    """Generate each size, measure it in a process of its own, print a table."""
    if arguments[:1] == ["--measure"]:
        print(json.dumps(measure(arguments[1])))
        return
    sizes = [int(argument) for argument in arguments] or list(SIZES)
    columns: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            estate = Path(folder) / str(size)
            write_estate(estate, size)
            done = subprocess.run(
                [sys.executable, __file__, "--measure", str(estate)],
                check=True,
                capture_output=True,
                text=True,
            )
            columns.append(json.loads(done.stdout))
    print(f"{'flows':24}" + "".join(f"{size:>12,}" for size in sizes))
    for name in columns[0]:
        unit = "" if name.endswith("MB") else " s"
        print(f"{name + unit:24}" + "".join(f"{column[name]:>12.2f}" for column in columns))


if __name__ == "__main__":
    main(sys.argv[1:])
