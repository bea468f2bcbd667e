"""Words that are a name in some places and something else in others."""

from __future__ import annotations

import pytest

from summit_tui.model import Span
from summit_tui.suggest.phrases.noun_phrases import noun_phrase
from summit_tui.suggest.phrases.reading.twofold import role_in_place
from summit_tui.suggest.phrases.roles import Role, name_like
from summit_tui.suggest.words.tokens import read_paragraph


def role(text: str, word: str) -> Role:
    place = read_paragraph(text, Span(0, len(text)))
    return role_in_place(place, place.words.index(word))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("وافتتح رجب السلاوي المعرض", "رجب", Role.NAME),
        ("من رجب كمال", "رجب", Role.NAME),
        ("يبدأ في رجب القادم", "رجب", Role.STOP),
        ("مساء 27 رجب السلاوي", "رجب", Role.STOP),
        ("شهر رمضان المبارك", "رمضان", Role.STOP),
        ("مع شعبان وحده", "شعبان", Role.STOP),
        ("الوزير سامي البزاز", "سامي", Role.NAME),
        ("منصب سامي جديد", "سامي", Role.ADJECTIVE),
        ("مسؤول تركي كبير", "تركي", Role.ADJECTIVE),
        ("وزير الطاقة تركي الدرعاوي", "تركي", Role.NAME),
        ("وصل سلطان الدرعاوي", "سلطان", Role.NAME),
        ("وصل سلطان عمان", "سلطان", Role.TITLE),
        ("زار أبو مازن القرية", "ابو", Role.NAME),
        ("زار أبو ظبي أمس", "ابو", Role.PLACE),
        ("الشاي أم القهوة", "ام", Role.STOP),
        ("وحضرت أم كمال", "ام", Role.NAME),
    ],
)
def test_by_what_stands_around(text: str, word: str, expected: Role) -> None:
    assert role(text, word) is expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("هدى نصار تتفقد المدرسة", "هدى نصار"),
        ("هدى نصار وصلت أمس", "هدى نصار"),
        ("الوزيرة هدى نصار تعلن", "الوزيرة هدى نصار"),
        ("هدى تيسير نصار", "هدى تيسير نصار"),
        ("نادر الخطيب رئيس الوفد", "نادر الخطيب"),
        ("نادر القائد العام", "نادر"),
        ("نادر السياسي المعارض", "نادر"),
        ("رامي سعادة إن", "رامي سعادة"),
        ("رامي أمير المنطقة", "رامي"),
        ("رئيس النادي الضوء", "رئيس النادي"),
        ("سالم كمال طاهر الحصيلة أمس", "سالم كمال طاهر"),
        ("رئيس النادي المنتخب", "رئيس النادي المنتخب"),
    ],
)
def test_how_far_a_name_goes(text: str, name: str) -> None:
    phrase = noun_phrase(read_paragraph(text, Span(0, len(text))), 0)
    assert phrase is not None
    assert phrase.span.of(text) == name


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("وصل عيد الدرعاوي أمس", "عيد", Role.NAME),
        ("وقال صادق كمال", "صادق", Role.NAME),
        ("حل عيد الأضحى", "عيد", Role.OTHER),
        ("في عيد الدرعاوي", "عيد", Role.OTHER),
        ("وعد صادق منه", "صادق", Role.OTHER),
        ("اتخذ موقف حازم أمس", "حازم", Role.ADJECTIVE),
        ("وقال حازم أمس", "حازم", Role.NAME),
    ],
)
def test_a_noun_is_a_name_where_one_goes_on(text: str, word: str, expected: Role) -> None:
    assert role(text, word) is expected


def test_what_somebody_has_is_no_family_name() -> None:
    text = "أطلق هارتلي برنامجه أمس. وصار البرنامج مشهورا."
    place = read_paragraph(text, Span(0, len(text)))
    counts = {word: place.words.count(word) for word in place.words}
    assert not name_like("برنامجه", counts)
    assert name_like("برنامجه", {})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("حسن أكبر طاهر", "حسن أكبر طاهر"),
        ("نور الدين شكك", "نور الدين"),
        ("نور الدين الدرعاوي", "نور الدين الدرعاوي"),
        ("سالم كمال أول", "سالم كمال"),
        ("نادر القائد بالجيش", "نادر"),
        ("خالد المنصور-مساعد المدير", "خالد المنصور"),
        ("سالم استكمال", "سالم"),
        ("سالم تطهير", "سالم"),
        ("سالم اكتمال", "سالم"),
    ],
)
def test_where_a_name_ends(text: str, name: str) -> None:
    phrase = noun_phrase(read_paragraph(text, Span(0, len(text))), 0)
    assert phrase is not None
    assert phrase.span.of(text) == name
