"""The tables of the answers on sharing, impact, exposure and needs."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dsalint.linter.api.columns import BODY, PLACE, cited, joined, route_of
from dsalint.linter.api.rows import Part
from dsalint.linter.findings.finding import Hop
from dsalint.linter.findings.place import Place
from dsalint.linter.questions.answers import Body
from dsalint.linter.questions.can_share import Sharing
from dsalint.linter.questions.exposed import Held
from dsalint.linter.questions.exposure import Exposure, Leaning
from dsalint.linter.questions.impact import Impact, Loss
from dsalint.linter.questions.needs import Need, Needs
from dsalint.linter.questions.notices import Notice
from dsalint.linter.reports.json import readable_path


class _Point(NamedTuple):
    """One point of the judgement on a proposal: a finding, or a rule that could not be decided."""

    bearing: str
    rule: str
    severity: str | None
    message: str
    fix: str | None
    authority: str | None
    place: Place


def _points(answer: Sharing) -> Iterator[_Point]:
    for bearing, findings in (
        ("bar", answer.bars),
        ("condition", answer.conditions),
        ("elsewhere", answer.elsewhere),
    ):
        for finding in findings:
            yield _Point(
                bearing,
                finding.rule,
                finding.severity,
                finding.message,
                finding.fix or None,
                cited(finding.authority),
                finding.place,
            )
    for entry in answer.undecided:
        yield _Point("undecided", entry.rule, None, entry.reason, None, None, entry.place)


class _EffectOn(NamedTuple):
    """A body that gets an asset no more, and how that comes."""

    effect: str
    loss: Loss

    @property
    def body(self) -> Body:
        return self.loss.body

    @property
    def place(self) -> Place:
        return self.loss.route[-1].place


def _effects(answer: Impact) -> Iterator[_EffectOn]:
    yield from (_EffectOn("stops", loss) for loss in answer.direct)
    yield from (_EffectOn("runs dry", loss) for loss in answer.through)


def _where(held: Held) -> Place:
    """Where an asset is described, else where the first flow that brought it is written."""
    return held.place or held.hops[0].place


class _PlaceOnly(NamedTuple):
    place: Place


class _LeaningIn(NamedTuple):
    """How much hangs on one body, and the whole that it is a part of."""

    whole: Exposure
    leaning: Leaning

    @property
    def body(self) -> Body:
        return self.leaning.body


class _Loose(NamedTuple):
    """A body that would come loose with others if another went."""

    body: Body
    part: int
    loose: str


class _Evidence(NamedTuple):
    body: Body
    hop: Hop

    @property
    def place(self) -> Place:
        return self.hop.place


class _Island(NamedTuple):
    body: Body
    place: Place


class _Member(NamedTuple):
    group: int
    body: Body


SHARING_PARTS: Mapping[str, Part[Any, Any]] = {
    "points": Part[Sharing, _Point](
        _points,
        {
            "bearing": lambda point: point.bearing,
            "rule": lambda point: point.rule,
            "severity": lambda point: point.severity,
            "message": lambda point: point.message,
            "fix": lambda point: point.fix,
            "authority": lambda point: point.authority,
            **PLACE,
        },
    )
}


IMPACT_PARTS: Mapping[str, Part[Any, Any]] = {
    "effects": Part[Impact, _EffectOn](
        _effects,
        {
            "effect": lambda record: record.effect,
            **BODY,
            "asset": lambda record: record.loss.asset or None,
            "title": lambda record: record.loss.title,
            "purposes": lambda record: joined(record.loss.purposes),
            "cut_off": lambda record: not record.loss.still,
            "still_from": lambda record: joined(dict.fromkeys(hop.origin for hop in record.loss.still)),
            "route": lambda record: route_of(record.loss.route),
            "flows": lambda record: joined(record.loss.flows),
            **PLACE,
        },
    ),
    "exposed": Part[Impact, Held](
        lambda answer: answer.held,
        {
            **BODY,
            "asset": lambda held: held.asset or None,
            "title": lambda held: held.title,
            "own": lambda held: held.own,
            "items": lambda held: joined(held.items),
            "personal": lambda held: held.personal,
            "kinds": lambda held: joined(held.kinds),
            "marking": lambda held: held.marking or None,
            "flows": lambda held: joined(held.flows),
            "file": lambda held: _where(held).file,
            "line": lambda held: _where(held).span.line,
        },
    ),
    "notices": Part[Impact, Notice](
        lambda answer: answer.notices,
        {
            "by": lambda notice: notice.by.id,
            "by_name": lambda notice: notice.by.name,
            "who": lambda notice: notice.who,
            "within": lambda notice: notice.within,
            "unless": lambda notice: notice.unless or None,
            "reason": lambda notice: notice.reason or None,
            "contact": lambda notice: notice.contact or None,
            "authority": lambda notice: cited([notice.authority] if notice.authority else ()),
            **PLACE,
        },
    ),
    "references": Part[Impact, _PlaceOnly](
        lambda answer: map(_PlaceOnly, answer.references),
        {
            "document": lambda record: record.place.document or None,
            "path": lambda record: readable_path(record.place.path),
            **PLACE,
        },
    ),
}


EXPOSURE_PARTS: Mapping[str, Part[Any, Any]] = {
    "leaning": Part[Exposure, _LeaningIn](
        lambda answer: (_LeaningIn(answer, each) for each in answer.leaning),
        {
            **BODY,
            "flows": lambda record: record.leaning.flows,
            "holdings": lambda record: record.leaning.holdings,
            "sensitive": lambda record: record.leaning.sensitive,
            "sensitive_assets": lambda record: record.whole.sensitive,
            "share_of_sensitive": lambda record: round(record.leaning.share, 4),
            "comes_loose": lambda record: sum(map(len, record.leaning.parts)),
            "runs_dry": lambda record: record.leaning.dry,
        },
    ),
    "loose": Part[Exposure, _Loose](
        lambda answer: (
            _Loose(each.body, number, name)
            for each in answer.leaning
            for number, part in enumerate(each.parts, 1)
            for name in part
        ),
        {**BODY, "part": lambda record: record.part, "loose": lambda record: record.loose},
    ),
    "evidence": Part[Exposure, _Evidence](
        lambda answer: (_Evidence(each.body, hop) for each in answer.leaning for hop in each.evidence),
        {
            **BODY,
            "from": lambda record: record.hop.origin,
            "to": lambda record: record.hop.target,
            "agreement": lambda record: record.hop.agreement,
            "note": lambda record: record.hop.note or None,
            **PLACE,
        },
    ),
}


NEEDS_PARTS: Mapping[str, Part[Any, Any]] = {
    "needs": Part[Needs, Need](
        lambda answer: answer.needs,
        {
            **BODY,
            "asset": lambda need: need.asset,
            "title": lambda need: need.title,
            "purpose": lambda need: need.purpose or None,
            "state": lambda need: need.state,
            "agreements": lambda need: joined(dict.fromkeys(hop.agreement for hop in need.hops)),
            **PLACE,
        },
    ),
    "islands": Part[Needs, _Island](
        lambda answer: (_Island(*island) for island in answer.islands), {**BODY, **PLACE}
    ),
    "groups": Part[Needs, _Member](
        lambda answer: (
            _Member(number, body) for number, group in enumerate(answer.groups, 1) for body in group
        ),
        {"group": lambda record: record.group, **BODY},
    ),
}
