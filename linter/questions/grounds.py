"""What an answer rests on: an estate as its files were read, at a date, perhaps under suppositions."""

from collections.abc import Sequence
from functools import cached_property

from dsalint.linter.check import Checked, Options, Target, check, read_facts
from dsalint.linter.estate.estate import Estate
from dsalint.linter.estate.load import FileFacts
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.questions.suppose import suppose


class Grounds:
    """The network to ask, and the check that judges a proposal. Each is made when a question first needs it, and kept."""

    def __init__(self, target: Target, as_of: str, facts: Sequence[FileFacts]) -> None:
        self.target = target
        self.as_of = as_of
        self.facts = facts

    @classmethod
    def read(cls, target: Target, as_of: str) -> "Grounds":
        """Read the files of an estate.

        Raises:
            NothingToCheck: no file holds a document.
        """
        return cls(target, as_of, read_facts(target))

    def supposing(self, suppositions: Sequence[str]) -> "Grounds":
        """The same estate as if things were otherwise; no file is read again, and none is changed.

        Raises:
            UserError: a supposition that cannot be understood, or that names what is not there.
        """
        if not suppositions:
            return self
        return Grounds(self.target, self.as_of, suppose(self.facts, suppositions, self.as_of))

    @cached_property
    def network(self) -> SharingNetwork:
        """Who shares what with whom, and what travels with it."""
        documents = [document for fact in self.facts for document in fact.documents]
        return SharingNetwork(Estate(documents), self.as_of)

    @cached_property
    def checked(self) -> Checked:
        """What the rules of the configuration find.

        Raises:
            UserError: the configuration or a rule file is wrong.
        """
        return check(self.target, Options(self.as_of), facts=self.facts)
