"""What copying takes from the article."""

from __future__ import annotations

from summit_tui.session.session import Session


def text_to_copy(session: Session) -> str:
    """The selected text or, where nothing is selected, the current quote's, each fragment on a line.

    It is the article's text as it was written: in logical order, with its diacritics and bidi controls, and
    never in presentation forms that weren't in it. Empty where there is neither selection nor quote.
    """
    if not session.selection.empty:
        span = session.selection.span
        return session.text[span.start : span.end]
    quote = session.quote
    fragments = quote.content if quote is not None else ()
    return "\n".join(session.text[span.start : span.end] for span in fragments)
