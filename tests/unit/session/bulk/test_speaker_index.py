from __future__ import annotations

import pytest

from summit_tui.model import Name, Speaker
from summit_tui.session.bulk.speaker_index import SpeakerIndex

CROWD = [Speaker(f"x{number}", Name(f"زيد{number} عمرو{number}")) for number in range(60)]


def mentioned(text: str, *speakers: Speaker) -> set[str]:
    return {speaker.id for speaker in SpeakerIndex([*CROWD, *speakers]).mentioned_in(text)}


@pytest.mark.parametrize(
    "text",
    [
        "قال فلاديمير بوتين إن",
        "وبوتين",
        "لبوتن رأي آخر",
        "قال «الرئيس الرّوسي»",
        "وللروسي كلام",
    ],
)
def test_who_may_be_named_in_a_text_is_found_in_any_spelling(text: str) -> None:
    putin = Speaker("putin", Name("فلاديمير بوتين"), ("الرئيس الروسي",))
    assert mentioned(text, putin) == {"putin"}


def test_of_a_crowd_nobody_is_asked_who_isnt_named() -> None:
    assert mentioned(
        "قال سالم الدوري", Speaker("huda", Name("هدى الناصري")), Speaker("s", Name("الدوري"))
    ) == {"s"}
    assert len(SpeakerIndex(CROWD[:20]).mentioned_in("لا أحد")) == 20  # so few aren't worth looking for
