"""Two JSON Schema engines behind one form of raw error: jsonschema-rs, and jsonschema where that has no wheel.

Both check dates, read patterns by the rules of ECMA-262, and fetch nothing: a `$ref` to another place is an error of the
schema. A validator is compiled once per schema and process. jsonschema is not imported where jsonschema-rs is there.
"""

import contextlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dsalint.linter.documents.raw import RawError


def raw_errors(name: str, value: object) -> "list[RawError]":
    """Every error of a value against the schema `name`, in a stable order."""
    try:
        from dsalint.linter.documents.engine_rs import errors
    except ImportError:
        from dsalint.linter.documents.engine_python import errors
    return errors(name, value)


def engine_loaded() -> bool:
    """Whether the engine is there already, so that it is the cheapest way to validate."""
    return "jsonschema_rs" in sys.modules


def load_engine() -> None:
    """Load the engine: worth its start-up as soon as there are some tens of documents to validate."""
    with contextlib.suppress(ImportError):
        import jsonschema_rs  # noqa: F401 - only to have it there
