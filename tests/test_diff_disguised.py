"""A change that widens, weakens or extends, among renames, moves, splits, mergers and reorderings: its class stays as grave."""

import json
import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dsalint.linter.changes.difference import changes_of
from dsalint.linter.changes.documents import match
from dsalint.linter.changes.effects import at_least, gravest
from dsalint.linter.estate.document import Document
from dsalint.linter.estate.load import facts_of
from dsalint.linter.estate.references import references_of

Value = dict[str, Any]
Estate = list[Value]
EXEMPLARY = Path(__file__).resolve().parent.parent / "agreements" / "exemplary"


@cache
def exemplary() -> Estate:
    files = sorted(EXEMPLARY.rglob("*.yaml"))
    return [each.value for file in files for each in facts_of(file.name, file.read_text("utf-8")).documents]


def documents(estate: Estate) -> tuple[Document, ...]:
    return facts_of("e.yaml", "".join(f"---\n{json.dumps(each)}\n" for each in estate)).documents


def class_of(before: Estate, after: Estate) -> str:
    return gravest(change.effect for change in changes_of(match(documents(before), documents(after))))


def sharing(estate: Estate) -> Estate:
    return [each for each in estate if each["kind"] == "agreement" and each.get("flows")]


def flows_with(estate: Estate, *keys: str) -> Iterator[Value]:
    """The mappings inside flows to which some keys lead."""
    for agreement in sharing(estate):
        for flow in agreement["flows"]:
            inside = flow
            for key in keys[:-1]:
                inside = inside.get(key, {})
            if inside.get(keys[-1]):
                yield inside


# What widens, weakens or extends. Each says its class, or nothing where the estate has no such thing.


def another(*keys: str, value: Any, effect: str) -> Callable[[Estate, random.Random], str]:
    """A field of a flow gets a value, or goes where that is None."""

    def edit(estate: Estate, chance: random.Random) -> str:
        found = [each for each in flows_with(estate, *keys) if each[keys[-1]] != value]
        if not found:
            return ""
        inside = chance.choice(found)
        if value is None:
            del inside[keys[-1]]
        else:
            inside[keys[-1]] = deepcopy(value)
        return effect

    return edit


def passed_on(estate: Estate, chance: random.Random) -> str:
    found = [flow for each in sharing(estate) for flow in each["flows"] if "onward_sharing" in flow]
    bound = [flow for flow in found if not flow["onward_sharing"].get("allowed")]
    if not bound:
        return ""
    flow = chance.choice(bound)
    if chance.random() < 0.5:
        flow["onward_sharing"] = {"allowed": True}
    else:
        del flow["onward_sharing"]
    return "widens"


def new_flow(estate: Estate, chance: random.Random) -> str:
    flows = chance.choice(sharing(estate))["flows"]
    flows.append({**deepcopy(chance.choice(flows)), "id": "another", "to": "megacorp"})
    return "widens"


def new_purpose(estate: Estate, chance: random.Random) -> str:
    chance.choice(sharing(estate)).setdefault("purposes", []).append({"id": "sale", "text": "Sell it"})
    return "widens"


def other_item(estate: Estate, chance: random.Random) -> str:
    found = [each for each in sharing(estate) if each.get("data_items")]
    if not found:
        return ""
    chance.choice(chance.choice(found)["data_items"])["name"] = "genome"
    return "widens"


def other_holder(estate: Estate, chance: random.Random) -> str:
    chance.choice([each for each in estate if each["kind"] == "asset"])["organisation"] = "megacorp"
    return "widens"


def later_end(estate: Estate, chance: random.Random) -> str:
    found = [each["dates"] for each in sharing(estate) if each.get("dates", {}).get("end")]
    if not found:
        return ""
    chance.choice(found)["end"] = "2999-01-01"
    return "extends"


def no_safeguard(estate: Estate, chance: random.Random) -> str:
    keys = ("security", "breach", "dpia", "access", "audit", "termination", "use_restrictions", "signatories")
    found = [(each, key) for each in sharing(estate) for key in keys if each.get(key)]
    if not found:
        return ""
    agreement, key = chance.choice(found)
    del agreement[key]
    return "weakens"


def new_waiver(estate: Estate, chance: random.Random) -> str:
    chance.choice(sharing(estate)).setdefault("waivers", []).append({"rule": "FLO004"})
    return "weakens"


EDITS: tuple[Callable[[Estate, random.Random], str], ...] = (
    another("to", value="megacorp", effect="widens"),
    another("from", value="megacorp", effect="widens"),
    another("asset", value="everything", effect="widens"),
    another("items", value=None, effect="widens"),
    another("items", value=[], effect="widens"),
    another("purposes", value=[], effect="widens"),
    another("marking", value="OFFICIAL", effect="weakens"),
    another("method", "in_transit", value="none", effect="weakens"),
    another("restrictions", value=[], effect="weakens"),
    another("retention", "period", value="P90Y", effect="extends"),
    another("retention", value=None, effect="extends"),
    passed_on,
    new_flow,
    new_purpose,
    other_item,
    other_holder,
    later_end,
    no_safeguard,
    new_waiver,
)


# What may go with it


def shuffled(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        return {key: shuffled(value[key], chance) for key in chance.sample(list(value), len(value))}
    if isinstance(value, list):
        return [shuffled(item, chance) for item in chance.sample(value, len(value))]
    return value


def reorder(estate: Estate, chance: random.Random) -> None:
    estate[:] = shuffled(estate, chance)


def rename_document(estate: Estate, chance: random.Random) -> None:
    renamed = chance.choice(estate)
    kind, old, new = renamed["kind"], renamed["id"], f"new-{renamed['id']}"
    for value, read in zip(estate, documents(estate), strict=True):
        for reference in references_of(read):
            name, slash, entry = reference.name.partition("/")
            if (reference.target, name) == (kind, old):
                inside: Any = value
                for step in reference.path[:-1]:
                    inside = inside[step]
                inside[reference.path[-1]] = new + slash + entry
    renamed["id"] = new


def rename_flow(estate: Estate, chance: random.Random) -> None:
    flow = chance.choice(chance.choice(sharing(estate))["flows"])
    flow["id"] = f"new-{flow.get('id')}"


def retitle(estate: Estate, chance: random.Random) -> None:
    chance.choice(estate)["title"] = "Another title"


def split(estate: Estate, chance: random.Random) -> None:
    agreement = chance.choice(sharing(estate))
    part = {**deepcopy(agreement), "id": f"{agreement['id']}-part", "title": "Part"}
    cut = chance.randrange(len(agreement["flows"]))
    agreement["flows"], part["flows"] = agreement["flows"][cut:], part["flows"][:cut]
    estate.append(part)


def move_flow(estate: Estate, chance: random.Random) -> None:
    giver, taker = chance.choice(sharing(estate)), chance.choice(sharing(estate))
    taker["flows"].append(giver["flows"].pop(chance.randrange(len(giver["flows"]))))


def merge(estate: Estate, chance: random.Random) -> None:
    giver, taker = chance.choice(sharing(estate)), chance.choice(sharing(estate))
    if giver is taker:
        return
    for key in ("parties", "purposes", "data_items", "flows", "transfers", "signatories"):
        names = {
            part.get("id") or part.get("organisation") or part.get("name") for part in taker.get(key, ())
        }
        for part in giver.get(key, ()):
            name = part.get("id") or part.get("organisation") or part.get("name")
            if key == "flows" and name in names:
                part["id"] = f"{name}-more"
            if key == "flows" or name not in names:
                taker.setdefault(key, []).append(part)
    estate.remove(giver)


def supersede(estate: Estate, chance: random.Random) -> None:
    old = chance.choice(sharing(estate))
    estate.append({**deepcopy(old), "id": f"{old['id']}-2", "supersedes": old["id"]})
    old["status"] = "superseded"


DISGUISES: tuple[Callable[[Estate, random.Random], None], ...] = (
    reorder,
    rename_document,
    rename_flow,
    retitle,
    split,
    move_flow,
    merge,
    supersede,
)


@settings(max_examples=80, deadline=None)
@given(
    st.randoms(use_true_random=False),
    st.sampled_from(EDITS),
    st.lists(st.sampled_from(DISGUISES), max_size=3),
)
def test_the_class_is_as_grave_in_any_disguise(
    chance: random.Random,
    edit: Callable[[Estate, random.Random], str],
    disguises: list[Callable[[Estate, random.Random], None]],
) -> None:
    chosen = chance.sample(sharing(exemplary()), 3)
    before = [*chosen, *(each for each in exemplary() if each["kind"] in ("asset", "policy"))]
    after = deepcopy(before)
    effect = edit(after, chance)
    for disguise in disguises if effect else ():
        disguise(after, chance)
    assert not effect or at_least(class_of(before, after), effect)
