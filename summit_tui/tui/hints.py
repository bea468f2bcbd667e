"""Which keys the last line tells of, by what can be done at the moment."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from summit_tui.i18n import N_
from summit_tui.model import Status
from summit_tui.session import Session
from summit_tui.session.tasks import TaskKind


class Place(Enum):
    """What has the focus."""

    ARTICLE = auto()
    QUOTES = auto()
    SPEAKERS = auto()
    TOPICS = auto()


_ON_QUOTE = (
    "quote.speaker",
    "quote.type",
    "quote.edges",
    "quote.cue",
    "quote.mention",
    "quote.note",
    "topic.quote_numbered",
    "quote.unsure",
    "quote.delete",
)
_ON_SUGGESTION = (
    "review.accept",
    "review.reject",
    "review.next",
    "review.previous",
    "quote.speaker",
    "quote.type",
    "quote.edges",
    "quote.cue",
    "quote.mention",
)
_IN_TASK = {
    TaskKind.EDGES: (
        "quote.make",
        "select.none",
        "select.other_end",
        "move.next_word",
        "move.previous_word",
        "move.left",
        "move.right",
    ),
    TaskKind.CUE: ("quote.make", "select.none", "select.grow", "move.next_word", "move.previous_word"),
    TaskKind.PLACE: (
        "review.accept",
        "review.reject",
        "review.next",
        "review.previous",
        "quote.make",
        "select.grow",
        "select.none",
    ),
    TaskKind.MENTION: ("quote.make", "select.none", "select.grow", "move.next_word", "move.previous_word"),
}
_ALWAYS = ("edit.undo", "window.next_panel", "topic.article", "article.export")


PANEL_ENTER = {
    Place.QUOTES: N_("Go to it"),
    Place.SPEAKERS: N_("Their next quote"),
    Place.TOPICS: N_("Tag the article"),
}
"""What Enter does in a panel."""

KEEP = N_("Keep")
"""What ``quote.make`` does while something is being chosen for a quote."""


IN_QUEUE = {"review.next": N_("Skip"), "review.previous": N_("Back")}
"""What commands do while a suggestion is the present quote."""

IN_PLACING = {
    **IN_QUEUE,
    "review.accept": N_("Keep the place"),
    "review.reject": N_("Drop"),
    "quote.make": N_("Set the place"),
}
"""What commands do while a quote is being placed in a new text."""


def _first(session: Session) -> Iterator[str]:
    """What is told of wherever one is."""
    yield "window.help"
    if session.unsaved:
        yield "project.save_elsewhere"
        yield "project.save_unsaved"


def _on_new_text(session: Session) -> Iterator[str]:
    """What there is to do because the article's file has changed, or had."""
    if session.file_changed:
        yield "revision.make"
    if session.to_place:
        yield "revision.list"


def hinted(session: Session, place: Place) -> Iterator[str]:
    """The ids of the commands to tell of, the most likely first."""
    yield from _first(session)
    if session.task is not None:
        yield from _IN_TASK[session.task.kind]
        return
    yield from _on_new_text(session)
    if place is Place.ARTICLE and not session.selection.empty:
        yield from ("quote.make", "select.grow", "select.shrink", "select.none")
        if session.quote is not None:
            yield from ("quote.cue", "quote.mention")
        return
    if place is Place.TOPICS and session.suggested_topics:
        yield from ("review.accept", "review.reject", "topic.terms", *_ALWAYS)
        return
    if place is Place.TOPICS:
        yield "topic.terms"
    if session.quote is not None and session.quote.status is Status.SUGGESTED:
        yield from (*_ON_SUGGESTION, *_ALWAYS)
        return
    if place is Place.ARTICLE:
        yield from ("select.grow", "select.toggle")
    if session.suggestions:
        yield "review.next"
    if session.quote is not None:
        yield from _ON_QUOTE
    else:
        yield "move.next_quote"
    yield from _ALWAYS
