"""One rule: a frozen value made from one rule file."""

from typing import Any, NamedTuple

from dsalint.linter.policies.parameters import Parameter
from dsalint.linter.rules.conditions import compile_condition, prove_parts
from dsalint.linter.rules.outcomes import Check

DEFAULT_AS_OF = "2026-06-01"
"""The date of an example that names none: fixed, so that no example depends on today."""


class Citation(NamedTuple):
    """A place in a source: key into `rules/reference/sources.yaml`, and section, article or paragraph."""

    source: str
    locator: str
    verified: str
    """V: read in the primary text; V2: in a secondary source; unverified."""


class Also(NamedTuple):
    """A second place that a finding shows."""

    at: str
    note: str


class Rule(NamedTuple):
    """What a rule file says. `when` and `must` stay data; `compiled` turns them into checks."""

    id: str
    name: str
    title: str
    group: str
    subject: str
    severity: str
    confidence: str
    authority: tuple[Citation, ...]
    message: str
    rationale: str
    fix: str
    when: Any = True
    must: Any = True
    needs: tuple[str, ...] = ()
    at: str = ""
    also: tuple[Also, ...] = ()
    route: str = ""
    cites: str = ""
    """A record, or a list of them, with `source` and `locator`; where it names any, a finding cites those instead of the rule's."""
    limits: str = ""
    since: str = ""
    judged_at: str = "as-of"
    in_force_from: str = ""
    in_force_until: str = ""
    parameters: tuple[Parameter, ...] = ()
    detects: tuple[str, ...] = ()
    """Codes of problems that the reader or the schema finds; such a rule has no condition of its own."""
    file: str = ""
    law_from: str = ""
    """The first day on which one of its authorities was in force: before it nothing asked for what the rule asks for."""

    def in_force(self, date: str) -> bool:
        """Whether the rule applies to something judged at a date."""
        return max(self.in_force_from, self.law_from) <= date and (
            not self.in_force_until or date <= self.in_force_until
        )


class Compiled:
    """A rule ready to run. Each condition is compiled when it is first needed: most rules do not apply to most runs."""

    __slots__ = ("_must", "_when", "rule", "wanted")

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.wanted: frozenset[str] = frozenset(
            rule.when.get("required", ()) if isinstance(rule.when, dict) else ()
        )
        """Keys without which a subject is none of the rule's: told without compiling the condition."""
        self._when: Check | None = None
        self._must: Check | None = None

    @property
    def when(self) -> Check:
        if self._when is None:
            self._when = compile_condition(self.rule.when, ("when",))
        return self._when

    @property
    def must(self) -> Check:
        if self._must is None:
            self._must = compile_condition(self.rule.must, ("must",))
        return self._must


def prove_compiles(rule: Rule) -> None:
    """Compile both conditions of a rule once.

    Raises:
        ConditionError: a condition that is not well-formed.
    """
    for name, condition in (("when", rule.when), ("must", rule.must)):
        compile_condition(condition, (name,))
        prove_parts(condition, (name,))


def rule_from(value: dict[str, Any], file: str) -> Rule:
    """A rule from the mapping of a rule file that its schema accepts."""
    from dsalint.linter.vocabulary.sources import first_day  # built-in rules are kept with the answer

    force = value.get("in_force", {})
    return Rule(
        id=value["id"],
        name=value["name"],
        title=value["title"],
        group=value["group"],
        subject=value["subject"],
        severity=value["severity"],
        confidence=value["confidence"],
        authority=tuple(
            Citation(item["source"], item.get("locator", ""), item.get("verified", "V"))
            for item in value["authority"]
        ),
        message=" ".join(value["message"].split()),
        rationale=value["rationale"].strip(),
        fix=" ".join(value["fix"].split()),
        when=value.get("when", True),
        must=value.get("must", True),
        needs=tuple(value.get("needs", ())),
        at=value.get("at", ""),
        also=tuple(Also(item["at"], item["note"]) for item in value.get("also", ())),
        route=value.get("route", ""),
        cites=value.get("cites", ""),
        limits=value.get("limits", "").strip(),
        since=value.get("since", ""),
        judged_at=value.get("judged_at", "as-of"),
        in_force_from=force.get("from", ""),
        in_force_until=force.get("until", ""),
        parameters=tuple(
            Parameter(name, item["title"], item["type"], item["default"], item["tighter"])
            for name, item in value.get("parameters", {}).items()
        ),
        detects=tuple(value.get("detects", ())),
        file=file,
        law_from=""
        if value.get("detects")
        else min(first_day(item["source"]) for item in value["authority"]),
    )
