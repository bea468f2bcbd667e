from __future__ import annotations

import pytest

from summit_tui.suggest import cue_lemma


@pytest.mark.parametrize(
    ("cue", "lemma"),
    [
        ("قال", "قال"),
        ("وَقَالَتْ", "قال"),
        ("فأضافوا", "أضاف"),
        ("مؤكدا", "أكد"),
        ("قد أعلن", "أعلن"),
        ("وفقا ل", "وفقا ل"),
        ("وفقا", "وفقا ل"),
        ("وبحسب", "بحسب"),
        ("على حد قوله", "على حد قول"),
    ],
)
def test_the_lemma_of_a_chosen_cue(cue: str, lemma: str) -> None:
    assert cue_lemma(cue) == lemma


@pytest.mark.parametrize("cue", ["البضائع", "مكتبة كبيرة", "", "«»"])
def test_words_that_report_nothing_have_none(cue: str) -> None:
    assert cue_lemma(cue) is None
