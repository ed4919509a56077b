"""A protective marking, taken apart, and its form in the policy's order and spelling."""

from typing import NamedTuple


class Marking(NamedTuple):
    """A marking, taken apart. Additional markings are in their exact spelling, in the order of the text."""

    text: str
    scheme_family: str
    """`gpms` when the tier is a word of that scheme only, else `gsc` (SECRET and TOP SECRET belong to both)."""
    tier: str
    sensitive: bool
    handling: tuple[str, ...]
    """Handling instructions; those for named organisations as `NAME/NAME USE ONLY`."""
    organisations: tuple[str, ...]
    """The names in `[ORGANISATION(S) NAME] USE ONLY`."""
    descriptors: tuple[str, ...]
    codewords: tuple[str, ...]
    caveats: tuple[tuple[str, ...], ...]
    """For each national caveat its nations, as written: `("UK", "US")`, `("FIVE",)`; a GPMS caveat is one phrase."""
    prefix_uk: bool
    rel_eu: bool
    instruction: str
    """The free instruction on its own line, or empty."""
    order_canonical: bool
    """Whether the elements stand in the policy's order: handling, descriptor or codeword, national caveat."""
    style: tuple[str, ...]
    """What the text writes otherwise than the policy does."""

    @property
    def canonical(self) -> str:
        """The marking in the policy's order and spelling; parsing it gives the same meaning."""
        caveats = [tuple(sorted(nations, key=_uk_first)) for nations in self.caveats]
        elements = [
            ("UK " if self.prefix_uk else "") + self.tier + ("-SENSITIVE" if self.sensitive else ""),
            *self.handling,
            *self.descriptors,
            *self.codewords,
            *sorted(map(caveat_text, caveats)),
        ]
        lines = (" - ".join(elements), "REL EU" if self.rel_eu else "", self.instruction)
        return "\n".join(line for line in lines if line)


class MarkingError(ValueError):
    """The text is no marking. `message` says why, `suggestion` what may have been meant (or is empty)."""

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion


def caveat_text(nations: tuple[str, ...]) -> str:
    """A national caveat as it is written; one of the GPMS is a phrase of its own."""
    return nations[0] if " EYES " in nations[0] else f"{'/'.join(nations)} EYES ONLY"


def caveat_in_order(nations: tuple[str, ...]) -> bool:
    """Whether nations stand in alphabetical order, with or without UK first: the policy and its models differ."""
    rest = nations[1:] if nations[:1] == ("UK",) else nations
    return list(nations) == sorted(nations) or list(rest) == sorted(rest)


def _uk_first(nation: str) -> tuple[bool, str]:
    return nation != "UK", nation
