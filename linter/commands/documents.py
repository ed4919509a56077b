"""`dsalint schema`, `init` and `new`: documents and what may stand in them."""

import sys

import click

from dsalint.linter.commands.terminal import show
from dsalint.linter.errors import UserError


@click.command()
@click.argument("kind")
def schema(kind: str) -> int:
    """Print the JSON Schema of a kind of document (also: config, rule, report)."""
    from dsalint.linter.documents.schemas import schema_text

    show(schema_text(kind))
    return 0


@click.command()
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


@click.command()
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
