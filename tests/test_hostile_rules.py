"""Rule files of strangers: refused with a place, or run in bounded time; never a fault."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dsalint.linter.rules.catalogue import load_catalogue
from dsalint.linter.rules.outcomes import ConditionError
from dsalint.linter.rules.patterns import compile_pattern, runs_on_the_standard_library

RULE = {
    "id": "OWN-001",
    "name": "own",
    "title": "A rule of our own",
    "group": "own",
    "subject": "organisation",
    "severity": "error",
    "confidence": "high",
    "since": "0.1.0",
    "authority": [{"source": "gscp", "locator": "para 1"}],
    "message": "not so",
    "rationale": "Because.",
    "fix": "Write it.",
    "must": {"required": ["title"]},
    "examples": {
        "good": [{"documents": "kind: organisation\nid: a\n"}],
        "bad": [{"documents": "kind: organisation\nid: a\n", "at": ["a#"]}],
    },
}
BODY = """kind: organisation
id: one
name: One
aliases: [b, c]
x-list: [1, [2], {source: [a], a: {b: c}}, null]
x-map: {1a: [{}], b: {c: {d: e}}}
x-long: "%s"
""" % ("a" * 3000)


def check(folder: Path, rule: dict[str, object], *more: str) -> subprocess.CompletedProcess[str]:
    (folder / "rules").mkdir(exist_ok=True)
    (folder / "dsalint.yaml").write_text("version: 1\nlocal_rules: [rules]\nexclude: [rules]\n")
    (folder / "one.yaml").write_text(BODY)
    text = yaml.dump({**RULE, **rule}, sort_keys=False)
    (folder / "rules" / "OWN-001_own.yaml").write_text(text)
    return subprocess.run(
        [sys.executable, "-m", "dsalint", *(more or ("check", ".", "--select", "OWN-001"))],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=20,
        env=os.environ,
        check=False,
    )


HOSTILE: dict[str, dict[str, object]] = {
    "template of internals": {"message": "{message.__class__} {value.__init__.__globals__} {0} {x!r} {}"},
    "needs an index beyond reading": {"needs": ["/aliases/" + "9" * 5000]},
    "also at an index beyond reading": {"also": [{"at": "/x-list/" + "9" * 5000, "note": "n"}]},
    "needs nonsense": {"needs": ["/~~~2/~/", "//", "/\x00"]},
    "cites what is no citation": {"cites": "/x-list"},
    "at nonsense": {"at": "/x-list/7/nothing/0"},
    "route of nothing": {"route": "/nothing"},
    "parameter of another type": {
        "parameters": {"p": {"title": "P", "type": "duration", "default": 5, "tighter": "shorter"}}
    },
    "parameter of words that is a number": {
        "parameters": {"p": {"title": "P", "type": "words", "default": "x", "tighter": "fewer"}}
    },
    "number that is stricter by being shorter": {
        "parameters": {"p": {"title": "P", "type": "number", "default": 1, "tighter": "shorter"}}
    },
    "required of lists": {"must": {"required": [[1], {"a": 1}]}},
    "required of numbers": {"must": {"required": [1, None]}},
    "contains at least a word": {"must": {"properties": {"aliases": {"contains": True, "minContains": "a"}}}},
    "contains at most a list": {"must": {"properties": {"aliases": {"contains": True, "maxContains": []}}}},
    "properties as a list": {"must": {"properties": ["a"]}},
    "properties beside additional as a number": {"must": {"additionalProperties": False, "properties": 7}},
    "dependent on numbers": {"must": {"dependentRequired": {"id": 7}}},
    "dependent on lists": {"must": {"dependentRequired": {"id": [[1]]}}},
    "not, of odd keys": {"must": {"not": {"required": [["id"]]}}},
    "not, of a list": {"must": {"not": {"properties": {"id": [1]}}}},
    "type of lists": {"must": {"type": [["string"]]}},
    "enum of mappings": {"must": {"enum": [{}, [], [[]]]}},
    "a date plus nonsense": {"must": {"notAfter": {"date": "as-of", "plus": {"a": "b"}}}},
    "a date of lists": {"must": {"properties": {"id": {"notAfter": {"date": ["x"], "plus": "P1Y"}}}}},
    "a date minus too much": {
        "must": {"properties": {"id": {"notBefore": {"date": "0001-01-01", "minus": "P999999Y"}}}}
    },
    "in force in no list": {"must": {"properties": {"id": {"inForce": "../../../etc/passwd"}}}},
    "in force in a list of lists": {"must": {"properties": {"id": {"inForce": {"list": ["gateways"]}}}}},
    "in force at a list": {"must": {"properties": {"id": {"inForce": {"list": "gateways", "at": ["x"]}}}}},
    "parses as a list": {"must": {"properties": {"id": {"parsesAs": ["date"]}}}},
    "words beyond a phrase": {"must": {"properties": {"id": {"wordsBeyond": ["as needed"]}}}},
    "words beyond mappings": {"must": {"properties": {"id": {"wordsBeyond": [{"a": 1}]}}}},
    "subset of mappings": {"must": {"properties": {"aliases": {"subsetOf": [{}, [1]]}}}},
    "compatible with lists": {"must": {"properties": {"aliases": {"compatibleWith": [["x"]]}}}},
    "pattern of a number": {"must": {"properties": {"id": {"pattern": 7}}}},
    "bound beyond numbers": {"must": {"properties": {"id": {"minLength": 1e99}}}},
    "unique": {"must": {"properties": {"x-list": {"uniqueItems": True}}}},
    "an enormous condition": {"must": {"allOf": [{"required": [f"k{i}"]} for i in range(5000)]}},
    "group of a name": {"group": "../x"},
    "encoding of nothing": {"examples": {"good": [{"documents": "a: b", "encoding": "zzz"}]}},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_rule_is_refused_or_run(tmp_path: Path, name: str) -> None:
    done = check(tmp_path, HOSTILE[name])
    assert done.returncode in (0, 1, 2), done.stdout + done.stderr
    assert "<class" not in done.stdout
    assert len(done.stdout) < 20_000


@pytest.mark.parametrize(
    "parameter",
    [
        {"type": "duration", "default": 5, "tighter": "shorter"},
        {"type": "duration", "default": "soon", "tighter": "shorter"},
        {"type": "words", "default": "x", "tighter": "fewer"},
        {"type": "number", "default": 1, "tighter": "shorter"},
        {"type": "duration", "default": "P1Y", "tighter": "more"},
    ],
)
def test_a_parameter_that_cannot_be_compared_is_refused(tmp_path: Path, parameter: dict[str, object]) -> None:
    done = check(tmp_path, {"parameters": {"p": {"title": "P", **parameter}}})
    assert done.returncode == 2, done.stderr
    assert "p does not suit its type" in done.stderr


def test_a_rule_file_that_links_out_of_the_estate_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hunter2: x\n")
    estate = tmp_path / "estate"
    (estate / "rules").mkdir(parents=True)
    (estate / "rules" / "OWN-002_x.yaml").symlink_to("../../secret")
    done = check(estate, {})
    assert done.returncode == 2
    assert "leads out" in done.stderr
    assert "hunter2" not in done.stderr + done.stdout


BACKTRACKING = {
    "optional": "a?" * 40 + "a" * 40 + "b",
    "bounded": "a{0,900}a{0,900}a{0,900}b",
    "alternatives": "(?:a|a)" * 40 + "b",
    "nested": "(a+)+b",
    "alternatives in two groups": "(?:a|a|a|a|a|a|a|a)(?:a|a|a|a|a|a|a|a)b",
    "repeated and alternatives": "(?:a|a)a*(?:a|a)b",
}


@pytest.mark.parametrize("name", BACKTRACKING)
def test_no_pattern_takes_more_than_linear_time_for_long(name: str) -> None:
    matches = compile_pattern(BACKTRACKING[name], ())
    started = time.process_time()
    assert not matches("a" * 2000)
    assert time.process_time() - started < 2


def _patterns(condition: Any) -> Iterator[str]:
    if isinstance(condition, dict):
        if isinstance(condition.get("pattern"), str):
            yield condition["pattern"]
        condition = list(condition.values())
    if isinstance(condition, list):
        for part in condition:
            yield from _patterns(part)


def test_a_check_with_the_shipped_rules_loads_no_engine_for_patterns() -> None:
    """What a small check costs is the start of the program, so the catalogue keeps to patterns that `re` may run."""
    for rule in load_catalogue().rules.values():
        slow = [p for p in _patterns([rule.when, rule.must]) if not runs_on_the_standard_library(p)]
        assert slow == [], rule.id


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [(r"^\$$", "$", True), (r"^\$$", r"\Z", False), ("a[$]b", "a$b", True), ("^x$", "x\n", False)],
)
def test_a_dollar_means_what_ecma_says(pattern: str, text: str, found: bool) -> None:
    assert compile_pattern(pattern, ())(text) is found


def test_an_enormous_pattern_is_refused() -> None:
    with pytest.raises(ConditionError):
        compile_pattern("a{99999}" * 9, ())
