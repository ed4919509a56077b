"""`dsalint new KIND`: a document with the fields that every author needs, ready to be filled in."""

import os
import re

from dsalint.linter.documents.schemas import DOCUMENT_KINDS
from dsalint.linter.errors import UserError
from dsalint.linter.scaffold.files import write_new
from dsalint.linter.source.scalars import resolve_plain
from dsalint.linter.vocabulary.suggest import did_you_mean

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}").fullmatch
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,._/()-]*").fullmatch

_QUESTIONS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "agreement": (
        ("title", "Title", "New agreement"),
        ("provider", "Id of the organisation that provides the data", "our-organisation"),
        ("recipient", "Id of the organisation that receives it", "their-organisation"),
        ("asset", "Id of the information asset", "our-asset"),
        ("purpose", "Purpose, in one sentence", "<say what the data is needed for>"),
        (
            "category",
            "Category of the purpose (`dsalint words purpose-categories` lists them)",
            "public-service-delivery",
        ),
        ("start", "First day (YYYY-MM-DD)", "2026-01-01"),
    ),
    "organisation": (
        ("name", "Name", "Our organisation"),
        ("type", "Type (`dsalint words organisation-types` lists them)", "local-authority"),
        ("country", "Country (two letters)", "GB"),
    ),
    "asset": (
        ("title", "Title", "Our asset"),
        ("organisation", "Id of the organisation that holds it", "our-organisation"),
        ("marking", "Protective marking", "OFFICIAL"),
    ),
    "policy": (
        ("title", "Title", "Our policy"),
        ("owner", "Owner (a post)", "Head of information governance"),
    ),
    "retention-schedule": (
        ("title", "Title", "Our retention schedule"),
        ("organisation", "Id of the organisation", "our-organisation"),
    ),
    "system": (
        ("title", "Title", "Our system"),
        ("organisation", "Id of the organisation", "our-organisation"),
    ),
    "governance-body": (
        ("title", "Title", "Our information board"),
        ("organisation", "Id of the organisation", "our-organisation"),
        ("reference", "Where its terms of reference are filed", "TOR-1"),
        ("date", "Day of these terms (YYYY-MM-DD)", "2026-01-01"),
    ),
    "delivery-plan": (
        ("title", "Title", "Our delivery plan"),
        ("organisation", "Id of the organisation", "our-organisation"),
        ("action", "A first action, in one sentence", "Train the owners of our assets"),
        ("owner", "The post that answers for it", "Head of information governance"),
        ("due", "Day by which it is to be done (YYYY-MM-DD)", "2030-12-31"),
    ),
    "incident": (
        ("title", "What happened, in a few words", "Our incident"),
        ("organisation", "Id of the organisation", "our-organisation"),
        ("happened", "Day on which it happened (YYYY-MM-DD)", "2026-01-01"),
    ),
}

_BODIES: dict[str, str] = {
    "agreement": """\
title: {title}
type: data-disclosure-agreement
status: draft
version: "0.1"
marking: OFFICIAL
dates: {{start: {start}}}
necessity: <why this sharing is needed, and what else was considered>
purposes:
  - id: main
    category: {category}
    text: {purpose}
parties:
  - organisation: {provider}
    role: controller
    lawful_basis:
      - {{purpose: main, regime: uk-gdpr, article_6: e, law: <name the enactment that gives the task>}}
    legal_power:
      - {{provision: <name the power to disclose>, direction: disclose}}
  - organisation: {recipient}
    role: controller
    lawful_basis:
      - {{purpose: main, regime: uk-gdpr, article_6: e, law: <name the enactment that gives the task>}}
    legal_power:
      - {{provision: <name the power to receive and use>, direction: receive}}
flows:
  - id: main
    from: {provider}
    to: {recipient}
    asset: {asset}
    purposes: [main]
    marking: OFFICIAL
    identifiability: identifiable
    frequency: monthly
    method: {{channel: sftp, in_transit: TLS1.3}}
    retention: {{period: P1Y, trigger: case-closure}}
    onward_sharing: {{allowed: false}}
breach: {{notify_within: PT24H}}
""",
    "organisation": "name: {name}\ntype: {type}\ncountry: {country}\n",
    "asset": """\
title: {title}
organisation: {organisation}
owner: {{post: <name the post that owns it>}}
information_type: casework
business_purpose: <say why it is held>
location: <say where it is kept>
marking: {marking}
personal_data: true
openness: {{decision: closed, reason: privacy}}
""",
    "policy": """\
title: {title}
owner: {owner}
version: "0.1"
status: draft
effective: 2026-01-01
review: 2027-01-01
applies_to: {{everything: true}}
clauses:
  - id: review
    text: Every agreement is reviewed at least every six months.
    enforced_by:
      - {{rule: GOV002, parameters: {{max_interval: P6M}}}}
""",
    "retention-schedule": """\
title: {title}
organisation: {organisation}
version: "0.1"
entries:
  - id: case-files
    record_class: Case files
    retention: {{period: P6Y, trigger: case-closure}}
    basis: policy
""",
    "system": "title: {title}\norganisation: {organisation}\nmarking: OFFICIAL\nhosting:\n  - {{country: GB}}\n",
    "governance-body": (
        "title: {title}\norganisation: {organisation}\n"
        "terms_of_reference: {{ref: {reference}, date: {date}}}\n"
    ),
    "delivery-plan": (
        "title: {title}\norganisation: {organisation}\nactions:\n"
        "  - id: first\n    text: {action}\n    owner: {owner}\n    due: {due}\n"
    ),
    "incident": "title: {title}\norganisation: {organisation}\nhappened: {happened}\nseverity: low\n",
}


def fields_to_ask(kind: str) -> tuple[tuple[str, str, str], ...]:
    """(key, question, default) of what a person is asked for.

    Raises:
        UserError: an unknown kind, with a suggestion.
    """
    if kind not in _QUESTIONS:
        near = did_you_mean(kind, DOCUMENT_KINDS)
        raise UserError(
            f"there is no kind `{kind}`",
            f"did you mean `{near}`?" if near else f"kinds: {', '.join(DOCUMENT_KINDS)}",
        )
    return _QUESTIONS[kind]


def document_text(kind: str, identifier: str, values: dict[str, str], schema_path: str = "") -> str:
    """The text of a new document.

    Raises:
        UserError: an unknown kind, an id or a key that is not allowed.
    """
    questions = fields_to_ask(kind)
    if not _ID(identifier):
        raise UserError(
            f"`{identifier[:60]}` cannot be an id", "use small letters, digits, hyphens, dots and underscores"
        )
    known = [key for key, _, _ in questions]
    for key in values:
        if key not in known:
            near = did_you_mean(key, known)
            raise UserError(
                f"`{key}` is not asked for {kind}",
                f"did you mean `{near}`?" if near else f"keys: {', '.join(known)}",
            )
    filled = {key: _scalar(values.get(key, default)) for key, _, default in questions}
    modeline = f"# yaml-language-server: $schema={schema_path}\n" if schema_path else ""
    return f"{modeline}kind: {kind}\nid: {identifier}\n{_BODIES[kind].format(**filled)}"


def new_document(kind: str, identifier: str, values: dict[str, str], file: str | None, *, force: bool) -> str:
    """Write a new document; returns the file.

    Raises:
        UserError: as `document_text`, or the file is there already.
    """
    text = document_text(kind, identifier, values, _schema_beside(kind, file))
    path = file or f"{identifier}.yaml"
    write_new(path, text, force=force)
    return path


def _schema_beside(kind: str, file: str | None) -> str:
    """Path from the new file to the schema that `dsalint init` wrote, where there is one."""
    from dsalint.linter.estate.config import find_root

    folder = os.path.dirname(os.path.abspath(file)) if file else os.getcwd()
    schema = os.path.join(find_root(folder), ".dsalint", f"{kind}.schema.json")
    return os.path.relpath(schema, folder).replace(os.sep, "/") if os.path.isfile(schema) else ""


def _scalar(text: str) -> str:
    """A text as a YAML scalar that reads as the same text, in block and in flow style."""
    if (
        resolve_plain(text) == text
        and (_PLAIN(text) or re.fullmatch(r"\d{4}-\d{2}-\d{2}", text))
        and ", " not in text
    ):
        return text
    return quote(text)


def quote(text: str) -> str:
    """A text as a double-quoted YAML scalar; what cannot be printed is written as an escape (YAML 1.2.2 §5.7)."""
    return '"' + "".join(_escape(letter) for letter in text) + '"'


def _escape(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter.isprintable():
        return letter
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
