"""The straight line: files to documents to estate to subjects to verdicts to a report.

    discover -> read each file -> estate -> subjects -> evaluate -> findings -> report

Nothing here prints, and nothing global is changed; the same files, date and options give the same report.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypedDict

import dsalint
from dsalint.linter.documents.engine import load_engine
from dsalint.linter.errors import NothingToCheck, UserError
from dsalint.linter.estate.config import Config, find_root, load_config
from dsalint.linter.estate.document import Document
from dsalint.linter.estate.estate import Estate
from dsalint.linter.estate.load import FileFacts, read_file
from dsalint.linter.findings.place import Place
from dsalint.linter.findings.report import Report, Summary
from dsalint.linter.policies.book import NO_SETTINGS, PolicyBook
from dsalint.linter.rules.catalogue import Catalogue, load_catalogue
from dsalint.linter.rules.evaluate import BLOCKED, FAIL, NOT_APPLICABLE, PASS, UNDECIDED, evaluate
from dsalint.linter.rules.profiles import DEFAULT_PROFILE, Selected, fails_at, select_rules, severity_for
from dsalint.linter.rules.rule import Compiled
from dsalint.linter.rules.subject_kinds import SUBJECT_KINDS
from dsalint.linter.rules.tally import Tally
from dsalint.linter.source.discover import CONFIG_NAME, discover, stays_inside
from dsalint.linter.source.text import SourceText
from dsalint.linter.subjects.subject import Subject, World

if TYPE_CHECKING:
    from dsalint.linter.findings.finding import Finding


class Options(NamedTuple):
    """What a user asks of a check; empty means what the configuration says."""

    as_of: str
    profiles: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = ""


class Checked(NamedTuple):
    """The outcome of a check, with the texts that a report quotes and the estate that other commands go on with."""

    report: Report
    sources: dict[str, SourceText]
    config: Config
    world: World
    facts: tuple[FileFacts, ...]
    catalogue: Catalogue
    selected: tuple[Selected, ...]
    elsewhere: "tuple[Finding, ...]" = ()
    """Findings in files that were not named."""

    @property
    def estate(self) -> Estate:
        return self.world.estate

    @property
    def everywhere(self) -> "tuple[Finding, ...]":
        """All findings: those in the named files, and those elsewhere."""
        return (*self.report.findings, *self.elsewhere)

    def showing(self, more: "Sequence[Finding]") -> "Checked":
        """The same check, with some of the findings elsewhere among those shown."""
        shown = _ordered((*self.report.findings, *more))
        summary = self.report.summary._replace(
            elsewhere=self.report.summary.elsewhere - len(more), **_by_severity(shown)
        )
        return self._replace(report=self.report._replace(findings=tuple(shown), summary=summary))


class _Severities(TypedDict):
    errors: int
    warnings: int
    notes: int


class Target(NamedTuple):
    """The estate that some paths belong to, and which of its files they name."""

    root: str
    config: Config
    files: list[str]
    named: frozenset[str] | None
    """Files whose findings are wanted; None means all."""


FEW_FILES = 40
"""Up to so many files the schema engine costs more to load than it saves (docs/decisions/0005)."""

Progress = Callable[[int, int], None]


def locate(paths: Sequence[str]) -> Target:
    """The estate of the named files and folders.

    Raises:
        UserError: a path does not exist, belongs to another estate, or is a link that leads out of this one.
        NothingToCheck: no YAML file is there.
    """
    wanted = list(paths) or ["."]
    for path in wanted:
        if not os.path.exists(path):
            raise UserError(
                f"{path} does not exist", "check the spelling, or run dsalint in the folder of the estate"
            )
    root = _root_of(wanted)
    config = load_config(root)
    inside = [_relative(path, root) for path in wanted]
    real_root = os.path.realpath(root)
    files = set(discover(root, config.excluded))
    for path, relative in zip(wanted, inside, strict=True):
        if (
            os.path.isfile(path)
            and os.path.basename(path) != CONFIG_NAME
            and not config.leaves_out(relative)  # hooks name every file of a change
        ):
            if not stays_inside(path, real_root):
                raise UserError(
                    f"{path} leads out of the estate at {root}", "put the file itself there, not a link to it"
                )
            files.add(relative)  # a file that is named is read, whatever its name and whatever git ignores
    if not files:
        raise NothingToCheck(
            f"there is no YAML file in {wanted[0]}",
            "name a folder of agreements, or make one with `dsalint init`",
        )
    ordered = sorted(files)
    if "" in inside or any(os.path.basename(path) == CONFIG_NAME for path in wanted):
        return Target(root, config, ordered, None)
    named = frozenset(
        file for file in ordered if any(file == path or file.startswith(f"{path}/") for path in inside)
    )
    if not named:
        raise NothingToCheck(
            f"there is no YAML file in {wanted[0]} that the configuration does not exclude",
            "name another folder, or correct `exclude` in dsalint.yaml",
        )
    return Target(root, config, ordered, named)


def _root_of(paths: Sequence[str]) -> str:
    """The one estate that all paths belong to: that of the first file, else of the folder that holds them all."""
    files = [path for path in paths if not os.path.isdir(path)]
    if files or len(paths) == 1:
        return find_root((files or paths)[0])
    return find_root(os.path.commonpath([os.path.abspath(path) for path in paths]))


def _relative(path: str, root: str) -> str:
    relative = os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")
    if relative.startswith("../"):
        raise UserError(f"{path} lies outside the estate at {root}", "check one estate at a time")
    return "" if relative == "." else relative


def check(
    target: Target,
    options: Options,
    progress: Progress = lambda done, total: None,
    facts: Sequence[FileFacts] | None = None,
) -> Checked:
    """Check an estate.

    Args:
        facts: what its files hold, where they have been read; None reads them.

    Raises:
        UserError: the configuration, a rule file or an option is wrong.
        NothingToCheck: no file holds a document.
    """
    config = target.config
    catalogue = load_catalogue(target.root, config.local_rules)
    selected = select_rules(
        catalogue,
        options.profiles or config.profiles,
        select=options.select or config.select,
        ignore=(*config.ignore, *options.ignore),
        severities=config.severities,
    )
    if facts is None:
        facts = read_facts(target, progress)
    profiles = options.profiles or config.profiles or (DEFAULT_PROFILE,)
    return assess(facts, catalogue, selected, options.as_of, target, profiles, options.fail_on)


def read_facts(target: Target, progress: Progress = lambda done, total: None) -> list[FileFacts]:
    """Phase one: what each file of an estate holds.

    Raises:
        NothingToCheck: no file holds a document.
    """
    facts = facts_in(target, progress)
    if not any(fact.documents or fact.problems for fact in facts):
        raise NothingToCheck("the files hold no document", "write one with `dsalint new agreement`")
    return facts


def facts_in(target: Target, progress: Progress = lambda done, total: None) -> list[FileFacts]:
    """What each file of an estate holds, should that be nothing."""
    if len(target.files) > FEW_FILES:
        load_engine()
    facts: list[FileFacts] = []
    for number, file in enumerate(sorted(target.files), 1):
        facts.append(read_file(target.root, file))
        progress(number, len(target.files))
    return facts


def assess(
    facts: Sequence[FileFacts],
    catalogue: Catalogue,
    selected: Sequence[Selected],
    as_of: str,
    target: Target,
    profiles: tuple[str, ...] = (DEFAULT_PROFILE,),
    fail_on: str = "",
) -> Checked:
    """Phase two: all facts together to a report. Empty `fail_on` means what the configuration says."""
    threshold = fail_on or target.config.fail_on
    severities = {rule.id: rule.severity for rule in selected}
    estate = Estate([document for fact in facts for document in fact.documents])
    world = World(estate, as_of)
    specifications = {
        rule.id: {parameter.name: parameter for parameter in rule.parameters}
        for rule in catalogue.rules.values()
    }
    book = PolicyBook(estate, as_of, specifications)
    findings = _problems(catalogue, severities, facts)
    tally = Tally()
    scoped = {rule.id: rule for rule in selected if rule.by_type is not None}
    for kind, rules in _by_subject(catalogue, severities).items():
        blocked = _unsound(estate, kind)
        for compiled in rules:
            tally.blocked(compiled.rule.id, blocked)
        for subject in SUBJECT_KINDS[kind].subjects(world, book):
            there = _severities_there(scoped, severities, subject, world) if scoped else severities
            for compiled in rules:
                if there[compiled.rule.id]:
                    findings.extend(_judge(compiled, there, subject, world, book, tally))
    unmatched = tuple(
        rule for rule in severities if rule not in tally.met and not catalogue.rules[rule].detects
    )
    findings = _ordered(findings)
    named = target.named
    shown = findings if named is None else [f for f in findings if f.place.file in named]
    elsewhere = [] if named is None else [f for f in findings if f.place.file not in named]
    unevaluated = tally.not_evaluated
    if named is not None:
        unevaluated = [entry for entry in unevaluated if entry.place.file in named]
    report = Report(
        as_of=as_of,
        root=target.root,
        findings=tuple(shown),
        not_evaluated=tuple(sorted(unevaluated, key=lambda entry: (entry.place[:2], entry.rule))),
        summary=_summary(facts, severities, shown, tally, len(elsewhere), unmatched),
        profiles=profiles,
        version=dsalint.__version__,
        fail_on=threshold,
        cannot_fail=tuple(rule.id for rule in selected if not fails_at(rule.severity, threshold)),
    )
    return Checked(
        report=report,
        sources={fact.source.file: fact.source for fact in facts},
        config=target.config,
        world=world,
        facts=tuple(facts),
        catalogue=catalogue,
        selected=tuple(selected),
        elsewhere=tuple(elsewhere),
    )


def _severities_there(
    scoped: dict[str, Selected], severities: dict[str, str], subject: Subject, world: World
) -> dict[str, str]:
    """The severities for a subject where rules are chosen by organisation; empty for a rule that does not speak of it."""
    types: set[str] = set()
    for name in subject.organisations:
        organisation = world.estate.find("organisation", name)
        types.add(str(organisation.value.get("type", "")) if organisation is not None else "")
    return severities | {rule: severity_for(selected, types) for rule, selected in scoped.items()}


def _by_subject(catalogue: Catalogue, severities: Iterable[str]) -> dict[str, list[Compiled]]:
    grouped: dict[str, list[Compiled]] = {}
    for identifier in severities:
        rule = catalogue.rules[identifier]
        if not rule.detects:
            grouped.setdefault(rule.subject, []).append(Compiled(rule))
    return grouped


def _unsound(estate: Estate, subject_kind: str) -> list[Document]:
    """Malformed documents from which subjects of a kind would have been made."""
    if subject_kind == "document":
        return []
    kinds = SUBJECT_KINDS[subject_kind].documents
    return [d for d in estate.documents if not d.sound and (not kinds or d.kind in kinds)]


def _judge(
    compiled: Compiled,
    severities: dict[str, str],
    subject: Subject,
    world: World,
    book: PolicyBook,
    tally: Tally,
) -> "list[Finding]":
    rule = compiled.rule
    effective = book.effective(rule.id, subject.organisations) if rule.parameters else NO_SETTINGS
    verdict = evaluate(compiled, subject, world.as_of, effective.values)
    tally.count(rule.id, verdict.kind)
    if verdict.kind == UNDECIDED:
        tally.undecided(rule.id, verdict.missing, subject)
    if verdict.kind != FAIL:
        return []
    from dsalint.linter.rules.stamp import findings_of  # only when something is wrong

    return findings_of(rule, severities[rule.id], subject, verdict, world, effective)


def _problems(
    catalogue: Catalogue, severities: dict[str, str], facts: Iterable[FileFacts]
) -> "list[Finding]":
    problems = [problem for fact in facts for problem in fact.problems]
    if not problems:
        return []
    from dsalint.linter.rules.stamp import finding_of_problem  # only when something is wrong

    return [finding_of_problem(catalogue, severities, problem) for problem in problems]


def _ordered(findings: "Iterable[Finding]") -> "list[Finding]":
    """By place, then rule; of findings with one fingerprint at one place the first is kept."""
    ordered = sorted(findings, key=lambda f: (f.place.file, f.place.span, f.rule, f.message, f.fingerprint))
    kept: dict[tuple[str, Place], Finding] = {}
    for finding in ordered:
        kept.setdefault((finding.fingerprint, finding.place), finding)
    return list(kept.values())


def _summary(
    facts: Sequence[FileFacts],
    severities: dict[str, str],
    shown: "Sequence[Finding]",
    tally: Tally,
    elsewhere: int,
    unmatched: tuple[str, ...],
) -> Summary:
    return Summary(
        files=len(facts),
        documents=sum(len(fact.documents) for fact in facts),
        rules=len(severities),
        passed=tally.counts[PASS],
        failed=tally.counts[FAIL],
        not_applicable=tally.counts[NOT_APPLICABLE],
        undecided=tally.counts[UNDECIDED],
        blocked=tally.counts[BLOCKED],
        elsewhere=elsewhere,
        unmatched_rules=unmatched,
        drafts=sum(map(_is_draft, (document for fact in facts for document in fact.documents))),
        **_by_severity(shown),
    )


def _is_draft(document: Document) -> bool:
    return document.kind == "agreement" and document.sound and document.value.get("status") == "draft"


def _by_severity(findings: "Sequence[Finding]") -> _Severities:
    counts = Counter(finding.severity for finding in findings)
    return {"errors": counts["error"], "warnings": counts["warning"], "notes": counts["note"]}
