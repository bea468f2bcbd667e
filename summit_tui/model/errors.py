"""The root of every error that is meant for a person."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """What ``summit`` returns to the shell."""

    DONE = 0
    FAULT_IN_DATA = 1
    UNUSABLE_INPUT = 2
    COULD_NOT = 3
    INTERRUPTED = 130


class SummitError(Exception):
    """Something a person has to be told: what happened, what was kept, what to do.

    ``message`` is an English catalogue key with ``{named}`` places, one line; ``values`` fills
    them after translation, so that the same error speaks the language of the interface.
    """

    exit_status: ExitStatus = ExitStatus.COULD_NOT

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message, values)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message.format(**self.values)


class UnusableInputError(SummitError):
    """The input can't be used; nothing was written."""

    exit_status = ExitStatus.UNUSABLE_INPUT
