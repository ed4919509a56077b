"""Estates that nobody would write: whatever the documents hold, a check ends with a report, and so does every picture.

Documents of the example estate are mutated: values of other types, words and dates at the edge, keys from elsewhere,
things twice, things missing. Nothing is asserted of the findings, only that there is never an exception, that what is
shown holds no control character, and that XML is well-formed.
"""

import copy
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from xml.dom import minidom

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dsalint.graphs.diagrams.formats import Options, render
from dsalint.graphs.diagrams.view import Filters
from dsalint.linter.check import Checked, Target, assess
from dsalint.linter.estate.config import Config
from dsalint.linter.estate.load import facts_of
from dsalint.linter.network.records import to_records
from dsalint.linter.reports.registry import REPORTERS, Settings
from dsalint.linter.rules.catalogue import Catalogue, load_catalogue
from dsalint.linter.rules.profiles import Selected, select_rules
from dsalint.linter.source.reader import read_yaml
from dsalint.linter.source.text import SourceText

AGREEMENTS = Path(__file__).resolve().parent.parent / "agreements"

# fmt: off
TEXTS: tuple[str, ...] = (
    "", "a", "*", "~", "/", "../../etc/passwd", "0000-00-00", "0001-01-01", "9999-12-31", "2026-02-29", "P9999Y",
    "P999999Y999999M", "PT0S", "P0D", "indefinite", "as-of", "OFFICIAL", "TOP SECRET - UK EYES ONLY",
    "SECRET " + "X" * 400, "\u202ertl", "\x1b[31m", "]]>", "<script>", "'\"&", "::error::x", "##[error]x", "a" * 300,
    "\u2028", "{x}", "{message.__class__}", "=cmd|' /C calc'!A0", "GB", "part-3", "hmrc", "home-office",
)
OTHERS: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**17, 1.5, 1e99, [], {}, [None], [[]], [{}], {"a": None}, {"id": []}, [1, "a", None, {}],
)
# fmt: on


@cache
def documents() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for file in sorted(AGREEMENTS.rglob("*.yaml")):
        text = file.read_text(encoding="utf-8", errors="replace")
        found += [d.value for d in read_yaml(SourceText("", text)).documents if isinstance(d.value, dict)]
    return copy.deepcopy([value for value in found if "kind" in value])


@cache
def rules() -> tuple[Catalogue, list[Selected]]:
    catalogue = load_catalogue()
    return catalogue, list(select_rules(catalogue, ("standard",)))


def slots(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a value, as the mapping or list that holds it, and the key or index there."""
    found: list[tuple[Any, Any]] = []
    steps = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for step in steps:
        found.append((value, step))
        found += slots(value[step])
    return found


def mutate(random: Random, document: dict[str, Any]) -> None:
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        places = slots(document)
        if not places:
            return
        holder, step = random.choice(places)
        way = random.randrange(6)
        if way == 0:
            holder[step] = copy.deepcopy(random.choice(OTHERS))
        elif way == 1:
            holder[step] = random.choice(TEXTS)
        elif way == 2:
            del holder[step]
        elif way == 3 and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[step]))
        elif way == 4:
            holder[step] = [copy.deepcopy(holder[step])]
        else:
            other, from_there = random.choice(slots(random.choice(documents())))
            holder[step if isinstance(holder, list) else str(from_there)] = copy.deepcopy(other[from_there])


def mutated_estate(random: Random) -> str:
    chosen = [copy.deepcopy(value) for value in random.sample(documents(), random.randint(3, 30))]
    for document in random.sample(chosen, max(1, len(chosen) // random.choice((1, 3, 10)))):
        mutate(random, document)
    chosen += copy.deepcopy(chosen[: random.choice((0, 0, 2))])
    return "---\n".join(yaml.dump(document, allow_unicode=True) for document in chosen)


def assessed(text: str, as_of: str = "2026-11-25") -> Checked:
    catalogue, selected = rules()
    facts = [facts_of("estate\x1b[2J.yaml", text)]
    return assess(facts, catalogue, selected, as_of, Target("/", Config(), ["estate.yaml"], None))


@settings(max_examples=25)
@given(
    random=st.randoms(use_true_random=False),
    as_of=st.sampled_from(("2026-11-25", "0001-01-01", "9999-12-31", "2013-01-01")),
)
def test_a_mutated_estate_is_reported_and_drawn(random: Random, as_of: str) -> None:
    checked = assessed(mutated_estate(random), as_of)
    shown = [
        report(checked.report, checked.sources, Settings(unicode=random.random() < 0.5, verbose=True))
        for report in REPORTERS.values()
    ]
    network = to_records(checked.world.network, "t", {})
    for form in ("svg", "dot", "mermaid", "graphml", "csv", "json"):
        shown.append(render(network, Options(form, "auto", Filters(statuses=("all",)), "t", "0")).text)
        if form in ("svg", "graphml"):
            minidom.parseString(shown[-1].encode())
    for text in shown:
        assert not {c for c in text if c < " " and c not in "\r\n\t"}
        assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


FAULTY = {
    "entries of a malformed schedule": """
kind: agreement
id: one
flows: [{id: f, from: a, to: b, asset: c, retention: {schedule: kept/entry}}]
---
kind: retention-schedule
id: kept
entries: [words, true]
""",
    "malformed parent policy": """
kind: policy
id: child
parent: above
effective: 2020-01-01
applies_to: {everything: true}
clauses: [{id: c, text: t, enforced_by: [{rule: GOV002, parameters: {max_interval: P6M}}]}]
---
kind: policy
id: above
clauses: true
""",
    "type of an organisation that is a list": """
kind: policy
id: p
effective: 2020-01-01
applies_to: {organisation_types: [charity], sectors: [health]}
clauses: [{id: c, text: t, enforced_by: [{rule: GOV002, parameters: {max_interval: P6M}}]}]
---
kind: organisation
id: odd
type: [charity]
sector: {a: b}
---
kind: agreement
id: one
dates: {signed: 2020-01-01, start: 2020-01-01}
parties: [{organisation: odd, role: controller}]
""",
}


@pytest.mark.parametrize("name", FAULTY)
def test_what_refers_to_a_malformed_document_is_judged_without_it(name: str) -> None:
    assert assessed(FAULTY[name]).report.findings
