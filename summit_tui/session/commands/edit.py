"""Taking back and bringing again."""

from __future__ import annotations

from summit_tui.i18n import N_
from summit_tui.model import Article, Carried, Edit, Message, Quote
from summit_tui.session.command import Command, Group
from summit_tui.session.selection import Selection
from summit_tui.session.session import Session
from summit_tui.session.titles import edit_title


def undo(session: Session) -> Message | None:
    """Takes the last edit back that wasn't yet, also one made before the app was last closed."""
    if session.task is not None:
        # What is under way is what a person sees, and takes back first.
        session.leave_task()
        return Message.of(N_("Left as it was."))
    edit = session.undo()
    if edit is None:
        return Message.warn(N_("There is nothing to undo."))
    _show(session, edit)
    return Message.of(N_("Undone: {command}"), command=edit_title(edit.command, session.commands))


def redo(session: Session) -> Message | None:
    """Brings the edit again that was taken back last."""
    edit = session.redo()
    if edit is None:
        return Message.warn(N_("There is nothing to redo."))
    _show(session, edit)
    return Message.of(N_("Redone: {command}"), command=edit_title(edit.command, session.commands))


def _show(session: Session, edit: Edit) -> None:
    """Goes to what the edit was about, in whichever article of the project it is."""
    for change in edit.changes:
        entity = change.entity
        if isinstance(entity, Quote):
            session.open_article(entity.article)
            quote = session.find(entity.id)
            if quote is not None:
                session.visit(quote)
            else:
                session.select(Selection.at(entity.start))
            return
        if isinstance(entity, Article):
            session.open_article(entity.id)
        if isinstance(entity, Carried):
            session.open_article(entity.quote.article)


COMMANDS: tuple[Command[Session], ...] = (
    Command("edit.undo", Group.EDIT, ("u",), N_("Undo"), N_("Undo the last edit, without end"), undo),
    Command("edit.redo", Group.EDIT, ("r",), N_("Redo"), N_("Redo what was undone"), redo),
)
