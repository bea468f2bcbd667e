"""Moving the caret, and selecting by moving it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from summit_tui import arabic
from summit_tui.bidi import Direction
from summit_tui.i18n import N_
from summit_tui.model import Message, Span
from summit_tui.session import motion
from summit_tui.session.command import Command, Group
from summit_tui.session.motion import Motion
from summit_tui.session.session import Session


def place_caret(session: Session, offset: int, *, extend: bool) -> None:
    """Puts the caret at ``offset``; a selection goes on from its anchor where ``extend``."""
    extend = extend or session.extending
    session.select(session.selection.moved(offset, extend=extend))


def _go(session: Session, to: Motion, *, extend: bool = False) -> None:
    place_caret(session, to(session.layout, session.selection.caret), extend=extend)


def _go_over_words(session: Session, *, forward: bool, extend: bool = False) -> None:
    """Moves to the start of a word or, where a selection ends at the caret, to the end of one."""
    selection = session.selection
    extend = extend or session.extending
    at_end = selection.caret > selection.anchor or (selection.empty and forward)
    if extend and at_end:
        step = arabic.next_word_end if forward else arabic.previous_word_end
    else:
        step = arabic.next_word_start if forward else arabic.previous_word_start
    place_caret(session, step(session.text, selection.caret), extend=extend)


def _word_beside(session: Session, *, to_left: bool, extend: bool = False) -> None:
    """A word to the left or the right; over a paragraph's edge as letters go, so that it never turns back."""
    layout = session.layout
    caret = session.selection.caret
    paragraph = layout.paragraph_at(caret)
    start, end = layout.paragraph_bounds(paragraph)
    forward = to_left == (layout.direction(paragraph) is Direction.RTL)
    words = arabic.words(session.text, Span(start, end))
    if any(word.start > caret if forward else word.start < caret for word in words):
        _go_over_words(session, forward=forward, extend=extend)
        return
    onward = to_left == layout.right_to_left
    beyond = motion.next_paragraph if onward else motion.previous_paragraph
    entered = layout.paragraph_at(beyond(layout, caret if onward else start))
    words = arabic.words(session.text, Span(*layout.paragraph_bounds(entered)))
    at_start = to_left == (layout.direction(entered) is Direction.RTL)
    if words and entered != paragraph:
        place_caret(session, words[0 if at_start else -1].start, extend=extend)
    else:
        place_caret(session, end if forward else start, extend=extend)


def _go_vertically(session: Session, *, down: bool, page: bool = False, extend: bool = False) -> None:
    caret = session.selection.caret
    column = motion.column_of(session.layout, caret) if session.goal_column is None else session.goal_column
    rows = max(session.view.height - 1, 1) if page else 1
    go = motion.down if down else motion.up
    place_caret(session, go(session.layout, caret, column, rows), extend=extend)
    session.goal_column = column


def _to_quote(session: Session, step: int) -> Message | None:
    quotes = session.quotes
    if not quotes:
        return Message.warn(N_("No quotes yet. Select words and press Enter to make one."))
    current = session.quote
    if current in quotes:
        place = (quotes.index(current) + step) % len(quotes)
    else:
        caret = session.selection.caret
        after = [index for index, quote in enumerate(quotes) if quote.start > caret]
        following = after[0] if after else 0
        place = following if step > 0 else following - 1
    session.visit(quotes[place])
    return None


def _selecting(run: Callable[..., None]) -> Callable[..., None]:
    return partial(run, extend=True)


_left = partial(_go, to=motion.left)
_right = partial(_go, to=motion.right)
_line_start = partial(_go, to=motion.line_start)
_line_end = partial(_go, to=motion.line_end)
_word_left = partial(_word_beside, to_left=True)
_word_right = partial(_word_beside, to_left=False)
_up = partial(_go_vertically, down=False)
_down = partial(_go_vertically, down=True)


def _move(
    name: str, keys: str, title: str, help_line: str, run: Callable[..., Message | None]
) -> Command[Session]:
    return Command(f"move.{name}", Group.MOVE, tuple(keys.split()), title, help_line, run)


def _select(name: str, keys: str, title: str, help_line: str, run: Callable[..., None]) -> Command[Session]:
    return Command(f"select.{name}", Group.SELECT, tuple(keys.split()), title, help_line, _selecting(run))


COMMANDS: tuple[Command[Session], ...] = (
    _move("left", "left h", N_("Left"), N_("To the letter on the left of the screen"), _left),
    _move("right", "right l", N_("Right"), N_("To the letter on the right of the screen"), _right),
    _move("up", "up k", N_("Up"), N_("One line up"), _up),
    _move("down", "down j", N_("Down"), N_("One line down"), _down),
    _move(
        "next_word",
        "w",
        N_("Next word"),
        N_("To the next word of the text"),
        partial(_go_over_words, forward=True),
    ),
    _move(
        "previous_word",
        "q",
        N_("Previous word"),
        N_("To the word before in the text"),
        partial(_go_over_words, forward=False),
    ),
    _move("word_left", "ctrl+left", N_("Word left"), N_("One word to the left of the screen"), _word_left),
    _move(
        "word_right", "ctrl+right", N_("Word right"), N_("One word to the right of the screen"), _word_right
    ),
    _move(
        "next_sentence",
        ".",
        N_("Next sentence"),
        N_("To the next sentence"),
        partial(_go, to=motion.next_sentence),
    ),
    _move(
        "previous_sentence",
        ",",
        N_("Previous sentence"),
        N_("To the start of the sentence, or to the one before"),
        partial(_go, to=motion.previous_sentence),
    ),
    _move(
        "next_paragraph",
        "] ctrl+down",
        N_("Next paragraph"),
        N_("To the next paragraph"),
        partial(_go, to=motion.next_paragraph),
    ),
    _move(
        "previous_paragraph",
        "[ ctrl+up",
        N_("Previous paragraph"),
        N_("To the start of the paragraph, or to the one before"),
        partial(_go, to=motion.previous_paragraph),
    ),
    _move("next_quote", "n", N_("Next quote"), N_("To the next quote"), partial(_to_quote, step=1)),
    _move(
        "previous_quote", "p", N_("Previous quote"), N_("To the quote before"), partial(_to_quote, step=-1)
    ),
    _move(
        "page_down",
        "pagedown space",
        N_("Page down"),
        N_("One page down"),
        partial(_go_vertically, down=True, page=True),
    ),
    _move(
        "page_up", "pageup", N_("Page up"), N_("One page up"), partial(_go_vertically, down=False, page=True)
    ),
    _move("line_start", "home", N_("Line start"), N_("To the start of the line"), _line_start),
    _move("line_end", "end", N_("Line end"), N_("To the end of the line"), _line_end),
    _move(
        "start",
        "ctrl+home g",
        N_("Start"),
        N_("To the start of the article"),
        partial(_go, to=motion.text_start),
    ),
    _move("end", "ctrl+end '", N_("End"), N_("To the end of the article"), partial(_go, to=motion.text_end)),
    _select("left", "shift+left", N_("Select left"), N_("Select to the letter on the left"), _left),
    _select("right", "shift+right", N_("Select right"), N_("Select to the letter on the right"), _right),
    _select("up", "shift+up", N_("Select up"), N_("Select one line up"), _up),
    _select("down", "shift+down", N_("Select down"), N_("Select one line down"), _down),
    _select(
        "word_left", "ctrl+shift+left", N_("Select word left"), N_("Select one word to the left"), _word_left
    ),
    _select(
        "word_right",
        "ctrl+shift+right",
        N_("Select word right"),
        N_("Select one word to the right"),
        _word_right,
    ),
    _select(
        "line_start",
        "shift+home",
        N_("Select to line start"),
        N_("Select to the start of the line"),
        _line_start,
    ),
    _select(
        "line_end", "shift+end", N_("Select to line end"), N_("Select to the end of the line"), _line_end
    ),
)
