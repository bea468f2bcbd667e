"""Telling the headings of an article from its paragraphs."""

from __future__ import annotations

_LONGEST_CROSSHEAD = 12
"""Words; the crossheads of Arabic news pages are a phrase, seldom a whole clause."""

_SENTENCE_ENDS = '.؟?!…:؛،,"»”)'


def is_heading(paragraph: str, *, first: bool) -> bool:
    """Whether a paragraph is a heading: the article's first one, or a short line without an end.

    ``first`` says that it is the first paragraph that isn't blank.
    """
    content = paragraph.strip()
    if not content:
        return False
    if content[-1] in _SENTENCE_ENDS:
        return first and content[-1] not in ".،,"
    return first or len(content.split()) <= _LONGEST_CROSSHEAD
