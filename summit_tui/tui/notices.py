"""Notices: what reaches ``App.notify`` is laid out before Textual's toast shows it."""

from __future__ import annotations

from textual.app import App
from textual.content import Content
from textual.notifications import SeverityLevel

from summit_tui.bidi import Direction


def notice_of(message: str | Content, title: str = "", *, markup: bool, default: Direction) -> Content:
    """A notice's title and message, one below the other, each in its own direction."""
    from summit_tui.tui.visual import BidiText  # loaded for the rare notice

    content = Content.from_markup(message) if markup or isinstance(message, Content) else Content(message)
    if title:
        content = Content.assemble((title, ".toast--title"), "\n", content)
    return BidiText.of(content, default=default, selectable=False)


class LaidOutNotices(App[int]):
    """An app whose notices are laid out, whoever tells them."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """As in Textual. May be called from any thread.

        The toast takes a ``Content`` in the place of markup and leaves it as it is; with a title of its own
        it would assemble another of the two.
        """
        mirrored = bool(self.screen_stack) and self.screen.has_class("rtl")
        default = Direction.RTL if mirrored else Direction.LTR
        notice = notice_of(message, title, markup=markup, default=default)
        super().notify(notice, severity=severity, timeout=timeout, markup=True)  # type: ignore[arg-type]
