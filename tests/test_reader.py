"""Text to values and places: exact to the character, bounded, and every mistake explained at its place."""

import time
import tracemalloc
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dsalint.linter.source import limits, reader
from dsalint.linter.source.files import Unreadable, decode, read_text
from dsalint.linter.source.portable import PortableParser
from dsalint.linter.source.reader import Reading, read_yaml
from dsalint.linter.source.scalars import resolve_plain
from dsalint.linter.source.text import Path, SourceText

ODD = "kind: agreement\r\nid: é𝒳-one # note\ntext: |\n  two\n  lines\n\nlist: [a, \"b c\", {d: 'e'}]\n\u2028x: 1\n"


def read(text: str) -> tuple[SourceText, Reading]:
    source = SourceText("a.yaml", text)
    return source, read_yaml(source)


def written(text: str, path: Path) -> str:
    source, reading = read(text)
    entry, found = reading.documents[0].positions.entry(path)
    assert found == path
    return source.text[entry.value_start : entry.value_end]


def test_places_are_exact_with_wide_characters_windows_line_ends_and_block_scalars() -> None:
    assert written(ODD, ("id",)) == "é𝒳-one"
    assert written(ODD, ("text",)) == "|\n  two\n  lines"
    assert written(ODD, ("list", 1)) == '"b c"'
    assert written(ODD, ("list", 2, "d")) == "'e'"


def test_lines_count_as_editors_count_them() -> None:
    source = SourceText("a", "one\r\ntwo\rthree\u2028still three\nfour")
    assert [source.line(n) for n in range(1, 5)] == ["one", "two", "three\u2028still three", "four"]
    assert source.position(source.text.index("still")) == (3, 7)


def test_a_value_reached_through_an_alias_is_placed_at_its_anchor() -> None:
    text = "a: &x\n  b: deep\nc: *x\n"
    assert written(text, ("c",)) == "*x"
    assert written(text, ("c", "b")) == "deep"


keys = st.text("abcdefghij-_é𝒳", min_size=1, max_size=8)
scalars = st.one_of(
    st.integers(-(10**17), 10**17),
    st.booleans(),
    st.none(),
    st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\x85\ufeff"),
        max_size=30,
    ),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)
documents = st.dictionaries(keys, values, min_size=1, max_size=5)


class _Quoting(yaml.SafeDumper):
    """Quotes every text, so that what is dumped is the same text in YAML 1.1 and 1.2."""


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


_Quoting.add_representer(str, _quoted)


def leaves(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, (*path, key))]
    if isinstance(value, list):
        return [leaf for index, item in enumerate(value) for leaf in leaves(item, (*path, index))]
    return [(path, value)]


@given(documents, st.booleans())
def test_what_was_written_is_read_and_each_place_holds_its_value(
    document: dict[str, Any], flow: bool
) -> None:
    text = yaml.dump(
        document, Dumper=_Quoting, allow_unicode=True, default_flow_style=flow, sort_keys=False, width=10_000
    )
    source, reading = read(text)
    assert not reading.problems
    assert reading.documents[0].value == document
    for path, value in leaves(document):
        entry, found = reading.documents[0].positions.entry(path)
        assert found == path
        snippet = source.text[entry.value_start : entry.value_end]
        assert yaml.load(snippet, Loader=yaml.BaseLoader) == (value if isinstance(value, str) else snippet)
        if not isinstance(value, str):
            assert resolve_plain(snippet) == value


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        return
    source, reading = read(text)
    for problem in reading.problems:
        assert 0 <= problem.start < problem.end
        line, column = source.position(problem.start)
        assert line >= 1
        assert column >= 1
        assert problem.message
        assert problem.fix


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("010", "010"),
        ("2024-01-02", "2024-01-02"),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("true", True),
        ("~", None),
        ("12", 12),
        ("1.5", 1.5),
        ("0x1F", 31),
        (".inf", ".inf"),
        ("1e999", "1e999"),
        ("9" * 400, "9" * 400),
    ],
)
def test_plain_scalars_follow_the_core_schema_without_its_traps(text: str, value: object) -> None:
    assert resolve_plain(text) == value
    assert type(resolve_plain(text)) is type(value)


MISTAKES = [
    ("a:\n\t- b\n", "yaml-syntax", 2, 1, "tab"),
    ("a: b: c\n", "yaml-syntax", 1, 5, "colon"),
    ("a: 'x\nb: 1\n", "yaml-syntax", 1, 4, "quotation mark"),
    ('a: "x\\ud800y"\n', "yaml-syntax", 1, 6, "not a character"),
    ('a: "b \\ud83d\\ude00"\n', "yaml-syntax", 1, 7, "`\\ud83d` is not a character"),
    ('"\\U00110000": 1\n', "yaml-syntax", 1, 2, "not a character"),
    ('a: "C:\\data"\n', "yaml-syntax", 1, 7, "`\\d` means nothing"),
    ('a: "\\x4"\n', "yaml-syntax", 1, 5, "`\\x4` means nothing"),
    ("a: [1, 2\nb: 3\n", "yaml-syntax", 1, 4, "not closed"),
    ("a: 1\n  b: 2\n", "yaml-syntax", 2, 3, "indented"),
    ("a: @x\n", "yaml-syntax", 1, 4, "cannot begin"),
    ("a: 1\na: 2\n", "duplicate-key", 2, 1, "twice"),
    ("a: !x 1\n", "tag", 1, 4, "tag"),
    ("a: *b\n", "unknown-alias", 1, 4, "anchor"),
    ("a: &x [*x]\n", "cyclic-alias", 1, 8, "never end"),
    ("<<: {a: 1}\n", "merge-key", 1, 1, "merge"),
    ("1: x\n", "key-not-text", 1, 1, "not text"),
    ("? [a]\n: 1\n", "key-not-text", 1, 3, "key"),
    ("a: \x07\n", "yaml-syntax", 1, 4, "U+0007"),
    ("a: " + "[" * 70 + "]" * 70, "too-deep", 1, 67, "levels"),
]


@pytest.mark.parametrize("parser", [reader._Parser, PortableParser], ids=["libyaml", "portable"])
@pytest.mark.parametrize(
    ("text", "code", "line", "column", "words"), MISTAKES, ids=[m[1] + m[4] for m in MISTAKES]
)
def test_a_mistake_is_one_problem_at_its_place(
    text: str, code: str, line: int, column: int, words: str, parser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_Parser", parser)
    source, reading = read(text)
    assert [problem.code for problem in reading.problems] == [code]
    problem = reading.problems[0]
    assert source.position(problem.start) == (line, column)
    assert words in problem.message
    assert problem.fix


def test_documents_before_a_syntax_error_are_kept_and_those_with_a_problem_are_not_sound() -> None:
    _, reading = read("a: 1\n---\nb: 1\nb: 2\n---\nc: 'x\n")
    assert [(d.value, d.sound) for d in reading.documents] == [({"a": 1}, True), ({"b": 1}, False)]
    assert [problem.code for problem in reading.problems] == ["duplicate-key", "yaml-syntax"]


def alias_bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


def test_an_alias_bomb_is_refused_before_it_is_expanded() -> None:
    _, reading = read(alias_bomb(30))
    assert [problem.code for problem in reading.problems] == ["alias-budget"]
    assert not reading.documents


def test_ordinary_anchors_are_allowed() -> None:
    _, reading = read("a: &t [1, 2]\nb: *t\nc: *t\n")
    assert not reading.problems
    assert reading.documents[0].value == {"a": [1, 2], "b": [1, 2], "c": [1, 2]}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"caf\xe9: 1\n", "not-utf8"),
        ("a: 1".encode("utf-16"), "not-utf8"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff", "binary"),
        (b"a: \0", "binary"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, code: str) -> None:
    refused = decode(data)
    assert isinstance(refused, Unreadable)
    assert refused.code == code
    assert refused.fix


def test_a_byte_order_mark_is_not_part_of_the_first_key() -> None:
    text = decode(b"\xef\xbb\xbfkind: x\n")
    assert isinstance(text, str)
    _, reading = read(text)
    assert reading.documents[0].value == {"kind": "x"}


def test_a_huge_file_is_refused_by_its_size_alone(tmp_path: Any) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    refused = read_text(str(path))
    assert isinstance(refused, Unreadable)
    assert refused.code == "too-large"
    assert "1,000,000,000" in refused.message


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_NODES", 50)
    _, reading = read("a: [" + "1, " * 100 + "1]\n")
    assert [problem.code for problem in reading.problems] == ["too-many-nodes"]


def test_an_alias_bomb_costs_next_to_nothing() -> None:
    text = alias_bomb(30)
    tracemalloc.start()
    started = time.process_time()
    read(text)
    used = time.process_time() - started
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert used < 0.05
    assert peak < 20_000_000
