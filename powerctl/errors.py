"""Bad news, five kinds, never mixed.

Refused             one sentence with its values and the next command to type   status 3
├── Busy            another command is writing                                  status 3
└── NotReadable     a file that cannot be read as a workbook                    status 3
IntegrityFailure    the ledger's or SQLite's own check found something          status 4

Problems of a workbook and findings are values, not exceptions. Anything else that
reaches the root is a bug: traceback, status 70.
"""


class PowerctlError(Exception):
    """Bad news with a sentence for the clerk (`str(error)`) and what to type next (`hint`)."""

    status = 3
    hint = ""

    def __init__(self, sentence: str, *, hint: str = "") -> None:
        super().__init__(sentence)
        if hint:
            self.hint = hint


class Refused(PowerctlError):
    """What the clerk asked for cannot be done; nothing was written. Status 3."""


class Busy(Refused):
    """Another command is writing to the same file. Status 3."""


class NotReadable(Refused):
    """A file cannot be read as a workbook; `code` says why in one word (`BOMB`, `MACRO`, …). Status 3."""

    def __init__(self, code: str, sentence: str, *, hint: str = "") -> None:
        super().__init__(sentence, hint=hint)
        self.code = code


class IntegrityFailure(PowerctlError):
    """The file was altered or is damaged: what was found, and where. Status 4."""

    status = 4
