"""Deciding on suggestions."""

from __future__ import annotations

from summit_tui.i18n import N_
from summit_tui.model import Change, Message, Quote, Speaker, Status
from summit_tui.session.command import Command, Group
from summit_tui.session.session import Session


def add_suggestions(session: Session, quotes: list[Quote], speakers: list[Speaker]) -> Message | None:
    """Takes suggested quotes into the article, in one edit, with the speakers that they bring."""
    known = session.project.speakers
    made = [Change(None, speaker) for speaker in speakers if speaker.id not in known]
    session.change("review.suggest", [*made, *(Change(None, quote) for quote in quotes)])
    return None


def _decide(session: Session, status: Status) -> Message | None:
    quote = session.quote
    if quote is None or quote.status is not Status.SUGGESTED:
        return Message.warn(N_("No suggestion is chosen here."))
    command = "review.accept" if status is Status.ACCEPTED else "review.reject"
    session.change(command, [session.revise(quote, status=status, by=session.author.name)])
    return None


def accept(session: Session) -> Message | None:
    """Accepts the suggested quote; where it came from stays written in it."""
    return _decide(session, Status.ACCEPTED)


def reject(session: Session) -> Message | None:
    """Rejects the suggested quote; it is kept, and never suggested again."""
    return _decide(session, Status.REJECTED)


COMMANDS: tuple[Command[Session], ...] = (
    Command("review.accept", Group.REVIEW, ("=",), N_("Accept"), N_("Accept the suggested quote"), accept),
    Command("review.reject", Group.REVIEW, ("-",), N_("Reject"), N_("Reject the suggested quote"), reject),
)
