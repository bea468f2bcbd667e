"""Looking at what happened to a quote or to the project."""

from __future__ import annotations

from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.session.command import Ask, Command, Group
from summit_tui.session.session import Session


def go_to(session: Session, quote: str) -> Message | None:
    """Goes to the quote with the id ``quote``, in whichever article of the project it is."""
    session.open_article(session.project.quotes[quote].article)
    found = session.find(quote)
    if found is None:
        return Message.warn(N_("This quote isn't shown: it was rejected, or suggestions are hidden."))
    session.visit(found)
    return None


COMMANDS: tuple[Command[Session], ...] = (
    Command(
        "history.quote",
        Group.EDIT,
        ("H",),
        N_("History"),
        N_("What happened to the quote: who changed what when"),
        go_to,
        Ask.HISTORY,
    ),
    Command(
        "history.project",
        Group.EDIT,
        (),
        N_("Project's history"),
        N_("What happened in the whole project: who changed what when"),
        go_to,
        Ask.PROJECT_HISTORY,
    ),
)
