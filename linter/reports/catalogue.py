"""`dsalint rules`: all rules as a table by group, or all profiles; either also as JSON.

A rule or a profile is the mapping of its file, a profile with its `name`.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from dsalint.linter.reports.escape import guard
from dsalint.linter.reports.json import to_json
from dsalint.linter.reports.look import Look, counted
from dsalint.linter.reports.width import pad, text_width, wrap

Rule = Mapping[str, Any]
Profile = Mapping[str, Any]

_LISTED = (
    "id",
    "name",
    "title",
    "group",
    "subject",
    "severity",
    "confidence",
    "since",
    "authority",
    "unverified",
    "in_force",
)
"""What the JSON form says of every rule; the whole rule is its file."""


def render_rules(
    rules: Iterable[Rule], *, width: int, colour: bool = False, unicode: bool = True, json: bool = False
) -> str:
    """A table with id, severity, confidence and title, grouped, and a line with the count; or `rules_json`."""
    if json:
        return rules_json(rules)
    look = Look(width, colour, unicode)
    ordered = _ordered(rules)
    columns = [
        max((text_width(look.prose(str(rule.get(key, "")))) for rule in ordered), default=0) for key in _SHORT
    ]
    rows: list[str] = []
    groups = 0
    for group, members in groupby(ordered, key=lambda rule: str(rule.get("group", ""))):
        groups += 1
        rows += [look.paint(look.prose(group), "strong")]
        for rule in members:
            rows += _row(rule, columns, look)
        rows.append("")
    rows.append(f"{counted(len(ordered), 'rule')} in {counted(groups, 'group')}")
    return guard("\n".join(rows) + "\n")


_SHORT = ("id", "severity", "confidence")


def _row(rule: Rule, columns: list[int], look: Look) -> list[str]:
    identifier, severity, confidence = (
        pad(look.prose(str(rule.get(key, ""))), column) for key, column in zip(_SHORT, columns, strict=True)
    )
    role = str(rule.get("severity", ""))
    painted = look.paint(severity, role) if role in ("error", "warning", "note") else severity
    indent = 2 + sum(columns) + 2 * len(columns)
    room = max(look.columns() - indent, look.columns() // 2)
    mark = " (citation unverified)" if rule.get("unverified") else ""
    first, *rest = wrap(look.prose(str(rule.get("title", "")) + mark), room)
    lead = f"  {look.paint(identifier, 'strong')}  {painted}  {confidence}  "
    return [lead + first, *(" " * indent + line for line in rest)]


def rules_json(rules: Iterable[Rule]) -> str:
    """The rules as a JSON document: `version`, and `rules` in order of group and id."""
    listed = [
        {key: rule[key] for key in _LISTED if key in rule}
        | {"parameters": dict(rule.get("parameters") or {})}
        for rule in _ordered(rules)
    ]
    return to_json({"version": 1, "rules": listed})


def render_profiles(
    profiles: Iterable[Profile],
    *,
    width: int = 80,
    colour: bool = False,
    unicode: bool = True,
    json: bool = False,
) -> str:
    """Each profile with its title, its description and the rules that it takes and leaves; or all as JSON."""
    ordered = sorted(profiles, key=lambda profile: str(profile.get("name", "")))
    if json:
        return to_json({"version": 1, "profiles": [dict(profile) for profile in ordered]})
    look = Look(width, colour, unicode)
    blocks = [_profile(profile, look) for profile in ordered]
    return guard(
        "\n\n".join("\n".join(rows) for rows in [*blocks, [counted(len(ordered), "profile")]]) + "\n"
    )


def _profile(profile: Profile, look: Look) -> list[str]:
    name = look.prose(str(profile.get("name", "")))
    heading = look.hanging(f"{name}  ", look.prose(str(profile.get("title", ""))), "  ")
    heading[0] = look.paint(name, "strong") + heading[0][len(name) :]
    rows = [*heading, *look.paragraph(str(profile.get("description", "")), "  ")]
    severities = [
        f"{rule} as {severity}" for rule, severity in sorted((profile.get("severities") or {}).items())
    ]
    for word, names in (
        ("for", profile.get("organisation_types")),
        ("takes", profile.get("include")),
        *_left_out(profile),
        ("changes", severities),
    ):
        if names:
            rows += look.hanging(f"  {word}: ", look.prose(", ".join(map(str, names))), "    ")
    return rows


def _left_out(profile: Profile) -> list[tuple[str, list[str]]]:
    """What a profile leaves out, by reason."""
    by_reason: dict[str, list[str]] = {}
    for name, reason in (profile.get("reasons") or {}).items():
        by_reason.setdefault(str(reason), []).append(str(name))
    return [("leaves", [", ".join(names) + f" ({reason})"]) for reason, names in by_reason.items()]


def _ordered(rules: Iterable[Rule]) -> list[Rule]:
    return sorted(rules, key=lambda rule: (str(rule.get("group", "")), str(rule.get("id", ""))))
