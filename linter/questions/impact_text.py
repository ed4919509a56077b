"""The answer of `graph impact` as text: what stops, who is cut off, what would be exposed, whom to tell."""

from collections.abc import Sequence

from dsalint.linter.findings.finding import Hop
from dsalint.linter.questions.exposed import Held
from dsalint.linter.questions.impact import Impact, Loss
from dsalint.linter.questions.notices import NOT_STATED, UNDUE_DELAY, Notice
from dsalint.linter.questions.show_text import named_body, section, text_of
from dsalint.linter.reports.finding_text import authority_text
from dsalint.linter.reports.look import Look, counted
from dsalint.linter.reports.route_text import route_rows
from dsalint.linter.vocabulary.dates import in_words, parse_duration

STOPS, BREACHED = "stops", "breached"
EVENTS = (STOPS, BREACHED)


def render_impact(answer: Impact, look: Look, events: Sequence[str] = EVENTS) -> str:
    """What if it goes, or is breached, ending in a line end.

    Args:
        events: which of `EVENTS` to speak of.
    """
    named = f"{look.prose(answer.title)} ({answer.kind} {look.escape(answer.id)})"
    blocks = [
        [look.paint(f"What depends on {named}, as of {answer.as_of}", "strong"), look.place(answer.place)]
    ]
    if STOPS in events:
        blocks += _stops(answer, look)
    if BREACHED in events:
        blocks += _breach(answer, look)
    return text_of(blocks)


def _stops(answer: Impact, look: Look) -> list[list[str]]:
    blocks = [
        section(
            f"If it goes, {_counted(answer.direct, 'stops', 'stop')} at once",
            [_loss(losses, look) for losses in _together(answer.direct)],
            look,
        ),
        section(
            f"{_counted(answer.through, 'runs', 'run')} dry, because nothing else feeds "
            f"{'it' if len(answer.through) == 1 else 'them'}",
            [_loss(losses, look) for losses in _together(answer.through)],
            look,
        ),
    ]
    if answer.references:
        title = f"{counted(len(answer.references), 'document names', 'documents name')} it, and would have to be changed"
        blocks.append(section(title, [[f"  {look.place(place)}"] for place in answer.references], look))
    if answer.received:
        ending = f"If it goes, {counted(len(answer.received), 'flow to it ends', 'flows to it end')}"
        others = "" if answer.direct else "; no flow of its own stops"
        blocks.insert(0, [look.paint(ending + others, "strong")])
    found = [block for block in blocks if block]
    return found or [["If it goes, no flow stops, and no other document names it."]]


def _counted(losses: Sequence[Loss], one: str, several: str) -> str:
    bodies = len({loss.body.id for loss in losses})
    flows = counted(len(losses), f"flow {one}", f"flows {several}")
    return f"{flows}, to {counted(bodies, 'body', 'bodies')}," if bodies > 1 else flows


def _together(losses: Sequence[Loss]) -> list[list[Loss]]:
    """Losses of the same asset at the same body, in the order of the first of each."""
    found: dict[tuple[str, str, bool], list[Loss]] = {}
    for loss in losses:
        found.setdefault((loss.body.id, loss.asset, bool(loss.still)), []).append(loss)
    return list(found.values())


def _loss(losses: Sequence[Loss], look: Look) -> list[str]:
    first = losses[0]
    purposes = ", ".join(dict.fromkeys(purpose for loss in losses for purpose in loss.purposes))
    what = look.prose(first.title) + (f", for {look.prose(purposes)}" if purposes else "")
    state = "goes on getting it otherwise" if first.still else "cut off"
    rows = look.hanging("  ", f"{named_body(first.body, look)}: {what}: {state}", "    ")
    for loss in losses[:_MOST_WAYS]:
        rows += route_rows(loss.route, "    ", look)
    if len(losses) > _MOST_WAYS:
        rows.append(f"    {look.ellipsis()} and {counted(len(losses) - _MOST_WAYS, 'more flow')} of it")
    if first.still:
        rows += _still(first.still, look)
    return rows


_MOST_WAYS = 2
"""Flows of one asset to one body that are shown."""


def _still(hops: Sequence[Hop], look: Look) -> list[str]:
    sources = ", ".join(dict.fromkeys(look.prose(hop.origin) for hop in hops))
    return look.hanging("    ", f"from {sources}, {look.place(hops[0].place)}", "      ")


def _breach(answer: Impact, look: Look) -> list[list[str]]:
    if not answer.held:
        return [["If it is breached, nothing on record is exposed."]]
    special = sum(bool(entry.kinds) for entry in answer.held)
    bodies = len({entry.body.id for entry in answer.held})
    summary = [counted(len(answer.held), "holding")] + ([f"at {bodies} bodies"] if bodies > 1 else [])
    if special:
        summary.append(f"{special} with special category or offence data")
    blocks = [
        section(
            f"If it is breached, this is exposed: {f' {look.dot()} '.join(summary)}",
            [_held(entry, bodies > 1, look) for entry in answer.held],
            look,
        )
    ]
    if answer.notices:
        several = len({notice.by.id for notice in answer.notices}) > 1
        rows = [_notice(notice, several, look) for notice in answer.notices]
        blocks.append(section("Whom to tell, counted from when it is known", rows, look))
    return blocks


def _held(entry: Held, say_body: bool, look: Look) -> list[str]:
    facts = [
        "its own"
        if entry.own
        else f"from {', '.join(dict.fromkeys(look.prose(hop.origin) for hop in entry.hops))}",
        f"marked {look.prose(entry.marking)}" if entry.marking else "",
        "personal data"
        if entry.personal
        else "whether personal is not said"
        if entry.personal is None
        else "",
        ", ".join(map(look.prose, entry.kinds)),
        f"only {', '.join(map(look.prose, entry.items))}" if entry.items else "",
    ]
    place = entry.place or entry.hops[0].place
    at = f"{named_body(entry.body, look)}: " if say_body else ""
    name = f"{look.prose(entry.title)}{f' ({look.escape(entry.asset)})' if entry.asset else ''}"
    text = f" {look.dot()} ".join((f"{at}{name}", *filter(None, facts), look.place(place)))
    return look.hanging("  ", text, "    ")


def _notice(notice: Notice, several: bool, look: Look) -> list[str]:
    by = f"{named_body(notice.by, look)} tells " if several else ""
    text = f"{by}{look.prose(notice.who)}"
    text += f", unless {look.prose(notice.unless)}" if notice.unless else ""
    text += f"; {look.prose(notice.reason)}" if notice.reason else ""
    text += f"; {look.prose(notice.contact)}" if notice.contact else ""
    rows = look.hanging(f"  {spoken(notice.within)}: ", text, "    ")
    if notice.authority is not None:
        rows += look.hanging("    why: ", authority_text(notice.authority, look), "      ")
    if notice.place is not None:
        rows.append(f"    {look.place(notice.place)}")
    return rows


def spoken(within: str) -> str:
    """The time of a notice in words."""
    if within in (UNDUE_DELAY, NOT_STATED):
        return within
    said = in_words(parse_duration(within))
    return said if said == "at once" else f"within {said}"
