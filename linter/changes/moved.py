"""Parts of agreements that may go to another agreement, and which part of an old one a new one was."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dsalint.linter.changes.elements import Pairing, canonical, names_or_nothing
from dsalint.linter.estate.document import Document

MOVABLE = ("parties", "purposes", "data_items", "flows", "transfers", "signatories")
"""Lists of which a part may go to another agreement."""

Flow = tuple[str, str, str, tuple[str, ...]]
"""What makes a flow the same under another agreement: provider, recipient, asset, categories of its purposes."""

_FEW = 64
"""Every element of a list no longer than this may be what is sought; of a longer one, what has its name or says the same."""


class Element(NamedTuple):
    """An element of such a list."""

    document: Document
    position: int
    value: Any
    says: str
    """What it is found again by first: all that it says; of a flow, what makes it the same."""
    name: str
    """What it is found again by next; empty where nothing names it, and for a flow, whose name is no evidence."""


class Elements:
    """A list of an agreement, to be searched."""

    __slots__ = ("_positions", "all", "named")

    def __init__(self, document: Document, field: str) -> None:
        values = list_of(document, field)
        flows = field == "flows"
        names = [""] * len(values) if flows else names_or_nothing(values)
        says = map(canonical, flows_of(document) if flows else values)
        self.all = [
            Element(document, position, *parts)
            for position, parts in enumerate(zip(values, says, names, strict=True))
        ]
        self.named = {element.name: element for element in self.all if element.name}
        self._positions: dict[str, list[int]] = {}
        for element in self.all:
            for key in {element.says, element.name}:
                self._positions.setdefault(key, []).append(element.position)

    def like(self, wanted: Sequence[Element]) -> list[Element]:
        """What may be one of some elements of another agreement."""
        if len(self.all) <= _FEW:
            return self.all
        keys = {key for element in wanted for key in (element.says, element.name) if key}
        found = {position for key in keys for position in self._positions.get(key, ())}
        return [self.all[position] for position in sorted(found)]


def elements_of(document: Document, field: str) -> Elements:
    """A list of an agreement."""
    return document.once(f"elements of {field}", lambda: Elements(document, field))


def found_again(field: str, had: Sequence[Element], wanted: Sequence[Element]) -> list[Element]:
    """The old elements that some new ones were."""
    pairing = Pairing(len(had), len(wanted))
    pairing.by_key([element.says for element in had], [element.says for element in wanted])
    pairing.by_key([element.name for element in had], [element.name for element in wanted])
    if field != "flows":
        pairing.by_likeness([element.value for element in had], [element.value for element in wanted])
    return [had[partner] for partner in pairing.partner if partner is not None]


def flows_of(agreement: Document) -> list[Flow]:
    """What makes each flow of a sound agreement the same under another one."""
    categories = {
        purpose.get("id"): str(purpose.get("category") or purpose.get("text"))
        for purpose in agreement.value.get("purposes", ())
    }
    return [
        (
            str(flow.get("from")),
            str(flow.get("to")),
            str(flow.get("asset")),
            tuple(sorted({categories.get(name, str(name)) for name in flow.get("purposes") or categories})),
        )
        for flow in agreement.value.get("flows", ())
    ]


def list_of(document: Document | None, field: str) -> list[Any]:
    """A list of an agreement; empty where it has none."""
    value = document.value.get(field) if document is not None else None
    return value if isinstance(value, list) else []
