"""The answers of `graph exposure` and `graph needs` as text."""

from collections.abc import Sequence

from dsalint.linter.findings.finding import Hop
from dsalint.linter.questions.answers import Body
from dsalint.linter.questions.exposure import Exposure, Leaning
from dsalint.linter.questions.needs import MET, OWN, Need, Needs
from dsalint.linter.questions.show_text import named_body, section, text_of
from dsalint.linter.reports.look import Look, counted

MOST_NAMES = 8


def render_exposure(answer: Exposure, look: Look) -> str:
    """On whom the network leans, ending in a line end."""
    head = [
        look.paint(f"On whom the network leans, as of {answer.as_of}", "strong"),
        f" {look.dot()} ".join(
            (
                counted(answer.bodies, "body", "bodies"),
                f"{counted(answer.flows, 'flow')} in force",
                f"{counted(answer.sensitive, 'asset')} with special category or offence data",
            )
        ),
    ]
    if not answer.leaning:
        return text_of([head, ["Nothing hangs on one body alone."]])
    return text_of(
        [head, *(_leaning(each, look) for each in answer.leaning[:MOST_LEANING]), *_more(answer, look)]
    )


MOST_LEANING = 12


def _more(answer: Exposure, look: Look) -> list[list[str]]:
    more = len(answer.leaning) - MOST_LEANING
    return (
        [
            [
                f"{look.ellipsis()} and {counted(more, 'more body', 'more bodies')}; --format json has all of them"
            ]
        ]
        if more > 0
        else []
    )


def _leaning(each: Leaning, look: Look) -> list[str]:
    rows = [look.paint(f"{named_body(each.body, look)} ({look.escape(each.body.id)})", "strong")]
    if each.dry:
        rows.append(f"  if it goes, {counted(each.dry, 'flow of others runs', 'flows of others run')} dry")
    groups = [part for part in each.parts if len(part) > 1]
    alone = tuple(part[0] for part in each.parts if len(part) == 1)
    for part in groups:
        rows += look.hanging(
            "  ", f"if it goes, {len(part)} bodies come loose together: {_listed(part, look)}", "    "
        )
    if alone:
        loose = counted(len(alone), "body is joined", "bodies are joined")
        rows += look.hanging("  ", f"if it goes, {loose} to nobody any more: {_listed(alone, look)}", "    ")
    if each.sensitive:
        rows.append(
            f"  if it is breached, {counted(each.sensitive, 'asset')} with special category or offence data: "
            f"{each.share:.0%} of all"
        )
    rows.append(
        f"  {counted(each.holdings, 'asset')} held {look.dot()} {counted(each.flows, 'flow')} in force"
    )
    return [*rows, *_evidence(each.evidence, look)]


def render_needs(answer: Needs, look: Look) -> str:
    """What is needed and does not flow, ending in a line end."""
    open_ = [need for need in answer.needs if need.state not in (MET, OWN)]
    head = [
        look.paint(f"What is needed and what flows, as of {answer.as_of}", "strong"),
        f"{counted(len(answer.needs), 'declared need')}, {len(open_):,} of them open",
    ]
    if not answer.needs:
        head += look.hanging("", _HOW_TO_DECLARE, "  ")
    blocks = [head, *(_need(need, look) for need in answer.needs)]
    if len(answer.groups) > 1:
        rows = [
            [f"  {counted(len(group), 'body', 'bodies')}: {_names(group, look)}"]
            for group in answer.groups[1:]
        ]
        size = counted(len(answer.groups[0]), "body", "bodies")
        blocks.append(section(f"Groups that no flow in force joins to the largest one ({size})", rows, look))
    if answer.islands:
        title = (
            f"{counted(len(answer.islands), 'organisation', 'organisations')} with no flow in force at all"
        )
        rows = [[f"  {named_body(found, look)}, {look.place(place)}"] for found, place in answer.islands]
        blocks.append(section(title, rows, look))
    return text_of(blocks)


_HOW_TO_DECLARE = "an organisation declares them in its document: `needs: [{asset: ID, purpose: CATEGORY}]`"


def _need(need: Need, look: Look) -> list[str]:
    purpose = f" for {look.prose(need.purpose)}" if need.purpose else ""
    text = (
        f"{named_body(need.body, look)} needs {look.prose(need.title)} ({look.escape(need.asset)}){purpose}: "
    )
    rows = look.hanging("", f"{text}{need.state}", "  ")
    rows.append(f"  {look.place(need.place)}")
    rows += _evidence(need.hops, look)
    if need.state not in (MET, OWN):
        category = need.purpose or "CATEGORY"
        ask = f"dsalint graph can-share {need.asset} {need.body.id} --purpose {category}"
        rows += look.hanging("  ask: ", look.escape(ask), "    ")
    return rows


def _listed(names: Sequence[str], look: Look) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(map(look.escape, names[:MOST_NAMES])) + (f" and {more} more" if more > 0 else "")


def _names(group: Sequence[Body], look: Look) -> str:
    names = ", ".join(named_body(found, look) for found in group[:MOST_NAMES])
    return names + (f" and {len(group) - MOST_NAMES} more" if len(group) > MOST_NAMES else "")


def _evidence(hops: Sequence[Hop], look: Look) -> list[str]:
    """A few flows, each on its own: they are no way."""
    rows: list[str] = []
    for each in hops[:_MOST_EVIDENCE]:
        text = f"{look.prose(each.origin)} {look.arrow()} {look.prose(each.target)}, agreement {look.prose(each.agreement)}"
        facts = (text, look.prose(each.note), look.place(each.place))
        rows += look.hanging("  ", ", ".join(filter(None, facts)), "    ")
    return rows


_MOST_EVIDENCE = 3
