"""The grammar of protective markings: text -> `Marking`.

It reads the markings of the Government Security Classifications Policy (format images and tables of version 2.0) and those of the
Government Protective Marking Scheme that it replaced in 2014. It is about words only: whether a combination is allowed, at
which level and since when, is for rules, over the facts of `marking_facts`. Spellings that people commonly write
(`Official Sensitive`, `O-S`, `OFFICIAL: SENSITIVE`) are read, and noted in `style`.
"""

from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase

from dsalint.linter.vocabulary.marking import Marking, MarkingError
from dsalint.linter.vocabulary.marking_terms import Terms, terms

MAX_LENGTH = 400
_DASHES = "-–—"
_RESERVED = frozenset({"UK", "REL", "EU", "ONLY", "EYES", "USE", "SENSITIVE"})
"""Words of the grammar that cannot be codewords."""
_UPPER = str.maketrans(ascii_lowercase, ascii_uppercase)
"""Capitals of ASCII only: `str.upper` changes the length of some texts."""
_SHORT_FORMS = ("O-S", "OS")
_ORDER = {"handling": 0, "descriptor": 1, "codeword": 1, "caveat": 2}
"""The policy puts descriptors and codewords after handling instructions and does not order them between themselves."""


@lru_cache(maxsize=4096)
def parse_marking(text: str) -> Marking:
    """The parts of a protective marking. Raises `MarkingError` for text that is none."""
    if len(text) > MAX_LENGTH:
        raise MarkingError(f"a marking has at most {MAX_LENGTH} characters, this text has {len(text)}")
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = [line for line in lines if line]
    if not lines:
        raise MarkingError("the marking is empty")
    if not all(line.replace("\t", " ").isprintable() for line in lines):
        raise MarkingError("the marking holds a character that cannot be printed")
    return _Reader(text, lines).marking()


class _Reader:
    """Reads one marking, left to right; each character is looked at a fixed number of times."""

    def __init__(self, text: str, lines: list[str]) -> None:
        self.text = text
        self.terms: Terms = terms()
        self.style: list[str] = []
        self.handling: list[str] = []
        self.organisations: list[str] = []
        self.descriptors: list[str] = []
        self.codewords: list[str] = []
        self.caveats: list[tuple[str, ...]] = []
        self.kinds: list[str] = []
        self.family = "gsc"
        self.sensitive = False
        self.rel_eu = False
        self.head, *self.further = lines

    def marking(self) -> Marking:
        prefix_uk, tier, rest = self._tier(" ".join(self.head.split()))
        for element in self._elements(rest):
            self._element(element)
        instruction = self._further_lines()
        order = [_ORDER[kind] for kind in self.kinds]
        return Marking(
            text=self.text,
            scheme_family=self.family,
            tier=tier,
            sensitive=self.sensitive,
            handling=tuple(self.handling),
            organisations=tuple(self.organisations),
            descriptors=tuple(self.descriptors),
            codewords=tuple(self.codewords),
            caveats=tuple(self.caveats),
            prefix_uk=prefix_uk,
            rel_eu=self.rel_eu,
            instruction=instruction,
            order_canonical=order == sorted(order),
            style=tuple(dict.fromkeys(self.style)),
        )

    # The head: prefix, tier, -SENSITIVE

    def _tier(self, head: str) -> tuple[bool, str, str]:
        """The prefix, the tier and what follows them."""
        upper = _upper(head)
        prefix_uk = upper.startswith("UK ")
        if prefix_uk:
            self._capitals(head[:2])
            head, upper = head[3:], upper[3:]
        spelling = next((s for s in _SHORT_FORMS if _begins(upper, s)), "")
        if spelling:
            self.style.append(f"write OFFICIAL-SENSITIVE for {spelling}")
            self.sensitive = True
            return prefix_uk, "OFFICIAL", head[len(spelling) :]
        spelling = max((s for s in self.terms.tiers if _begins(upper, s)), key=len, default="")
        if not spelling:
            first = head.split(" - ")[0].split(":")[0]
            raise self._unknown(first, "is no classification", [*self.terms.tiers, "OFFICIAL-SENSITIVE"])
        self._capitals(head[: len(spelling)])
        entry = self.terms.tiers[spelling]
        if spelling in entry.get("variants", ()):
            self.style.append(f"write {entry['text']} for {spelling}")
        if "gsc" not in entry["families"]:
            self.family = "gpms"
        rest = head[len(spelling) :]
        return (
            prefix_uk,
            entry["text"],
            self._sensitive(entry["text"], rest) if self.family == "gsc" else rest,
        )

    def _sensitive(self, tier: str, rest: str) -> str:
        """What follows the tier, without a SENSITIVE that is bound to it by a dash, a colon or a space."""
        body = rest.lstrip(" :" + _DASHES)
        if not _begins(_upper(body), "SENSITIVE"):
            return rest
        self.sensitive = True
        self._capitals(body[:9])
        joint = rest[: len(rest) - len(body)]
        if joint != "-":
            self.style.append(f"write {tier}-SENSITIVE, with a hyphen and no spaces")
        return body[9:]

    # The elements

    def _elements(self, rest: str) -> list[str]:
        """The elements after the tier: between separators, which are dashes with a space on each side."""
        elements = [""]
        for index, character in enumerate(rest):
            before = rest[index - 1] if index else ""
            after = rest[index + 1 : index + 2]
            if character in _DASHES and (before in ("", " ") or after == " "):
                if before != " " or after != " ":
                    self.style.append("put a space on each side of the dash between two markings")
                elements.append("")
            elif character == ":":
                self.style.append("separate markings with a dash, not a colon")
                elements.append("")
            else:
                elements[-1] += character
        first, *others = (element.strip() for element in elements)
        if any(not element for element in others):
            raise MarkingError("there is nothing between two separators, or after the last one")
        if not first:
            return others
        if not self._is_known(first):
            self._refuse_second_tier(first)
            raise self._unknown(first, "stands after the classification without a dash", [])
        self.style.append("put a dash between the classification and what follows")
        return [first, *others]

    def _is_known(self, element: str) -> bool:
        upper = _upper(element)
        tables = (self.terms.handling, self.terms.descriptors, self.terms.gpms_caveats)
        return any(upper in table for table in tables) or upper.endswith(" EYES ONLY") or _is_rel_eu(upper)

    def _element(self, element: str) -> None:
        upper = _upper(element)
        known = self.terms
        self._refuse_second_tier(element)
        if self.family == "gpms":
            self._legacy(element, upper)
        elif upper in known.handling:
            self._take("handling", self.handling, known.handling[upper], element)
        elif upper in known.descriptors:
            self._take("descriptor", self.descriptors, known.descriptors[upper], element)
        elif upper == "SENSITIVE":
            self._misplaced_sensitive(element)
        elif _is_rel_eu(upper):
            self.rel_eu = True
            self._capitals(element)
            self.style.append("put REL EU on a line of its own")
        elif upper in known.gpms_caveats:
            self._take_caveat((upper,), element)
        elif upper.endswith(" EYES ONLY"):
            self._caveat(element, upper)
        elif upper.endswith(" USE ONLY"):
            self._organisations(element)
        elif _is_codeword(element) and element not in _RESERVED:
            self._take("codeword", self.codewords, element, element)
        else:
            candidates = [*known.handling, *known.descriptors, "UK EYES ONLY"]
            raise self._unknown(
                element, "is no handling instruction, descriptor, codeword or national caveat", candidates
            )

    def _legacy(self, element: str, upper: str) -> None:
        """An element after a GPMS term: a caveat, or any words as a descriptor."""
        if " EYES " in upper:
            self._take_caveat((upper,), element)
            return
        if not all(character.isalnum() or character in " /&-" for character in element):
            raise self._unknown(element, "is no descriptor", list(self.terms.gpms_descriptors))
        descriptor = self.terms.gpms_descriptors.get(upper, upper)
        if upper not in self.terms.gpms_descriptors:
            self.style.append(f"{_shown(upper)} is not a known descriptor")
        self._take("descriptor", self.descriptors, descriptor, element)

    def _misplaced_sensitive(self, element: str) -> None:
        self.sensitive = True
        self._capitals(element)
        self.style.append("write -SENSITIVE immediately after the classification")

    def _caveat(self, element: str, upper: str) -> None:
        nations = tuple(part.strip() for part in upper[: -len(" EYES ONLY")].split("/"))
        if not all(nation.isascii() and nation.isalpha() and len(nation) > 1 for nation in nations):
            raise self._unknown(
                element, "is no national caveat", ["UK EYES ONLY", "UK/US EYES ONLY", "FIVE EYES ONLY"]
            )
        self._take_caveat(nations, element)

    def _take_caveat(self, nations: tuple[str, ...], element: str) -> None:
        self._capitals(element)
        self.kinds.append("caveat")
        if nations in self.caveats:
            self.style.append(f"{_shown(element)} stands twice")
        else:
            self.caveats.append(nations)

    def _organisations(self, element: str) -> None:
        """`[ORG] USE ONLY`: names between `/`, `,` and AND, with or without square brackets."""
        named = element[: -len(" USE ONLY")].strip()
        self._capitals(element[-len(" USE ONLY") :])
        if named.startswith("[") and named.endswith("]"):
            named = named[1:-1]
        names = [name.strip() for name in named.replace(" AND ", "/").replace(",", "/").split("/")]
        if names == ["HMG"]:
            self._take("handling", self.handling, "HMG USE ONLY", "")
            return
        if not all(names) or any(character in "[]" for character in named):
            raise MarkingError(
                f"{_shown(element)} names no organisation, or an empty one", "HOME OFFICE USE ONLY"
            )
        self.organisations.extend(name for name in names if name not in self.organisations)
        self._take("handling", self.handling, f"{'/'.join(names)} USE ONLY", "")

    def _take(self, kind: str, into: list[str], exact: str, written: str) -> None:
        self._capitals(written)
        self.kinds.append(kind)
        if exact in into:
            self.style.append(f"{_shown(exact)} stands twice")
        else:
            into.append(exact)

    # The lines below

    def _further_lines(self) -> str:
        remaining = self.further
        if remaining and _is_rel_eu(_upper(remaining[0])):
            self._capitals(remaining[0])
            self.rel_eu = True
            remaining = remaining[1:]
        return "\n".join(remaining)

    # Remarks and refusals

    def _refuse_second_tier(self, element: str) -> None:
        if _upper(element) in self.terms.tiers:
            raise MarkingError(f"{_shown(element)} is a second classification")

    def _capitals(self, written: str) -> None:
        if written != _upper(written):
            self.style.append("write the words of a marking in capitals")

    def _unknown(self, element: str, problem: str, candidates: list[str]) -> MarkingError:
        from dsalint.linter.vocabulary.suggest import did_you_mean

        near = did_you_mean(element, candidates)
        suggestion = " ".join(self.head.split()).replace(element, near, 1) if near else ""
        return MarkingError(f"{_shown(element)} {problem}", suggestion)


def _upper(text: str) -> str:
    return text.translate(_UPPER)


def _begins(text: str, word: str) -> bool:
    """Whether the text begins with a word: what follows is no letter or digit."""
    return text.startswith(word) and not text[len(word) : len(word) + 1].isalnum()


def _is_codeword(element: str) -> bool:
    return len(element) > 1 and element.isascii() and element.isalpha() and element.isupper()


def _is_rel_eu(upper: str) -> bool:
    return upper in ("REL EU", "REL-EU")


def _shown(text: str) -> str:
    """Text of the author, bounded and with control characters escaped."""
    return repr(text if len(text) <= 40 else f"{text[:37]}...")
