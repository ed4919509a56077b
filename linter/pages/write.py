"""Writes the pages: a folder that appears whole or not at all, and never over what somebody else put there."""

import os
import re
import shutil
import tempfile
from collections import defaultdict

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

import dsalint
from dsalint.linter.errors import UserError
from dsalint.linter.pages.content import by_authority, rule_pages
from dsalint.linter.rules.catalogue import Catalogue
from dsalint.linter.rules.rule import Rule
from dsalint.linter.vocabulary.reference import reference_list

_MARK = ".dsalint-pages"
"""Stands in a folder of pages: what has it may be replaced."""


def write_pages(folder: str, catalogue: Catalogue, root: str) -> int:
    """Write a page for each rule, and the indexes, as HTML that needs nothing else; returns how many files.

    Args:
        folder: where to; a folder of pages that is there already is replaced.
        root: the folder to which files of local rules are relative.

    Raises:
        UserError: the folder holds something else, or cannot be written.
    """
    target = os.path.abspath(folder)
    if os.path.lexists(target) and not _ours(target):
        raise UserError(
            f"{folder} is there already and holds no pages of dsalint",
            "name another folder; nothing was written",
        )
    texts = pages_of(catalogue, root)
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        made = tempfile.mkdtemp(prefix=".dsalint-", dir=os.path.dirname(target))
        try:
            _write_all(made, texts)
            _replace(made, target)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise UserError(
            f"the pages cannot be written to {folder}: {error.strerror}",
            "choose a folder that you may write to",
        ) from error
    return len(texts)


def pages_of(catalogue: Catalogue, root: str) -> dict[str, str]:
    """The text of each page by its path in the folder. The same rules give the same bytes."""
    environment = Environment(
        loader=PackageLoader("dsalint.linter.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["code"] = _with_code
    rules = list(catalogue.rules.values())
    common = {"version": dsalint.__version__, "count": len(rules)}

    def made(name: str, up: str = "", **values: object) -> str:
        return environment.get_template(f"{name}.html.j2").render(**common, up=up, **values)

    texts = {
        "index.html": made("index", groups=_grouped(rules, "group")),
        "subjects.html": made("by", title="Rules by subject", groups=_grouped(rules, "subject")),
        "severity.html": made("by", title="Rules by severity", groups=_grouped(rules, "severity")),
        "authority.html": made("authority", sources=by_authority(catalogue)),
        "strategy.html": made("strategy", rows=reference_list("founding-strategy").entries()),
    }
    for page in rule_pages(catalogue, root):
        texts[f"rules/{page.rule.id}.html"] = made("rule", "../", page=page, rule=page.rule)
    return texts


_CODE = re.compile(r"`([^`]+)`")


def _with_code(text: str) -> Markup:
    """Text with what stands in backticks as code; everything is escaped first."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


def _grouped(rules: list[Rule], key: str) -> list[tuple[str, list[Rule]]]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        found[getattr(rule, key)].append(rule)
    return sorted(found.items())


def _write_all(folder: str, texts: dict[str, str]) -> None:
    os.chmod(folder, 0o755)
    for name, text in {**texts, _MARK: f"dsalint {dsalint.__version__}\n"}.items():
        path = os.path.join(folder, *name.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


def _ours(target: str) -> bool:
    return os.path.isdir(target) and (os.path.isfile(os.path.join(target, _MARK)) or not os.listdir(target))


def _replace(made: str, target: str) -> None:
    """Puts the new folder in the place of the old one, which is put back should that fail."""
    if not os.path.isdir(target):
        os.rename(made, target)
        return
    old = f"{made}.old"
    os.rename(target, old)
    try:
        os.rename(made, target)
    except OSError:
        os.rename(old, target)
        raise
    shutil.rmtree(old)
