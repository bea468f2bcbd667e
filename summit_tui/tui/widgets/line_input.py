"""One line of text to type into, right to left where its text is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from summit_tui import arabic, model
from summit_tui.bidi import Direction, Line, Paragraph, base_direction, lay_out
from summit_tui.config import typed_text
from summit_tui.model import Span
from summit_tui.session import Selection
from summit_tui.tui import editing_keys
from summit_tui.tui.editing import Draft, History, harmless
from summit_tui.tui.looks import look
from summit_tui.tui.text import Paint, line_strip, placed_strip

LONGEST = 10_000
"""Code points that an input holds: the whole line is laid out for each key."""


class LineInput(Widget, can_focus=True):
    """Text with a caret. Letters of the keyboard stay letters here, whatever commands they are outside.

    ``first_refusal`` sees each key before the input does, and says whether it took it.
    """

    @dataclass
    class Changed(Message):
        """The text is another one."""

        input: LineInput
        value: str

    @dataclass
    class Submitted(Message):
        """Enter was pressed."""

        input: LineInput
        value: str

    @dataclass
    class Copied(Message):
        """What was selected has been copied; ``told`` says where to."""

        input: LineInput
        told: model.Message

    def __init__(
        self,
        value: str = "",
        *,
        id: str,  # noqa: A002 - Textual's own name
        right_to_left: bool,
        placeholder: str = "",
        first_refusal: Callable[[events.Key], bool] | None = None,
    ) -> None:
        super().__init__(id=id)
        self._first_refusal = first_refusal
        self._history = History(Draft.of(value))
        self._right_to_left = right_to_left
        self._placeholder = placeholder
        self._laid: tuple[str, int, Line] | None = None
        self._hidden = 0  # cells of the text that are out of view on the side where it begins
        self._pressed: Span | None = None

    @property
    def draft(self) -> Draft:
        """The text, and what is selected in it."""
        return self._history.draft

    @property
    def value(self) -> str:
        """The text."""
        return self.draft.text

    @property
    def caret(self) -> int:
        """The offset at which typing goes on."""
        return self.draft.caret

    def set_value(self, value: str) -> None:
        """Replaces the text; the caret goes to its end."""
        self._take(Draft.of(value))

    def select_all(self) -> None:
        """Selects the text, so that what is typed takes its place."""
        self._take(self.draft.all_selected())

    def insert(self, text: str) -> None:
        """Puts ``text`` in the place of what is selected, made harmless: line ends become spaces.

        What would make the whole longer than ``LONGEST`` is left out, with a sound.
        """
        text = harmless(text)
        room = max(LONGEST - len(self.value) + len(self.draft.selected), 0)
        if len(text) > room:
            self.app.bell()
        self._take(self.draft.with_typed(text[:room]))

    def _take(self, draft: Draft, *, typed: str = "") -> None:
        before = self.value
        self._history.take(draft, typed=typed)
        self._show(before)

    def _show(self, before: str) -> None:
        self.refresh()
        if self.value != before:
            self.post_message(self.Changed(self, self.value))

    def on_key(self, event: events.Key) -> None:
        """Types, moves, selects, deletes; leaves to others what it has no use for."""
        if self._first_refusal is not None and self._first_refusal(event):
            pass
        elif event.key == "enter":
            self.post_message(self.Submitted(self, self.value))
        elif event.is_printable and event.character:
            typed = typed_text(event.character)
            self._take(self.draft.with_typed(typed), typed=typed)
        elif not (self._take_clipboard_key(event.key) or self._take_editing_key(event.key)):
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Takes what the terminal pastes."""
        self.insert(event.text)
        event.stop()

    def _take_editing_key(self, key: str) -> bool:
        if key in editing_keys.UNDO or key in editing_keys.REDO:
            before = self.value
            if key in editing_keys.UNDO:
                self._history.undo()
            else:
                self._history.redo()
            self._show(before)
            return True
        draft = editing_keys.edited(self.draft, self._line(), key)
        if draft is None:
            return False
        self._take(draft)
        return True

    def _take_clipboard_key(self, key: str) -> bool:
        """Copies and cuts what is selected, pastes what was copied last in the app.

        Copying nothing is left to the app, which tells how to leave it: people try Ctrl+C for that.
        """
        if key == editing_keys.PASTE:
            self.insert(self.app.clipboard)
        elif key == editing_keys.CUT:
            if not self.draft.selection.empty:
                self._copy()
                self._take(self.draft.with_typed(""))
        elif key == editing_keys.COPY and not self.draft.selection.empty:
            self._copy()
        else:
            return False
        return True

    def _copy(self) -> None:
        from summit_tui.tui.clipboard import copy_text  # loaded for the first copy

        self.post_message(self.Copied(self, copy_text(self.app, self.draft.selected)))

    def _line(self) -> Line:
        """The text on one line, with room for the caret behind it, and as wide as the input at least."""
        room = max(2 * len(self.value) + 1, self.size.width)
        if self._laid is None or self._laid[:2] != (self.value, room):
            direction = base_direction(self.value, Direction.RTL if self._right_to_left else Direction.LTR)
            line = lay_out(Paragraph.resolve(self.value, direction), 0, len(self.value), room)
            self._laid = (self.value, room, line)
        return self._laid[2]

    def _caret_cells(self, line: Line) -> tuple[int, int]:
        """The cells of what the caret stands on; one behind the text."""
        first = line.caret_column(self.caret)
        cells = line.columns_of(*line.span_at(first))
        return cells[0] if cells else (first, first + 1)

    def _first_cell(self, line: Line) -> int:
        """The leftmost cell in view, after scrolling no further than brings the caret into view."""
        width = self.size.width
        first, last = self._caret_cells(line)
        right = line.direction is Direction.RTL
        near, far = (line.width - last, line.width - first) if right else (first, last)
        content = line.last_cell - line.first_cell + 1
        hidden = min(self._hidden, max(content - width, 0))
        self._hidden = hidden = max(min(hidden, near), far - width)
        return line.width - width - hidden if right else hidden

    def render_line(self, y: int) -> Strip:
        """The text, cropped so that the caret is in view, at the side of its direction."""
        width = self.size.width
        base = look("input.text")
        if y:
            return Strip.blank(width, base)
        if not self.value:
            return self._empty_strip(width, base, look("input.caret"))
        line = self._line()
        first = self._first_cell(line)
        paints = self._paints(line) if self.has_focus else ()
        return line_strip(line, base, paints, first=first, last=first + width)

    def _paints(self, line: Line) -> Iterator[Paint]:
        span = self.draft.selection.span
        for start, end in line.columns_of(span.start, span.end):
            yield Paint(start, end, look("input.selection"))
        yield Paint(*self._caret_cells(line), look("input.caret"))

    def _empty_strip(self, width: int, base: Style, caret: Style) -> Strip:
        right = self._right_to_left
        mark = Strip.blank(1, base + caret if self.has_focus else base)
        style = base + look("input.placeholder")
        hint = placed_strip(self._placeholder, width - 1, style, right_to_left=right)
        return Strip.join([hint, mark] if right else [mark, hint])

    def on_focus(self) -> None:
        """Shows the caret."""
        self.refresh()

    def on_blur(self) -> None:
        """Hides the caret."""
        self.refresh()

    def _span_under(self, event: events.MouseEvent) -> Span:
        """What is drawn under the mouse, both letters of a ligature; beside the text an empty span."""
        line = self._line()
        cell = self._first_cell(line) + event.x
        return Span(*line.span_at(min(max(cell, 0), line.width - 1)))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Puts the caret on the letter under the mouse."""
        if event.button == 1:
            self.capture_mouse()
            self._pressed = self._span_under(event)
            self._take(self.draft.with_selection(Selection.at(self._pressed.start)))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Selects from the letter where the button went down to the one under the mouse."""
        if self._pressed is not None and self.app.mouse_captured is self:
            reached = self._span_under(event)
            if reached != self._pressed or not self.draft.selection.empty:
                self._take(self.draft.with_selection(Selection.between(self._pressed, reached)))

    def on_mouse_up(self) -> None:
        """Ends the dragging."""
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """A double click selects the word, a triple one everything."""
        if event.chain == 2:
            word = arabic.word_at(self.value, self._span_under(event).start)
            if word is not None:
                self._take(self.draft.with_selection(Selection.over(word)))
        elif event.chain > 2:
            self._take(self.draft.all_selected())
