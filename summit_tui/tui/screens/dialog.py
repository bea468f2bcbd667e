"""What every dialog over the article has: a box with a title, and Escape to leave."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from summit_tui.i18n import Catalogue

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A box over the screen that is dismissed with an answer, or with ``None`` by Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(classes="rtl" if catalogue.right_to_left else "ltr")
        self.catalogue = catalogue

    def action_leave(self) -> None:
        """Leaves without an answer."""
        self.dismiss(None)
