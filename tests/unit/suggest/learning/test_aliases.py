"""Which words for a speaker are remembered as another name."""

from __future__ import annotations

import pytest

from summit_tui.model import Name, Span, Speaker
from summit_tui.suggest.learning.aliases import alias_in, names_another
from summit_tui.suggest.people.called import goes_by

SPEAKER = Speaker("s", Name("جو بايدن"), ("سيد البيت الأبيض",))


def alias(mention: str, speaker: Speaker = SPEAKER) -> str | None:
    text = f"وقال {mention} إن الماء كثير."
    return alias_in(text, Span(5, 5 + len(mention)), speaker)


@pytest.mark.parametrize(
    "mention",
    [
        "الرئيس الأمريكي",
        "وزير الخارجية الروسي",
        "رئيس الوزراء الإسرائيلي",
        "المتحدث باسم الكرملين",
        "رئيس روسيا",
        "رئيس بلدية لندن",
        "ولي العهد السعودي",
        "العاهل الأردني",
        "السلطان العماني",
        "المرأة الحديدية",
        "الكرملين",
        "البنتاغون",
        "واشنطن",
        "الحكومة الأمريكية",
        "وزير خارجية إيران",
        "وزيرة الخارجية الاميركية",
        "وزارة الدفاع الروسية",
        "المتحدث باسم البوليساريو",
        "مستشار الأمن القومي الأميركي",
        "مجلس الأمن",
        "نزاهة",
        "إدارة بايدن",
        "أبو مازن",
        "ابن سلمان",
        "رويترز",
        "جوزيف بايدن",
    ],
)
def test_what_names_one_speaker_is_remembered(mention: str) -> None:
    assert alias(mention) == mention


@pytest.mark.parametrize(
    ("mention", "name"), [("الرئيس أبو مازن", "أبو مازن"), ("للرئيس الأمريكي", "الرئيس الأمريكي")]
)
def test_what_of_it_is_remembered(mention: str, name: str) -> None:
    assert alias(mention) == name


@pytest.mark.parametrize(
    "mention",
    [
        "هو",
        "هي",
        "أنا",
        "هذا المسؤول",
        "الرئيس",
        "الوزير",
        "المسؤول",
        "المتحدث",
        "الشركة",
        "الوزارة",
        "الجماعة",
        "السلطات",
        "القيصر",
        "وزير الخارجية",
        "رئيسة الوزراء",
        "رئيس الإقليم",
        "مساعد وزير الخارجية",
        "نائب الرئيس",
        "المرشد الأعلى",
        "الأمين العام",
        "الرئيس التنفيذي",
        "مدير المدرسة",
        "وزارة الدفاع",
        "البيان الأمريكي",
        "الصحيفة البريطانية",
        "المنظمة الدولية",
        "محطة",
        "ساكن",
        'حساب باسم "يور"',
        "وزير الخارجية البريطاني، جيرمي هانت",
        "الأخير",
        "نظيره",
        "نظيره الروسي",
        "نظيرتها الألمانية",
        "مستشاره",
        "مستشاره السياسي",
        "زوجته",
        "والدتها",
        "نائبته",
        "محاميه",
        "وزير خارجيته",
        "مسؤول أمريكي",
        "المسؤول الأمريكي",
        "مصدر أمني",
        "المصدر نفسه",
        "متحدث باسم البنتاغون",
        "خبير اقتصادي",
        "الخبير الاقتصادي",
        "وزير سابق",
        "رئيس سابق",
        "شقيق الضحية",
        "رجل الأعمال",
        "عضو في اللجنة",
        "النائب الديمقراطي",
        "الوزير الروسي",
        "أحد المسؤولين",
        "بعض النواب",
        "المستشارون الأمريكيون",
        "الزعيمان",
        "الطرف الآخر",
        "الرئيس الروسي ونظيره الأمريكي",
        "محمد",
        ")",
    ],
)
def test_what_could_be_anybody_is_not(mention: str) -> None:
    assert alias(mention) is None


@pytest.mark.parametrize(
    "mention",
    ["بايدن", "الرئيس بايدن", "جو بايدن", "الرئيس الأمريكي جو بايدن", "سيّد البيت الأبيض", "جو روبينت بايدن"],
)
def test_a_name_that_is_the_speakers_already_is_not(mention: str) -> None:
    assert alias(mention) is None


def test_the_full_name_of_somebody_else_is_not() -> None:
    assert alias("محمد العريان") is None
    assert alias("محمد العريان", Speaker("s", Name("الكرملين"))) == "محمد العريان"


@pytest.mark.parametrize("name", ["مسؤول أمريكي", "رئيس أمريكي", "متحدث باسم الشرطة", "مصادر"])
def test_who_is_another_one_in_each_article_gets_no_other_name(name: str) -> None:
    assert alias("البنتاغون", Speaker("s", Name(name))) is None


@pytest.mark.parametrize(
    "name", ["سليم الراوي", "الكرملين", "وزارة الدفاع", "شركة الغاز", "رويترز", "أبو مازن", "؟"]
)
def test_who_is_the_same_in_each_does(name: str) -> None:
    assert alias("البنتاغون", Speaker("s", Name(name))) == "البنتاغون"


def test_spelling_and_articles_make_no_difference() -> None:
    speaker = Speaker("s", Name("وزارة الدفاع"), ("الرئيس الأمريكي",))
    assert goes_by(speaker, "الرئيس الأميركي")
    assert not goes_by(speaker, "الرئيس الفرنسي")
    assert goes_by(speaker, "الرَّئيس الأمريكي")
    assert goes_by(speaker, "وزاره دفاع")


def test_a_name_is_not_where_the_article_or_the_project_has_somebody_else_with_it() -> None:
    text = "وقال الرئيس الروسي فلاديمير بوتين ذلك. وأضاف بوتين أن الماء كثير."
    start = text.rindex("بوتين")
    assert alias_in(text, Span(start, start + 5), SPEAKER) is None
    other = Speaker("o", Name("دونالد ترامب"))
    assert names_another("ترامب", SPEAKER, [SPEAKER, other])
    assert not names_another("ترامب", other, [SPEAKER, other])
    assert not names_another("واشنطن", SPEAKER, [Speaker("w", Name("صحيفة واشنطن بوست"))])
