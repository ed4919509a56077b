"""Answers as text for a terminal: the answer first, then each body with its terms and the way that the data came."""

from collections.abc import Sequence

from dsalint.linter.findings.finding import Finding
from dsalint.linter.questions.answers import Body, Holders, Receipt, Term, Ways
from dsalint.linter.questions.can_share import Sharing
from dsalint.linter.questions.held_text import held_rows
from dsalint.linter.reports.escape import guard
from dsalint.linter.reports.finding_text import authority_text
from dsalint.linter.reports.look import Look, counted
from dsalint.linter.reports.route_text import route_rows
from dsalint.linter.vocabulary.dates import periods_in_words

MOST_RECEIPTS = 5
"""Flows to one body that are shown; the rest are counted. JSON has all of them."""
MOST = 12
"""Entries of one section that are shown."""


def render_holders(answer: Holders, look: Look) -> str:
    """Who holds an asset, ending in a line end."""
    direct = sum(len(holding.receipts[0].route) == 1 for holding in answer.holdings)
    over = sum(not any(receipt.live for receipt in holding.receipts) for holding in answer.holdings)
    title = f"Who holds {look.prose(answer.title)} ({look.escape(answer.asset)}), as of {answer.as_of}"
    owner = f"owner: {named_body(answer.owner, look)}" if answer.owner else "no owner is recorded"
    blocks = [[look.paint(title, "strong"), f"{owner}, {look.place(answer.place)}"]]
    for holding in answer.holdings:
        rows = [look.paint(named_body(holding.body, look), "strong")]
        for receipt in holding.receipts[:MOST_RECEIPTS]:
            rows += _receipt(receipt, answer.asset, look)
        if len(holding.receipts) > MOST_RECEIPTS:
            rows.append(
                f"  {look.ellipsis()} and {counted(len(holding.receipts) - MOST_RECEIPTS, 'more flow')} to it"
            )
        rows += held_rows(holding, look)
        blocks.append(rows)
    counts = [f"{counted(len(answer.holdings), 'body', 'bodies')} beside the owner"]
    if answer.holdings:
        counts += [f"{direct} directly", f"{len(answer.holdings) - direct} through others"]
    if over:
        counts.append(f"{over} under agreements that are no longer in force")
    blocks.append([f" {look.dot()} ".join(counts)])
    return text_of(blocks)


def render_ways(answer: Ways, look: Look) -> str:
    """By which ways data gets from one body to another, ending in a line end."""
    title = (
        f"From {named_body(answer.source, look)} to {named_body(answer.target, look)}, as of {answer.as_of}"
    )
    kind = (
        "the same data passed on" if answer.chained else "any flows in a row, with or without data in common"
    )
    blocks = [[look.paint(title, "strong"), kind]]
    for number, way in enumerate(answer.ways, 1):
        heading = f"way {number}: {counted(len(way.route), 'hop')}"
        blocks.append([look.paint(heading, "strong"), *_receipt(way, "", look)])
    if not answer.ways and answer.more:
        blocks.append(["no way was found before the search was given up; there may be one"])
    elif not answer.ways:
        blocks.append(
            [
                "no way: no flows in force lead there"
                + (", passing on the same data" if answer.chained else "")
            ]
        )
    elif answer.more:
        blocks.append([f"{look.ellipsis()} and there are more ways; --most N shows more"])
    return text_of(blocks)


_ANSWERS = {
    "no": "No, as things stand.",
    "conditions": "Yes, under the conditions below.",
    "yes": "Yes: no rule speaks against it.",
}


def render_sharing(answer: Sharing, look: Look) -> str:
    """Whether something may be shared, and what stands in the way, ending in a line end."""
    asked = (
        f"May {named_body(answer.provider, look)} share {look.prose(answer.title)} ({look.escape(answer.asset)}) with "
        f"{named_body(answer.recipient, look)} for {look.escape(answer.purpose)}, as of {answer.as_of}?"
    )
    blocks = [[*look.hanging("", asked, ""), look.paint(_ANSWERS[answer.answer], "strong")]]
    blocks += _section("What stands in the way", [_bar(finding, look) for finding in answer.bars], look)
    blocks += _section(
        "What would have to be agreed, decided or recorded first",
        [_condition(finding, look) for finding in answer.conditions],
        look,
    )
    blocks += _section(
        "What would then be wrong elsewhere", [_bar(finding, look) for finding in answer.elsewhere], look
    )
    if answer.undecided:
        rows = [look.paint("What cannot be told from the record", "strong")]
        for entry in answer.undecided:
            rows += look.hanging("  ", f"{look.escape(entry.rule)}: {look.prose(entry.reason)}", "    ")
        blocks.append(rows)
    return text_of(blocks)


def _section(title: str, entries: list[list[str]], look: Look) -> list[list[str]]:
    return [[look.paint(title, "strong"), *(row for rows in entries for row in rows)]] if entries else []


def _bar(finding: Finding, look: Look) -> list[str]:
    """A finding with its law, its remedy and its way."""
    rows = look.hanging(
        f"  {finding.severity}[{look.escape(finding.rule)}] ", look.prose(finding.message), "    "
    )
    for authority in finding.authority:
        rows += look.hanging("    why: ", authority_text(authority, look), "      ")
    if finding.fix:
        rows += look.hanging("    fix: ", look.prose(finding.fix), "      ")
    return [*rows, *(route_rows(finding.route, "    ", look) if finding.route else [])]


def _condition(finding: Finding, look: Look) -> list[str]:
    """What has to be the case, how to bring it about, and the first law that asks for it."""
    lead = f"  {finding.severity}[{look.escape(finding.rule)}] "
    rows = look.hanging(lead, f"{look.prose(finding.title)} ({_short(finding, look)})", "    ")
    return [*rows, *look.hanging("    do: ", look.prose(finding.fix), "      ")]


def _short(finding: Finding, look: Look) -> str:
    first = finding.authority[0]
    return look.prose(", ".join(filter(None, (first.title or first.source, first.locator))))


def _receipt(receipt: Receipt, asked: str, look: Look) -> list[str]:
    what = ", ".join(map(look.prose, receipt.items)) or "the whole asset"
    if receipt.asset and receipt.asset != asked:
        what = f"{look.escape(receipt.asset)}: {what}"
    since = f", since {look.escape(receipt.since)}" if receipt.since else ""
    state = "" if receipt.live else ", no longer in force; what was received may still be held"
    rows = look.hanging("  ", what + since + state, "    ")
    plain = [_term(term, look) for term in receipt.terms if term.value and not term.hops]
    if plain:
        rows += look.hanging("    ", f" {look.dot()} ".join(plain), "    ")
    for term in receipt.terms:
        if term.hops:
            first = term.hops[0]
            text = f"{_term(term, look)}, bound by agreement {look.prose(first.agreement)}, {look.place(first.place)}"
            rows += look.hanging("    ", text, "      ")
    return [*rows, *route_rows(receipt.route, "    ", look)]


_WORDS = {
    "marking": "marked {}",
    "purposes": "for {}",
    "retention": "kept {}",
    "onward": "passing on {}",
    "restriction": "restricted by {}",
    "personal": "personal data",
    "special": "special category data",
    "criminal": "offence data",
    "law-enforcement": "law-enforcement data",
}


def _term(term: Term, look: Look) -> str:
    value = periods_in_words(term.value) if term.name == "retention" else term.value
    return _WORDS[term.name].format(look.prose(value))


def named_body(body: Body, look: Look) -> str:
    """A body by its name, with its country where that is not the United Kingdom."""
    name = look.prose(body.name)
    return f"{name} ({look.escape(body.country)})" if body.country not in ("", "GB") else name


def section(title: str, entries: Sequence[Sequence[str]], look: Look) -> list[str]:
    """Entries under a title, no more than `MOST`; no rows where there are none."""
    if not entries:
        return []
    rows = [look.paint(title, "strong"), *(row for entry in entries[:MOST] for row in entry)]
    if len(entries) > MOST:
        rows.append(f"  {look.ellipsis()} and {len(entries) - MOST} more; --format json has all of them")
    return rows


def text_of(blocks: list[list[str]]) -> str:
    """Blocks of rows as one text, with an empty line between them."""
    return guard("\n\n".join("\n".join(rows) for rows in blocks) + "\n")
