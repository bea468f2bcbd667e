"""Taking back and bringing again."""

from __future__ import annotations

from summit_tui.i18n import N_
from summit_tui.model import Edit, Quote
from summit_tui.session.command import Command, Group, Message
from summit_tui.session.session import Session


def undo(session: Session) -> Message | None:
    """Takes the last edit back that wasn't yet, also one made before the app was last closed."""
    if not session.undo_stacks.done:
        return Message.warn(N_("There is nothing to undo."))
    edit = session.undo_stacks.done[-1]
    session.commit_inverse(edit, again=False)
    _show(session, edit)
    return Message.of(N_("Undone: {command}"), command=_title(session, edit))


def redo(session: Session) -> Message | None:
    """Brings the edit again that was taken back last."""
    if not session.undo_stacks.undone:
        return Message.warn(N_("There is nothing to redo."))
    edit = session.undo_stacks.undone[-1]
    session.commit_inverse(edit, again=True)
    _show(session, edit)
    return Message.of(N_("Redone: {command}"), command=_title(session, edit))


def _title(session: Session, edit: Edit) -> object:
    command = session.commands.get(edit.command)
    return Message.of(command.title) if command else edit.command


def _show(session: Session, edit: Edit) -> None:
    """Goes to the quote that the edit was about, where it is in this article."""
    for change in edit.changes:
        if isinstance(change.entity, Quote):
            quote = session.project.quotes.get(change.entity.id)
            if quote is not None and quote.article == session.article.id:
                session.visit(quote)
            return


COMMANDS: tuple[Command[Session], ...] = (
    Command(
        "edit.undo", Group.EDIT, ("u",), N_("Undo"), N_("Undo the last edit, without end"), undo, hint=True
    ),
    Command("edit.redo", Group.EDIT, ("r",), N_("Redo"), N_("Redo what was undone"), redo),
)
