"""Rules and profiles for people who ask about them: `dsalint explain` and `dsalint rules`."""

import os
from collections.abc import Iterable
from typing import Any

from dsalint.linter.errors import UserError
from dsalint.linter.estate.config import find_root, load_config
from dsalint.linter.rules.catalogue import BUILT_IN, Catalogue, load_catalogue
from dsalint.linter.rules.profiles import load_profile, profile_names
from dsalint.linter.rules.rule import Rule
from dsalint.linter.vocabulary.sources import mark_of
from dsalint.linter.vocabulary.suggest import did_you_mean


def catalogue_at(folder: str) -> tuple[Catalogue, str]:
    """Built-in rules and those of the estate that a folder belongs to, and the estate's root."""
    root = find_root(folder)
    return load_catalogue(root, load_config(root).local_rules), root


def found_rule(catalogue: Catalogue, wanted: str) -> Rule:
    """A rule by its id (in any case) or its name.

    Raises:
        UserError: there is no such rule; with a suggestion.
    """
    rule = catalogue.rules.get(wanted.upper())
    if rule is None:
        rule = next((found for found in catalogue.rules.values() if found.name == wanted.lower()), None)
    if rule is None:
        near = did_you_mean(wanted.upper(), list(catalogue.rules))
        raise UserError(
            f"there is no rule `{wanted}`",
            f"did you mean `{near}`?" if near else "`dsalint rules` lists the rules",
        )
    return rule


def is_built_in(rule: Rule) -> bool:
    """Whether a rule comes with dsalint, and not with an estate."""
    return os.path.isfile(os.path.join(os.path.dirname(BUILT_IN), rule.file))


def rule_path(rule: Rule, root: str) -> str:
    """Where the file of a rule lies."""
    return os.path.join(os.path.dirname(BUILT_IN) if is_built_in(rule) else root, rule.file)


def rests_on_unverified(rule: Rule) -> bool:
    """Whether nobody has checked any of a rule's citations: what it says is then advice to check, and no more."""
    return all(mark_of(citation.source, citation.verified) == "unverified" for citation in rule.authority)


def listed_rules(folder: str, groups: Iterable[str], *, unverified: bool) -> list[dict[str, Any]]:
    """Rules in order of id, as mappings: of some groups only, or only those that rest on unverified citations alone.

    Raises:
        UserError: an unknown group; with a suggestion.
    """
    catalogue, _ = catalogue_at(folder)
    wanted = set(groups)
    for group in wanted:
        if group not in catalogue.groups:
            near = did_you_mean(group, catalogue.groups)
            raise UserError(
                f"there is no group `{group}`",
                f"did you mean `{near}`?" if near else f"groups: {', '.join(catalogue.groups)}",
            )
    return [
        {
            "id": rule.id,
            "name": rule.name,
            "title": rule.title,
            "group": rule.group,
            "subject": rule.subject,
            "severity": rule.severity,
            "confidence": rule.confidence,
            "authority": [citation._asdict() for citation in rule.authority],
            "unverified": rests_on_unverified(rule),
        }
        for rule in catalogue.rules.values()
        if (not wanted or rule.group in wanted) and (not unverified or rests_on_unverified(rule))
    ]


def listed_profiles() -> list[dict[str, Any]]:
    """The built-in profiles, as mappings."""
    return [load_profile(name)._asdict() for name in profile_names()]
