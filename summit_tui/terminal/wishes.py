"""Who chooses what a terminal is sent, and in which order they are heard."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from summit_tui.terminal.identity import Terminal
from summit_tui.terminal.treatment import Treatment, Wish, treatment_for


class Origin(StrEnum):
    """Who chose what a terminal is sent; each comes before those behind it."""

    OPTION = "option"
    SETTING = "setting"
    PICK = "pick"
    DETECTION = "detection"


class Wishes(NamedTuple):
    """What each that can choose wishes, ``Wish.AUTO`` where it leaves that to those behind it.

    Only the option can have it found out in spite of those; it is ``None`` where it wasn't given.
    """

    option: Wish | None = None
    setting: Wish = Wish.AUTO
    pick: Wish = Wish.AUTO

    @property
    def decided(self) -> tuple[Wish, Origin]:
        """The wish that counts, and whose it is; ``Wish.AUTO`` where nobody wishes anything."""
        if self.option is not None:
            return self.option, Origin.OPTION
        wishes = ((self.setting, Origin.SETTING), (self.pick, Origin.PICK))
        return next(
            ((wish, of) for wish, of in wishes if wish is not Wish.AUTO), (Wish.AUTO, Origin.DETECTION)
        )


class Said(NamedTuple):
    """What the command line and the settings say, and the file of the picks."""

    option: Wish | None
    setting: Wish
    picks: Path

    def about(self, terminal: Terminal) -> Wishes:
        """The wishes for ``terminal``, with what was picked for its kind."""
        from summit_tui.terminal.memory import recall

        return Wishes(self.option, self.setting, recall(self.picks, terminal.key) or Wish.AUTO)

    def treatment(self, terminal: Terminal) -> Treatment:
        """What ``terminal`` is sent. Who has chosen needs no advice any more."""
        wish, _ = self.about(terminal).decided
        treatment = treatment_for(terminal, wish)
        return treatment if wish is Wish.AUTO else treatment._replace(advice=None)
