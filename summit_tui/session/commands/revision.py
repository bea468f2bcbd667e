"""Giving an article whose file has changed its new text, and placing the quotes that aren't sure in it.

Placing is a task: the quote stays the one that is placed until that is decided, whichever words are selected
meanwhile. The keys that decide on suggestions, and go from one to the next, decide on places then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summit_tui import arabic
from summit_tui.i18n import N_
from summit_tui.model import Carried, Change, Message, Project, Quote, Span, Status
from summit_tui.session.articles import FILE_CHANGED
from summit_tui.session.command import Ask, Command, Group
from summit_tui.session.selection import Selection
from summit_tui.session.session import Session
from summit_tui.session.tasks import Task, TaskKind

if TYPE_CHECKING:
    from summit_tui.session.revising.revision import Revision

# What aligns texts isn't needed by a first screen, nor before a file has changed.

_SURE = 0.9
"""From it on the place is hardly in doubt: a letter or a digit was corrected, or words near it."""

NONE_TO_PLACE = N_("Every quote has its place in this text.")


def with_offer(warning: Message) -> Message:
    """``warning``; where it tells of a file that has changed, with what can be done about it in the app."""
    if warning.key != FILE_CHANGED:
        return warning
    return Message.warn(N_("{warning} F6 takes the new one over."), warning=warning)


def make(session: Session, revision: Revision | None = None) -> Message | None:
    """Gives the article the text that its file has by now; its quotes are carried over."""
    from summit_tui.session.revising.making import made, prepared

    revision = revision or prepared(session)
    if revision is None:
        return Message.warn(
            N_("{file} still has the text that was annotated."), file=session.article.source.file
        )
    made(session, revision)
    left = len(session.to_place)
    if not left:
        return Message.of(N_("This is the new text; every quote came over word by word."))
    return Message.of(N_("This is the new text. Quotes whose place is to be looked at: {count}."), count=left)


def go_to(session: Session, carried: Carried) -> Message | None:
    """Goes to where a quote is in the new text, or would be, and begins placing it."""
    quote = session.find(carried.id)
    session.leave_task()
    if quote is not None:
        session.visit(quote)
    else:
        session.focus = None
    session.task = Task(TaskKind.PLACE, carried.id)
    if quote is None:
        session.select(Selection.at(carried.at))
    return None


def placing(session: Session) -> Carried | None:
    """What is being placed."""
    task = session.task
    if task is None or task.kind is not TaskKind.PLACE:
        return None
    return session.project.carried.get(task.quote)


def step(session: Session, way: int) -> Message | None:
    """Goes to the next one to be placed (``way`` 1) or the one before (-1), and round; decides nothing."""
    queue, here = session.to_place, placing(session)
    if not queue:
        session.task = None
        return Message.warn(NONE_TO_PLACE)
    if here is None:
        return go_to(session, queue[0 if way > 0 else -1])
    place = [one.id for one in queue].index(here.id)
    return go_to(session, queue[(place + way) % len(queue)])


def keep(session: Session) -> Message | None:
    """Sets the quote to the selection or, where nothing is selected, leaves it where it is."""
    return accept(session) if session.selection.empty else place(session)


def accept(session: Session) -> Message | None:
    """Leaves the quote where it was carried to."""
    carried = placing(session)
    if carried is None:
        return Message.warn(_NOT_PLACING)
    if not carried.is_placed:
        return Message.warn(N_("It has no place yet: select its words, Enter sets it there; - drops it."))
    return _decide(session, "revision.accept", carried, ())


def accept_sure(session: Session) -> Message | None:
    """Leaves every quote that is nearly certain where it was carried to, in one edit."""
    sure = [one for one in session.to_place if one.certainty >= _SURE]
    if not sure:
        return Message.warn(N_("No quote that is to be placed is as certain as 90%."))
    session.leave_task()
    session.change("revision.accept_sure", [Change(one, None) for one in sure])
    left = len(session.to_place)
    return Message.of(
        N_("Places kept: {count}; left: {left}. Press u to take it back."), count=len(sure), left=left
    )


def place(session: Session) -> Message | None:
    """Sets the quote to the selected words, with its cue and mention where these are in the text."""
    carried = placing(session)
    if carried is None:
        return Message.warn(_NOT_PLACING)
    content = None if session.selection.empty else arabic.trimmed(session.text, session.selection.span)
    if content is None:
        return Message.warn(N_("No words are selected: the quote stays as it was."))
    quote = session.find(carried.id)
    if any(one.content == (content,) and one.id != carried.id for one in session.quotes):
        return Message.warn(N_("These words are a quote already."))
    if quote is not None:
        change = session.revise(quote, content=(content,))
    else:
        change = Change(None, replace(_found_again(session, carried, content), updated=session.now()))
    return _decide(session, "revision.place", carried, (change,))


def _found_again(session: Session, carried: Carried, content: Span) -> Quote:
    from summit_tui.session.revising.carrying import with_content
    from summit_tui.session.revising.versions import Versions

    versions = Versions(session.store.text(carried.sha256), session.text)
    return _of_present(with_content(versions, carried.quote, content), session.project)


def _of_present(quote: Quote, project: Project) -> Quote:
    """``quote`` of an earlier time, without the speakers and topics that the project has no more."""
    return replace(
        quote,
        speakers=tuple(one for one in quote.speakers if one in project.speakers),
        addressee=quote.addressee if quote.addressee in project.speakers else None,
        topics=tuple(one for one in quote.topics if one in project.topics),
    )


def drop(session: Session) -> Message | None:
    """Lets the quote go: there is no such thing in the new text."""
    carried = placing(session)
    if carried is None:
        return Message.warn(_NOT_PLACING)
    quote = session.find(carried.id)
    if quote is None:
        return _decide(session, "revision.drop", carried, ())
    suggested = quote.origin is not None
    gone = session.revise(quote, status=Status.REJECTED) if suggested else Change(quote, None)
    return _decide(session, "revision.drop", carried, (gone,))


def _decide(session: Session, command: str, carried: Carried, changes: tuple[Change, ...]) -> Message | None:
    """Makes the edit, and goes on to the next one to be placed."""
    queue = session.to_place
    place = [one.id for one in queue].index(carried.id)
    session.change(command, [*changes, Change(carried, None)])
    left = [*queue[place + 1 :], *queue[:place]]
    if left:
        return go_to(session, left[0])
    session.leave_task()
    return Message.of(NONE_TO_PLACE)


_NOT_PLACING = N_("No quote is being placed. F7 lists those whose place is to be looked at.")


COMMANDS: tuple[Command[Session], ...] = (
    Command(
        "revision.list",
        Group.REVIEW,
        ("f7",),
        N_("Quotes to place"),
        N_("Quotes that came over to a new text and are to be looked at"),
        go_to,
        Ask.CARRIED,
    ),
    Command(
        "revision.accept",
        Group.REVIEW,
        (),
        N_("Keep the place"),
        N_("Leave the quote that is being placed where it came to, and go on"),
        accept,
    ),
    Command(
        "revision.accept_sure",
        Group.REVIEW,
        (),
        N_("Keep all sure places"),
        N_("Leave all quotes to place that are at least 90% certain where they are"),
        accept_sure,
    ),
    Command(
        "revision.place",
        Group.REVIEW,
        (),
        N_("Set the place"),
        N_("Set the quote that is being placed to the selected words, and go on"),
        place,
    ),
    Command(
        "revision.drop",
        Group.REVIEW,
        (),
        N_("Drop"),
        N_("Let the quote that is being placed go, and go on"),
        drop,
    ),
)
