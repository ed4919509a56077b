"""`dsalint check`."""

import os

import click

from dsalint.linter.commands.options import as_of_option, today, words
from dsalint.linter.commands.status import FINDINGS
from dsalint.linter.commands.terminal import progress, settings_for, show
from dsalint.linter.errors import UserError

_SEVERITIES = ("error", "warning", "note", "never")


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--format", "format_", default="text", metavar="FORMAT", help="text or json (default: text).")
@click.option(
    "--output", multiple=True, metavar="FORMAT=FILE", help="Also write a report to a file; repeatable."
)
@as_of_option
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
    options = Options(today(as_of), words(profile), words(select), words(ignore), fail_on or "")
    with progress() as advance:
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
    show(REPORTERS[format_](report, sources, settings_for(color, verbose)))
    threshold = checked.report.fail_on
    return (
        FINDINGS if any(fails_at(finding.severity, threshold) for finding in checked.report.findings) else 0
    )
