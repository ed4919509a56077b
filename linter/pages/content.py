"""What the pages say: each rule with its law, an example that fails and one that passes, and the ways to find it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dsalint.linter.reports.example import marked_spans
from dsalint.linter.rules.catalogue import Catalogue
from dsalint.linter.rules.lookup import rests_on_unverified, rule_path
from dsalint.linter.rules.profiles import profile_names, select_rules
from dsalint.linter.rules.related import related_rules
from dsalint.linter.rules.rule import Rule
from dsalint.linter.rules.rulefile import read_rule_value
from dsalint.linter.rules.sample import Said, said_of_example
from dsalint.linter.rules.wording import in_general
from dsalint.linter.source.text import SourceText
from dsalint.linter.vocabulary.reference import reference_list
from dsalint.linter.vocabulary.sources import mark_of

_VERIFIED = {
    "V": "read in the primary text",
    "V2": "read in a secondary source",
    "unverified": "citation not verified",
}


class CitationOnPage(NamedTuple):
    source: str
    title: str
    locator: str
    force: str
    uri: str
    since: str
    until: str
    verified: str
    """In words."""


class ExampleOnPage(NamedTuple):
    lines: tuple[tuple[int, str, bool], ...]
    """Number, text, and whether the rule points at the line."""
    as_of: str
    title: str


class RulePage(NamedTuple):
    """All that one page says of a rule."""

    rule: Rule
    paragraphs: tuple[str, ...]
    """The rationale."""
    fix: str
    """The remedy, of no agreement in particular; empty where `said` has it of the example."""
    said: Said | None
    """What dsalint says of the example that fails."""
    citations: tuple[CitationOnPage, ...]
    unverified: bool
    """Whether nobody has checked any of the citations."""
    fails: ExampleOnPage | None
    passes: ExampleOnPage | None
    severities: tuple[tuple[str, str], ...]
    """Profiles in which it runs, each with its severity there."""
    strategy: tuple[tuple[int, str], ...]
    related: tuple[Rule, ...]


def rule_pages(catalogue: Catalogue, root: str) -> list[RulePage]:
    """A page for each rule of a catalogue, in order of id.

    Args:
        root: the folder to which files of local rules are relative.
    """
    by_profile = {
        name: {rule.id: rule.severity for rule in select_rules(catalogue, [name])} for name in profile_names()
    }
    related = related_rules(catalogue)
    rows = reference_list("founding-strategy").entries()
    pages: list[RulePage] = []
    for rule in catalogue.rules.values():
        value = read_rule_value(rule_path(rule, root), rule.file)
        examples = value.get("examples", {})
        said = said_of_example(rule, value, catalogue)
        pages.append(
            RulePage(
                rule=rule,
                paragraphs=tuple(part for part in re.split(r"\n\s*\n", rule.rationale) if part.strip()),
                fix=""
                if said
                else in_general(rule.fix, {each.name: each.default for each in rule.parameters}),
                said=said,
                citations=tuple(
                    _citation(item.source, item.locator, item.verified) for item in rule.authority
                ),
                unverified=rests_on_unverified(rule),
                fails=_example(examples.get("bad", ())),
                passes=_example(examples.get("good", ())),
                severities=tuple(
                    (name, chosen[rule.id]) for name, chosen in by_profile.items() if rule.id in chosen
                ),
                strategy=tuple(
                    (int(row["id"][4:]), row["title"]) for row in rows if rule.id in row.get("rules", ())
                ),
                related=tuple(catalogue.rules[name] for name in related.get(rule.id, ())),
            )
        )
    return pages


def _citation(source: str, locator: str, verified: str) -> CitationOnPage:
    record = reference_list("sources").get(source) or {}
    return CitationOnPage(
        source=source,
        title=str(record.get("title", source)),
        locator=locator,
        force=str(record.get("force", "")).replace("-", " "),
        uri=str(record.get("uri", "")),
        since=str(record.get("from", "")),
        until=str(record.get("until", "")),
        verified=_VERIFIED[mark_of(source, verified)],
    )


def _example(examples: Iterable[Mapping[str, Any]]) -> ExampleOnPage | None:
    """The first example."""
    example = next(iter(examples), None)
    if example is None:
        return None
    text = str(example.get("documents", "")).rstrip("\n")
    spans = marked_spans(SourceText("example", text), map(str, example.get("at") or ()))
    marked = {span.line for span in spans}
    lines = tuple((number, line, number in marked) for number, line in enumerate(text.split("\n"), 1))
    return ExampleOnPage(lines, str(example.get("as_of", "")), str(example.get("title", "")))


class LawIndex(NamedTuple):
    """A source with the rules that stand on it, by place."""

    source: str
    title: str
    uri: str
    places: tuple[tuple[str, tuple[Rule, ...]], ...]


def by_authority(catalogue: Catalogue) -> list[LawIndex]:
    """Which rules enforce a place of a source: by source, law first, then by place as statutes count."""
    found: dict[str, dict[str, list[Rule]]] = {}
    for rule in catalogue.rules.values():
        for citation in rule.authority:
            found.setdefault(citation.source, {}).setdefault(citation.locator, []).append(rule)
    sources = reference_list("sources")
    forces = ("law", "statutory-code", "policy", "guidance", "template", "")
    order = sorted(
        found,
        key=lambda name: (forces.index(str((sources.get(name) or {}).get("force", ""))), _title(name), name),
    )
    return [
        LawIndex(
            name,
            _title(name),
            str((sources.get(name) or {}).get("uri", "")),
            tuple(
                (place, tuple(rules))
                for place, rules in sorted(found[name].items(), key=lambda item: natural(item[0]))
            ),
        )
        for name in order
    ]


def natural(text: str) -> list[tuple[int, int, str]]:
    """A key by which s.9 comes before s.10."""
    return [
        (0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"([0-9]+)", text) if part
    ]


def _title(source: str) -> str:
    return str((reference_list("sources").get(source) or {}).get("title", source))
