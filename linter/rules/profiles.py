"""Profiles: named choices of rules and severities, kept in `rules/profiles/`. Several profiles are combined."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from dsalint.linter.documents.own_files import read_own_file
from dsalint.linter.errors import UserError
from dsalint.linter.rules.catalogue import BUILT_IN, Catalogue
from dsalint.linter.source.kept import kept

DEFAULT_PROFILE = "standard"


class Profile(NamedTuple):
    """One profile: which rules it runs (ids, groups, or `all`) and which severities it changes."""

    name: str
    title: str
    description: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    severities: dict[str, str]
    reasons: dict[str, str]
    """For each rule or group that is left out: why law or policy does not ask for it."""
    organisation_types: tuple[str, ...] = ()
    """Types of organisation that it is made for."""
    raise_warnings: bool = False
    """Warnings are errors and notes are warnings, but for rules that rest on unverified citations only."""


BY_ORGANISATION = "by-organisation"
"""Chooses for each subject the profiles made for the types of its organisations, and the standard one for other types."""


class Selected(NamedTuple):
    """A rule that runs, and the severity of its findings."""

    id: str
    severity: str
    by_type: dict[str, str] | None = None
    """Where it was chosen by organisation: its severity for each type that a profile is made for, and under `` for all
    others; empty where it says nothing of them."""


def profile_names() -> list[str]:
    """Names of the built-in profiles."""
    folder = os.path.join(BUILT_IN, "profiles")
    return sorted(name[:-5] for name in os.listdir(folder) if name.endswith(".yaml"))


def load_profile(name: str) -> Profile:
    """A built-in profile.

    Raises:
        UserError: no profile has that name, or its file is faulty.
    """
    path = os.path.join(BUILT_IN, "profiles", f"{name}.yaml")
    if name not in profile_names():
        from dsalint.linter.vocabulary.suggest import did_you_mean

        names = [*profile_names(), BY_ORGANISATION]
        near = did_you_mean(name, names)
        raise UserError(
            f"there is no profile `{name}`",
            f"did you mean `{near}`?" if near else f"profiles: {', '.join(names)}",
        )
    value = kept(f"profile-{name}", [path], lambda: read_own_file("profile", path, f"profile {name}").value)
    return Profile(
        name=name,
        title=value["title"],
        description=value["description"],
        include=tuple(value["include"]),
        exclude=tuple(name for entry in value.get("exclude", ()) for name in entry["rules"]),
        severities=dict(value.get("severities", {})),
        reasons={name: entry["because"] for entry in value.get("exclude", ()) for name in entry["rules"]},
        organisation_types=tuple(value.get("for", ())),
        raise_warnings=value.get("raise_warnings", False),
    )


def select_rules(
    catalogue: Catalogue,
    profiles: Iterable[str],
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severities: Iterable[tuple[str, str]] = (),
) -> list[Selected]:
    """The rules that run, in order of id, each with its severity.

    Rules that detect problems of the text and the shape of documents always run: what cannot be read is no pass.

    Raises:
        UserError: an unknown profile, rule or group, with a suggestion.
    """
    names = tuple(profiles) or (DEFAULT_PROFILE,)
    by_type = _by_type(catalogue) if BY_ORGANISATION in names else {}
    chosen: dict[str, str] = {}
    for severities_there in by_type.values():
        for rule, severity in severities_there.items():
            chosen[rule] = _worse(severity, chosen.get(rule, severity))
    everywhere: dict[str, str] = {}
    for name in names:
        if name != BY_ORGANISATION:
            everywhere |= _of_profile(catalogue, load_profile(name), everywhere)
    chosen |= everywhere
    if select:
        wanted = _expand(catalogue, select)
        chosen = {rule: chosen.get(rule, catalogue.rules[rule].severity) for rule in wanted}
    for rule in _expand(catalogue, ignore):
        chosen.pop(rule, None)
    for detector in catalogue.rules.values():
        if detector.detects:
            chosen.setdefault(detector.id, detector.severity)
    for rule_id, severity in severities:
        for rule in _expand(catalogue, (rule_id,)):
            if rule in chosen:
                chosen[rule] = severity
    return [Selected(rule, chosen[rule], _scope(rule, by_type, everywhere)) for rule in sorted(chosen)]


def _of_profile(catalogue: Catalogue, profile: Profile, before: dict[str, str]) -> dict[str, str]:
    """The rules of a profile with their severities; what it does not change keeps that of the profiles before it."""
    included = _expand(catalogue, profile.include) - _expand(catalogue, profile.exclude)
    return {
        rule: profile.severities.get(rule, before.get(rule) or _raised(catalogue, rule, profile))
        for rule in included
    }


_WORST_FIRST = ("error", "warning", "note")


def _raised(catalogue: Catalogue, rule: str, profile: Profile) -> str:
    severity = catalogue.rules[rule].severity
    if not profile.raise_warnings or all(c.verified == "unverified" for c in catalogue.rules[rule].authority):
        return severity
    return _WORST_FIRST[max(_WORST_FIRST.index(severity) - 1, 0)]


def fails_at(severity: str, threshold: str) -> bool:
    """Whether a finding of a severity fails a run at a threshold, one of the severities or `never`."""
    return threshold in _WORST_FIRST and _WORST_FIRST.index(severity) <= _WORST_FIRST.index(threshold)


def _worse(one: str, other: str) -> str:
    return min(one, other, key=_WORST_FIRST.index)


def _by_type(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """For each type of organisation that a profile is made for, its rules and severities; `` for all other types."""
    found = {"": _of_profile(catalogue, load_profile(DEFAULT_PROFILE), {})}
    for name in profile_names():
        profile = load_profile(name)
        for type_ in profile.organisation_types:
            found[type_] = found.get(type_, {}) | _of_profile(catalogue, profile, found.get(type_, {}))
    return found


def _scope(
    rule: str, by_type: dict[str, dict[str, str]], everywhere: dict[str, str]
) -> dict[str, str] | None:
    if not by_type or rule in everywhere:
        return None
    return {type_: severities.get(rule, "") for type_, severities in by_type.items()}


def severity_for(selected: Selected, types: Iterable[str]) -> str:
    """The severity of a rule for a subject of organisations of some types; empty where it does not speak of any of them.

    A subject without an organisation is judged by every rule.
    """
    if selected.by_type is None:
        return selected.severity
    known = list(types)
    if not known:
        return selected.severity
    found = [selected.by_type.get(type_, selected.by_type[""]) for type_ in known]
    return min(filter(None, found), key=_WORST_FIRST.index, default="")


def _expand(catalogue: Catalogue, names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for name in names:
        if name == "all":
            found.update(catalogue.rules)
        elif name in catalogue.rules:
            found.add(name)
        elif name in catalogue.groups:
            found.update(rule.id for rule in catalogue.rules.values() if rule.group == name)
        else:
            from dsalint.linter.vocabulary.suggest import did_you_mean

            known = [*catalogue.rules, *catalogue.groups]
            near = did_you_mean(name, known)
            raise UserError(
                f"there is no rule or group `{name}`",
                f"did you mean `{near}`?" if near else "`dsalint rules` lists the rules by group",
            )
    return found
