"""`dsalint explain RULE`: a whole rule on one page, for an information-governance officer and an engineer.

In: the mapping of a rule file, and the list of sources that its authority refers to.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from dsalint.linter.reports.escape import guard
from dsalint.linter.reports.example import render_example
from dsalint.linter.reports.look import Look
from dsalint.linter.rules.rule import DEFAULT_AS_OF
from dsalint.linter.rules.sample import Said
from dsalint.linter.rules.unknowns import sentence
from dsalint.linter.rules.wording import in_general


class ReferenceLike(Protocol):
    """A reference list of sources, by key; a mapping of mappings will do."""

    def get(self, key: str, /) -> Mapping[str, Any] | None: ...


_INDENT = "  "
_VERIFIED = {
    "V": "read in the primary text",
    "V2": "read in a secondary source",
    "unverified": "citation unverified",
}
_TIGHTER = {
    "shorter": "a policy may only make it shorter",
    "longer": "a policy may only make it longer",
    "smaller": "a policy may only make it smaller",
    "larger": "a policy may only make it larger",
    "fewer": "a policy may only take values away",
    "more": "a policy may only add values",
}


def render_explain(
    rule_mapping: Mapping[str, Any],
    sources: ReferenceLike,
    strategy: Iterable[Mapping[str, Any]] = (),
    *,
    said: Said | None = None,
    related: Iterable[tuple[str, str]] = (),
    width: int,
    colour: bool,
    unicode: bool = True,
) -> str:
    """The page for one rule, ending in a line end. A source that is not in the list is shown by its key.

    Args:
        strategy: the lines of the founding strategy, of which those that name the rule are quoted.
        said: what dsalint says of the first example that fails; its remedy is shown instead of the general one.
        related: ids and titles of rules that have to do with this one.
    """
    look = Look(width, colour, unicode)
    sections = [
        _heading(rule_mapping, sources, look),
        _section("Why", look.paragraph(str(rule_mapping.get("rationale", "")), _INDENT), look),
        _section("Authority", list(_authority(rule_mapping, sources, look)), look),
        _section("In force", _in_force(rule_mapping, look), look),
        _section("How to comply", look.paragraph(_remedy(rule_mapping), _INDENT), look),
        _section("Limits", look.paragraph(str(rule_mapping.get("limits", "")), _INDENT), look),
        _section("No verdict", list(_no_verdict(rule_mapping, look)), look),
        _section("Parameters, which a policy can set", list(_parameters(rule_mapping, look)), look),
        _example(rule_mapping, "bad", "Fails", "error", look),
        _section("dsalint says of the first of these", _said(said, look), look),
        _example(rule_mapping, "good", "Passes", "secondary", look),
        _section("Related rules", list(_related(related, look)), look),
        _section(
            "In the Home Office Information Management Strategy of 2012",
            list(_quoted(rule_mapping, strategy, look)),
            look,
        ),
        _section("Condition, as the rule file has it", _condition(rule_mapping, look), look),
    ]
    return guard("\n\n".join("\n".join(rows) for rows in sections if rows) + "\n")


def _section(title: str, rows: list[str], look: Look) -> list[str]:
    """The rows under a title; nothing at all when there is nothing to say."""
    return [look.paint(title, "strong"), *rows] if any(row.strip() for row in rows) else []


def _heading(rule: Mapping[str, Any], sources: ReferenceLike, look: Look) -> list[str]:
    severity = str(rule.get("severity", ""))
    identifier = look.prose(str(rule.get("id", "")))
    title = look.hanging(f"{identifier}  ", look.prose(str(rule.get("title", ""))), _INDENT)
    facts = [
        severity,
        f"{rule['confidence']} confidence" if rule.get("confidence") else "",
        *(f"{key} {rule[key]}" for key in ("group", "subject") if rule.get(key)),
        _weight(rule, sources),
    ]
    line = f" {look.dot()} ".join(look.prose(fact) for fact in facts if fact)
    role = severity if severity in ("error", "warning", "note") else "strong"
    title[0] = look.paint(identifier, role) + look.paint(title[0][len(identifier) :], "strong")
    return [*title, line, look.prose(str(rule.get("name", "")))]


_WEIGHTS = {
    "law": "rests on law",
    "statutory-code": "rests on a statutory code",
    "policy": "rests on policy, not on law",
    "guidance": "rests on guidance, not on law",
    "template": "rests on a template, not on law",
}


def _weight(rule: Mapping[str, Any], sources: ReferenceLike) -> str:
    """The weightiest kind of source that a rule cites."""
    cited = [sources.get(str(citation.get("source", ""))) for citation in rule.get("authority") or ()]
    forces = {str(source.get("force", "")) for source in cited if source is not None}
    return next((text for force, text in _WEIGHTS.items() if force in forces), "")


_ALL_UNVERIFIED = (
    "Nobody has checked these citations in the text of the source: take the finding as a question to ask, and check "
    "the source before you rely on it."
)


def _authority(rule: Mapping[str, Any], sources: ReferenceLike, look: Look) -> Iterator[str]:
    marks: list[str] = []
    for citation in rule.get("authority") or ():
        key = str(citation.get("source", ""))
        source = sources.get(key)
        if source is None:
            yield from look.hanging(_INDENT, look.prose(f"{key}: not in the list of sources"), _INDENT * 2)
            continue
        name = ", ".join(filter(None, (str(source.get("title", key)), str(citation.get("locator", "")))))
        yield from look.hanging(_INDENT, look.prose(name), _INDENT * 2)
        dates = _period(source.get("from"), source.get("until"))
        force = str(source.get("force", "")).replace("-", " ")
        kind = f"{force}; the source is {dates}" if dates else force
        mark = _weakest(str(citation.get("verified", "V")), str(source.get("verified", "V")))
        marks.append(mark)
        for detail in (kind, str(source.get("uri", "")), _VERIFIED.get(mark, mark)):
            if detail:
                yield from look.hanging(_INDENT * 2, look.prose(detail), _INDENT * 2)
    if marks and set(marks) == {"unverified"}:
        yield from look.hanging(_INDENT, _ALL_UNVERIFIED, _INDENT)


def _quoted(rule: Mapping[str, Any], strategy: Iterable[Mapping[str, Any]], look: Look) -> Iterator[str]:
    for row in strategy:
        if rule.get("id") in row.get("rules", ()):
            yield from look.hanging(
                f"{_INDENT}line {int(row['id'][4:])}: ", look.prose(row["title"]), _INDENT * 2
            )


def _weakest(*marks: str) -> str:
    """A citation is no better verified than its source, nor a source than its citation."""
    order = list(_VERIFIED)
    return max(marks, key=lambda mark: order.index(mark) if mark in order else len(order))


def _period(start: object, end: object) -> str:
    if start and end:
        return f"in force {start} to {end}"
    return f"in force since {start}" if start else f"in force until {end}" if end else ""


def _said(said: Said | None, look: Look) -> list[str]:
    """The words of the finding on the example, with its remedy."""
    if said is None:
        return []
    return [
        *look.paragraph(said.message, _INDENT),
        *look.hanging(f"{_INDENT}fix: ", look.prose(said.fix), _INDENT * 2),
    ]


def _in_force(rule: Mapping[str, Any], look: Look) -> list[str]:
    """From when the rule speaks, and which date decides."""
    force = rule.get("in_force") or {}
    period = _period(force.get("from"), force.get("until"))
    judged = "the document's own date" if rule.get("judged_at") == "document" else "the as-of date"
    return look.paragraph(f"The rule is {period}, judged at {judged}." if period else "", _INDENT)


def _remedy(rule: Mapping[str, Any]) -> str:
    defaults = {name: entry.get("default") for name, entry in (rule.get("parameters") or {}).items()}
    return in_general(str(rule.get("fix", "")), defaults)


def _parameters(rule: Mapping[str, Any], look: Look) -> Iterator[str]:
    for name, parameter in (rule.get("parameters") or {}).items():
        default = f"default {_inline(parameter['default'])}" if "default" in parameter else "no default"
        facts = [str(parameter.get("type", "")), default, _TIGHTER.get(str(parameter.get("tighter")), "")]
        text = f"{parameter.get('title', '')} ({'; '.join(filter(None, facts))})"
        yield from look.hanging(f"{_INDENT}{look.prose(str(name))}: ", look.prose(text), _INDENT * 2)


def _example(rule: Mapping[str, Any], sort: str, title: str, role: str, look: Look) -> list[str]:
    """The first example of a sort, with its places marked."""
    for example in ((rule.get("examples") or {}).get(sort) or ())[:1]:
        at = example.get("as_of")
        about = ": ".join(filter(None, (title, look.prose(str(example.get("title", ""))))))
        heading = f"{about} (judged at {look.prose(str(at or DEFAULT_AS_OF))})"
        return _section(heading, render_example(example, look, role), look)
    return []


def _related(related: Iterable[tuple[str, str]], look: Look) -> Iterator[str]:
    for identifier, title in related:
        yield from look.hanging(f"{_INDENT}{look.prose(identifier)}  ", look.prose(title), _INDENT * 5)


def _no_verdict(rule: Mapping[str, Any], look: Look) -> Iterator[str]:
    """When the rule does not decide, and what to write so that it does; by examples where it names no fields."""
    counted = "the check is counted as undecided, never as passed"
    needs = dict.fromkeys(sentence((str(pointer),)) for pointer in rule.get("needs") or ())
    titles = [
        str(example["title"])
        for example in (rule.get("examples") or {}).get("undecided") or ()
        if example.get("title")
    ]
    if needs:
        yield from look.paragraph(f"Where this is so, {counted}:", _INDENT)
        for need in needs:
            yield from look.hanging(_INDENT, look.prose(need), _INDENT * 2)
    elif titles:
        text = f"Where the record does not let dsalint decide, {counted}. For example: {'; '.join(titles)}."
        yield from look.paragraph(text, _INDENT)


def _condition(rule: Mapping[str, Any], look: Look) -> list[str]:
    """`when` and `must` as the rule file has them: JSON Schema 2020-12 with the dsalint keywords."""
    import yaml

    condition = {key: rule[key] for key in ("needs", "when", "must") if key in rule}
    if not condition:
        return []
    text = yaml.safe_dump(condition, sort_keys=False, allow_unicode=True, width=look.columns() - 2)
    return [_INDENT + look.escape(line) for line in text.rstrip("\n").split("\n")]


def _inline(value: object) -> str:
    """A value in YAML's own notation on one line."""
    import yaml

    return (
        yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10_000)
        .removesuffix("...\n")
        .strip()
    )
