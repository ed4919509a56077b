"""A small report on two files, from which the tests of the reporters start."""

from dsalint.linter.findings.finding import Authority, ClauseCitation, Finding, Hop
from dsalint.linter.findings.place import Place, Related
from dsalint.linter.findings.report import NotEvaluated, Report, Summary
from dsalint.linter.source.text import Path, SourceText, Span

AGREEMENT = """\
kind: agreement
id: ward-data
parties:
  - organisation: home-office
    role: controller
  - organisation: kent-police
    role: controller
flows:
  - {id: income, to: kent-police, asset: ward-list, marking: OFFICIAL}
"""
ASSET = "kind: asset\nid: ward-list\nmarking: SECRET\n"

SOURCES = {
    "agreements/ward.yaml": SourceText("agreements/ward.yaml", AGREEMENT),
    "assets/ward.yaml": SourceText("assets/ward.yaml", ASSET),
}


def place(file: str, line: int, text: str, path: Path = ()) -> Place:
    """The place of the first occurrence of a text on a line."""
    column = SOURCES[file].line(line).index(text) + 1
    return Place(file, Span(line, column, line, column + len(text)), path, "agreement/ward-data")


FINDING = Finding(
    rule="MRK016",
    name="flow-marked-at-least-as-its-asset",
    severity="error",
    confidence="high",
    message="the flow to Kent Police is marked OFFICIAL, below its asset's SECRET",
    place=place("agreements/ward.yaml", 9, "OFFICIAL", ("flows", 0, "marking")),
    title="A flow is marked at least as high as the asset it carries",
    related=(
        Related(place("assets/ward.yaml", 3, "SECRET", ("marking",)), "the asset is marked SECRET"),
        Related(
            place("agreements/ward.yaml", 6, "kent-police", ("parties", 1, "organisation")), "the recipient"
        ),
    ),
    authority=(
        Authority(
            "gscp",
            "Government Security Classifications Policy",
            "para 12",
            "policy",
            "https://example.org/gscp",
            "unverified",
            "2014-04-02",
        ),
    ),
    clause=ClauseCitation(
        "Handling", "4.2", "Flows keep their marking.", place("assets/ward.yaml", 2, "ward-list")
    ),
    route=(
        Hop("Home Office", "Kent Police", "a", "marked SECRET", place("assets/ward.yaml", 3, "SECRET")),
        Hop("Kent Police", "Acme", "b", "marked OFFICIAL", place("agreements/ward.yaml", 9, "OFFICIAL")),
    ),
    fix="mark the flow SECRET,\nor ask the owner of the asset\n",
    fingerprint="0a1b",
)

UNDECIDED = NotEvaluated(
    "RET003",
    "undecided",
    "no period is stated",
    ("/retention/period",),
    place("agreements/ward.yaml", 9, "income"),
    "flow income",
)

CLEAN = Summary(2, 2, 10, 12, 0, 8, 0, 0, 0, 0, 0)


def report(*findings: Finding, summary: Summary | None = None, undecided: int = 0) -> Report:
    """A report whose counts fit what it holds, unless a summary is given."""
    if summary is None:
        tally = {
            severity: sum(f.severity == severity for f in findings)
            for severity in ("error", "warning", "note")
        }
        summary = CLEAN._replace(
            failed=len(findings),
            undecided=undecided,
            errors=tally["error"],
            warnings=tally["warning"],
            notes=tally["note"],
        )
    return Report("2026-06-01", "/estate", findings, (UNDECIDED,) * undecided, summary, ("hmg",), "0.1.0")
