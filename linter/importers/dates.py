"""Dates of a register as a document's dates, and the status that follows from them."""

import re
from datetime import date

from dsalint.linter.errors import UserError

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?\Z", re.ASCII)


def is_date(text: str) -> bool:
    """Whether the text is a day of the calendar, written YYYY-MM-DD."""
    if not _DATE.match(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_duration(text: str) -> bool:
    """Whether the text is an ISO 8601 duration of whole units, such as P3Y11M."""
    return _DURATION.match(text) is not None


def require_as_of(text: str) -> str:
    """The date that statuses are decided against; UserError where it is not one."""
    if not is_date(text):
        raise UserError(f"the as-of date {text!r} is not a date", "Write it as YYYY-MM-DD.")
    return text


def status_at(start: str, end: str, as_of: str) -> str:
    """The status that dates alone allow: expired after the end date, active within the period, else empty.

    Empty (unknown) where there is no date to go by, and before the start: a register does not say whether an
    agreement that has not started has been signed. The end date is the last day of the agreement.
    """
    if end and end < as_of:
        return "expired"
    if not (start or end) or (start and as_of < start):
        return ""
    return "active"
