"""What quotes say, and said in a text that their article had before, on one line."""

from __future__ import annotations

from summit_tui.model import Carried, Quote, SummitError
from summit_tui.session import Session
from summit_tui.tui.panels import LONGEST_WORDS


def content_words(text: str, quote: Quote) -> str:
    """The beginning of a quote's content in ``text``."""
    words = " … ".join(span.of(text) for span in quote.content)
    return " ".join(words[:LONGEST_WORDS].split())


def words_before(session: Session, carried: Carried) -> str:
    """What a quote's content was in the text that it was made in; empty where that can't be read."""
    try:
        return content_words(session.store.text(carried.sha256), carried.quote)
    except SummitError:
        return ""
