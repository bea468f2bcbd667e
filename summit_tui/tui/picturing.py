"""Saving a picture of the screen where the person wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summit_tui.i18n import N_
from summit_tui.model import Message, SummitError
from summit_tui.session import exporting
from summit_tui.tui.places import PlaceQuestion

if TYPE_CHECKING:
    from summit_tui.tui.screens.annotate import AnnotateScreen


def save_picture(screen: AnnotateScreen) -> None:
    """Takes a picture of the screen as it is, and asks where to write it."""
    picture = screen.app.export_screenshot().encode()

    def write(typed: str, *, overwrite: bool) -> bool:
        try:
            written = exporting.write_chunks(screen.session, typed, [picture], overwrite=overwrite)
        except SummitError as error:
            screen.tell(Message.of_error(error))
            return False
        screen.tell(Message.of(N_("The picture is in {path}"), path=str(written)))
        return True

    question = PlaceQuestion(screen, screen.catalogue.text("Save the picture to"), write)
    question.ask(str(exporting.proposed_path(screen.session, ".svg")))
