"""Which keys the last line tells of, by what can be done at the moment."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from summit_tui.session import Session


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
_ALWAYS = ("edit.undo", "window.next_panel", "topic.article", "article.export")


def hinted(session: Session, place: Place) -> Iterator[str]:
    """The ids of the commands to tell of, the most likely first."""
    yield "window.help"
    if session.task is not None:
        yield from ("quote.make", "select.other_end", "select.none", "move.next_word", "move.previous_word")
        return
    if place is Place.ARTICLE and not session.selection.empty:
        yield from ("quote.make", "select.grow", "select.shrink", "select.none")
        if session.quote is not None:
            yield from ("quote.cue", "quote.mention")
        return
    if place is Place.ARTICLE:
        yield from ("select.grow", "select.toggle")
    if session.quote is not None:
        yield from _ON_QUOTE
    else:
        yield "move.next_quote"
    yield from _ALWAYS
