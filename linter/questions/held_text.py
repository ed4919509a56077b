"""What binds a body in all, item by item, in a few words: what no single flow to it shows."""

from collections.abc import Iterable

from dsalint.linter.questions.answers import Holding, ItemTerm
from dsalint.linter.reports.look import Look
from dsalint.linter.vocabulary.dates import periods_in_words

_SHOWN = ("audience", "nationality", "kind", "form", "breach")
"""Terms that the flows to a body do not show one by one; JSON has all of them."""


def held_rows(holding: Holding, look: Look) -> list[str]:
    """One line, as far as there is anything to say: each term once, with the items that it is of where it is not of all."""
    said: dict[tuple[str, str], dict[str, None]] = {}
    everything = dict.fromkeys(item for held in holding.held for item in _names(held.items))
    for held in holding.held:
        for term in held.terms:
            if term.name in _SHOWN:
                said.setdefault((term.name, _words(term, look)), {}).update(dict.fromkeys(_names(held.items)))
    phrases = [
        words if items.keys() == everything.keys() else f"{words} ({', '.join(map(look.prose, items))})"
        for (_, words), items in sorted(said.items(), key=lambda entry: _SHOWN.index(entry[0][0]))
    ]
    return look.hanging("  in all: ", f" {look.dot()} ".join(phrases), "    ") if phrases else []


def _names(items: tuple[str, ...]) -> Iterable[str]:
    return items or ("the whole",)


def _words(term: ItemTerm, look: Look) -> str:
    names = ", ".join(map(look.prose, term.value)) if isinstance(term.value, tuple) else ""
    match term:
        case ItemTerm("audience", "government"):
            return "for departments of the Government only"
        case ItemTerm("audience", "recipients", value) if value is True:
            return "for named recipients only"
        case ItemTerm("audience"):
            return f"for {names} only" if names else "for nobody"
        case ItemTerm("nationality"):
            return f"for nationals of {names} only" if names else "for nationals of no country"
        case ItemTerm("kind", of, value):
            kind = "a special category" if value == "unspecified" else look.prose(str(value))
            return f"{kind} ({look.prose(of)})" if of else kind
        case ItemTerm("breach"):
            return f"a breach is told within {look.prose(periods_in_words(str(term.value)))}"
        case _:
            return look.prose(str(term.value))
