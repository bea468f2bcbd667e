from __future__ import annotations

import pytest

from summit_tui.arabic import paragraph_at
from summit_tui.arabic.paragraph_index import ParagraphIndex


@pytest.mark.parametrize(
    "text", ["", "\n", "سطر", "\nأول\n\nثان\u2029ثالث\n", "أول\u2029\u2029ثان\nثالث", "أول\u2029ثان\n\u2029"]
)
def test_every_offset_has_the_paragraph_between_the_separators_around_it(text: str) -> None:
    index = ParagraphIndex(text)
    for offset in range(-1, len(text) + 2):
        span = index.at(offset)
        assert span == paragraph_at(text, offset)
        assert not {"\n", "\u2029"} & set(span.of(text))
        assert span.start == 0 or text[span.start - 1] in "\n\u2029"
        assert span.end == len(text) or text[span.end] in "\n\u2029"
