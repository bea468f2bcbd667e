"""Where a session's project is, whether it is written there, and going on with it when that changes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from summit_tui.i18n import N_
from summit_tui.model import Edit, Message
from summit_tui.session.drafts import Drafts
from summit_tui.session.ledger import Shown
from summit_tui.session.unsaved import Unsaved
from summit_tui.store import ProjectHeldError, ProjectPlace, ProjectStore, ReadOnlyError, StoreError


class Home:
    """A project that is open in its ``place``, with the ``drafts`` of its notes.

    Where another process writes to it, ``held_by`` tells which one; ``reopen`` opens it for writing, and
    ``waits`` is whether that is to be done as soon as it can be. ``drafts_at`` finds the drafts of the
    project whose own folder is there. ``unsaved_are_kept`` is whether edits that could not be saved are
    written down beside the drafts, for the next start.
    """

    def __init__(
        self,
        store: ProjectStore,
        place: ProjectPlace,
        drafts: Drafts | None = None,
        *,
        drafts_at: Callable[[Path], Drafts] = lambda _project: Drafts(),
        held_by: ProjectHeldError | None = None,
        reopen: Callable[[], tuple[ProjectStore, Drafts]] | None = None,
    ) -> None:
        self.store = store
        self.place = place
        self.drafts = drafts or Drafts()
        self.held_by = held_by
        self.reopen = reopen
        self.waits = False
        self.unsaved_are_kept = False
        self._drafts_at = drafts_at
        self._texts: dict[str, str] = {}

    def follow(self) -> list[Edit] | None:
        """The edits that another process has made since, taken in; ``None`` where all was read anew.

        Who writes follows nobody. Raises ``SummitError`` where it can't be read; all stays as it was then.
        """
        return self.store.follow() if self.store.follows else []

    def take_over(self) -> None:
        """Opens the project for writing.

        Raises ``ProjectHeldError`` while another process has it, and ``SummitError``; all stays then.
        """
        assert self.reopen is not None, "this session is for reading only"
        store, drafts = self.reopen()
        self._go_on(store, drafts)

    def move_to(self, folder: Path) -> None:
        """Goes on with the project in ``folder``, which holds the same; the drafts come along.

        Nothing is followed or waited for any more in the place where it was. Raises ``SummitError`` where it
        can't be opened; all stays then.
        """
        store = ProjectStore.open(folder)
        self._go_on(store, self.drafts.carried_to(self._drafts_at(store.path)))
        self.reopen = None
        self.place = self.place._replace(folder=folder, exists=True, elsewhere=True)

    def _go_on(self, store: ProjectStore, drafts: Drafts) -> None:
        self.store.close()
        self.store, self.drafts = store, drafts
        self.held_by, self.waits = None, False

    def refusal(self, error: ReadOnlyError) -> ReadOnlyError:
        """Why nothing can be edited: who has the project, else what ``error`` says."""
        if self.held_by is None:
            return error
        from summit_tui.session.held import refusal  # only who reads what another writes needs it

        return refusal(self.held_by, waits=self.waits)

    def keep(self, unsaved: Unsaved[Shown]) -> None:
        """Keeps the edits that could not be saved for the next start, where they can be written down."""
        place = self.drafts.unsaved
        if place is not None:
            from summit_tui.session.kept import write_kept  # needed only where something is wrong

            self.unsaved_are_kept = write_kept(place, unsaved.all())

    def recall(self, unsaved: Unsaved[Shown]) -> list[Message]:
        """Takes in the edits that an earlier run could not save; returns what there is to tell of them."""
        place = self.drafts.unsaved
        if place is None or not os.access(place, os.R_OK):
            return []
        from summit_tui.session.kept import read_kept

        kept = read_kept(place)
        unsaved.recall(kept)
        self.unsaved_are_kept = True
        key = N_("Edits that could not be saved the last time are kept: {count}. Ctrl+R saves them.")
        return [Message.warn(key, count=len(kept))] if kept else []

    def forget(self, before: Drafts, unsaved: Unsaved[Shown]) -> None:
        """Offers what could not be saved no more where it was tried, as it is saved or kept here."""
        place = before.unsaved
        if place not in (None, self.drafts.unsaved) and (self.unsaved_are_kept or not unsaved):
            from summit_tui.session.kept import write_kept

            write_kept(place, [])

    def remember(self, sha256: str, text: str) -> None:
        """Keeps a text that is shown, for when its file can't be read any more."""
        self._texts[sha256] = text

    def text_of(self, sha256: str) -> str:
        """The text with that hash: the stored one, else one that was shown, else that of an article's file.

        Raises ``SummitError`` where none can be read.
        """
        try:
            return self.store.text(sha256)
        except StoreError:
            if sha256 in self._texts:
                return self._texts[sha256]
            raise
