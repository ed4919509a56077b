"""A picture of what depends on something: what stops with it, what runs dry, and at whom."""

from collections import Counter
from collections.abc import Iterable

from dsalint.graphs.diagrams.remarks import Remarks
from dsalint.graphs.diagrams.wording import counted
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.pictures.sketch import Sketch, flows_at
from dsalint.linter.questions.impact import Impact, Loss
from dsalint.linter.questions.impact_text import spoken


def of_impact(network: SharingNetwork, answer: Impact) -> Sketch:
    """What depends on something, and what its breach would expose."""
    gone = {loss.flows[-1] for loss in answer.direct}
    gone |= {flow.key for flow in flows_at(network, answer.received)}
    dry = {loss.flows[-1]: "runs dry" for loss in answer.through}
    itself = {answer.id} if answer.kind == "organisation" else set()
    notes = _notes((*answer.direct, *answer.through), itself)
    return Sketch(
        f"What depends on {answer.title}",
        answer.flows | gone,
        Remarks(
            says=(_stops(answer, len(gone)), _breach(answer)),
            words=dry | dict.fromkeys(gone, "stops"),
            notes=notes,
            stressed=frozenset(itself),
        ),
    )


def _notes(losses: Iterable[Loss], itself: set[str]) -> dict[str, str]:
    cut: Counter[str] = Counter()
    served: Counter[str] = Counter()
    for body, _, still in {(loss.body.id, loss.asset, bool(loss.still)) for loss in losses}:
        (served if still else cut)[body] += 1
    notes = dict.fromkeys(served, "goes on getting it otherwise") | {
        body: f"cut off from {counted(number, 'asset')}" for body, number in cut.items()
    }
    return {body: note for body, note in notes.items() if body not in itself}


def _stops(answer: Impact, gone: int) -> str:
    cut = {loss.body.id for loss in (*answer.direct, *answer.through) if not loss.still}
    if not gone:
        return "If it goes, no flow in force stops."
    return (
        f"If it goes, {counted(gone, 'flow stops', 'flows stop')}, "
        f"{counted(len(answer.through), 'flow of others runs', 'flows of others run')} dry, "
        f"and {counted(len(cut), 'body is', 'bodies are')} cut off from something."
    )


def _breach(answer: Impact) -> str:
    if not answer.held:
        return "If it is breached, nothing on record is exposed."
    told = f"{counted(len(answer.notices), 'party is', 'parties are')} to be told"
    first = f", the first {spoken(answer.notices[0].within)}" if answer.notices else ""
    return f"If it is breached, {counted(len(answer.held), 'holding is', 'holdings are')} exposed, and {told}{first}."
