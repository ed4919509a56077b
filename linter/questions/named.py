"""What a question names: an organisation, an agreement, one flow of it, an asset or a system."""

from typing import NamedTuple

from dsalint.linter.errors import UserError
from dsalint.linter.estate.document import Document
from dsalint.linter.estate.estate import Estate
from dsalint.linter.network.flows import FlowTerms, flow_id
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.vocabulary.suggest import did_you_mean

KINDS = ("organisation", "agreement", "asset", "system")


class Thing(NamedTuple):
    """A document, or one flow of an agreement."""

    document: Document
    flow: str = ""
    """Id of the flow; empty for the document as a whole."""

    @property
    def kind(self) -> str:
        return "flow" if self.flow else self.document.kind

    @property
    def id(self) -> str:
        return f"{self.document.id}#{self.flow}" if self.flow else self.document.id

    @property
    def title(self) -> str:
        return f"{self.document.title}, flow {self.flow}" if self.flow else self.document.title


def find(estate: Estate, kind: str, name: str) -> Document:
    """The document of a kind that a question names.

    Raises:
        UserError: there is none, with a suggestion; or it is malformed, so that nothing it says counts.
    """
    document = estate.find(kind, name)
    if document is None:
        near = did_you_mean(name, estate.ids(kind))
        raise UserError(
            f"there is no {kind} `{name}` in the estate",
            f"did you mean `{near}`?"
            if near
            else f"name one by its id; the estate has {len(estate.ids(kind))}",
        )
    return _readable(document)


def _readable(document: Document) -> Document:
    """The document, where a question about it has an answer.

    What agreements say of a body holds whatever its own document says; of the others nothing would be known, and an
    answer of "none" would be mistaken for one.
    """
    if document.kind != "organisation":
        well_formed(document)
    return document


def well_formed(document: Document) -> None:
    """Make sure that what a document says can be counted on.

    Raises:
        UserError: it is malformed.
    """
    if not document.sound:
        raise UserError(
            f"the {document.kind} `{document.id}` in {document.file} is malformed, so this cannot be answered",
            "mend what `dsalint check` says of it first",
        )


def named(estate: Estate, name: str) -> Thing:
    """What a name means: `id`, `kind/id` where several kinds have that id, or `agreement#flow`.

    Raises:
        UserError: nothing is called so, or several things are.
    """
    whole, marked, flow = name.partition("#")
    kind, slash, identifier = whole.partition("/")
    if marked:
        return _flow(find(estate, "agreement", identifier if slash and kind == "agreement" else whole), flow)
    if slash and kind in KINDS:
        return Thing(find(estate, kind, identifier))
    found = [document for kind in KINDS if (document := estate.find(kind, name)) is not None]
    if len(found) > 1:
        raise UserError(
            f"`{name}` is {_listed([document.kind for document in found])}",
            f"say which: {' or '.join(f'{document.kind}/{document.id}' for document in found)}",
        )
    if not found:
        near = did_you_mean(name, [identifier for kind in KINDS for identifier in estate.ids(kind)])
        raise UserError(
            f"the estate has no organisation, agreement, asset or system `{name}`",
            f"did you mean `{near}`?" if near else "name one by its id, or a flow as agreement#flow",
        )
    return Thing(_readable(found[0]))


def _flow(agreement: Document, name: str) -> Thing:
    flows = agreement.value.get("flows", ())
    ids = [flow_id(flow, index) for index, flow in enumerate(flows)]
    if name not in ids:
        raise UserError(
            f"the agreement `{agreement.id}` has no flow `{name}`",
            f"its flows: {', '.join(ids[:_MOST_LISTED])}" if ids else "it has no flows at all",
        )
    return Thing(agreement, name)


_MOST_LISTED = 12


def _listed(kinds: list[str]) -> str:
    return " and ".join(f"an {kind}" if kind[0] in "aeiou" else f"a {kind}" for kind in kinds)


def flows_with(network: SharingNetwork, thing: Thing) -> list[FlowTerms]:
    """The flows that there are only with a thing: from or to the body, of the agreement, of the asset or of the system's assets."""
    document = thing.document
    if thing.flow:
        return [
            flow for flow in network.flows if flow.agreement.key == document.key and flow.id == thing.flow
        ]
    if document.kind == "organisation":
        beside = (
            flow for flow in network.by_target.get(document.id, ()) if flow.source != document.id
        )  # not twice
        return sorted((*network.by_source.get(document.id, ()), *beside), key=lambda flow: flow.number)
    if document.kind == "agreement":
        return [flow for flow in network.flows if flow.agreement.key == document.key]
    if document.kind == "asset":
        return list(network.by_asset.get(document.id, ()))
    runner = str(document.value.get("organisation") or "")
    return [
        flow
        for asset in assets_on(network.estate, document)
        for flow in network.by_asset.get(asset.id, ())
        if not runner
        or flow.source == _id(network.estate, runner)
        or flow.source == owner_of(network.estate, asset)
    ]


def assets_on(estate: Estate, system: Document) -> list[Document]:
    """The assets that a system holds: those that it lists, and those that name it."""
    listed = system.value.get("assets", ())
    found = {asset.id: asset for name in listed if (asset := estate.find("asset", name)) is not None}
    for asset in estate.of_kind("asset"):
        if asset.sound and estate.find("system", asset.value.get("system")) is system:
            found.setdefault(asset.id, asset)
    return list(found.values())


def owner_of(estate: Estate, asset: Document) -> str:
    """The id of the organisation that an asset belongs to; empty where it does not say."""
    return _id(estate, asset.value.get("organisation") if asset.sound else None)


def _id(estate: Estate, reference: object) -> str:
    found = estate.find("organisation", reference)
    return found.id if found is not None else str(reference or "")
