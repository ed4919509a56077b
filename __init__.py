"""dsalint: policy-as-code for data-sharing agreements.

From Python: `dsalint.open` an estate, ask it, and turn answers into plain values with `table` and `as_dict`
(docs/python.md). None of that is imported before it is used, so that the command line starts at once.
"""

__version__ = "0.1.0"

TYPE_CHECKING = False  # typing itself is slow to import; type checkers take this name for true

if TYPE_CHECKING:
    from dsalint.linter.api.opened import IncompleteEstate, OpenEstate
    from dsalint.linter.api.opened import open_estate as open
    from dsalint.linter.api.plain import as_dict, table
    from dsalint.linter.api.rows import Table
    from dsalint.linter.errors import NothingToCheck, UserError
else:
    _OFFERED = {
        "IncompleteEstate": ("api.opened", "IncompleteEstate"),
        "NothingToCheck": ("errors", "NothingToCheck"),
        "OpenEstate": ("api.opened", "OpenEstate"),
        "Table": ("api.rows", "Table"),
        "UserError": ("errors", "UserError"),
        "as_dict": ("api.plain", "as_dict"),
        "open": ("api.opened", "open_estate"),
        "table": ("api.plain", "table"),
    }

    def __getattr__(name):
        if name not in _OFFERED:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        module, attribute = _OFFERED[name]
        value = globals()[name] = getattr(import_module(f"dsalint.linter.{module}"), attribute)
        return value

    def __dir__():
        return sorted({*globals(), *_OFFERED})


__all__ = [
    "IncompleteEstate",
    "NothingToCheck",
    "OpenEstate",
    "Table",
    "UserError",
    "as_dict",
    "open",
    "table",
]
