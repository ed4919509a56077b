"""The command line: click, the environment, exit status. The only place that prints; nothing is computed here.

Exit status: 0 nothing at or above --fail-on; 1 findings; 2 the user, the configuration or a rule file is wrong;
3 nothing to check; 4 a fault of dsalint itself. Each command imports what it needs when it runs.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import click

import dsalint
from dsalint.linter.errors import NothingToCheck, UserError

if TYPE_CHECKING:
    from dsalint.linter.network.network import SharingNetwork
    from dsalint.linter.reports.look import Look

FINDINGS = 1
USER_ERROR = 2
NOTHING_TO_CHECK = 3
FAULT = 4
INTERRUPTED = 130

_SEVERITIES = ("error", "warning", "note", "never")


def _date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Callback of `--as-of`: a date that exists, or a usage error."""
    from dsalint.linter.vocabulary.dates import parse_date

    if value is not None and parse_date(value) is None:
        raise click.BadParameter(f"{value!r} is not a date such as 2026-03-31")
    return value


def main() -> NoReturn:
    """The program: run dsalint on the command line's arguments and end the process with its status."""
    _open_closed_streams()
    status = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        status = 0  # the reader of a pipe has seen enough
    except OSError:
        status = status or USER_ERROR  # what was printed did not arrive; that was said where it could be
    os._exit(status)  # taking the interpreter down object by object takes longer than checking one file


def _open_closed_streams() -> None:
    """A standard stream that was closed (`>&-`) reads and writes nothing, instead of being no stream."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 - open until the process ends
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def run(arguments: Sequence[str]) -> int:
    """Run dsalint; returns its exit status. Everything that goes wrong is a message, never a traceback."""
    try:
        _working_folder()
        status = cli.main(args=list(arguments), prog_name="dsalint", standalone_mode=False)
    except NothingToCheck as error:
        return _complain(error, NOTHING_TO_CHECK)
    except UserError as error:
        return _complain(error, USER_ERROR)
    except click.exceptions.Abort:
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return USER_ERROR
    except BrokenPipeError:
        return 0
    except Exception as error:  # noqa: BLE001 - the one net: a fault is reported ready to be sent, never a traceback
        return _fault(error)
    return status if isinstance(status, int) else 0


def _working_folder() -> str:
    try:
        return os.getcwd()
    except OSError as error:
        raise UserError(
            "the working folder is gone or may not be read", "change to another folder"
        ) from error


def _complain(error: UserError, status: int) -> int:
    from dsalint.linter.reports.escape import prose

    click.echo(f"dsalint: {prose(error.message)}", err=True)
    if error.hint:
        click.echo(f"  {prose(error.hint)}", err=True)
    return status


def _fault(error: Exception) -> int:
    import platform
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-6:]
    steps = "\n".join(f"    {os.path.basename(f.filename)}:{f.lineno} in {f.name}" for f in last)
    click.echo(
        "dsalint: this is a fault of dsalint itself; nothing was decided about your documents.\n"
        "  Please report it with these lines (they hold no content of your files):\n"
        f"    dsalint {dsalint.__version__}, Python {platform.python_version()}, {platform.system()}\n"
        f"    command {' '.join(sys.argv[1:2])}\n"
        f"    {type(error).__name__}\n{steps}",
        err=True,
    )
    return FAULT


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(dsalint.__version__, prog_name="dsalint", message="%(prog)s %(version)s")
def cli() -> None:
    """Check, map and draw data-sharing agreements kept as YAML.

    Exit status: 0 clean, 1 findings, 2 wrong use, configuration or rule file, 3 nothing to check, 4 a fault of dsalint.
    """


# --- checking -----------------------------------------------------------------------------------------------------


def _as_of(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--as-of",
        callback=_date,
        metavar="DATE",
        help="Judge by the law and the state of this date (default: today).",
    )(function)


def _today(as_of: str | None) -> str:
    if as_of is not None:
        return as_of
    import time

    return time.strftime("%Y-%m-%d")


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--format", "format_", default="text", metavar="FORMAT", help="text or json (default: text).")
@click.option(
    "--output", multiple=True, metavar="FORMAT=FILE", help="Also write a report to a file; repeatable."
)
@_as_of
@click.option("--profile", multiple=True, metavar="NAME", help="Use this choice of rules; repeatable.")
@click.option("--select", multiple=True, metavar="ID,GROUP", help="Run only these rules or groups.")
@click.option("--ignore", multiple=True, metavar="ID,GROUP", help="Leave these rules or groups out.")
@click.option(
    "--fail-on",
    type=click.Choice(_SEVERITIES),
    help="Severity that makes the exit status 1 (default: error).",
)
@click.option(
    "--only-named", is_flag=True, help="Report only the named files, not what a change broke elsewhere."
)
@click.option("--verbose", "-v", is_flag=True, help="List every rule that gave no verdict, and why.")
@click.option(
    "--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Colour in text reports."
)
def check(
    paths: tuple[str, ...],
    format_: str,
    output: tuple[str, ...],
    as_of: str | None,
    profile: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    only_named: bool,
    verbose: bool,
    color: str,
) -> int:
    """Check documents against law and policy.

    PATHS are files or folders (default: this folder). The whole estate around them is read; findings are shown for
    the named files and for other files that an uncommitted change in them broke.
    """
    from dsalint.linter.check import Options, check, locate
    from dsalint.linter.reports.outputs import plan_outputs, protect_inputs, write_report
    from dsalint.linter.reports.registry import REPORTERS, Settings
    from dsalint.linter.reports.relocate import relocated
    from dsalint.linter.rules.profiles import fails_at

    if format_ not in REPORTERS:
        raise UserError(f"there is no format `{format_}`", f"formats: {', '.join(sorted(REPORTERS))}")
    outputs = plan_outputs(output, REPORTERS)
    target = locate(paths)
    protect_inputs([item.file for item in outputs], target.root, target.files)
    options = Options(_today(as_of), _words(profile), _words(select), _words(ignore), fail_on or "")
    with _progress() as advance:
        checked = check(target, options, advance)
        if not only_named and target.named is not None:
            from dsalint.linter.focus import with_broken

            checked = with_broken(checked, target)
    plain = Settings(verbose=verbose)
    for item in outputs:
        write_report(item.file, REPORTERS[item.format](checked.report, checked.sources, plain))
    report, sources = checked.report, checked.sources
    prefix = os.path.relpath(target.root).replace(os.sep, "/")
    if format_ == "text" and prefix != ".":
        report, sources = relocated(report, sources, prefix)
    _print(REPORTERS[format_](report, sources, _settings(color, verbose)))
    threshold = checked.report.fail_on
    return (
        FINDINGS if any(fails_at(finding.severity, threshold) for finding in checked.report.findings) else 0
    )


def _words(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def _settings(color: str, verbose: bool = False) -> Any:
    from dsalint.linter.reports.registry import Settings

    terminal = sys.stdout.isatty()
    colour = color == "always" or (
        color == "auto" and "NO_COLOR" not in os.environ and (terminal or bool(os.environ.get("FORCE_COLOR")))
    )
    width = min(max(_columns(), 40), 140) if terminal else 100
    encoding = (sys.stdout.encoding or "ascii").lower()
    return Settings(
        width=width, colour=colour, unicode=encoding.replace("-", "").startswith("utf"), verbose=verbose
    )


def _columns() -> int:
    """Width of the terminal: COLUMNS, else what it says, else 100. (shutil would cost more than a small check.)"""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said) > 0:
        return int(said)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 100


def _print(text: str) -> None:
    data = text.encode(sys.stdout.encoding or "utf-8", "backslashreplace")
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        click.echo(text, nl=False)
    else:
        try:
            sys.stdout.flush()
            buffer.write(data)
            buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise UserError(
                f"cannot write to standard output: {error.strerror or error}",
                "make room, or write to a file with --output",
            ) from error


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A callback (done, total) that shows progress on standard error while it is a terminal and the run is long."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    import time

    from dsalint.linter.reports.progress import Progress

    progress: Progress | None = None

    def advance(done: int, total: int) -> None:
        nonlocal progress
        progress = progress or Progress(total, time.monotonic, shown=True)
        sys.stderr.write(progress.advance())
        sys.stderr.flush()

    try:
        yield advance
    finally:
        sys.stderr.write(progress.finish() if progress else "")
        sys.stderr.flush()


@cli.command()
@click.argument("rule")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Colour.")
def explain(rule: str, color: str) -> int:
    """Explain a rule: what, why, by which authority, and how to comply."""
    from dsalint.linter.reports.explain import render_explain
    from dsalint.linter.rules.lookup import rule_value
    from dsalint.linter.vocabulary.reference import reference_list

    settings = _settings(color)
    value = rule_value(rule, os.getcwd())
    _print(
        render_explain(
            value,
            reference_list("sources"),
            reference_list("founding-strategy").entries(),
            width=settings.width,
            colour=settings.colour,
            unicode=settings.unicode,
        )
    )
    return 0


@cli.command()
@click.option(
    "--format", "format_", type=click.Choice(("text", "json")), default="text", help="Form of the list."
)
@click.option("--group", multiple=True, help="Only these groups.")
@click.option("--profiles", is_flag=True, help="List the profiles instead.")
@click.option("--unverified", is_flag=True, help="Only rules that rest on a citation nobody has verified.")
@click.option(
    "--strategy",
    is_flag=True,
    help="List the lines of the founding strategy with what implements them instead.",
)
def rules(format_: str, group: tuple[str, ...], profiles: bool, unverified: bool, strategy: bool) -> int:
    """List the rules, the profiles that choose among them, or the strategy that they implement."""
    from dsalint.linter.reports.catalogue import render_profiles, render_rules

    settings = _settings("auto")
    if strategy:
        from dsalint.linter.reports.look import Look
        from dsalint.linter.reports.strategy import render_strategy
        from dsalint.linter.vocabulary.reference import reference_list

        look = Look(settings.width, settings.colour, settings.unicode)
        _print(render_strategy(reference_list("founding-strategy").entries(), look, json=format_ == "json"))
        return 0
    from dsalint.linter.rules.lookup import listed_profiles, listed_rules

    if profiles:
        _print(
            render_profiles(
                listed_profiles(),
                width=settings.width,
                colour=settings.colour,
                unicode=settings.unicode,
                json=format_ == "json",
            )
        )
        return 0
    found = listed_rules(os.getcwd(), _words(group), unverified=unverified)
    _print(
        render_rules(
            found,
            width=settings.width,
            colour=settings.colour,
            unicode=settings.unicode,
            json=format_ == "json",
        )
    )
    return 0


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--no-mutations", is_flag=True, help="Do not prove that every part of every condition is needed."
)
def test(paths: tuple[str, ...], no_mutations: bool) -> int:
    """Run the examples of rules: all built-in ones, or those of the named rule files and folders."""
    from dsalint.linter.rules.run_examples import run_examples

    result = run_examples(paths, mutate=not no_mutations)
    for complaint in result.complaints:
        click.echo(f"{complaint.rule}: {complaint.where}: {complaint.message}")
    click.echo(
        f"{result.rules} rules, {result.examples} examples, {result.mutants} parts of conditions removed: "
        f"{len(result.complaints)} complaints"
    )
    return FINDINGS if result.complaints else 0


@cli.command()
@click.argument("folder")
def docs(folder: str) -> int:
    """Write pages about all rules, as HTML that needs no network, to FOLDER."""
    from dsalint.linter.pages.write import write_pages
    from dsalint.linter.rules.lookup import catalogue_at

    catalogue, root = catalogue_at(os.getcwd())
    click.echo(f"{write_pages(folder, catalogue, root)} pages below {folder}; begin with index.html")
    return 0


# --- the network --------------------------------------------------------------------------------------------------


@cli.group()
def graph() -> None:
    """Draw the sharing network, or export it."""


def _graph_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(
        (
            click.option(
                "--to", "file", metavar="FILE", help="Write to this file instead of standard output."
            ),
            _as_of,
            click.option("--party", multiple=True, metavar="ID", help="Only flows from or to these parties."),
            click.option(
                "--neighbours", type=click.IntRange(0, 10), default=1, help="Hops around --party (default 1)."
            ),
            click.option("--asset", multiple=True, metavar="ID", help="Only flows of these assets."),
            click.option("--marking", metavar="MARKING", help="Only flows marked at least so."),
            click.option(
                "--purpose", multiple=True, metavar="CATEGORY", help="Only flows for these purposes."
            ),
            click.option(
                "--status",
                multiple=True,
                metavar="STATUS",
                help="Only flows of this status; `all` for every one.",
            ),
            click.option("--agreement", multiple=True, metavar="ID", help="Only flows of these agreements."),
            click.option(
                "--aggregate",
                type=click.Choice(("none", "sector", "type")),
                default="none",
                help="Merge parties.",
            ),
            click.option("--findings/--no-findings", default=True, help="Show findings on the flows."),
        )
    ):
        function = option(function)
    return function


@graph.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--format", "format_", default="svg", metavar="FORMAT", help="svg, mermaid or dot (default: svg)."
)
@click.option("--view", default="auto", metavar="VIEW", help="auto, lanes, matrix or overview.")
@_graph_options
def draw(paths: tuple[str, ...], format_: str, view: str, file: str | None, **filters: Any) -> int:
    """Draw who shares what with whom."""
    return _render(paths, format_, view, file, filters, ("svg", "mermaid", "dot"))


@graph.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--format", "format_", default="json", metavar="FORMAT", help="json, csv, graphml, dot or mermaid."
)
@_graph_options
def export(paths: tuple[str, ...], format_: str, file: str | None, **filters: Any) -> int:
    """Export the network for other tools."""
    return _render(paths, format_, "auto", file, filters, ("json", "csv", "graphml", "dot", "mermaid"))


_answer_format = click.option(
    "--format",
    "format_",
    default="text",
    metavar="FORMAT",
    help="text, json, svg, mermaid or dot (default: text).",
)
_answer_to = click.option(
    "--to", "file", metavar="FILE", help="Write to this file instead of standard output."
)


@graph.command()
@click.argument("asset")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@_answer_format
@_answer_to
@_as_of
def holders(asset: str, paths: tuple[str, ...], format_: str, file: str | None, as_of: str | None) -> int:
    """Say who holds ASSET, by which way, and under which terms."""
    from dsalint.linter.questions.ask import answer_holders

    with _asking(paths, file, as_of) as (network, look, answered):
        answered(answer_holders(network, asset, format_, look))
    return 0


@graph.command()
@click.argument("source")
@click.argument("target")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--most",
    type=click.IntRange(1, 100),
    default=5,
    help="How many ways to give, the shortest first (default 5).",
)
@click.option(
    "--any",
    "any_data",
    is_flag=True,
    help="Any flows in a row, also where they do not pass on the same data.",
)
@_answer_format
@_answer_to
@_as_of
def path(
    source: str,
    target: str,
    paths: tuple[str, ...],
    most: int,
    any_data: bool,
    format_: str,
    file: str | None,
    as_of: str | None,
) -> int:
    """Say by which ways data gets from organisation SOURCE to organisation TARGET, and under which terms."""
    from dsalint.linter.questions.ask import answer_ways

    with _asking(paths, file, as_of) as (network, look, answered):
        answered(answer_ways(network, source, target, most, not any_data, format_, look))
    return 0


@graph.command("can-share")
@click.argument("asset")
@click.argument("recipient")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--purpose", required=True, metavar="CATEGORY", help="What the data would be used for.")
@click.option(
    "--from",
    "provider",
    default="",
    metavar="ID",
    help="Who would share it (default: the body it belongs to).",
)
@click.option("--format", "format_", default="text", metavar="FORMAT", help="text or json (default: text).")
@_answer_to
@_as_of
def can_share(
    asset: str,
    recipient: str,
    paths: tuple[str, ...],
    purpose: str,
    provider: str,
    format_: str,
    file: str | None,
    as_of: str | None,
) -> int:
    """Say whether ASSET may be shared with organisation RECIPIENT, and under which conditions.

    Exit status 1 when it may not.
    """
    from dsalint.linter.check import locate
    from dsalint.linter.questions.ask import answer_sharing
    from dsalint.linter.questions.can_share import Proposal
    from dsalint.linter.reports.look import Look
    from dsalint.linter.reports.outputs import protect_inputs, write_report

    target = locate(paths)
    protect_inputs([file] if file else [], target.root, target.files)
    settings = _settings("never" if file else "auto")
    look = Look(settings.width, settings.colour, settings.unicode)
    may, text = answer_sharing(
        target, _today(as_of), Proposal(asset, recipient, purpose, provider), format_, look
    )
    if file is None:
        _print(text)
    else:
        write_report(file, text)
    return 0 if may else FINDINGS


@contextmanager
def _asking(
    paths: tuple[str, ...], file: str | None, as_of: str | None
) -> Iterator[tuple["SharingNetwork", "Look", Callable[[str], None]]]:
    """The network to ask, how text looks, and what to do with the answer."""
    from dsalint.linter.check import locate
    from dsalint.linter.questions.ask import network_of
    from dsalint.linter.reports.look import Look
    from dsalint.linter.reports.outputs import protect_inputs, write_report

    answers: list[str] = []
    found = locate(paths)
    protect_inputs([file] if file else [], found.root, found.files)
    asked = network_of(found, _today(as_of))
    settings = _settings("never" if file else "auto")
    yield asked.network, Look(settings.width, settings.colour, settings.unicode), answers.append
    if asked.malformed:
        click.echo(
            f"dsalint: {asked.malformed} malformed documents are no part of this answer; `dsalint check` lists them",
            err=True,
        )
    for answer in answers:
        if file is None:
            _print(answer)
        else:
            write_report(file, answer)


def _render(
    paths: tuple[str, ...],
    format_: str,
    view: str,
    file: str | None,
    filters: dict[str, Any],
    formats: Sequence[str],
) -> int:
    from dsalint.linter.check import locate
    from dsalint.linter.drawing import Request, render_network
    from dsalint.linter.reports.outputs import protect_inputs, write_report

    if format_ not in formats:
        raise UserError(f"there is no format `{format_}` here", f"formats: {', '.join(formats)}")
    request = Request(
        format=format_,
        view=view,
        parties=_words(filters["party"]),
        neighbours=filters["neighbours"],
        assets=_words(filters["asset"]),
        marking=filters["marking"] or "",
        purposes=_words(filters["purpose"]),
        statuses=_words(filters["status"]),
        agreements=_words(filters["agreement"]),
        aggregate=filters["aggregate"],
        findings=filters["findings"],
    )
    target = locate(paths)
    protect_inputs([file] if file else [], target.root, target.files)
    drawn = render_network(target, _today(filters["as_of"]), request)
    for note in drawn.notes:
        click.echo(f"dsalint: {note}", err=True)
    if file is None:
        _print(drawn.text)
    else:
        write_report(file, drawn.text)
        click.echo(f"{file}: {drawn.summary}", err=True)
    return 0


# --- documents ----------------------------------------------------------------------------------------------------


@cli.command()
@click.argument("kind")
def schema(kind: str) -> int:
    """Print the JSON Schema of a kind of document (also: config, rule, report)."""
    from dsalint.linter.documents.schemas import schema_text

    _print(schema_text(kind))
    return 0


@cli.command()
@click.argument("folder", default=".")
@click.option("--title", default="", help="What the estate is called.")
@click.option("--force", is_flag=True, help="Replace files that are there.")
def init(folder: str, title: str, force: bool) -> int:
    """Start an estate: configuration, a first agreement, its organisations, and the hook."""
    from dsalint.linter.scaffold.init import start_estate

    if not title and sys.stdin.isatty():
        title = click.prompt("Title of the estate", default="Our data-sharing agreements")
    for path in start_estate(folder, title or "Our data-sharing agreements", force=force):
        click.echo(path)
    click.echo(f"next: dsalint check {folder}", err=True)
    return 0


@cli.command()
@click.argument("kind")
@click.argument("id", required=False)
@click.option(
    "--set", "values", multiple=True, metavar="KEY=VALUE", help="Value of a key, e.g. title='Fraud checks'."
)
@click.option("--to", "file", metavar="FILE", help="File to write (default: ID.yaml).")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def new(kind: str, id: str | None, values: tuple[str, ...], file: str | None, force: bool) -> int:
    """Write a new document of a kind, ready to be filled in."""
    from dsalint.linter.scaffold.new import fields_to_ask, new_document

    given = dict(_pair(value) for value in values)
    if sys.stdin.isatty():
        if id is None:
            id = click.prompt("Id (small letters, digits, hyphens)")
        for key, question, default in fields_to_ask(kind):
            if key not in given:
                given[key] = click.prompt(question, default=default)
    elif id is None:
        raise UserError("the new document needs an id", f"dsalint new {kind} my-{kind}")
    click.echo(new_document(kind, str(id), given, file, force=force))
    return 0


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise UserError(f"--set {text!r} is not of the form KEY=VALUE", "e.g. --set title='Fraud checks'")
    return key, value


@cli.group("import")
def import_() -> None:
    """Turn a public register into an estate of YAML documents."""


def _import_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(
        (
            click.option("--to", "folder", required=True, metavar="FOLDER", help="Folder of the new estate."),
            _as_of,
            click.option("--force", is_flag=True, help="Replace files that are there."),
        )
    ):
        function = option(function)
    return function


@import_.command("dea-register")
@click.argument("path")
@_import_options
def import_dea(path: str, folder: str, as_of: str | None, force: bool) -> int:
    """The UK register of agreements under the Digital Economy Act 2017: its RSF folder or a CSV of its columns."""
    from dsalint.linter.importers.dea_register import import_dea_register

    return _write_import(import_dea_register(path, as_of=_today(as_of)), folder, force)


@import_.command("csv")
@click.argument("path")
@click.option(
    "--mapping", required=True, metavar="FILE", help="Column mapping: a file, or the name of a shipped one."
)
@_import_options
def import_csv_(path: str, mapping: str, folder: str, as_of: str | None, force: bool) -> int:
    """Any table of disclosures, through a declared column mapping."""
    from dsalint.linter.importers.csv_register import import_csv

    return _write_import(import_csv(path, mapping, as_of=_today(as_of)), folder, force)


def _write_import(result: Any, folder: str, force: bool) -> int:
    from dsalint.linter.importers.result import render_import_report
    from dsalint.linter.importers.writer import write_estate

    written = write_estate(result, folder, force)
    _print(render_import_report(result))
    click.echo(f"{len(written)} files written below {folder}", err=True)
    return 0


if __name__ == "__main__":
    main()
