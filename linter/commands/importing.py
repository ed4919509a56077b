"""`dsalint import`: public registers."""

from collections.abc import Callable
from typing import Any

import click

from dsalint.linter.commands.options import as_of_option, today
from dsalint.linter.commands.terminal import show


@click.group("import")
def import_() -> None:
    """Turn a public register into an estate of YAML documents."""


def _import_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(
        (
            click.option("--to", "folder", required=True, metavar="FOLDER", help="Folder of the new estate."),
            as_of_option,
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

    return _write_import(import_dea_register(path, as_of=today(as_of)), folder, force)


@import_.command("csv")
@click.argument("path")
@click.option(
    "--mapping", required=True, metavar="FILE", help="Column mapping: a file, or the name of a shipped one."
)
@_import_options
def import_csv_(path: str, mapping: str, folder: str, as_of: str | None, force: bool) -> int:
    """Any table of disclosures, through a declared column mapping."""
    from dsalint.linter.importers.csv_register import import_csv

    return _write_import(import_csv(path, mapping, as_of=today(as_of)), folder, force)


def _write_import(result: Any, folder: str, force: bool) -> int:
    from dsalint.linter.importers.result import render_import_report
    from dsalint.linter.importers.writer import write_estate

    written = write_estate(result, folder, force)
    show(render_import_report(result))
    click.echo(f"{len(written)} files written below {folder}", err=True)
    return 0
