"""New files, written whole or not at all, and never over what is there."""

import os
import tempfile

from dsalint.linter.errors import UserError


def write_new(path: str, text: str, *, force: bool) -> None:
    """Write a text file.

    Raises:
        UserError: the file is there already (without `force`), or cannot be written.
    """
    if os.path.lexists(path) and not force:
        raise UserError(f"{path} is there already", "name another file, or replace it with --force")
    folder = os.path.dirname(path) or "."
    try:
        os.makedirs(folder, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".dsalint-", dir=folder)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            os.chmod(temporary, 0o644)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise UserError(
            f"{path} cannot be written: {reason}", "choose a folder that you may write to"
        ) from error
