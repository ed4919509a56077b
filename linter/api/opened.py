"""An estate, opened for an analyst: the answers of `dsalint check` and `dsalint graph`, as records."""

import os
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dsalint.graphs.build import to_networkx
from dsalint.graphs.diagrams.attributes import Flat
from dsalint.linter.check import Options, check, locate
from dsalint.linter.errors import UserError
from dsalint.linter.findings.place import Place
from dsalint.linter.findings.report import Report
from dsalint.linter.network.records import findings_on_flows, to_records
from dsalint.linter.pictures import FORMATS
from dsalint.linter.questions.answers import Holders, Ways
from dsalint.linter.questions.can_share import Sharing, can_share
from dsalint.linter.questions.exposure import Exposure, exposure
from dsalint.linter.questions.grounds import Grounds
from dsalint.linter.questions.holders import holders
from dsalint.linter.questions.impact import Impact, impact
from dsalint.linter.questions.needs import Needs, needs
from dsalint.linter.questions.show_json import Answer
from dsalint.linter.questions.suppose import Proposal
from dsalint.linter.questions.ways import ways
from dsalint.linter.reports.left_out import left_out
from dsalint.linter.reports.look import counted
from dsalint.linter.vocabulary.dates import parse_date, today

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Texts = str | Sequence[str]
"""One text, or several."""


class IncompleteEstate(UserWarning):
    """Some documents could not be read, and no answer rests on them."""


def open_estate(path: str | os.PathLike[str] = ".", *, as_of: str | None = None) -> "OpenEstate":
    """Read the estate that a file or folder belongs to, once; later changes of its files are not seen.

    Args:
        path: the folder of the estate, or anything in it: questions are always about the whole estate.
        as_of: the date by whose law and state to judge, `YYYY-MM-DD`; today where none is given.

    Raises:
        UserError: there is no such path, it belongs to no single estate, the configuration is wrong, or the date is none.
        NothingToCheck: the estate holds no document.

    Warns:
        IncompleteEstate: malformed documents, or files that cannot be read, are no part of any answer.
    """
    if as_of is not None and parse_date(as_of) is None:
        raise UserError(f"`{as_of}` is not a date such as 2026-03-31", "write as_of as YYYY-MM-DD")
    grounds = Grounds.read(locate([os.fspath(path)]), today() if as_of is None else as_of)
    estate = OpenEstate(grounds)
    for note in estate.left_out:
        warnings.warn(note, IncompleteEstate, stacklevel=2)
    return estate


class OpenEstate:
    """What was read from an estate, and the questions that can be asked of it.

    Every question takes `suppose`: one supposition or several, as `--suppose` of the command line does, such as
    `"without hmrc"`. The answer is then that of an estate whose files say so. The network is built by the first question
    and kept, and so is that of the suppositions which were made last.
    """

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._supposed: tuple[tuple[str, ...], Grounds] = ((), grounds)

    @property
    def root(self) -> str:
        """The folder of the estate; files of answers are relative to it."""
        return self._grounds.target.root

    @property
    def as_of(self) -> str:
        """The date of all answers."""
        return self._grounds.as_of

    @property
    def left_out(self) -> tuple[str, ...]:
        """What no answer rests on, because it is malformed or could not be read; empty where everything was read."""
        return left_out(self._grounds.facts, "any answer")

    def __repr__(self) -> str:
        facts = self._grounds.facts
        documents = counted(sum(len(fact.documents) for fact in facts), "document")
        return f"<estate of {documents} in {counted(len(facts), 'file')}, as of {self.as_of}>"

    def check(
        self, *, profiles: Texts = (), select: Texts = (), ignore: Texts = (), suppose: Texts = ()
    ) -> Report:
        """Judge the estate by the rules, as `dsalint check --only-named` does with the path that was opened.

        Args:
            profiles, select, ignore: choices of rules; what is not given is what the configuration says.

        Returns:
            The findings (`report.findings`), what gave no verdict (`report.not_evaluated`) and exact counts
            (`report.summary`).

        Raises:
            UserError: the configuration, a rule file or a choice is wrong, or something supposed is not there.
        """
        grounds = self._under(suppose)
        choices = Options(self.as_of, _several(profiles), _several(select), _several(ignore))
        if choices == Options(self.as_of):
            return grounds.checked.report
        return check(grounds.target, choices, facts=grounds.facts).report

    def graph(self, *, findings: bool = False, suppose: Texts = ()) -> "MultiDiGraph[str]":
        """The network: organisations as nodes, flows as edges keyed `agreement#flow`.

        All flows on record are there, drafts and those that are over too: look at `in_force`. The attributes are those of
        `dsalint graph export --format json --status all`, with the `file` and `line` of each; docs/python.md lists them.

        Args:
            findings: check the estate, and put what was found on a flow on its edge.

        Raises:
            UserError: something supposed is not there; with `findings`, the configuration or a rule file is wrong.
        """
        grounds = self._under(suppose)
        found = findings_on_flows(grounds.checked.everywhere) if findings else {}
        return to_networkx(to_records(grounds.network, grounds.target.config.title, found), _written_at)

    def holders(self, asset: str, *, suppose: Texts = ()) -> Holders:
        """Who holds an asset or something that derives from it, by which ways, under which terms.

        Raises:
            UserError: there is no such asset, or something supposed is not there.
        """
        return holders(self._under(suppose).network, asset)

    def path(
        self, source: str, target: str, *, most: int = 5, same_data: bool = True, suppose: Texts = ()
    ) -> Ways:
        """The shortest ways from one organisation to another, along flows in force.

        Args:
            most: how many ways to give.
            same_data: each hop passes on data that the hop before brought; otherwise any flows in a row will do.

        Raises:
            UserError: there is no such organisation, both are one, or something supposed is not there.
        """
        return ways(self._under(suppose).network, source, target, most=most, chained=same_data)

    def can_share(
        self, asset: str, recipient: str, purpose: str, *, provider: str = "", suppose: Texts = ()
    ) -> Sharing:
        """Whether an asset may be shared with an organisation for a purpose: `yes`, `conditions` or `no` (`.answer`).

        Args:
            purpose: a category of `rules/reference/purpose-categories.yaml`.
            provider: who would share it; the body that it belongs to where none is given.

        Raises:
            UserError: there is no such asset, organisation or category; the configuration or a rule file is wrong; or
                something supposed is not there.
        """
        grounds = self._under(suppose)
        return can_share(grounds.checked, grounds.target, Proposal(asset, recipient, purpose, provider))

    def impact(self, name: str, *, suppose: Texts = ()) -> Impact:
        """What stops, what is exposed and whom to tell, if something leaves, fails, expires or is breached.

        Args:
            name: an organisation, an agreement, a flow (`agreement#flow`), an asset or a system; `kind/id` where several
                have one id.

        Raises:
            UserError: nothing is called so, several things are, or something supposed is not there.
        """
        return impact(self._under(suppose).network, name)

    def exposure(self, *, suppose: Texts = ()) -> Exposure:
        """On whom the network leans.

        Raises:
            UserError: something supposed is not there.
        """
        return exposure(self._under(suppose).network)

    def needs(self, *, suppose: Texts = ()) -> Needs:
        """Which declared needs no flow meets, and who shares with nobody.

        Raises:
            UserError: something supposed is not there.
        """
        return needs(self._under(suppose).network)

    def picture(self, answer: Answer, *, format: str = "svg", suppose: Texts = ()) -> str:
        """An answer of this estate as a picture of the flows that it speaks of, with the answer in words above them.

        Args:
            format: `svg` (for a notebook: `IPython.display.SVG(...)`), `mermaid` or `dot`.
            suppose: what was supposed for the answer.

        Raises:
            UserError: there is no such format, what is given is no answer, or something supposed is not there.
        """
        from dsalint.linter.pictures.picture import picture

        if format not in FORMATS:
            raise UserError(f"there is no format `{format}` here", f"formats: {', '.join(FORMATS)}")
        return picture(self._under(suppose).network, answer, format, _several(suppose)).text

    def _under(self, suppose: Texts) -> Grounds:
        wanted = _several(suppose)
        if not wanted:
            return self._grounds
        if wanted != self._supposed[0]:
            self._supposed = (wanted, self._grounds.supposing(wanted))
        return self._supposed[1]


def _several(texts: Texts) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def _written_at(place: Place | None) -> dict[str, Flat]:
    return {} if place is None else {"file": place.file, "line": place.span.line}
