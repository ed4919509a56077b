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
from dsalint.linter.source.files import read_text
from dsalint.linter.vocabulary.reference import reference_list

_MARK = ".dsalint-pages"
"""Stands in a folder of pages and lists them: a folder that holds nothing else may be replaced."""


def write_pages(folder: str, catalogue: Catalogue, root: str) -> int:
    """Write a page for each rule, and the indexes, as HTML that needs nothing else; returns how many files.

    Args:
        folder: where to, through links; a folder of pages that is there already is replaced.
        root: the folder to which files of local rules are relative.

    Raises:
        UserError: the folder holds something else, or cannot be written.
    """
    target = os.path.realpath(folder)
    texts = pages_of(catalogue, root)
    try:
        if os.path.lexists(target) and (foreign := _foreign(target)):
            raise UserError(
                f"{folder or '.'} is there already and holds what dsalint did not write: {foreign}",
                "name another folder; nothing was written",
            )
        os.makedirs(os.path.dirname(target), exist_ok=True)
        made = tempfile.mkdtemp(prefix=".dsalint-", dir=os.path.dirname(target))
        try:
            _write_all(made, texts)
            _replace(made, target)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise UserError(
            f"the pages cannot be written to {folder or '.'}: {error.strerror or error}",
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
    mark = "".join(f"{line}\n" for line in (f"dsalint {dsalint.__version__}", *sorted(texts)))
    for name, text in {**texts, _MARK: mark}.items():
        path = os.path.join(folder, *name.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


def _foreign(target: str) -> str:
    """The first thing there that is no page of an earlier run; empty where all may be replaced."""
    if not os.path.isdir(target):
        return "a file"
    mark = read_text(os.path.join(target, _MARK))
    ours = {_MARK, *mark.splitlines()[1:]} if isinstance(mark, str) else {_MARK}
    for parent, folders, files in os.walk(target, onerror=_raise):
        for name in sorted(
            (*files, *(each for each in folders if os.path.islink(os.path.join(parent, each))))
        ):
            path = os.path.relpath(os.path.join(parent, name), target).replace(os.sep, "/")
            if path not in ours:
                return path
    return ""


def _raise(error: OSError) -> None:
    raise error


def _replace(made: str, target: str) -> None:
    """Puts the new folder in the place of the old one, which is put back should that fail or be interrupted."""
    if not os.path.isdir(target):
        os.rename(made, target)
        return
    old = f"{made}.old"
    try:
        os.rename(target, old)
        os.rename(made, target)
    except BaseException:
        if os.path.isdir(old) and not os.path.lexists(target):
            os.rename(old, target)
        raise
    shutil.rmtree(old, ignore_errors=True)
