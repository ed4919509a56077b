"""Dates of a register: the status that follows from them."""

from dsalint.linter.errors import UserError
from dsalint.linter.vocabulary.dates import parse_date


def require_as_of(text: str) -> str:
    """The date that statuses are decided against; UserError where it is not one."""
    if parse_date(text) is None:
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
