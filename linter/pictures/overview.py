"""Pictures of the network as a whole: on whom it leans, and what is needed and does not flow."""

from dsalint.graphs.diagrams.choose import MOST_PAIRS, MOST_PARTIES
from dsalint.graphs.diagrams.remarks import Remarks
from dsalint.graphs.diagrams.view import NEEDED
from dsalint.graphs.diagrams.wording import counted
from dsalint.graphs.records import Flow, Party
from dsalint.linter.network.flows import FlowTerms
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.pictures.sketch import Sketch, flow_that_is_not, flows_at
from dsalint.linter.questions.exposure import Exposure, Leaning
from dsalint.linter.questions.named import owner_of
from dsalint.linter.questions.needs import MET, OTHER_PURPOSE, OWN, Need, Needs
from dsalint.linter.questions.overview_text import MOST_LEANING

UNKNOWN = "(nobody known)"
"""Stands for who could provide an asset of which nobody says whose it is; no id has such signs."""


def of_exposure(network: SharingNetwork, answer: Exposure) -> Sketch:
    """On whom the network leans: as many of these bodies as one map has room for, with their flows in force."""
    flows: dict[str, FlowTerms] = {}
    drawn: list[Leaning] = []
    for each in answer.leaning[:MOST_LEANING]:
        around = {
            flow.key: flow
            for flow in (
                *network.by_source.get(each.body.id, ()),
                *network.by_target.get(each.body.id, ()),
            )
            if flow.live and flow.source and flow.target
        }
        if drawn and not _fits([*flows.values(), *around.values()]):
            break
        drawn.append(each)
        flows |= around
    notes = {each.body.id: _leaning(each) for each in drawn}
    left = len(answer.leaning) - len(drawn)
    return Sketch(
        "On whom the network leans",
        flows,
        Remarks(
            says=(
                _size(answer),
                _drawn(drawn, left),
                *(f"{each.body.name}: {notes[each.body.id]}" for each in drawn[:_MOST_SAID]),
            ),
            notes=notes,
            stressed=frozenset(notes),
        ),
    )


_MOST_SAID = 3


def _size(answer: Exposure) -> str:
    sensitive = f"{counted(answer.sensitive, 'sensitive asset')} (special category or offence data)"
    bodies = counted(answer.bodies, "body", "bodies")
    return f"{bodies}, {counted(answer.flows, 'flow')} in force, {sensitive}."


def _drawn(drawn: list[Leaning], left: int) -> str:
    if not drawn:
        return "Nothing hangs on one body alone."
    rest = f"; {counted(left, 'more body is', 'more bodies are')} left out" if left else ""
    bodies = "body" if len(drawn) == 1 else f"{len(drawn)} bodies"
    return f"Drawn: the flows of the {bodies} on which most hangs{rest}."


def _fits(flows: list[FlowTerms]) -> bool:
    pairs = {(flow.source, flow.target) for flow in flows}
    return len(pairs) <= MOST_PAIRS and len({end for pair in pairs for end in pair}) <= MOST_PARTIES


def _leaning(each: Leaning) -> str:
    loose = sum(map(len, each.parts))
    lost = [
        f"{counted(each.dry, 'flow')} dry" if each.dry else "",
        f"{counted(loose, 'body', 'bodies')} loose" if loose else "",
    ]
    gone = " and ".join(filter(None, lost))
    breached = f"{counted(each.sensitive, 'sensitive asset')} ({each.share:.0%})" if each.sensitive else ""
    return "; ".join(
        filter(None, (f"if lost: {gone}" if gone else "", f"if breached: {breached}" if breached else ""))
    )


def of_needs(network: SharingNetwork, answer: Needs) -> Sketch:
    """What is needed: the flows that bring it, a line where none does, and who shares with nobody."""
    flows: set[str] = set()
    words: dict[str, list[str]] = {}
    added: list[Flow] = []
    for need in answer.needs:
        if need.state == OWN:
            continue
        there = flows_at(network, need.hops)
        flows.update(flow.key for flow in there)
        for flow in there:
            words.setdefault(flow.key, []).append(need.state)
        if need.state not in (MET, OTHER_PURPOSE) and not there:
            line = _missing(network, need, len(added))
            added.append(line)
            words[line.id] = [need.title]
    islands = {body.id: "no flow in force" for body, _ in answer.islands}
    declared = counted(len(answer.needs), "declared need")
    alone = counted(len(islands), "organisation")
    open_ = [need for need in answer.needs if need.state not in (MET, OWN)]
    return Sketch(
        "What is needed, and what flows",
        flows,
        Remarks(
            says=(f"{declared}, {len(open_):,} of them open; {alone} with no flow in force at all.",),
            words={key: ", ".join(dict.fromkeys(said)) for key, said in words.items()},
            notes=islands,
        ),
        tuple(added),
        (Party(UNKNOWN, UNKNOWN),) if any(line.source == UNKNOWN for line in added) else (),
    )


def _missing(network: SharingNetwork, need: Need, number: int) -> Flow:
    asset = network.estate.find("asset", need.asset)
    owner = owner_of(network.estate, asset) if asset is not None else ""
    return flow_that_is_not(
        network, f"needed-{number + 1}#{need.asset}", (owner or UNKNOWN, need.body.id), need.asset, NEEDED
    )
