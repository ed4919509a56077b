"""The policies of an estate at a date: which apply to whom, and what their clauses make of rules' parameters.

A clause may tighten what the rule's default or the parent policy sets. One that would weaken it is a finding and has
no effect. Where several policies apply, the strictest value wins, and a finding names the clause that set it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dsalint.linter.estate.document import Document
from dsalint.linter.estate.estate import Estate
from dsalint.linter.policies.parameters import Parameter, fits, is_tighter, is_weaker
from dsalint.linter.source.text import Path

Specifications = Mapping[str, Mapping[str, Parameter]]
"""Rule id to the parameters that the rule declares."""


class Setting(NamedTuple):
    """A value that one clause gives to one parameter of one rule."""

    rule: str
    parameter: str
    value: Any
    policy: Document
    clause: Path
    place: Path

    @property
    def clause_value(self) -> dict[str, Any]:
        clause: dict[str, Any] = self.policy.value["clauses"][self.clause[1]]
        return clause


class Effective(NamedTuple):
    """Parameter values for one rule and one subject, and the clauses that set those that differ from the default."""

    values: dict[str, Any]
    settings: tuple[Setting, ...]


NO_SETTINGS = Effective({}, ())
"""Of a rule without parameters."""


class PolicyBook:
    """All policies in force, read once."""

    __slots__ = ("_binding", "_cache", "_estate", "_lines", "_specifications", "policies")

    def __init__(self, estate: Estate, as_of: str, specifications: Specifications) -> None:
        self._estate = estate
        self._specifications = specifications
        self.policies = [
            policy for policy in estate.of_kind("policy") if policy.sound and in_force(policy, as_of)
        ]
        self._binding = frozenset(map(id, self.policies))
        self._lines: dict[str, tuple[tuple[Document, ...], bool]] = {}
        self._cache: dict[tuple[str, tuple[str, ...]], Effective] = {}

    def effective(self, rule: str, organisations: tuple[str, ...]) -> Effective:
        """The parameters of a rule for a subject of these organisations."""
        key = (rule, organisations)
        if key not in self._cache:
            self._cache[key] = self._effective(rule, organisations)
        return self._cache[key]

    def _effective(self, rule: str, organisations: tuple[str, ...]) -> Effective:
        declared = self._specifications.get(rule, {})
        values = {name: parameter.default for name, parameter in declared.items()}
        winners: dict[str, Setting] = {}
        for policy in self.policies:
            if not any(self._applies(policy, organisation) for organisation in organisations):
                continue
            for setting in self.settings(policy):
                parameter = declared.get(setting.parameter) if setting.rule == rule else None
                if (
                    parameter is not None
                    and fits(parameter, setting.value)
                    and is_tighter(parameter, setting.value, values[parameter.name])
                ):
                    values[parameter.name] = setting.value
                    winners[parameter.name] = setting
        return Effective(values, tuple(winners[name] for name in sorted(winners)))

    def settings(self, policy: Document) -> Iterator[Setting]:
        """Every value that a policy's clauses give, in the order written; a malformed policy sets nothing."""
        for index, clause in enumerate(policy.value.get("clauses", ()) if policy.sound else ()):
            for number, means in enumerate(clause.get("enforced_by", ())):
                for name, value in means.get("parameters", {}).items():
                    path: Path = ("clauses", index, "enforced_by", number, "parameters", name)
                    yield Setting(str(means.get("rule", "")), name, value, policy, ("clauses", index), path)

    def baseline(self, policy: Document, rule: str, parameter: Parameter) -> tuple[Any, Setting | None]:
        """What binds a policy from above: the strictest value of its ancestors in force, else the rule's default."""
        value, source = parameter.default, None
        for ancestor in self.ancestors(policy):
            for setting in self.settings(ancestor):
                if (
                    (setting.rule, setting.parameter) == (rule, parameter.name)
                    and fits(parameter, setting.value)
                    and is_tighter(parameter, setting.value, value)
                ):
                    value, source = setting.value, setting
        return value, source

    def weakenings(self, policy: Document) -> Iterator[tuple[Setting, Any, Setting | None]]:
        """Settings weaker than what binds the policy from above, with that value and the clause behind it."""
        for setting in self.settings(policy):
            parameter = self._specifications.get(setting.rule, {}).get(setting.parameter)
            if parameter is None or not fits(parameter, setting.value):
                continue
            value, source = self.baseline(policy, setting.rule, parameter)
            if is_weaker(parameter, setting.value, value):
                yield setting, value, source

    def ancestors(self, policy: Document) -> list[Document]:
        """Parent, grandparent and so on, as far as they are in force."""
        return [ancestor for ancestor in self._line(policy)[0] if id(ancestor) in self._binding]

    def line_known(self, policy: Document) -> bool:
        """Whether all that binds a policy from above can be read: each parent exists and is well-formed."""
        return self._line(policy)[1]

    def _line(self, policy: Document) -> tuple[tuple[Document, ...], bool]:
        """Parent, grandparent and so on, and whether the line is whole; a cycle ends it."""
        if policy.key not in self._lines:
            line: dict[str, Document] = {}
            current, whole = policy, True
            while reference := current.value.get("parent"):
                found = self._estate.find("policy", reference)
                if found is None or not found.sound:
                    whole = False
                    break
                if found is policy or found.key in line:
                    break
                line[found.key] = found
                current = found
            self._lines[policy.key] = tuple(line.values()), whole
        return self._lines[policy.key]

    def knows(self, rule: str) -> bool:
        return rule in self._specifications

    def parameter(self, rule: str, name: str) -> Parameter | None:
        return self._specifications.get(rule, {}).get(name)

    def parameter_names(self, rule: str) -> list[str]:
        return sorted(self._specifications.get(rule, ()))

    def _applies(self, policy: Document, organisation: str) -> bool:
        """A policy applies to the bodies it names, to bodies of its types and sectors, and to what belongs to them."""
        scope = policy.value.get("applies_to", {})
        if scope.get("everything") is True:
            return True
        named = {
            found.id
            for name in scope.get("organisations", ())
            if (found := self._estate.find("organisation", name))
        }
        types, sectors = scope.get("organisation_types", ()), scope.get("sectors", ())
        seen: set[str] = set()
        current = self._estate.find("organisation", organisation)
        while current is not None and current.id not in seen:
            seen.add(current.id)
            if (
                current.id in named
                or str(current.value.get("type")) in types
                or str(current.value.get("sector")) in sectors
            ):
                return True
            current = self._estate.find("organisation", current.value.get("parent"))
        return False


def in_force(policy: Document, as_of: str) -> bool:
    """Whether a policy binds at a date: begun, and neither draft nor replaced."""
    if policy.value.get("status") in ("draft", "superseded", "withdrawn"):
        return False
    return str(policy.value.get("effective") or "") <= as_of
