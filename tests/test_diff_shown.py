"""A comparison as it is shown: of any two states, however odd, without what would harm who reads it."""

import json
import random
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dsalint.linter.changes.difference import Difference, difference
from dsalint.linter.changes.show_json import difference_json
from dsalint.linter.changes.show_markdown import render_markdown
from dsalint.linter.changes.show_text import render_difference
from dsalint.linter.changes.sides import State
from dsalint.linter.check import Target
from dsalint.linter.estate.config import Config
from dsalint.linter.reports.json import to_json
from dsalint.linter.reports.look import Look
from dsalint.tests.test_fuzz import documents, mutate, rules

Value = dict[str, Any]


def compared(folder: Path, before: list[Value], after: list[Value]) -> Difference:
    return difference(state(folder / "before", before), state(folder / "after", after), "2026-06-01")


def state(folder: Path, estate: list[Value]) -> State:
    folder.mkdir()
    (folder / "e.yaml").write_text(yaml.safe_dump_all(estate, allow_unicode=True), "utf-8")
    catalogue, selected = rules()
    target = Target(str(folder), Config(), ["e.yaml"], None)
    return State(f"{folder.name}\x1b[31m", target, catalogue, tuple(selected), str(folder))


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_two_states_are_compared_and_shown(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random
) -> None:
    chosen = chance.sample(documents(), chance.randint(3, 20))
    before, after = deepcopy(chosen), deepcopy(chosen)
    for state in (before, after):
        for document in chance.sample(state, max(1, len(state) // 3)):
            mutate(chance, document)
    chance.shuffle(after)
    found = compared(tmp_path_factory.mktemp("estate"), before, after)
    shown = [
        render_difference(found, Look(unicode=chance.random() < 0.5)),
        render_markdown(found),
        to_json(difference_json(found)),
    ]
    json.loads(shown[-1])
    for text in shown:
        assert not {c for c in text if c < " " and c != "\n"} | ({*"\u202e\u2028\x7f\x9b"} & {*text})


def test_a_comment_is_never_too_long_to_be_posted(tmp_path: Path) -> None:
    long = "``x`` " * 2_000
    bodies = [{"kind": "organisation", "id": f"b{n}", "name": f"{n} {long}"} for n in range(300)]
    flow = {"asset": "records", "purposes": [long]}
    flows = [{"id": f"f{n}", "from": f"b{n}", "to": f"b{n + 1}", **flow} for n in range(299)]
    agreement = {"kind": "agreement", "id": "care", "flows": flows, long: long}
    text = render_markdown(compared(tmp_path, bodies[:1], [*bodies, agreement]))
    assert len(text) < 65_536
    assert "**widens access" in text.partition("\n\n")[2]
    assert text.count("<details>") == text.count("</details>")


def test_a_long_way_is_cut_short(tmp_path: Path) -> None:
    bodies = [{"kind": "organisation", "id": f"b{n}", "name": f"Body {n}"} for n in range(60)]
    flows = [{"id": f"f{n}", "from": f"b{n}", "to": f"b{n + 1}", "asset": "a"} for n in range(59)]
    agreement = {"kind": "agreement", "id": "care", "status": "active", "flows": flows}
    text = render_markdown(compared(tmp_path, bodies, [*bodies, agreement]))
    assert "through `Body 1`, `Body 2`, `Body 3`, `Body 4`, `Body 5`, `Body 6` and" in text
    assert "\n  1. and " in text
    assert len(text) < 65_536


def test_of_long_texts_is_shown_where_they_part(tmp_path: Path) -> None:
    agreement = {"kind": "agreement", "id": "care", "security": {"access_control": "Two keys, " * 20}}
    changed = {**agreement, "security": {"access_control": "Two keys, " * 20 + "or none"}}
    text = render_difference(compared(tmp_path, [agreement], [changed]), Look())
    assert "or none" in text
