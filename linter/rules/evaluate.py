"""One rule on one subject: pass, fail, not applicable or undecided. Nothing else, and never silence."""

from typing import Any, NamedTuple

from dsalint.linter.rules.outcomes import Context, Failure, is_missing, resolve
from dsalint.linter.rules.rule import Compiled
from dsalint.linter.subjects.subject import Subject

PASS = "pass"
FAIL = "fail"
NOT_APPLICABLE = "not applicable"
UNDECIDED = "undecided"
BLOCKED = "blocked"


class Verdict(NamedTuple):
    kind: str
    failures: tuple[Failure, ...] = ()
    missing: tuple[str, ...] = ()
    """Pointers of what was needed and absent, for `undecided`."""


_PASS = Verdict(PASS)
_NOT_APPLICABLE = Verdict(NOT_APPLICABLE)


def evaluate(compiled: Compiled, subject: Subject, as_of: str, parameters: dict[str, Any]) -> Verdict:
    """The verdict of a rule on a subject, with the values of its parameters there."""
    rule = compiled.rule
    if not rule.in_force(as_of if rule.judged_at == "as-of" else subject.date):
        return _NOT_APPLICABLE
    root = {**subject.value, "parameters": parameters} if parameters else subject.value
    if not compiled.wanted <= root.keys():
        return _NOT_APPLICABLE
    context = Context(root, as_of)
    applies = compiled.when(root, (), context)
    if applies is not None:
        if applies.failures:
            return _NOT_APPLICABLE
        return Verdict(UNDECIDED, missing=applies.missing)
    missing = tuple(pointer for pointer in rule.needs if is_missing(resolve(root, pointer)))
    if missing:
        return Verdict(UNDECIDED, missing=missing)
    holds = compiled.must(root, (), context)
    if holds is None:
        return _PASS
    if holds.failures:
        return Verdict(FAIL, failures=holds.failures)
    return Verdict(UNDECIDED, missing=holds.missing)
