"""`dsalint diff`: what a change of the estate means."""

import os

import click

from dsalint.linter.changes.effects import EFFECTS
from dsalint.linter.commands.options import as_of_option, today
from dsalint.linter.commands.status import FINDINGS
from dsalint.linter.commands.terminal import settings_for, show


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False, default="")
@click.option("--estate", default=".", metavar="FOLDER", help="The estate, for revisions (default: here).")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "markdown", "json")),
    default="text",
    help="Form of the report (default: text).",
)
@click.option("--to", "file", metavar="FILE", help="Write to this file instead of standard output.")
@as_of_option
@click.option(
    "--fail-on",
    type=click.Choice(EFFECTS[:-1]),
    help="End with status 1 if anything is of this class or a graver one (by itself nothing fails).",
)
def diff(
    base: str, head: str, estate: str, format_: str, file: str | None, as_of: str | None, fail_on: str | None
) -> int:
    """Say what a change means: who can reach more, which safeguard is weaker, what lasts longer.

    BASE and HEAD are revisions of git or folders; without HEAD, the estate as it stands on disk. `A...B` compares with
    where B left A, as a pull request does. The classes, gravest first: widens, weakens, extends, changes, narrows,
    editorial. Neither the order of keys, nor comments, nor form, nor the name of a file is a change.
    """
    from dsalint.linter.changes.difference import difference
    from dsalint.linter.changes.effects import at_least
    from dsalint.linter.changes.show_json import difference_json
    from dsalint.linter.changes.show_markdown import render_markdown
    from dsalint.linter.changes.show_text import render_difference
    from dsalint.linter.changes.sides import states
    from dsalint.linter.reports.json import to_json
    from dsalint.linter.reports.left_out import left_out
    from dsalint.linter.reports.look import Look
    from dsalint.linter.reports.outputs import protect_inputs, write_report

    with states(base, head, estate) as (before, after):
        for state in (before, after):
            protect_inputs([file] if file else [], state.home, state.target.files)
        found = difference(before, after, today(as_of))
        folder = "" if after.revision else os.path.relpath(after.target.root).replace(os.sep, "/")
    settings = settings_for("never" if file else "auto")
    look = Look(settings.width, settings.colour, settings.unicode, "" if folder == "." else folder)
    if format_ == "json":
        text = to_json(difference_json(found))
    elif format_ == "markdown":
        text = render_markdown(found)
    else:
        text = render_difference(found, look)
    for note in left_out(found.facts, "this comparison"):
        click.echo(f"dsalint: {note}", err=True)
    if file is None:
        show(text)
    else:
        write_report(file, text)
    return FINDINGS if fail_on and at_least(found.effect, fail_on) else 0
