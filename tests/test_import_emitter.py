"""What the YAML emitter writes is read back as the same value by YAML 1.1 and by YAML 1.2 readers."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from dsalint.linter.importers.emitter import to_yaml
from dsalint.linter.source.reader import read_yaml
from dsalint.linter.source.text import SourceText


def _own(text: str) -> Any:
    """Read with dsalint's own reader, which keeps to the core schema of YAML 1.2."""
    reading = read_yaml(SourceText("x.yaml", text))
    assert not reading.problems
    return reading.documents[0].value


readers = pytest.mark.parametrize(
    "read",
    [_own, partial(yaml.load, Loader=yaml.SafeLoader), partial(yaml.load, Loader=yaml.CSafeLoader)],
    ids=["YAML 1.2", "YAML 1.1", "YAML 1.1 libyaml"],
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
    st.one_of(texts, st.booleans(), st.integers(-(10**17), 10**17), st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(texts.filter(lambda t: len(t) < 100), inner, max_size=4)
    ),
    max_leaves=12,
)


@readers
@given(document=st.dictionaries(texts.filter(lambda t: len(t) < 100), values, max_size=4))
@example(document={"a": ["x:y", "a: b", "# c", "d #e", "f:"]})
@example(document={"a": {"b": {"c": {"d": [{"e": "long " * 40}]}}}})
def test_a_document_is_read_back_as_it_was(read: Callable[[str], Any], document: dict[str, Any]) -> None:
    text = to_yaml(document)
    assert read(text) == document
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
