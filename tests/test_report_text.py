"""The text report: what it shows, how it is laid out, and that nothing in a document can misuse it."""

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsalint.linter.findings.finding import Finding
from dsalint.linter.findings.place import Place, Related
from dsalint.linter.findings.report import Report
from dsalint.linter.reports.look import Look
from dsalint.linter.reports.snippet import Label, render_snippet
from dsalint.linter.reports.text import render_text
from dsalint.linter.reports.width import text_width, wrap
from dsalint.linter.source.text import SourceText, Span
from dsalint.tests.report_samples import CLEAN, FINDING, SOURCES, report

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def shown(checked: Report, width: int = 100, verbose: bool = False, unicode: bool = True) -> str:
    return render_text(checked, SOURCES, width=width, colour=False, verbose=verbose, unicode=unicode)


def test_a_finding_shows_problem_places_reason_and_remedy() -> None:
    assert (
        shown(report(FINDING, undecided=2))
        == """\
error[MRK016] the flow to Kent Police is marked OFFICIAL, below its asset's SECRET
 --> agreements/ward.yaml:9:62
  |
6 |   - organisation: kent-police
  |                   ----------- the recipient
...
9 |   - {id: income, to: kent-police, asset: ward-list, marking: OFFICIAL}
  |                                                              ^^^^^^^^
  |
 ::: assets/ward.yaml:3:10  the asset is marked SECRET
  |
3 | marking: SECRET
  |          ------
  |
  = route: 2 hops
    hop 1  Home Office → Kent Police  agreement a  marked SECRET    assets/ward.yaml:3:10
    hop 2  Kent Police → Acme         agreement b  marked OFFICIAL  agreements/ward.yaml:9:62
  = why: Government Security Classifications Policy, para 12 (policy, since 2014-04-02)
    https://example.org/gscp (citation unverified)
  = clause: Handling, clause 4.2: Flows keep their marking. (assets/ward.yaml:2:5)
  = fix: mark the flow SECRET, or ask the owner of the asset
  = help: dsalint explain MRK016

2 checks undecided: a period is not stated, or two cannot be compared (months with days) (2); run
  with --verbose to list
Checked 2 files, 2 documents, 10 rules: 1 error, 0 warnings, 0 notes · 12 passed, 1 failed, \
8 not applicable, 2 undecided, 0 blocked · as of 2026-06-01 · profile hmg
"""
    )


def test_a_narrow_terminal_wraps_everything_but_the_summary() -> None:
    lines = shown(report(FINDING), width=60).splitlines()
    assert all(text_width(line) <= 60 for line in lines[:-1])
    assert "    hop 1  Home Office → Kent Police" in lines
    assert "      agreement a, marked SECRET, assets/ward.yaml:3:10" not in lines  # hops hang by four
    assert "        agreement a, marked SECRET, assets/ward.yaml:3:10" in lines


def test_colour_adds_only_colour() -> None:
    checked = report(FINDING, undecided=1)
    coloured = render_text(checked, SOURCES, width=100, colour=True)
    assert "\x1b[1;31merror[MRK016]\x1b[0m" in coloured
    assert ANSI.sub("", coloured) == shown(checked)


def test_without_unicode_the_report_is_ascii() -> None:
    finding = FINDING._replace(rule="A1", message="警察 to “Kent”")
    text = shown(report(finding, *[FINDING] * 30), unicode=False)
    assert text.isascii()
    assert "\\u8b66\\u5bdf to \\u201cKent\\u201d" in text
    assert "Home Office -> Kent Police" in text


def test_several_labels_on_one_line_each_have_a_row() -> None:
    source = SourceText("f", "from: a  to: b\n")
    labels = [Label(Span(1, 7, 1, 8), "gives"), Label(Span(1, 14, 1, 15), "takes", "error")]
    assert render_snippet(source, labels, 1, Look(80)) == [
        "  |",
        "1 | from: a  to: b",
        "  |              ^ takes",
        "  |       - gives",
        "  |",
    ]


def test_one_skipped_line_is_shown_more_are_dots() -> None:
    source = SourceText("f", "a\nb\nc\nd\ne\nf\n")
    labels = [Label(Span(line, 1, line, 2)) for line in (1, 3, 6)]
    text = "\n".join(render_snippet(source, labels, 1, Look(80)))
    assert "2 | b" in text
    assert "...\n6 | f" in text
    assert "4 |" not in text


def test_a_span_over_lines_is_marked_on_its_first() -> None:
    source = SourceText("f", "flows:   \n  - a\n  - b\n")
    rows = render_snippet(source, [Label(Span(1, 1, 3, 6), "", "error")], 1, Look(80))
    assert rows[1:3] == ["1 | flows:", "  | ^^^^^^"]


def test_a_long_line_is_cut_around_the_span() -> None:
    source = SourceText("f", "x" * 5000 + "NEEDLE" + "y" * 5000)
    row, marks = render_snippet(source, [Label(Span(1, 5001, 1, 5007), "", "error")], 1, Look(60))[1:3]
    assert text_width(row) <= 60
    assert row[4] == "…" == row[-1]
    start = marks.index("^")
    assert row[start : start + 6] == "NEEDLE"
    assert marks[start:] == "^" * 6


def test_a_note_without_room_beside_its_underline_goes_below() -> None:
    source = SourceText("f", "a" * 50 + " b\n")
    label = Label(Span(1, 52, 1, 53), "this note would not fit beside the place that it is about", "error")
    rows = render_snippet(source, [label], 1, Look(60))
    assert rows[2].strip(" |") == "^"
    assert all(text_width(row) <= 60 for row in rows)


def test_tabs_are_expanded_and_the_marks_follow() -> None:
    source = SourceText("f", "a:\tb\n")
    rows = render_snippet(source, [Label(Span(1, 4, 1, 5), "", "error")], 1, Look(60))
    assert rows[1:3] == ["1 | a:    b", "  |       ^"]


def test_a_note_on_the_place_of_the_finding_labels_it() -> None:
    finding = FINDING._replace(related=(Related(FINDING.place, "too low"),))
    assert "^^^^^^^^ too low\n" in shown(report(finding))


@pytest.mark.parametrize("span", [Span(99, 1, 99, 2), Span(0, 0, 0, 0)])
def test_a_place_that_cannot_be_shown_is_still_named(span: Span) -> None:
    finding = FINDING._replace(place=Place("agreements/ward.yaml", span), route=(), clause=None)
    text = shown(report(finding))
    assert f"--> agreements/ward.yaml{':99:1' if span.line else ''}\n" in text
    assert "::: agreements/ward.yaml:6:19  the recipient\n" in text


def test_places_in_an_absent_file_are_named() -> None:
    finding = FINDING._replace(related=(Related(Place("gone.yaml", Span(3, 1, 3, 2)), "it was here"),))
    assert "\n ::: gone.yaml:3:1  it was here\n" in shown(report(finding))


def test_many_related_places_are_counted() -> None:
    finding = FINDING._replace(related=FINDING.related * 10)
    assert "… and 8 more places" in shown(report(finding))


def test_confidence_is_said_when_it_is_not_high() -> None:
    assert "explain MRK016   confidence: low\n" in shown(report(FINDING._replace(confidence="low")))


def test_findings_stand_in_document_order_and_are_capped_by_rule_and_file() -> None:
    late = [FINDING._replace(rule="B2")] * 23
    early = FINDING._replace(rule="A1", place=FINDING.place._replace(span=Span(1, 1, 1, 5)))
    other = FINDING._replace(rule="B2", place=FINDING.place._replace(file="zzz.yaml"))
    text = shown(report(other, *late, early))
    heads = re.findall(
        r"^error\[(\w+)\]|^… and (\d+) more of B2 in this file \(agreements/ward.yaml\)", text, re.MULTILINE
    )
    assert heads == [("A1", "")] + [("B2", "")] * 20 + [("", "3")] + [("B2", "")]


def test_waived_findings_are_counted_and_shown_on_request() -> None:
    waived = FINDING._replace(state="waived")
    checked = report(waived, summary=CLEAN)
    assert "error[MRK016]" not in shown(checked)
    assert "0 notes, 1 waived ·" in shown(checked)
    assert "error[MRK016] (waived) the flow" in shown(checked, verbose=True)


def test_a_clean_run_says_so_with_its_counts() -> None:
    assert shown(report()) == (
        "No findings.\n"
        "Checked 2 files, 2 documents, 10 rules: 0 errors, 0 warnings, 0 notes · 12 passed, 0 failed, "
        "8 not applicable, 0 undecided, 0 blocked · as of 2026-06-01 · profile hmg\n"
    )


def test_a_run_without_findings_does_not_hide_what_it_could_not_judge() -> None:
    summary = CLEAN._replace(undecided=1, blocked=1, elsewhere=3, unmatched_rules=("Z9", "A1", "B2", "C3"))
    text = shown(report(summary=summary))
    assert "4 rules matched nothing in the estate: A1, B2, C3 and 1 more\n" in text
    assert "No findings here, but 3 in files that were not named and 2 checks gave no verdict.\n" in text
    assert "10 rules (4 unmatched): 0 errors, 0 warnings, 0 notes, 3 elsewhere ·" in text
    assert shown(report(summary=CLEAN._replace(documents=0))).startswith("Nothing was checked.\n")


def test_verbose_lists_each_check_without_a_verdict() -> None:
    assert shown(report(undecided=1), width=120, verbose=True).startswith(
        "undecided[RET003] agreements/ward.yaml:9:10: flow income: no period is stated\n"
    )


def test_blocked_checks_are_summed_up_by_reason() -> None:
    blocked = (
        report(undecided=1).not_evaluated[0]._replace(verdict="blocked", reason="syntax error", missing=())
    )
    checked = report()._replace(not_evaluated=(blocked, blocked))
    assert "2 checks blocked: syntax error (2); run with --verbose to list\n" in shown(checked)


@pytest.mark.parametrize(
    "hostile",
    [
        "\n::error file=x::owned",
        "a\r::set-output name=x::y",
        "\x1b]0;title\x07\x1b[2J",
        "\u202egnisrever",
        "word " * 30 + "::add-mask::*** " * 30,
        "##[add-mask]a",
        "#\u200d#[error]a",
        "##vso[task.setvariable variable=x]y",
        "\u2028::error::x",
        "\u200c::error::x",
    ],
)
def test_documents_cannot_speak_to_a_terminal_or_a_build_server(hostile: str) -> None:
    assert_harmless(render_hostile(hostile))


@given(st.text(max_size=80), st.integers(1, 80), st.integers(0, 10), st.integers(20, 90))
def test_arbitrary_text_is_harmless(text: str, column: int, length: int, width: int) -> None:
    assert_harmless(render_hostile(text, column, length, width))


def render_hostile(text: str, column: int = 1, length: int = 1, width: int = 70) -> str:
    """A report that shows a text in every field that a document or a rule can fill."""
    where = Place(text, Span(1, column, 1, column + length), (text,), text)
    finding = Finding(
        *(text, text, "error", text, text, where, text),
        related=(Related(where, text), Related(where._replace(file="other" + text), text)),
        route=tuple(
            hop._replace(origin=text, target=text, agreement=text, note=text) for hop in FINDING.route
        ),
        authority=(FINDING.authority[0]._replace(title=text, locator=text, uri=text, since=text),),
        clause=FINDING.clause and FINDING.clause._replace(policy=text, clause=text, text=text),
        fix=text,
    )
    checked = report(finding, undecided=1)
    missing = checked.not_evaluated[0]._replace(subject=text, missing=(text,), reason=text)
    checked = checked._replace(not_evaluated=(missing, missing._replace(verdict="blocked")), profiles=(text,))
    sources = {text: SourceText(text, text), "other" + text: SourceText("other", text)}
    return "".join(
        render_text(checked, sources, width=width, colour=False, verbose=verbose) for verbose in (False, True)
    )


def assert_harmless(output: str) -> None:
    dangerous = {"Cc", "Cs", "Zl", "Zp"}
    assert not [c for c in output if c != "\n" and unicodedata.category(c) in dangerous]
    assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", output)
    visible = re.sub("[\u034f\u200b-\u200d\ufe00-\ufe0f]", "", output)
    for line in visible.split("\n"):
        assert not line.startswith("::")
        assert not line.lstrip().startswith("::") or line.lstrip().startswith("::: ")
        assert not re.search(r"##\w*\[", line)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("abc", 3),
        ("警察", 4),
        ("ｶﾞ", 2),
        ("Ａ", 2),
        ("한", 2),
        ("e\u0301", 1),
        ("ᄒ\u1161\u11ab", 2),
        ("a\u200db", 2),
        ("🙂", 2),
    ],
)
def test_widths_are_those_of_a_terminal(text: str, cells: int) -> None:
    assert text_width(text) == cells


def test_carets_stand_under_wide_characters() -> None:
    source = SourceText("f", "to: 警察e\u0301本部 x\n")
    rows = render_snippet(source, [Label(Span(1, 7, 1, 10), "", "error")], 1, Look(60))
    assert rows[2] == "  |         ^^^"  # eight cells before it, one for the accented letter, two for 本


WIDE_AND_COMBINING = st.text(
    st.sampled_from("aZ 警察ガ\u0301\u0308é한🙂\t\u200d\x1b"), min_size=1, max_size=60
)


@given(WIDE_AND_COMBINING, st.data(), st.integers(40, 120))
def test_carets_stand_under_the_span(line: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    rows = render_snippet(
        SourceText("f", line), [Label(Span(1, start + 1, 1, end + 1), "", "error")], 1, Look(width)
    )
    shown_line, marks = rows[1][4:], rows[2][4:]
    assert text_width(shown_line) <= width - 4
    escapes = {"\t": "    ", "\x1b": "\\x1b"}
    cells = [text_width("".join(escapes.get(c, c) for c in line[:n])) for n in (start, end)]
    if not shown_line.startswith("…") and not shown_line.endswith("…") and cells[0] < cells[1]:
        assert (len(marks) - len(marks.lstrip()), len(marks)) == tuple(cells)
    assert set(marks.strip()) == {"^"}


@given(
    st.lists(st.text(st.sampled_from("ab警\u0301"), min_size=1, max_size=30)),
    st.integers(4, 40),
    st.integers(0, 3),
)
def test_wrapping_keeps_the_text_and_the_width(words: list[str], room: int, taken: int) -> None:
    text = " ".join(words)
    lines = wrap(text, room, taken)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for number, line in enumerate(lines):
        used = text_width(line) + (0 if number else taken)
        assert used <= room or " " not in line


def test_five_thousand_findings_take_about_a_second() -> None:
    findings = tuple(FINDING._replace(rule=f"R{number % 400:03}") for number in range(5000))
    checked = report(*findings)
    start = time.process_time()
    shown(checked)
    assert time.process_time() - start < 3  # about 0.6 s alone; the margin is for a busy machine
