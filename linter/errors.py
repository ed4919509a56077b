"""The two errors that dsalint raises on purpose. Anything else that escapes is a fault of dsalint."""


class UserError(Exception):
    """The user, the configuration or a rule file is wrong: exit status 2.

    `message` says what is wrong and where; `hint` says what to do next.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NothingToCheck(UserError):
    """No document was found where the user pointed: exit status 3."""
