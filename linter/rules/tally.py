"""What the verdicts of a check come to: counts, the rules that met a subject, and what gave no verdict."""

from collections.abc import Iterable

from dsalint.linter.estate.document import Document
from dsalint.linter.findings.report import NotEvaluated
from dsalint.linter.rules.evaluate import BLOCKED, FAIL, NOT_APPLICABLE, PASS, UNDECIDED
from dsalint.linter.subjects.subject import Subject


class Tally:
    """Counts of verdicts, and the list of what was not evaluated; filled while a check runs."""

    def __init__(self) -> None:
        self.counts = dict.fromkeys((PASS, FAIL, NOT_APPLICABLE, UNDECIDED, BLOCKED), 0)
        self.met: set[str] = set()
        self.not_evaluated: list[NotEvaluated] = []

    def count(self, rule: str, kind: str) -> None:
        self.counts[kind] += 1
        self.met.add(rule)

    def undecided(self, rule: str, missing: tuple[str, ...], subject: Subject) -> None:
        from dsalint.linter.rules.unknowns import sentence  # only where something is undecided

        self.not_evaluated.append(
            NotEvaluated(
                rule,
                UNDECIDED,
                sentence(missing),
                missing,
                subject.document.place(subject.path),
                subject.label,
            )
        )

    def blocked(self, rule: str, documents: Iterable[Document]) -> None:
        for document in documents:
            self.count(rule, BLOCKED)
            place = document.place()
            self.not_evaluated.append(
                NotEvaluated(rule, BLOCKED, "the document is malformed", (), place, document.key)
            )
