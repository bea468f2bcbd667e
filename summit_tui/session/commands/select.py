"""Selecting by growing, the mode in which moving selects, and letting go."""

from __future__ import annotations

from summit_tui import arabic
from summit_tui.i18n import N_
from summit_tui.model import Message, Span
from summit_tui.session.command import Command, Group
from summit_tui.session.selection import Selection
from summit_tui.session.session import Session


def grow(session: Session) -> Message | None:
    """Selects the next larger unit around the selection."""
    span = session.selection.span
    larger = arabic.grow(session.text, span, session.selection.caret)
    if larger == span:
        return Message.warn(N_("The selection can't grow any more."))
    grown = (*session.grown, session.selection)
    session.select(Selection.over(larger))
    session.grown = grown
    return None


def shrink(session: Session) -> Message | None:
    """Goes back to what was selected before it grew."""
    if not session.grown:
        return Message.warn(N_("The selection didn't grow: there is nothing to go back to."))
    *grown, smaller = session.grown
    session.select(smaller)
    session.grown = tuple(grown)
    return None


def toggle_selecting(session: Session) -> None:
    """Starts selecting from the caret, or stops; what is selected stays."""
    if not session.selecting and session.selection.empty:
        session.select(Selection.at(session.selection.caret))
    session.selecting = not session.selecting


def let_go(session: Session) -> None:
    """Drops the selection, and the mode that moved it."""
    session.leave_task()


def other_end(session: Session) -> None:
    """Puts the caret at the selection's other end, where moving goes on."""
    selection = session.selection
    session.select(Selection(selection.caret, selection.anchor))


def select_word(session: Session, offset: int) -> None:
    """Selects the word at ``offset`` or, between words, nothing."""
    word = arabic.word_at(session.text, offset)
    session.select(Selection.over(word or Span(offset, offset)))


def select_paragraph(session: Session, offset: int) -> None:
    """Selects the paragraph at ``offset``, without the line feed that ends it."""
    session.select(Selection.over(arabic.paragraph_at(session.text, offset)))


COMMANDS: tuple[Command[Session], ...] = (
    Command(
        "select.grow",
        Group.SELECT,
        ("x",),
        N_("Grow"),
        N_("Select more: word, stretch between quotation marks or punctuation, sentence, paragraph"),
        grow,
    ),
    Command(
        "select.shrink",
        Group.SELECT,
        ("z",),
        N_("Shrink"),
        N_("Go back to what was selected before it grew"),
        shrink,
    ),
    Command(
        "select.toggle",
        Group.SELECT,
        ("v",),
        N_("Select"),
        N_("Start or stop selecting by moving"),
        toggle_selecting,
    ),
    Command(
        "select.other_end",
        Group.SELECT,
        ("o",),
        N_("Other end"),
        N_("Move the other end of the selection or of the quote"),
        other_end,
    ),
    Command(
        "select.none",
        Group.SELECT,
        ("escape",),
        N_("Let go"),
        N_("Drop the selection, leave the mode"),
        let_go,
    ),
)
