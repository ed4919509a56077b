"""What the YAML emitter writes is read back as the same value by YAML 1.1 and by YAML 1.2 readers."""

import re
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from dsalint.linter.importers.emitter import to_yaml


class Core(yaml.SafeLoader):
    """A reader of the YAML 1.2 core schema (§10.3.2): its regular expressions, and nothing of YAML 1.1's."""


Core.yaml_implicit_resolvers = {}

for tag, pattern in (
    ("null", r"~|null|Null|NULL|"),
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), None)

readers = pytest.mark.parametrize(
    "reader", [Core, yaml.SafeLoader, yaml.CSafeLoader], ids=["1.2", "1.1", "libyaml"]
)

texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.text(st.sampled_from("ab 01:-#\n\t'\"\\[]{},&*!|>%@`~.yYnN\r\x85\u2028\ufeff é"), max_size=12),
    st.lists(st.text("abc .:#-", min_size=1, max_size=9), min_size=20, max_size=60).map(" ".join),
    st.lists(st.text("abc .:#-", max_size=20), max_size=6).map("\n".join),
    st.sampled_from(
        ["no", "Yes", "~", "2024-02-01", "010", "12:30:45", "1e3", ".inf", "=", "<<", "0x1F", "=1+1", "NULL"]
    ),
)
values = st.recursive(
    st.one_of(texts, st.booleans(), st.integers(-(10**20), 10**20), st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(texts.filter(lambda t: len(t) < 100), inner, max_size=4)
    ),
    max_leaves=12,
)


@readers
@given(document=st.dictionaries(texts.filter(lambda t: len(t) < 100), values, max_size=4))
@example(document={"a": ["x:y", "a: b", "# c", "d #e", "f:"]})
@example(document={"a": {"b": {"c": {"d": [{"e": "long " * 40}]}}}})
def test_a_document_is_read_back_as_it_was(reader: type, document: dict[str, Any]) -> None:
    text = to_yaml(document)
    assert yaml.load(text, reader) == document
    assert text == to_yaml(document)
    assert text.endswith("\n") and "\r" not in text and "\t" not in text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2024-02-01", 'a: "2024-02-01"\n'),
        ("no", 'a: "no"\n'),
        ("OFFICIAL-SENSITIVE", "a: OFFICIAL-SENSITIVE\n"),
        ("Recover council tax debt, at low cost", "a: Recover council tax debt, at low cost\n"),
        ("=cmd()", 'a: "=cmd()"\n'),
        (
            {"start": "2019-03-29", "review_interval": "P6M"},
            'a: {start: "2019-03-29", review_interval: P6M}\n',
        ),
        (["local-authority-eng:BNS"], "a: [local-authority-eng:BNS]\n"),
        ("one\ntwo", "a: |-\n  one\n  two\n"),
        ([{"text": "word " * 24 + "end"}], None),
        (True, "a: true\n"),
        ([], "a: []\n"),
    ],
)
def test_a_person_would_write_it_so(value: Any, written: str | None) -> None:
    text = to_yaml({"a": value})
    assert written is None or text == written
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize("value", ["\ud800", 1.5, object()])
def test_what_yaml_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        to_yaml({"a": value})
    with pytest.raises(ValueError, match="a key has 129 characters"):
        to_yaml({"k" * 129: "x"})
