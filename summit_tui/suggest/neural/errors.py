"""Why an article's named entities couldn't be had; each is one line for the person."""

from __future__ import annotations

from summit_tui.i18n import N_
from summit_tui.model import SummitError


class EntityError(SummitError):
    """Named entities can't be had; what is suggested without them stands."""


class NotStartedError(EntityError):
    """The process can't load the model: there is no use in asking again."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            N_("The model for named entities can't be loaded ({reason}). Suggestions go without them."),
            reason=reason,
        )


class EndedError(EntityError):
    """The process ended by itself, or wrote what is no answer."""

    def __init__(self, how: str) -> None:
        super().__init__(
            N_("The process that finds named entities failed ({how}). Suggestions go without them."), how=how
        )


class SlowError(EntityError):
    """The process was ended because it took too long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            N_(
                "Finding named entities took more than {seconds} seconds and was stopped. "
                "Suggestions go without them."
            ),
            seconds=round(seconds),
        )


class RefusedError(EntityError):
    """The process couldn't do with this article, and goes on."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            N_("Named entities can't be found in this article ({reason}). Suggestions go without them."),
            reason=reason,
        )
