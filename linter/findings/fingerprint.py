"""The identity of a finding, version 1: it survives reordering, reformatting and renaming of files.

    sha256("dsalint/v1" NUL rule NUL document NUL path NUL salient value), first 24 hexadecimal digits

`document` is `kind/id`. `path` is written by keys; a list item is written by the value of the key that names it
(`id`, `organisation`, `name`, …), a plain item by its text, and only an item that has neither by its ordinal among
those. Neither lines nor indexes enter, nor the wording of the message.
"""

from typing import Any

from dsalint.linter.source.text import Path

NAMING_KEYS = (
    "id",
    "organisation",
    "name",
    "purpose",
    "gateway",
    "country",
    "rule",
    "restriction",
    "provision",
    "title",
)
"""Keys whose value names a list item, in order of preference: for people, and for identities that survive reordering."""


def named_path(root: Any, path: Path) -> str:
    """A path by keys and names, e.g. `flows[income].marking`."""
    parts: list[str] = []
    value = root
    for step in path:
        if isinstance(step, str):
            parts.append(f".{step}" if parts else step)
        else:
            parts.append(f"[{_item_name(value, step)}]")
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            value = None
    return "".join(parts)


def _item_name(items: Any, index: int) -> str:
    if not isinstance(items, list) or index >= len(items):
        return str(index)
    if len(items) < _LONG:
        return names_of(items)[index]
    known = _long_lists.get(id(items))
    if known is None or known[0] is not items:
        if len(_long_lists) >= _MOST_LONG_LISTS:
            del _long_lists[next(iter(_long_lists))]
        known = _long_lists[id(items)] = (items, names_of(items))
    return known[1][index]


_LONG = 32
_MOST_LONG_LISTS = 8
_long_lists: dict[int, tuple[list[Any], tuple[str, ...]]] = {}
"""Long lists whose items were named last, by identity: other items are likely to be asked for next, and cost as one."""


def names_of(items: list[Any]) -> tuple[str, ...]:
    """What names each item of a list: its name, with an ordinal where several share it; its ordinal among the unnamed; itself."""
    shared: dict[tuple[str, str], list[int]] = {}
    for index, item in enumerate(items):
        for key in NAMING_KEYS if isinstance(item, dict) else ():
            if isinstance(item.get(key), str):
                shared.setdefault((key, item[key]), []).append(index)
    ordinal = {(pair, index): n for pair, twins in shared.items() for n, index in enumerate(twins)}
    names: list[str] = []
    containers = 0
    for index, item in enumerate(items):
        key = naming_key(item)
        if key:
            pair = (key, item[key])
            names.append(item[key] if len(shared[pair]) == 1 else f"{item[key]}~{ordinal[pair, index]}")
        elif isinstance(item, dict | list):
            names.append(f"#{containers}")
        else:
            names.append(str(item))
        containers += isinstance(item, dict | list)
    return tuple(names)


def naming_key(item: Any) -> str:
    """The key whose value names an item; empty where it has none of `NAMING_KEYS`."""
    keys = NAMING_KEYS if isinstance(item, dict) else ()
    return next((key for key in keys if isinstance(item.get(key), str)), "")


def fingerprint(rule: str, document: str, path: str, salient: str) -> str:
    """The identity of one finding; `path` as `named_path` writes it."""
    import hashlib  # here, because a clean run needs no fingerprint

    parts = ["dsalint/v1", rule, document, path, salient]
    text = "\0".join(parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
