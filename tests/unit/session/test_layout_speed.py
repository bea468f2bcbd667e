"""One paragraph of a megabyte doesn't keep anyone waiting, whatever is in it."""

from __future__ import annotations

import time

import pytest

from summit_tui.session.layout import ArticleLayout

MEGABYTE = 1_000_000
LIMIT = 5.0
"""Seconds of this process's own time; 0.1 to 0.8 were measured, what grows with the square takes minutes."""

SENTENCES = {
    "plain": "قالت وكالة الأنباء إن الوفد وصل إلى جنيف صباحا وإن المحادثات تبدأ في 3 مساء، ",
    "vocalised": "وَقَالَ الرَّئِيسُ إِنَّ الحِوَارَ هُوَ السَّبِيلُ الوَحِيدُ ",
    "mixed": 'قال John Carver (16/6/2021): "نعم" 12% و$5 في [حلب]… ',
    "isolates": "\u2068CNN\u2069: قمة في جنيف ",
    "open-isolates": "\u2067قال ",
    "open-brackets": "(د ",
    "open-overrides": "\u202eقال ",
    "diacritics": "\u064e" * 100,
    "joiners": "می\u200cشود ",
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_first_screen_of_a_paragraph_of_a_megabyte(sentence: str) -> None:
    repeated = SENTENCES[sentence] * (MEGABYTE // len(SENTENCES[sentence].encode()) + 1)
    before = time.process_time()
    layout = ArticleLayout(repeated, 80)
    assert all(layout.line(row) is not None for row in range(min(layout.rows, 24)))
    assert time.process_time() - before < LIMIT
