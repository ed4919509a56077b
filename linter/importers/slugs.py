"""Names to ids: readable, unique, the same whenever the same names are imported, safe as file names."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

MAX_SLUG = 80
"""The most characters of a slug, so that a file name with its folder fits every file system."""

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile(r"['’ʼ`]")
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))]
)
"""Names that Windows keeps for devices, with any extension."""
_BOOLEANS = frozenset(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])


def slug(name: str) -> str:
    """The id that a reader would expect for a name: ``HM Revenue & Customs`` → ``hm-revenue-and-customs``.

    Always matches ``^[a-z0-9][a-z0-9-]*$`` and has at most MAX_SLUG characters; two names may have the same slug
    (see `unique_slugs`). A name without a Latin letter or digit becomes ``x-`` and a digest of itself.
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    result = _shortened(_NOT_WORD.sub("-", _APOSTROPHES.sub("", plain)).strip("-"), MAX_SLUG)
    if not result:
        return f"x-{_digest(name)}"
    if result in _RESERVED or result in _BOOLEANS:
        return f"{result}-{_digest(name)}"
    return result


def unique_slugs(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A different slug for every key; in: (key, name) pairs, out: key → slug.

    The order of the pairs does not matter. Of the keys whose names share a slug, the first in sorted order has it
    plain; every other adds its own key, because that is what tells the two apart for a reader
    (``hm-revenue-and-customs-specified-person-15``).
    """
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    later: list[tuple[str, str]] = []
    for key, name in sorted(dict(names).items()):
        plain = slug(name)
        if plain in taken:
            later.append((key, plain))
        else:
            taken.add(plain)
            slugs[key] = plain
    for key, plain in later:
        own = slug(key)
        ending = _digest(key) if own == plain else own
        candidate = _joined(plain, ending)
        if candidate in taken:
            candidate = _joined(plain, hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32])
        taken.add(candidate)
        slugs[key] = candidate
    return slugs


def _joined(start: str, ending: str) -> str:
    if len(ending) > MAX_SLUG // 2:
        tail = ending[-MAX_SLUG // 2 :]
        ending = tail.partition("-")[2] or tail
    return f"{_shortened(start, MAX_SLUG - len(ending) - 1)}-{ending}"


def _shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words where that keeps at least half."""
    if len(text) <= limit:
        return text
    cut = text[: limit + 1].rfind("-")
    return text[: cut if cut >= limit // 2 else limit].strip("-")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
