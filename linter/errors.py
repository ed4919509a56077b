"""The two errors that dsalint raises on purpose. Anything else that escapes is a fault of dsalint."""


class UserError(Exception):
    """The user, the configuration or a rule file is wrong: exit status 2.

    `message` says what is wrong and where; `hint` says what to do next, and stands below it in a traceback.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if hint:
            self.add_note(hint)


class NothingToCheck(UserError):
    """No document was found where the user pointed: exit status 3."""
