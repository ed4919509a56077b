"""Mermaid flowchart: generated ids, and labels in which every unusual character is a numeric code.

A name in Mermaid text could otherwise end the label or start a directive. Source: "Entity codes to escape
characters", https://mermaid.js.org/syntax/flowchart.html; limits: `maxEdges` 500 and `maxTextSize` 50,000.
"""

from dsalint.graphs.diagrams.pair_words import pair_code
from dsalint.graphs.diagrams.palette import tier
from dsalint.graphs.diagrams.sectors import by_sector
from dsalint.graphs.diagrams.view import Pair, View
from dsalint.graphs.diagrams.wording import visible
from dsalint.graphs.records import Party

MOST_PAIRS = 450
MOST_CHARACTERS = 45_000
"""A little below Mermaid's own limits, above which it draws an error instead."""
_PLAIN = frozenset(" .,_-()/:+")


def mermaid(view: View) -> str:
    """The view as a Mermaid flowchart."""
    number = {party.id: f"n{index}" for index, party in enumerate(view.parties)}
    lines = ["flowchart LR", f"  %% {_comment(view.title)}, as of {_comment(view.as_of)}"]
    if view.says:
        lines.append(f"  answer>{_lines(view.says)}]")
    for index, (title, parties) in enumerate(by_sector(view)):
        lines.append(f"  subgraph s{index}[{quoted(title)}]")
        lines += [f"    {number[party.id]}[{quoted(_node(party, view))}]" for party in parties]
        lines.append("  end")
    for pair in view.pairs:
        lines.append(
            f"  {number[pair.source]} {_arrow(pair)}|{quoted(pair_code(pair))}| {number[pair.target]}"
        )
    ranks: dict[str, list[int]] = {}
    for index, pair in enumerate(view.pairs):
        ranks.setdefault(tier(pair.tier).colour, []).append(index)
    for colour, indexes in sorted(ranks.items()):
        lines.append(f"  linkStyle {','.join(map(str, indexes))} stroke:{colour},color:{colour}")
    stressed = [number[party.id] for party in view.parties if party.id in view.stressed]
    if stressed:
        lines.append(f"  style {','.join(stressed)} stroke-width:3px")
    return "\n".join([*lines, ""])


def _node(party: Party, view: View) -> str:
    note = view.notes.get(party.id)
    return f"{party.name} ({note})" if note else party.name


def fits(text: str, view: View) -> bool:
    """Whether Mermaid draws it with its usual limits."""
    return len(view.pairs) <= MOST_PAIRS and len(text) <= MOST_CHARACTERS


def quoted(text: str) -> str:
    """A quoted label that Mermaid shows as it is, in strict mode."""
    return '"' + "".join(_coded(character) for character in visible(text) or " ") + '"'


def _lines(texts: tuple[str, ...]) -> str:
    """A quoted label of several lines."""
    return '"' + "<br/>".join(quoted(text)[1:-1] for text in texts) + '"'


def _coded(character: str) -> str:
    if (character.isascii() and character.isalnum()) or character in _PLAIN:
        return character
    return f"#{ord(character)};"


def _comment(text: str) -> str:
    return "".join(
        character
        for character in text
        if character.isascii() and (character.isalnum() or character in _PLAIN)
    )


def _arrow(pair: Pair) -> str:
    """Dots when no flow is in force; a thick line from SECRET on."""
    if pair.condition != "in force":
        return "-.->"
    return "==>" if pair.tier >= 2 else "-->"
