"""The mouse over the article: placing the caret, selecting, scrolling where it is dragged out of the window.

A click puts the caret on the letter that is drawn there and selects nothing: the keys that go on from there
(growing, the word, the sentence) begin at a caret, and a letter alone is never a quote. Dragging selects all
that is read from the letter where it began to the one under the mouse, both included. A double click selects
the word, a triple click the paragraph.
"""

from __future__ import annotations

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.timer import Timer

from summit_tui.model import Span
from summit_tui.session import Selection, Session, motion
from summit_tui.session.commands.select import select_paragraph, select_word

_SCROLL_EVERY = 0.06
"""Seconds between two steps while the mouse is held beyond the window's edge."""

_MOST_ROWS = 5
"""Rows that one such step scrolls by at the most; it is as many as the mouse is away from the edge."""


class ArticleMouse(ScrollView):
    """What an article's view does with the mouse."""

    session: Session

    class Moved(Message, namespace="article_view"):
        """The person moved the caret or the selection with the mouse."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="article")
        self.session = session
        self._mouse = Offset()
        self._pressed: Span | None = None
        self._scrolling: Timer | None = None

    def _select(self, selection: Selection) -> None:
        self.session.select(selection)
        self.post_message(self.Moved())

    def _span_under(self, place: Offset) -> Span:
        """What is drawn at ``place``, a cell of the widget."""
        return motion.span_at_cell(self.session.layout, place.y + self.scroll_offset.y, place.x)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Puts the caret where the mouse is, and follows it from there."""
        place = event.get_content_offset(self)
        if event.button != 1 or place is None:
            return
        self.capture_mouse()
        self._mouse = event.offset
        self._pressed = self._span_under(place)
        self.session.selecting = False
        self._select(Selection.at(self._pressed.start))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Selects from where the button went down, to and with the letter under the mouse."""
        if event.offset == self._mouse:
            return  # some terminals tell of moves within a cell, too
        self._mouse = event.offset
        self._follow()
        if self._pressed is not None and self._rows_beyond() and self._scrolling is None:
            self._scrolling = self.set_interval(_SCROLL_EVERY, self._follow)

    def _rows_beyond(self) -> int:
        """How many rows the mouse is above (negative) or below the window."""
        return min(self._mouse.y, 0) + max(self._mouse.y - self.size.height + 1, 0)

    def _follow(self) -> None:
        """Selects up to the mouse; where it is beyond the window's edge, scrolls there first."""
        if self._pressed is None or self.app.mouse_captured is not self:
            self._stop()
            return
        beyond = self._rows_beyond()
        if beyond:
            step = min(max(beyond, -_MOST_ROWS), _MOST_ROWS)
            self.scroll_to(y=self.scroll_offset.y + step, animate=False, immediate=True, force=True)
        else:
            self._stop_scrolling()
        row = min(max(self._mouse.y, 0), self.size.height - 1)
        self._select(Selection.between(self._pressed, self._span_under(Offset(self._mouse.x, row))))

    def _stop(self) -> None:
        self._pressed = None
        self._stop_scrolling()

    def _stop_scrolling(self) -> None:
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None

    def on_mouse_up(self) -> None:
        """Ends the dragging."""
        self._stop()
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """A double click selects the word, a triple one the paragraph."""
        place = event.get_content_offset(self)
        if place is None or event.button != 1 or event.chain < 2:
            return
        select = select_word if event.chain == 2 else select_paragraph
        select(self.session, self._span_under(place).start)
        self.post_message(self.Moved())
