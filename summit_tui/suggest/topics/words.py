"""The words of a text, fast: as written, with where each begins."""

from __future__ import annotations

import re

# Letters and digits of any script with the diacritics, tatweel and joiners that stand among Arabic ones. The
# underscore, which joins the words of a hashtag, is taken for a space before. ``re`` rather than ``regex``:
# it is three times as fast here.
WORD = re.compile(
    r"[\w\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u200c\u200d]+"
)
_JOINER, _SPACE = "_", " "


def separated(text: str) -> str:
    """``text``, of the same length, with a space for each underscore."""
    return text.replace(_JOINER, _SPACE)


def words_in(text: str) -> list[tuple[str, int]]:
    """The words of ``text`` as written, and where each begins in code points."""
    return [(match.group(), match.start()) for match in WORD.finditer(separated(text))]
