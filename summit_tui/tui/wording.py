"""What quotes say, and said in a text that their article had before, on one line."""

from __future__ import annotations

from summit_tui.model import Carried, Quote, Span, SummitError
from summit_tui.session import Session
from summit_tui.tui.panels import LONGEST_WORDS


def content_words(text: str, quote: Quote) -> str:
    """The beginning of a quote's content in ``text``."""
    words = " … ".join(span.of(text) for span in quote.content)
    return " ".join(words[:LONGEST_WORDS].split())


def told_apart(before: tuple[str, Quote], after: tuple[str, Quote]) -> tuple[str, str]:
    """A quote's words in two texts, given with them: its content, before it what differs of the rest."""
    parts: tuple[list[str], list[str]] = ([], [])
    for one, other in zip(_cue_and_mention(*before), _cue_and_mention(*after), strict=True):
        if one != other:
            parts[0].append(one)
            parts[1].append(other)
    lines = (
        " · ".join(filter(None, (*own, content_words(*quote))))
        for own, quote in zip(parts, (before, after), strict=True)
    )
    first, second = lines
    return first, second


def _cue_and_mention(text: str, quote: Quote) -> tuple[str, str]:
    def words(span: Span | None) -> str:
        return "" if span is None else " ".join(span.of(text).split())

    return words(quote.cue.span if quote.cue is not None else None), words(quote.mention)


def words_before(session: Session, carried: Carried) -> str:
    """What a quote said in the text that it was made in; empty where that can't be read."""
    try:
        text = session.store.text(carried.sha256)
    except SummitError:
        return ""
    quote = session.project.quotes.get(carried.id)
    if quote is None:
        return content_words(text, carried.quote)
    return told_apart((text, carried.quote), (session.text, quote))[0]


def words_after(session: Session, carried: Carried) -> str | None:
    """What it says in the present text, told apart from the earlier one; ``None`` where it has no place."""
    quote = session.project.quotes.get(carried.id)
    if quote is None:
        return None
    try:
        text = session.store.text(carried.sha256)
    except SummitError:
        return content_words(session.text, quote)
    return told_apart((text, carried.quote), (session.text, quote))[1]
