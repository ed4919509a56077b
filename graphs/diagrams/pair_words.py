"""One pair in words."""

from dsalint.graphs.diagrams.palette import tier
from dsalint.graphs.diagrams.view import Pair
from dsalint.graphs.diagrams.wording import counted, visible


def marking_code(pair: Pair) -> str:
    """`O-S`; the marking itself where it has no rank in the present scheme, and `?` for none."""
    return tier(pair.tier).code if pair.tier >= 0 else visible(pair.marking) or tier(pair.tier).code


def line_words(pair: Pair) -> list[str]:
    """What stands on a line beside its marking."""
    return [*(["instructs"] if pair.instructs else []), *map(visible, pair.words)]


def pair_code(pair: Pair) -> str:
    """A pair in one short line, for text formats: `O-S x3, special, 2 error`."""
    words = [marking_code(pair) + (f" x{pair.flow_count}" if pair.flow_count > 1 else "")]
    if pair.condition != "in force":
        words.append(pair.condition)
    if pair.special or pair.personal:
        words.append("special category" if pair.special else "personal")
    words += line_words(pair)
    if pair.mechanism:
        words.append(pair.mechanism)
    words += [f"{count} {severity}" for severity, count in pair.findings]
    return ", ".join(words)


def pair_title(pair: Pair, names: dict[str, str]) -> str:
    """One pair in words, for the tool tip and for readers who hear the picture."""
    source, target = names.get(pair.source, pair.source), names.get(pair.target, pair.target)
    words = [
        f"{source} to {target}: {counted(pair.flow_count, 'flow')}",
        f"highest marking {pair.marking or 'not stated'}",
        pair.condition,
    ]
    if pair.special:
        words.append("special category or criminal-offence data")
    elif pair.personal:
        words.append("personal data")
    if pair.instructs:
        words.append("a controller's instruction to its processor")
    words += map(visible, pair.words)
    if pair.mechanism:
        words.append(f"transfer mechanism {pair.mechanism}")
    words += [f"{count} with severity {severity}" for severity, count in pair.findings]
    return ", ".join(words)
