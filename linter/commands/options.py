"""Options that several commands have, and what their values mean."""

from collections.abc import Callable, Sequence
from typing import Any

import click


def _date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Callback of `--as-of`: a date that exists, or a usage error."""
    from dsalint.linter.vocabulary.dates import parse_date

    if value is not None and parse_date(value) is None:
        raise click.BadParameter(f"{value!r} is not a date such as 2026-03-31")
    return value


def as_of_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The option `--as-of`."""
    return click.option(
        "--as-of",
        callback=_date,
        metavar="DATE",
        help="Judge by the law and the state of this date (default: today).",
    )(function)


def today(as_of: str | None) -> str:
    """The date to judge by: the one that was given, else today's."""
    if as_of is not None:
        return as_of
    from dsalint.linter.vocabulary.dates import today as todays_date

    return todays_date()


def words(values: Sequence[str]) -> tuple[str, ...]:
    """The words of a repeatable option, each of which may hold several with commas between them."""
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())
