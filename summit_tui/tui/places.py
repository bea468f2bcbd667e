"""Asking where a file is to be written, and whether one that is there may be replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from summit_tui.model import Message, SummitError
from summit_tui.session import Session, exporting
from summit_tui.tui.screens.picker import Option, Picked, Picker, Wording
from summit_tui.tui.screens.prompt import Prompt
from summit_tui.tui.speech import isolated, shortened

if TYPE_CHECKING:
    from summit_tui.tui.screens.annotate import AnnotateScreen


class Write(Protocol):
    """Writes a file to the path that was typed and tells what came of it; returns whether it wrote."""

    def __call__(self, typed: str, *, overwrite: bool) -> bool:
        """``overwrite`` is whether a file that is there may be replaced."""


@dataclass(frozen=True, slots=True)
class PlaceQuestion:
    """Asks on ``screen`` for a path, under ``title``, until something could be written there."""

    screen: AnnotateScreen
    title: str
    write: Write
    is_there: Callable[[Session, str], bool] = exporting.is_there
    """Whether a file would be replaced; raises ``SummitError`` where nothing can be written to that path."""

    def ask(self, proposed: str) -> None:
        """Asks, with the path ``proposed``, whose place is taken by what is typed."""
        self._ask(proposed, proposed=True)

    def _ask(self, path: str, *, proposed: bool = False) -> None:
        def answered(typed: str | None) -> None:
            if typed is not None:
                self._take(typed)

        catalogue = self.screen.catalogue
        hint = catalogue.text("Enter takes it, Esc leaves")
        prompt = Prompt(catalogue, self.title, hint, path, proposed=proposed)
        self.screen.app.push_screen(prompt, answered)

    def _take(self, typed: str) -> None:
        try:
            there = self.is_there(self.screen.session, typed)
        except SummitError as error:
            self.screen.tell(Message.of_error(error))
            self._ask(typed)
            return
        if there:
            self._ask_to_overwrite(typed)
        elif not self.write(typed, overwrite=False):
            self._ask(typed)

    def _ask_to_overwrite(self, typed: str) -> None:
        text = self.screen.catalogue.text
        wording = Wording(
            text("{path} is there already. Overwrite it?", path=isolated(shortened(typed))),
            text("Enter picks, Esc leaves"),
            "",
            "",
        )
        options = [Option("no", text("No, keep it"), ()), Option("yes", text("Yes, overwrite it"), ())]

        def answered(picked: Picked | None) -> None:
            if picked is not None and picked.key == "yes":
                self.write(typed, overwrite=True)

        self.screen.app.push_screen(Picker(self.screen.catalogue, wording, options), answered)
