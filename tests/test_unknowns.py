"""What could not be decided is said in words, with what to write; no fact is missed without any."""

import re

import pytest

from dsalint.linter.policies.book import PolicyBook
from dsalint.linter.rules.catalogue import load_catalogue
from dsalint.linter.rules.evaluate import UNDECIDED, evaluate
from dsalint.linter.rules.rule import DEFAULT_AS_OF, Compiled
from dsalint.linter.rules.rulefile import read_rule_value
from dsalint.linter.rules.subject_kinds import SUBJECT_KINDS
from dsalint.linter.rules.unknowns import sentence, unknown
from dsalint.linter.vocabulary.reference import reference_list
from dsalint.tests.worlds import world_of

DERIVED = ("facts", "upstream")
"""Parts of a subject that no author writes: their names say nothing to one."""


@pytest.fixture(scope="module")
def missed() -> dict[str, set[str]]:
    """What the examples of all rules lack where they are undecided: pointers, each with the rules that look for it."""
    found: dict[str, set[str]] = {}
    for rule in load_catalogue().rules.values():
        compiled = Compiled(rule)
        for example in read_rule_value(rule.file, rule.file)["examples"].get("undecided", ()):
            world = world_of(example["documents"], example.get("as_of", DEFAULT_AS_OF))
            for subject in SUBJECT_KINDS[rule.subject].subjects(
                world, PolicyBook(world.estate, world.as_of, {})
            ):
                verdict = evaluate(compiled, subject, world.as_of, {})
                for pointer in verdict.missing if verdict.kind == UNDECIDED else ():
                    found.setdefault(pointer, set()).add(rule.id)
    return found


def listed() -> set[str]:
    return {pointer for entry in reference_list("unknowns").entries() for pointer in entry["pointers"]}


def test_what_a_rule_lacks_and_no_author_writes_is_said_in_words(missed: dict[str, set[str]]) -> None:
    assert len(missed) > 40
    derived = {pointer for pointer in missed if pointer.split("/")[1] in DERIVED}
    bare = {pointer: missed[pointer] for pointer in derived if not unknown(pointer).state}
    assert not bare, "say in rules/reference/unknowns.yaml what is not known, and what to write"


def test_the_list_names_nothing_that_no_rule_looks_for(missed: dict[str, set[str]]) -> None:
    known = {re.sub(r"/\d+", "/*", pointer)[1:] for pointer in missed}
    unused = {pointer for pointer in listed() if pointer not in known}
    text = "".join(
        str(rule.when) + str(rule.must) + str(rule.needs) for rule in load_catalogue().rules.values()
    )
    assert not {
        pointer for pointer in unused if f"'{pointer.removesuffix('/*').rpartition('/')[2]}'" not in text
    }


def test_no_pointer_is_listed_twice() -> None:
    pointers = [pointer for entry in reference_list("unknowns").entries() for pointer in entry["pointers"]]
    assert len(pointers) == len(set(pointers))


@pytest.mark.parametrize(
    ("pointer", "words"),
    [
        ("/logging/automated", "`logging.automated` is not stated, or cannot be read"),
        ("/agreement/dates/start", "`dates.start` of the agreement is not stated, or cannot be read"),
        ("/items/0/name", "`items.name` is not stated, or cannot be read"),
        ("/asset", "`asset` is not stated, or cannot be read"),
        ("/facts/disclosing_types/1", "the kind of body that shares under the power is not known"),
    ],
)
def test_a_pointer_in_words(pointer: str, words: str) -> None:
    assert unknown(pointer).title == words


def test_what_two_pointers_mean_is_said_once() -> None:
    said = sentence(("/facts/disclosing_types/0", "/facts/receiving_types/0", "/dates/start"))
    assert said.count("kind of body") == 1
    assert said.endswith("`dates.start` is not stated, or cannot be read")
