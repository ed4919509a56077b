"""Dates and durations in the forms that documents write: `2026-02-05`, `P6Y`, `PT24H` (ISO 8601).

Dates are strings throughout: ISO dates compare as text. A duration keeps its calendar parts, because a month has no fixed
number of days; two durations compare through the least and the most days each can stand for.
"""

import re
import time
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY_SECONDS = 86_400
_CYCLE_MONTHS, _CYCLE_DAYS = 4800, 146_097
"""The Gregorian calendar repeats after 400 years."""
_DURATION = re.compile(
    r"P(?=[0-9]|T[0-9])(?:([0-9]{1,6})Y)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})W)?(?:([0-9]{1,6})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})S)?)?"
)


class Duration(NamedTuple):
    """A length of time in normal form: years are in `months`, weeks in `days`; whole days of seconds are in `days`."""

    months: int = 0
    days: int = 0
    seconds: int = 0

    def __str__(self) -> str:
        """The normal form, e.g. ``P1Y6M``; ``P2W`` is ``P14D``, ``PT36H`` is ``P1DT12H``, no time is ``P0D``."""
        years, months = divmod(self.months, 12)
        hours, rest = divmod(self.seconds, 3600)
        minutes, seconds = divmod(rest, 60)
        date = "".join(f"{n}{unit}" for n, unit in ((years, "Y"), (months, "M"), (self.days, "D")) if n)
        time = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n)
        return f"P{date}{'T' if time else ''}{time}" if date or time else "P0D"


def today() -> str:
    """The date of today, by the clock of this machine."""
    return time.strftime("%Y-%m-%d")


def parse_date(text: str) -> str | None:
    """The date itself when it is a day of the calendar written `YYYY-MM-DD` (years 0001 to 9999), else None."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    digits = text[:4] + text[5:7] + text[8:]
    if not (digits.isascii() and digits.isdigit()):
        return None
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    return text if year and 1 <= month <= 12 and 1 <= day <= _month_days(year, month) else None


@lru_cache(maxsize=4096)
def parse_duration(text: str) -> Duration:
    """A duration `PnYnMnWnDTnHnMnS`: whole numbers of at most six digits, any part absent but not all.

    Raises ValueError when the text is no such duration.
    """
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(f"{text[:40]!r} is not an ISO 8601 duration such as P6Y, P18M or PT24H")
    years, months, weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    more_days, seconds = divmod(hours * 3600 + minutes * 60 + seconds, _DAY_SECONDS)
    return Duration(years * 12 + months, weeks * 7 + days + more_days, seconds)


_HOURS_UP_TO_DAYS = 3
"""Up to so many days people count hours: 72 hours, and then 4 days."""


def in_words(duration: Duration) -> str:
    """A duration as people say it, e.g. ``72 hours``, ``1 year 6 months``; no time is ``at once``."""
    years, months = divmod(duration.months, 12)
    days, seconds = duration.days, duration.seconds
    hours, rest = divmod(seconds, 3600)
    if not duration.months and days <= _HOURS_UP_TO_DAYS and hours + days:
        days, hours = 0, hours + 24 * days
    minutes, seconds = divmod(rest, 60)
    parts = (
        (years, "year"),
        (months, "month"),
        (days, "day"),
        (hours, "hour"),
        (minutes, "minute"),
        (seconds, "second"),
    )
    return " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n) or "at once"


def periods_in_words(text: str) -> str:
    """A text in which durations stand as people say them: `P1Y from receipt` as ``1 year from receipt``."""
    return " ".join(in_words(parse_duration(word)) if is_duration(word) else word for word in text.split(" "))


def is_duration(text: object) -> bool:
    """Whether `parse_duration` reads it."""
    return isinstance(text, str) and _DURATION.fullmatch(text) is not None


def add(date: str, duration: Duration) -> str:
    """The date a duration later: first the months, then the days.

    A day that the month reached does not have becomes the last day of that month (31 January + P1M = 28 or 29 February;
    29 February + P1Y = 28 February), as periods of months are counted in law. A part of a day is dropped. Raises ValueError
    when the date is no date or the result leaves the years 0001 to 9999.
    """
    return _shift(date, duration.months, duration.days)


def subtract(date: str, duration: Duration) -> str:
    """The date a duration earlier: first the months, then the days, with the rounding of `add`."""
    return _shift(date, -duration.months, -duration.days)


def longer(a: Duration, b: Duration) -> bool | None:
    """Whether `a` is longer than `b`; None when that depends on the months it falls in (P1M and P30D)."""
    months, days, seconds = a.months - b.months, a.days - b.days, a.seconds - b.seconds
    rest = days * _DAY_SECONDS + seconds
    if not months or not rest:
        return months > 0 or rest > 0
    least, most = _day_range(abs(months))
    if months < 0:
        least, most = -most, -least
    if least * _DAY_SECONDS + rest > 0:
        return True
    return None if most * _DAY_SECONDS + rest > 0 else False


@lru_cache(maxsize=256)
def _day_range(months: int) -> tuple[int, int]:
    """The fewest and the most days that so many consecutive months can have, wherever they start."""
    cycles, months = divmod(months, _CYCLE_MONTHS)
    starts = _month_starts()
    spans = [starts[first + months] - starts[first] for first in range(_CYCLE_MONTHS)]
    return cycles * _CYCLE_DAYS + min(spans), cycles * _CYCLE_DAYS + max(spans)


@lru_cache(maxsize=1)
def _month_starts() -> list[int]:
    """The day on which each month of two cycles of the calendar starts, counted from the first."""
    lengths = [_month_days(year, month) for year in range(2000, 2800) for month in range(1, 13)]
    return list(accumulate(lengths, initial=0))


def _month_days(year: int, month: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[month - 1] + leap


def _shift(date: str, months: int, days: int) -> str:
    if parse_date(date) is None:
        raise ValueError(f"{date[:40]!r} is not a date")
    from datetime import date as calendar_day

    year, month = divmod(int(date[:4]) * 12 + int(date[5:7]) - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"the result is outside the years 0001 to 9999: {date} and {months} months")
    day = min(int(date[8:]), _month_days(year, month + 1))
    ordinal = calendar_day(year, month + 1, day).toordinal() + days
    if not 1 <= ordinal <= calendar_day.max.toordinal():
        raise ValueError(f"the result is outside the years 0001 to 9999: {date} and {days} days")
    return calendar_day.fromordinal(ordinal).isoformat()
