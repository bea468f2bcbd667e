"""Deciding on suggestions, one after another."""

from __future__ import annotations

from summit_tui.i18n import N_
from summit_tui.model import Message, Status
from summit_tui.session.command import Command, Group
from summit_tui.session.commands import revision
from summit_tui.session.review.queue import Order, Place
from summit_tui.session.session import Session

NONE_LEFT = N_("No suggestions left.")

_ORDERS = {
    Order.TEXT: N_("Suggestions come in the order of the text."),
    Order.SURE: N_("The surest suggestions come first."),
    Order.DOUBTFUL: N_("The most doubtful suggestions come first."),
}


def accept(session: Session) -> Message | None:
    """Accepts the suggested quote and goes on to the next; where none is chosen, goes to one.

    While a quote is being placed, its place.
    """
    if revision.placing(session) is not None:
        return revision.accept(session)
    return _decide(session, "review.accept", Status.ACCEPTED)


def reject(session: Session) -> Message | None:
    """Rejects the suggested quote and goes on; it is kept, and never suggested again.

    While a quote is being placed, that one is dropped.
    """
    if revision.placing(session) is not None:
        return revision.drop(session)
    return _decide(session, "review.reject", Status.REJECTED)


def _decide(session: Session, command: str, status: Status) -> Message | None:
    quote = session.quote
    if quote is None or quote.status is not Status.SUGGESTED:
        return to_next(session)
    place = _place(session)
    session.change(command, [session.revise(quote, status=status, by=session.author.name)])
    return _go(session, place, 1, decided=True)


def to_next(session: Session) -> Message | None:
    """Goes to the next suggestion of the queue, or the next quote to be placed, and decides nothing."""
    if revision.placing(session) is not None:
        return revision.step(session, 1)
    return _go(session, _place(session), 1)


def to_previous(session: Session) -> Message | None:
    """Goes to the suggestion before in the queue, or to the quote before that is to be placed."""
    if revision.placing(session) is not None:
        return revision.step(session, -1)
    return _go(session, _place(session), -1)


def _place(session: Session) -> Place | None:
    """Where the queue goes on from: the present quote or, in the order of the text, the caret.

    By how sure they are, quotes have a place only where they were suggested.
    """
    reviewing, quote = session.reviewing, session.quote
    in_text = reviewing.order is Order.TEXT
    if quote is not None and (in_text or (quote.origin is not None and not reviewing.afresh)):
        return reviewing.place(quote)
    caret = session.selection.caret
    return (0.0, caret, caret, "") if in_text else None


def _go(session: Session, place: Place | None, step: int, *, decided: bool = False) -> Message | None:
    """Goes on from ``place``; ``decided``, with something done that none being left is no fault of."""
    suggestion = session.proposals.next_suggestion(place, step)
    session.reviewing.afresh = False
    if suggestion is None:
        if session.task is not None:
            session.leave_task()
        return _nothing(session, decided=decided)
    alone = suggestion == session.quote and len(session.suggestions) == 1
    session.visit(suggestion)
    return Message.of(N_("This is the only suggestion left.")) if alone else None


def _nothing(session: Session, *, decided: bool) -> Message:
    if not session.reviewing.shown:
        return Message.warn(N_("Suggestions are hidden. F8 shows them."))
    if session.reviewing.pending.running:
        return Message.warn(N_("No suggestion yet: they are still being looked for."))
    return _none_left(session)._replace(warning=not decided)


def _none_left(session: Session) -> Message:
    topics = len(session.suggested_topics)
    if topics:
        return Message.of(
            N_("No quotes left to decide on; = goes to suggested topics: {count}."), count=topics
        )
    if session.proposals.held:
        return Message.of(N_("No suggestions left; {count} are held back."), count=session.proposals.held)
    return Message.of(NONE_LEFT)


def toggle_shown(session: Session) -> Message | None:
    """Shows suggestions or hides them; hidden ones are kept as they are."""
    shown = not session.reviewing.shown
    quote = session.quote
    if not shown and quote is not None and quote.status is Status.SUGGESTED:
        session.leave_task()
        session.focus = None
    session.reviewing.shown = shown
    return Message.of(N_("Suggestions are shown.") if shown else N_("Suggestions are hidden."))


def next_order(session: Session) -> Message | None:
    """Goes on from the order of the text to the surest first to the most doubtful first."""
    orders = list(Order)
    order = orders[(orders.index(session.reviewing.order) + 1) % len(orders)]
    session.reviewing.order = order
    # In the text one goes on from where one is; the surest and the most doubtful are to come first.
    session.reviewing.afresh = order is not Order.TEXT
    return Message.of(_ORDERS[order])


COMMANDS: tuple[Command[Session], ...] = (
    Command(
        "review.accept",
        Group.REVIEW,
        ("=",),
        N_("Accept"),
        N_("Accept the suggestion and go on to the next"),
        accept,
    ),
    Command(
        "review.reject",
        Group.REVIEW,
        ("-",),
        N_("Reject"),
        N_("Reject the suggestion and go on to the next"),
        reject,
    ),
    Command(
        "review.next",
        Group.REVIEW,
        ("0",),
        N_("Next suggestion"),
        N_("To the next suggestion, nothing decided"),
        to_next,
    ),
    Command(
        "review.previous",
        Group.REVIEW,
        ("backspace",),
        N_("Suggestion before"),
        N_("Back to the suggestion before"),
        to_previous,
    ),
    Command(
        "review.order",
        Group.REVIEW,
        ("f9",),
        N_("Order of suggestions"),
        N_("Suggestions as in the text, the surest first, or the most doubtful first"),
        next_order,
    ),
    Command(
        "review.show",
        Group.REVIEW,
        ("f8",),
        N_("Show suggestions"),
        N_("Show the suggestions, or hide them"),
        toggle_shown,
    ),
)
