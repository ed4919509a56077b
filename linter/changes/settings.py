"""How a state is read and judged: a file left out or a rule no longer run is a change like one of a document."""

import os
from collections.abc import Iterable, Sequence
from typing import Any

from dsalint.linter.check import Target
from dsalint.linter.estate.document import Document
from dsalint.linter.rules.catalogue import Catalogue
from dsalint.linter.rules.profiles import Selected
from dsalint.linter.rules.rule import Rule
from dsalint.linter.source.discover import CONFIG_NAME
from dsalint.linter.source.files import read_text
from dsalint.linter.source.positions import Entry, Positions
from dsalint.linter.source.reader import read_yaml
from dsalint.linter.source.text import SourceText

KIND = "settings"
_JUDGES = ("subject", "when", "must", "needs", "parameters", "judged_at", "in_force_from", "in_force_until")
"""What of a rule decides what it finds, apart from its severity."""


def settings_of(target: Target, catalogue: Catalogue, selected: Iterable[Selected]) -> Document:
    """The settings of an estate as a document: what they come to, whatever profile or list says so."""
    text = read_text(os.path.join(target.root, CONFIG_NAME)) if target.config.file else ""
    source = SourceText(CONFIG_NAME, text if isinstance(text, str) else "")
    parsed = read_yaml(source).documents
    positions = parsed[0].positions if parsed else Positions(None, {}, Entry(0, 0, 0, 1))
    value = {
        "kind": KIND,
        "id": CONFIG_NAME,
        "exclude": list(target.config.exclude),
        "fail_on": target.config.fail_on,
        "rules": [_rule(catalogue.rules[chosen.id], chosen) for chosen in selected],
    }
    return Document(source, value, positions, 0, True)


def _rule(rule: Rule, chosen: Selected) -> dict[str, Any]:
    said = {key: _plain(getattr(rule, key)) for key in _JUDGES}
    return {"id": rule.id, "severity": chosen.severity, "by_type": chosen.by_type, "says": said}


def _plain(value: Any) -> Any:
    """A part of a rule as a document would have it."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
