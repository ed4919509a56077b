"""What was probably meant: dates, durations and countries as people write them, turned into the form asked for."""

import re

from dsalint.linter.vocabulary.dates import parse_date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2}|[A-Za-z]{3,9})[/. -]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/. -]?([0-9]{1,2})[/. -]?([0-9]{1,2})(?:[T ].*)?")
_AMOUNT = re.compile(
    r"P?T?([0-9]{1,4}|[a-z]+) ?(y|m|w|d|h|years?|months?|weeks?|days?|hours?|minutes?)", re.IGNORECASE
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        start=1,
    )
}
_UNITS = {"y": "P{}Y", "m": "P{}M", "w": "P{}W", "d": "P{}D", "h": "PT{}H"}


def date_meant(text: str) -> str | None:
    """A day written another way, as `YYYY-MM-DD`; of two numbers the day stands first, as in Britain."""
    text = text.strip()
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    else:
        return None
    if month.isalpha():
        if month[:3].lower() not in _MONTHS:
            return None
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    return parse_date(f"{year}-{month:0>2}-{day:0>2}")


def duration_meant(text: str) -> str | None:
    """A length of time in words, or without its P or T, as an ISO 8601 duration."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        return None
    amount, unit = match[1].lower(), match[2].lower()
    number = int(amount) if amount.isdigit() else _NUMBERS.get(amount)
    if number is None:
        return None
    if unit.startswith("minute"):
        return f"PT{number}M"
    return _UNITS[unit[0]].format(number)


def id_meant(text: str) -> str | None:
    """A name as an id: small letters and digits, joined by hyphens."""
    return re.sub("[^a-z0-9._]+", "-", text.lower()).strip("-._") or None


def country_meant(text: str) -> str | None:
    """The ISO 3166-1 code of a country called by its name, in small letters, or by a code that is not assigned."""
    from dsalint.linter.vocabulary.reference import reference_list

    countries = reference_list("countries")
    capitals = text.strip().upper()
    instead: dict[str, str] = countries.extra.get("not_codes", {})
    if capitals in instead:
        return instead[capitals]
    if countries.get(capitals) is not None:
        return capitals
    return next(
        (entry["id"] for entry in countries.entries() if str(entry["title"]).upper() == capitals), None
    )
