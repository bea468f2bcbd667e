"""Who is named in articles that are too long to be looked at at once."""

from __future__ import annotations

import pytest

from summit_tui.suggest.people.people import people_of

NAMED = "قال المهندس سلوان الهدباني إن الجسر سيفتح. "
FILLING = "وكان العمل قد بدأ في الربيع الماضي ثم توقف. " * 500


@pytest.mark.parametrize("parted", ["\n", ""])
@pytest.mark.parametrize("before", [0, 1, 4])
def test_names_are_found_where_they_stand_however_long_the_paragraphs_are(parted: str, before: int) -> None:
    text = parted.join([*[FILLING] * before, NAMED, *[FILLING] * (4 - before)])
    assert len(text) > 60_000
    place = text.index("المهندس")
    (person,) = people_of(text, place).persons
    assert person.name == "سلوان الهدباني"
    assert [mention.of(text) for mention in person.mentions] == ["المهندس سلوان الهدباني"]
