"""One line of text to type into, right to left where its text is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from summit_tui import arabic
from summit_tui.bidi import Direction, Line, Paragraph, base_direction, lay_out
from summit_tui.config import typed_text
from summit_tui.tui.looks import look
from summit_tui.tui.text import Paint, cells_of, line_strip, placed_strip


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
        self.value = value
        self.caret = len(value)
        self._right_to_left = right_to_left
        self._placeholder = placeholder

    def set_value(self, value: str) -> None:
        """Replaces the text; the caret goes to its end."""
        self._edit(value, len(value))

    def insert(self, text: str) -> None:
        """Types ``text`` at the caret; line ends become spaces."""
        text = " ".join(text.splitlines()) if any(end in text for end in "\r\n") else text
        caret = self.caret
        self._edit(self.value[:caret] + text + self.value[caret:], caret + len(text))

    def _edit(self, value: str, caret: int) -> None:
        changed = value != self.value
        self.value, self.caret = value, caret
        self.refresh()
        if changed:
            self.post_message(self.Changed(self, value))

    def on_key(self, event: events.Key) -> None:
        """Types, moves, deletes; leaves to others what it has no use for."""
        if self._first_refusal is not None and self._first_refusal(event):
            pass
        elif event.key == "enter":
            self.post_message(self.Submitted(self, self.value))
        elif event.is_printable and event.character:
            self.insert(typed_text(event.character))
        elif not self._take_editing_key(event.key):
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Takes what is pasted."""
        self.insert(event.text)
        event.stop()

    def _take_editing_key(self, key: str) -> bool:
        value, caret = self.value, self.caret
        match key:
            case "left" | "right":
                forward = (key == "left") == (self._line().direction is Direction.RTL)
                self._edit(value, self._beside(forward=forward))
            case "ctrl+left" | "ctrl+right":
                forward = (key == "ctrl+left") == (self._line().direction is Direction.RTL)
                step = arabic.next_word_start if forward else arabic.previous_word_start
                self._edit(value, step(value, caret))
            case "home" | "ctrl+a":
                self._edit(value, 0)
            case "end" | "ctrl+e":
                self._edit(value, len(value))
            case "backspace":
                start = self._beside(forward=False)
                self._edit(value[:start] + value[caret:], start)
            case "delete":
                self._edit(value[:caret] + value[self._beside(forward=True) :], caret)
            case "ctrl+w" | "ctrl+backspace" | "alt+backspace":
                start = arabic.previous_word_start(value, caret)
                self._edit(value[:start] + value[caret:], start)
            case "ctrl+u":
                self._edit(value[caret:], 0)
            case _:
                return False
        return True

    def _beside(self, *, forward: bool) -> int:
        step = arabic.next_grapheme if forward else arabic.previous_grapheme
        return step(self.value, self.caret)

    def _line(self) -> Line:
        direction = base_direction(self.value, Direction.RTL if self._right_to_left else Direction.LTR)
        width = max(cells_of(self.value) + 1, 1)
        return lay_out(Paragraph.resolve(self.value, direction), 0, len(self.value), width)

    def render_line(self, y: int) -> Strip:
        """The text, cropped so that the caret is in view, at the side of its direction."""
        width = self.size.width
        base = look("input.text")
        if y:
            return Strip.blank(width, base)
        caret_style = look("input.caret")
        if not self.value:
            return self._empty_strip(width, base, caret_style)
        line = self._line()
        right = line.direction is Direction.RTL
        cell = line.caret_column(self.caret)
        paints = [Paint(cell, cell + 1, caret_style)] if self.has_focus else []
        if line.width <= width:
            blank = Strip.blank(width - line.width, base)
            strip = line_strip(line, base, paints)
            return Strip.join([blank, strip] if right else [strip, blank])
        first = min(max(cell - width // 2, 0), line.width - width)
        return line_strip(line, base, paints, first=first, last=first + width)

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
