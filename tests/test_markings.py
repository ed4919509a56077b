"""Protective markings: the grammar, the facts that rules stand on, and the lattice."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsalint.linter.vocabulary.lattice import (
    Label,
    at_least,
    audience_within,
    candidates,
    join,
    label_of,
    rank,
)
from dsalint.linter.vocabulary.markings import Marking, MarkingError, marking_facts, parse_marking

NOW, BEFORE_V2, IN_2019, IN_2012 = "2026-06-01", "2024-08-04", "2019-01-01", "2012-06-01"
LEVELS = ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET")
GPMS = ("UNCLASSIFIED", "PROTECT", "RESTRICTED", "CONFIDENTIAL")
HANDLING = (
    "RECIPIENTS ONLY",
    "FOR PUBLIC RELEASE",
    "HMG USE ONLY",
    "EMBARGOED",
    "Home Office USE ONLY",
    "DWP/HMRC USE ONLY",
)
DESCRIPTORS = (
    "PERSONAL DATA",
    "LEGAL PROFESSIONAL PRIVILEGE",
    "LEGAL",
    "MARKET SENSITIVE",
    "COMMERCIAL",
    "HR / MANAGEMENT",
)
IN_CONFIDENCE = (
    "This information has been provided in confidence to the Government of Ruritania and should not be released "
    "without prior agreement from the UK Government."
)
UNTIL_ANNOUNCED = (
    "This information will remain classified until [ANNOUNCEMENT on 01/03/25 at 09:30], after which the information "
    "will be [OFFICIAL - FOR PUBLIC RELEASE]"
)
CAVEATS = ("UK EYES ONLY", "UK/US EYES ONLY", "FIVE EYES ONLY", "AUS/UK EYES ONLY")


def subset(words: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words), max_size=2, unique=True)


gsc_texts = st.builds(
    lambda prefix, level, *elements: (
        prefix + " - ".join([level, *(word for words in elements for word in words)])
    ),
    st.sampled_from(["", "UK "]),
    st.sampled_from(LEVELS),
    subset(HANDLING),
    subset(DESCRIPTORS),
    subset(("KESTREL", "HALCYON")),
    subset(CAVEATS),
)
gpms_texts = st.builds(
    lambda term, words: " - ".join([term, *words]),
    st.sampled_from(GPMS),
    subset(("STAFF", "MEDICAL", "POLICY")),
)
markings = st.one_of(gsc_texts, gpms_texts).map(parse_marking)
names = st.one_of(st.none(), st.sets(st.sampled_from(["ada", "bob", "cy"]), min_size=1))
labels = st.recursive(
    st.builds(label_of, markings, names), lambda inner: st.builds(join, inner, inner), max_leaves=4
)


def facts(text: str, date: str = NOW) -> dict[str, object]:
    return marking_facts(parse_marking(text), date)


# --- grammar ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "OFFICIAL",
        "OFFICIAL-SENSITIVE - RECIPIENTS ONLY",
        "SECRET - RECIPIENTS ONLY - COMMERCIAL",
        "SECRET - RECIPIENTS ONLY - KESTREL",
        "SECRET - RECIPIENTS ONLY - COMMERCIAL - KESTREL",
        "UK SECRET - CODEWORD - UK EYES ONLY",
        "UK OFFICIAL-SENSITIVE\nREL EU",
        f"UK SECRET\n{IN_CONFIDENCE}",
        f"OFFICIAL-SENSITIVE - EMBARGOED\n{UNTIL_ANNOUNCED}",
        "OFFICIAL - FOR PUBLIC RELEASE",
        "TOP SECRET - Home Office/NCA USE ONLY - LEGAL PROFESSIONAL PRIVILEGE",
    ],
)
def test_formats_of_the_policy_are_read_as_they_stand(text: str) -> None:
    marking = parse_marking(text)
    assert (marking.canonical, marking.style, marking.order_canonical) == (text, (), True)


def test_parts_of_a_marking() -> None:
    marking = parse_marking(
        "UK SECRET - [Home Office, NCA AND HMRC] USE ONLY - LPP - KESTREL - UK/US EYES ONLY\nREL-EU\nHandle with care"
    )
    assert marking.prefix_uk
    assert (marking.scheme_family, marking.tier, marking.sensitive) == ("gsc", "SECRET", False)
    assert marking.handling == ("Home Office/NCA/HMRC USE ONLY",)
    assert marking.organisations == ("Home Office", "NCA", "HMRC")
    assert marking.descriptors == ("LEGAL PROFESSIONAL PRIVILEGE",)
    assert marking.codewords == ("KESTREL",)
    assert marking.caveats == (("UK", "US"),)
    assert marking.rel_eu
    assert marking.instruction == "Handle with care"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Official Sensitive", "OFFICIAL-SENSITIVE"),
        ("OFFICIAL SENSITIVE", "OFFICIAL-SENSITIVE"),
        ("OFFICIAL–SENSITIVE", "OFFICIAL-SENSITIVE"),
        ("OFFICIAL: SENSITIVE", "OFFICIAL-SENSITIVE"),
        ("OFFICIAL - SENSITIVE", "OFFICIAL-SENSITIVE"),
        ("OFFICIAL - COMMERCIAL - SENSITIVE", "OFFICIAL-SENSITIVE - COMMERCIAL"),
        ("O-S", "OFFICIAL-SENSITIVE"),
        ("OS", "OFFICIAL-SENSITIVE"),
        ("OFFICIAL-SENSITIVE: COMMERCIAL", "OFFICIAL-SENSITIVE - COMMERCIAL"),
        ("OFFICIAL: SENSITIVE: PERSONAL", "OFFICIAL-SENSITIVE - PERSONAL"),
        ("OFFICIAL-SENSITIVE COMMERCIAL", "OFFICIAL-SENSITIVE - COMMERCIAL"),
        ("OFFICIAL-SENSITIVE -COMMERCIAL", "OFFICIAL-SENSITIVE - COMMERCIAL"),
        ("TOPSECRET", "TOP SECRET"),
        ("top secret", "TOP SECRET"),
        ("uk secret", "UK SECRET"),
        ("UK SECRET - REL EU", "UK SECRET\nREL EU"),
        ("SECRET - COMMERCIAL - COMMERCIAL", "SECRET - COMMERCIAL"),
        ("SECRET - UK EYES ONLY - UK EYES ONLY", "SECRET - UK EYES ONLY"),
        ("SECRET - uk eyes only", "SECRET - UK EYES ONLY"),
        ("PROTECT - WIDGETS", "PROTECT - WIDGETS"),
    ],
)
def test_common_variants_are_read_and_remarked_on(text: str, canonical: str) -> None:
    marking = parse_marking(text)
    assert marking.canonical == canonical
    assert marking.style


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_any_dash_separates(dash: str) -> None:
    marking = parse_marking(f"SECRET {dash} HMG USE ONLY {dash} LEGAL")
    assert (marking.canonical, marking.style) == ("SECRET - HMG USE ONLY - LEGAL", ())


@pytest.mark.parametrize(
    "written", ["HR / MANAGEMENT", "HR/MANAGEMENT", "MARKET SENSITIVE", "MARKET-SENSITIVE"]
)
def test_permitted_spellings_of_descriptors(written: str) -> None:
    marking = parse_marking(f"OFFICIAL - {written}")
    assert marking.descriptors in (("HR / MANAGEMENT",), ("MARKET SENSITIVE",))
    assert marking.style == ()


@pytest.mark.parametrize(
    ("text", "tier", "descriptors"),
    [
        ("RESTRICTED – STAFF", "RESTRICTED", ("STAFF",)),
        ("PROTECT - PERSONAL", "PROTECT", ("PERSONAL",)),
        ("CONFIDENTIAL", "CONFIDENTIAL", ()),
        ("NPM", "NOT PROTECTIVELY MARKED", ()),
        ("NOT PROTECTIVELY MARKED", "NOT PROTECTIVELY MARKED", ()),
        ("RESTRICTED - INVESTIGATION", "RESTRICTED", ("INVESTIGATIONS",)),
    ],
)
def test_gpms(text: str, tier: str, descriptors: tuple[str, ...]) -> None:
    marking = parse_marking(text)
    assert (marking.scheme_family, marking.tier, marking.descriptors) == ("gpms", tier, descriptors)


@pytest.mark.parametrize(
    "text", ["SECRET - UK EYES ALPHA", "CONFIDENTIAL - UK EYES ALPHA", "SECRET - CANUKUS EYES ONLY"]
)
def test_gpms_caveats_are_one_phrase(text: str) -> None:
    marking = parse_marking(text)
    assert len(marking.caveats) == len(marking.caveats[0]) == 1
    assert marking.canonical == text


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("", ""),
        ("  \n ", ""),
        ("OFFICIAL SECRET", ""),
        ("OFFICIAL - SECRET", ""),
        ("RESTRICTED - SECRET", ""),
        ("RESTRICTED - {x}", ""),
        ("OFICIAL - COMMERCIAL", "OFFICIAL - COMMERCIAL"),
        ("Confidental", "CONFIDENTIAL"),
        ("SECRET - RECIPENTS ONLY", "SECRET - RECIPIENTS ONLY"),
        ("SECRET - Two Words", ""),
        ("SECRET - X", ""),
        ("SECRET - ONLY", ""),
        ("OFFICIAL -", ""),
        ("OFFICIAL - - LEGAL", ""),
        ("OFFICIALLY", "OFFICIAL"),
        ("OFFICIAL everything else", ""),
        ("SECRET - 1/2 EYES ONLY", "SECRET - UK EYES ONLY"),
        ("SECRET - [] USE ONLY", "HOME OFFICE USE ONLY"),
        ("SECRET - [DWP]] USE ONLY", "HOME OFFICE USE ONLY"),
        ("SECRET\x1b[31m", ""),
        ("Oﬃcial", "OFFICIAL"),
        ("OFFICIAL" + " " * 400, ""),
    ],
)
def test_what_is_no_marking(text: str, suggestion: str) -> None:
    with pytest.raises(MarkingError) as caught:
        parse_marking(text)
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 160
    assert caught.value.suggestion == suggestion


@given(st.text(st.sampled_from("OFICALSENTVRUKEYHMG -–/:[]\n"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        marking = parse_marking(text)
    except MarkingError:
        return
    assert parse_marking(marking.canonical).canonical == marking.canonical


@given(st.one_of(gsc_texts, gpms_texts))
def test_canonical_form_means_the_same_and_is_stable(text: str) -> None:
    marking = parse_marking(text)
    again = parse_marking(marking.canonical)
    assert again.canonical == marking.canonical
    assert again.order_canonical
    assert label_of(again) == label_of(marking)


# --- facts --------------------------------------------------------------------------------------------------------

CROSSES = [
    ("RECIPIENTS ONLY", "OFFICIAL", "recipients_only_inapplicable"),
    ("FOR PUBLIC RELEASE", "OFFICIAL-SENSITIVE", "public_release_conflict"),
    ("FOR PUBLIC RELEASE", "SECRET", "public_release_conflict"),
    ("FOR PUBLIC RELEASE", "TOP SECRET", "public_release_conflict"),
    ("HMG USE ONLY", "TOP SECRET", "inapplicable"),
    ("EMBARGOED", "TOP SECRET", "inapplicable"),
    ("LEGAL", "SECRET", "inapplicable"),
    ("LEGAL", "TOP SECRET", "inapplicable"),
    ("UK EYES ONLY", "OFFICIAL", "caveats_inapplicable"),
    ("UK EYES ONLY", "OFFICIAL-SENSITIVE", "caveats_inapplicable"),
]
"""Every cell of the table in the policy that says no."""
APPLICABILITY = (
    "recipients_only_inapplicable",
    "public_release_conflict",
    "inapplicable",
    "caveats_inapplicable",
)


@pytest.mark.parametrize(
    ("word", "level"), [*product((*HANDLING, *DESCRIPTORS, "CODEWORD", "UK EYES ONLY"), LEVELS)]
)
def test_table_of_the_policy(word: str, level: str) -> None:
    found = facts(f"{level} - {word}")
    flagged = [name for name in APPLICABILITY if found[name]]
    assert flagged == [name for crossed, at, name in CROSSES if (crossed, at) == (word, level)]


@pytest.mark.parametrize("text", ["SECRET-SENSITIVE", "TOP SECRET-SENSITIVE", "SECRET - SENSITIVE"])
def test_sensitive_belongs_to_official(text: str) -> None:
    assert facts(text)["sensitive_misplaced"] is True
    assert facts("OFFICIAL-SENSITIVE")["sensitive_misplaced"] is False


def test_recipients_only_on_official_was_allowed_until_version_2() -> None:
    assert facts("OFFICIAL - RECIPIENTS ONLY", BEFORE_V2)["recipients_only_inapplicable"] is False
    assert facts("OFFICIAL - RECIPIENTS ONLY", "2024-08-05")["recipients_only_inapplicable"] is True


def test_the_2014_scheme_is_not_judged_by_later_tables() -> None:
    found = facts("TOP SECRET - HMG USE ONLY - LEGAL", IN_2019)
    assert not any(found[name] for name in APPLICABILITY)


def test_terms_and_schemes() -> None:
    assert facts("RESTRICTED", IN_2019)["gpms_term"] is True
    assert facts("RESTRICTED", IN_2019)["valid_terms"] is False
    assert facts("RESTRICTED", IN_2012)["valid_terms"] is True
    assert facts("OFFICIAL", IN_2012)["gsc_term"] is True
    assert facts("OFFICIAL-SENSITIVE", IN_2012)["out_of_scheme"] == ["OFFICIAL", "-SENSITIVE"]
    assert facts("SECRET", IN_2012)["gsc_term"] is False
    assert facts("SECRET", IN_2012)["valid_terms"] is True
    assert facts("SECRET - HMG USE ONLY", IN_2012)["out_of_scheme"] == ["HMG USE ONLY"]
    assert facts("OFFICIAL-SENSITIVE - PERSONAL", IN_2019)["valid_terms"] is True
    assert facts("OFFICIAL-SENSITIVE - PERSONAL", NOW)["out_of_scheme"] == ["PERSONAL"]


def test_a_gpms_descriptor_is_no_codeword_in_its_time() -> None:
    assert facts("SECRET - STAFF", IN_2012)["descriptors"] == ["STAFF"]
    assert facts("SECRET - STAFF", IN_2012)["codewords"] == []
    assert facts("SECRET - STAFF", NOW)["codewords"] == ["STAFF"]


def test_ranks_and_candidates() -> None:
    assert (facts("OFFICIAL-SENSITIVE")["rank"], facts("OFFICIAL-SENSITIVE")["level"]) == (
        1,
        "OFFICIAL-SENSITIVE",
    )
    confidential = facts("CONFIDENTIAL", IN_2012)
    assert (confidential["rank_min"], confidential["rank_max"]) == (1, 2)
    assert confidential["candidates"] == ["OFFICIAL-SENSITIVE", "SECRET"]
    assert "rank" not in confidential
    assert "level" not in confidential


@pytest.mark.parametrize(
    ("caveats", "ordered"),
    [
        ("UK/US EYES ONLY", True),
        ("US/UK EYES ONLY", False),
        ("AUS/UK EYES ONLY", True),
        ("UK/AUS EYES ONLY", True),
        ("UK/US/AUS EYES ONLY", False),
        ("FIVE EYES ONLY - UK EYES ONLY", True),
        ("UK EYES ONLY - FIVE EYES ONLY", False),
    ],
)
def test_order_of_caveats(caveats: str, ordered: bool) -> None:
    assert facts(f"SECRET - {caveats}")["caveats_ordered"] is ordered


def test_order_of_elements() -> None:
    assert facts("SECRET - COMMERCIAL - RECIPIENTS ONLY")["order_canonical"] is False
    assert facts("SECRET - KESTREL - COMMERCIAL")["order_canonical"] is True
    assert facts("SECRET - UK EYES ONLY - LPP")["order_canonical"] is False


@given(st.one_of(gsc_texts, gpms_texts), st.sampled_from([NOW, BEFORE_V2, IN_2019, IN_2012]))
def test_facts_are_plain_values(text: str, date: str) -> None:
    for value in facts(text, date).values():
        assert isinstance(value, str | bool | int) or (
            isinstance(value, list) and all(isinstance(item, str) for item in value)
        )


# --- lattice ------------------------------------------------------------------------------------------------------


def marked(text: str) -> Marking:
    return parse_marking(text)


@pytest.mark.parametrize(("high", "low"), [*product(range(4), range(4))])
def test_levels_of_the_gsc_are_totally_ordered(high: int, low: int) -> None:
    assert at_least(marked(LEVELS[high]), marked(LEVELS[low])) is (high >= low)


@pytest.mark.parametrize(("high", "low"), [*product(range(4), range(4))])
def test_terms_of_gpms_are_totally_ordered(high: int, low: int) -> None:
    assert at_least(marked(GPMS[high]), marked(GPMS[low])) is (high >= low)


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("RESTRICTED", "OFFICIAL", True),
        ("RESTRICTED", "OFFICIAL-SENSITIVE", None),
        ("RESTRICTED", "SECRET", False),
        ("OFFICIAL", "RESTRICTED", None),
        ("OFFICIAL-SENSITIVE", "RESTRICTED", True),
        ("OFFICIAL", "CONFIDENTIAL", False),
        ("OFFICIAL-SENSITIVE", "CONFIDENTIAL", None),
        ("SECRET", "CONFIDENTIAL", True),
        ("CONFIDENTIAL", "SECRET", None),
        ("OFFICIAL", "UNCLASSIFIED", True),
        ("UNCLASSIFIED", "OFFICIAL", True),
        ("UNCLASSIFIED", "OFFICIAL-SENSITIVE", False),
        ("TOP SECRET", "CONFIDENTIAL", True),
    ],
)
def test_across_the_schemes_the_order_is_partial(a: str, b: str, verdict: bool | None) -> None:
    assert at_least(marked(a), marked(b)) is verdict


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("OFFICIAL", "OFFICIAL - FOR PUBLIC RELEASE", True),
        ("OFFICIAL - FOR PUBLIC RELEASE", "OFFICIAL", False),
        ("OFFICIAL - HMG USE ONLY", "OFFICIAL", True),
        ("OFFICIAL", "OFFICIAL - HMG USE ONLY", False),
        ("OFFICIAL - DWP USE ONLY", "OFFICIAL", True),
        ("OFFICIAL - DWP USE ONLY", "OFFICIAL - HMG USE ONLY", None),
        ("OFFICIAL - DWP USE ONLY", "OFFICIAL - dwp/HMRC USE ONLY", True),
        ("OFFICIAL - DWP/HMRC USE ONLY", "OFFICIAL - DWP USE ONLY", False),
        ("OFFICIAL", "OFFICIAL - DWP USE ONLY", False),
        ("SECRET - RECIPIENTS ONLY", "SECRET", True),
        ("SECRET", "SECRET - RECIPIENTS ONLY", False),
        ("SECRET - RECIPIENTS ONLY", "SECRET - RECIPIENTS ONLY", None),
        ("SECRET - RECIPIENTS ONLY", "SECRET - DWP USE ONLY", None),
        ("SECRET - UK EYES ONLY", "SECRET - UK/US EYES ONLY", True),
        ("SECRET - FIVE EYES ONLY", "SECRET - UK/US EYES ONLY", False),
        ("SECRET - AUS/CAN/NZ/UK/US EYES ONLY", "SECRET - FIVE EYES ONLY", True),
        ("SECRET", "SECRET - UK EYES ONLY", False),
        ("SECRET - UK EYES ALPHA", "SECRET - UK EYES ONLY", True),
    ],
)
def test_audiences_are_ordered_by_inclusion(a: str, b: str, verdict: bool | None) -> None:
    assert audience_within(marked(a), marked(b)) is verdict


def test_named_recipients_compare_where_they_are_known() -> None:
    marking = marked("SECRET - RECIPIENTS ONLY")
    few, many = label_of(marking, {"ada"}), label_of(marking, {"ada", "bob"})
    assert audience_within(few, many) is True
    assert audience_within(many, few) is False
    assert (
        audience_within(join(few, label_of(marking, {"bob"})), label_of(marked("SECRET - DWP USE ONLY")))
        is True
    )


def test_candidates_of_a_term() -> None:
    assert candidates(marked("PROTECT")) == ("OFFICIAL", "OFFICIAL-SENSITIVE")
    assert candidates(marked("SECRET")) == ("SECRET",)
    assert [rank(marked(level)) for level in LEVELS] == [0, 1, 2, 3]
    assert rank(marked("PROTECT")) == -1


@given(labels, labels, labels)
def test_join_is_that_of_a_semilattice(a: Label, b: Label, c: Label) -> None:
    assert join(a, b) == join(b, a)
    assert join(a, join(b, c)) == join(join(a, b), c)
    assert join(a, a) == a
    assert join(a, Label()) == a


@given(labels, labels)
def test_combining_never_lowers_the_marking_nor_widens_the_audience(a: Label, b: Label) -> None:
    both = join(a, b)
    assert at_least(both, a) is True
    assert audience_within(both, a) is not False
    assert both.descriptors >= a.descriptors
    assert both.codewords >= a.codewords


@given(labels, labels, labels)
def test_join_is_monotone(a: Label, b: Label, c: Label) -> None:
    if at_least(b, a) is True:
        assert at_least(join(b, c), join(a, c)) is True
    if audience_within(b, a) is True:
        assert audience_within(join(b, c), join(a, c)) is not False


@given(labels, labels, labels)
def test_orders_are_reflexive_and_transitive(a: Label, b: Label, c: Label) -> None:
    assert at_least(a, a) is True
    assert audience_within(a, a) is not False
    if at_least(a, b) is True and at_least(b, c) is True:
        assert at_least(a, c) is True
    if audience_within(a, b) is True and audience_within(b, c) is True:
        assert audience_within(a, c) is not False
