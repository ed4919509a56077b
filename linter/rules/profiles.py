"""Profiles: named choices of rules and severities, kept in `rules/profiles/`. Several profiles are combined."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from dsalint.linter.documents.own_files import read_own_file
from dsalint.linter.errors import UserError
from dsalint.linter.rules.catalogue import BUILT_IN, Catalogue
from dsalint.linter.vocabulary.suggest import did_you_mean

DEFAULT_PROFILE = "standard"


class Profile(NamedTuple):
    """One profile: which rules it runs (ids, groups, or `all`) and which severities it changes."""

    name: str
    title: str
    description: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    severities: dict[str, str]


class Selected(NamedTuple):
    """A rule that runs, and the severity of its findings."""

    id: str
    severity: str


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
        near = did_you_mean(name, profile_names())
        raise UserError(
            f"there is no profile `{name}`",
            f"did you mean `{near}`?" if near else f"profiles: {', '.join(profile_names())}",
        )
    value = read_own_file("profile", path, f"profile {name}").value
    return Profile(
        name=name,
        title=value["title"],
        description=value["description"],
        include=tuple(value["include"]),
        exclude=tuple(value.get("exclude", ())),
        severities=dict(value.get("severities", {})),
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
    chosen: dict[str, str] = {}
    for name in tuple(profiles) or (DEFAULT_PROFILE,):
        profile = load_profile(name)
        included = _expand(catalogue, profile.include) - _expand(catalogue, profile.exclude)
        for rule in included:
            chosen[rule] = profile.severities.get(rule, chosen.get(rule, catalogue.rules[rule].severity))
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
    return [Selected(rule, chosen[rule]) for rule in sorted(chosen)]


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
            known = [*catalogue.rules, *catalogue.groups]
            near = did_you_mean(name, known)
            raise UserError(
                f"there is no rule or group `{name}`",
                f"did you mean `{near}`?" if near else "`dsalint rules` lists the rules by group",
            )
    return found
