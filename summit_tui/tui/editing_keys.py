"""What the keys of an input do to its text, and how help tells of them.

The keys are those of graphical programs, so Ctrl+A selects all: Home is the key to the start. What shells
have beside them (Ctrl+E, Ctrl+K, Ctrl+U, Ctrl+W) works as there.
"""

from __future__ import annotations

from collections.abc import Callable

from summit_tui.bidi import Line
from summit_tui.i18n import N_
from summit_tui.tui import editing
from summit_tui.tui.editing import Draft

Motion = Callable[[Draft, Line], int]

_MOVING: dict[str, Motion] = {
    "left": editing.left_end,
    "right": editing.right_end,
    "ctrl+left": editing.word_left,
    "ctrl+right": editing.word_right,
    "home": editing.start,
    "ctrl+home": editing.start,
    "end": editing.end,
    "ctrl+end": editing.end,
    "ctrl+e": editing.end,
}
_SELECTING: dict[str, Motion] = {
    "shift+left": editing.left,
    "shift+right": editing.right,
    "ctrl+shift+left": editing.word_end_left,
    "ctrl+shift+right": editing.word_end_right,
    "shift+home": editing.start,
    "ctrl+shift+home": editing.start,
    "shift+end": editing.end,
    "ctrl+shift+end": editing.end,
}
_DELETING: dict[str, Motion] = {
    "backspace": editing.previous_stop,
    "delete": editing.next_stop,
    "ctrl+w": editing.previous_word,
    "ctrl+backspace": editing.previous_word,
    "alt+backspace": editing.previous_word,
    "ctrl+delete": editing.next_word_end,
    "alt+d": editing.next_word_end,
    "ctrl+u": editing.start,
    "ctrl+k": editing.end,
}
_SELECTING_ALL = frozenset({"ctrl+a", "ctrl+shift+a"})

UNDO = frozenset({"ctrl+z"})
REDO = frozenset({"ctrl+y", "ctrl+shift+z"})
COPY = "ctrl+c"
CUT = "ctrl+x"
PASTE = "ctrl+v"

HELP: tuple[tuple[tuple[str, ...], str], ...] = (
    (("left", "right"), N_("To the letter on the left or the right")),
    (("ctrl+left", "ctrl+right"), N_("One word to the left or the right")),
    (("home", "end"), N_("To the start or the end of the text")),
    (("shift+left", "shift+right"), N_("Select; with Ctrl by words, with Home and End to the ends")),
    (("ctrl+a",), N_("Select everything")),
    (("ctrl+c", "ctrl+x", "ctrl+v"), N_("Copy, cut, paste")),
    (("ctrl+z", "ctrl+y"), N_("Undo, redo what was typed")),
    (("ctrl+w", "ctrl+delete"), N_("Delete a word back or forward")),
    (("ctrl+u", "ctrl+k"), N_("Delete to the start or to the end")),
)
"""Keys of inputs, each with what help says of it."""


def edited(draft: Draft, line: Line, key: str) -> Draft | None:
    """What ``key`` makes of ``draft``, laid out as ``line``; ``None`` for a key that edits nothing."""
    if key in _SELECTING_ALL:
        return draft.all_selected()
    if motion := _MOVING.get(key):
        return draft.moved(motion(draft, line))
    if motion := _SELECTING.get(key):
        return draft.moved(motion(draft, line), extend=True)
    if motion := _DELETING.get(key):
        return draft.without(motion(draft, line))
    return None
