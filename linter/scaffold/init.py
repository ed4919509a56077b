"""`dsalint init`: an estate that checks, with a first agreement to change, and editor completion from the first line."""

import os

from dsalint.linter.documents.schemas import DOCUMENT_KINDS, schema_text
from dsalint.linter.errors import UserError
from dsalint.linter.scaffold.files import write_new
from dsalint.linter.scaffold.new import document_text, quote

_CONFIG = """\
# Settings of this estate; `dsalint schema config` describes every key.
version: 1
title: {title}
# profiles: [hmg]     # `dsalint rules --profiles` lists them
# fail_on: warning    # what makes the exit status 1
"""

_HOOK = """\
# pre-commit install   makes every commit run this
repos:
  - repo: local
    hooks:
      - id: dsalint
        name: dsalint
        entry: dsalint check
        language: system
        types: [yaml]
        exclude: '(^|/)\\.'  # configuration of other tools
        require_serial: true
"""


def start_estate(folder: str, title: str, *, force: bool) -> list[str]:
    """Write a new estate; returns the files written.

    Raises:
        UserError: a file is there already (without `force`; nothing is written then), or cannot be written.
    """
    texts = {"dsalint.yaml": _CONFIG.format(title=quote(title))}
    if not os.path.exists(os.path.join(folder, ".pre-commit-config.yaml")):
        texts[".pre-commit-config.yaml"] = _HOOK
    for kind in DOCUMENT_KINDS:
        texts[f".dsalint/{kind}.schema.json"] = schema_text(kind)
    organisations = (("our-organisation", "Our organisation"), ("their-organisation", "Their organisation"))
    texts["organisations.yaml"] = "---\n".join(
        document_text("organisation", identifier, {"name": name}, ".dsalint/organisation.schema.json")
        for identifier, name in organisations
    )
    texts["assets/our-asset.yaml"] = document_text("asset", "our-asset", {}, "../.dsalint/asset.schema.json")
    texts["agreements/first-agreement.yaml"] = document_text(
        "agreement", "first-agreement", {"title": "First agreement"}, "../.dsalint/agreement.schema.json"
    )
    if not force:
        there = [
            name
            for name in texts
            if os.path.lexists(os.path.join(folder, name)) and not name.startswith(".dsalint/")
        ]
        if there:
            raise UserError(
                f"{os.path.join(folder, there[0])} is there already",
                "start in an empty folder, or replace files with --force",
            )
    written = []
    for name, text in texts.items():
        path = os.path.join(folder, name)
        write_new(path, text, force=force or name.startswith(".dsalint/"))
        written.append(path)
    return written
