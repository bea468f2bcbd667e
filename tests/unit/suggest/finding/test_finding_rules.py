"""What is found in short invented news, and nothing else: each content with the names of who says it."""

from __future__ import annotations

import pytest

from tests.support.finding import quotes_in


def told(text: str) -> list[tuple[str, str]]:
    """The content of each quote, and its speakers joined by `` + ``."""
    return [
        (text[quote.start : quote.end], " + ".join(choice.name for choice in quote.speakers))
        for quote in quotes_in(text)
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وأبان القرنفلي أن السد آمن.", "القرنفلي"),
        ("وأبان القرنفلي في تصريح صحفي أمس أن السد آمن.", "القرنفلي"),
        ("وأبان القرنفلي, أن السد آمن.", "القرنفلي"),
        ("وفي ظل هذه الأمطار، أبان القرنفلي أن السد آمن.", "القرنفلي"),
        ("أبان المدير الإقليمي لحملة الإغاثة سامي البزاز أن السد آمن.", "سامي البزاز"),
        ("وبيّن الشمندري أن السد آمن.", "الشمندري"),
        ("وبين الشمندري، أن السد آمن.", "الشمندري"),
        ("كما بين القرنفلي أن السد آمن.", "القرنفلي"),
        ("وبين خزامي أن السد آمن.", "خزامي"),
        (
            "أبان المدير الإقليمي للحملة الوطنية لنصرة الأشقاء في سورية الدكتور بدر الهدباني، أن السد آمن.",
            "بدر الهدباني",
        ),
    ],
)
def test_a_verb_that_is_a_preposition_too_reports_what_its_subject_says(text: str, name: str) -> None:
    assert told(text) == [("أن السد آمن", name)]


@pytest.mark.parametrize(
    "text",
    [
        "ووقع الاتفاق بين الشركة وبين الوزارة أن العمل يبدأ غدا.",
        "وبين الحين والآخر نجد أن الطريق مغلق.",
        "وتوقفت الرحلات إبان الأزمة.",
        "وبين مدير الشركة في القرية وأخيه خلاف قديم على السد.",
    ],
)
def test_a_preposition_reports_nothing(text: str) -> None:
    assert told(text) == []


def test_what_something_was_said_during_is_no_part_of_who_said_it() -> None:
    assert told("وأكد الوزير إبان الأزمة أن السد آمن.") == [("أن السد آمن", "وزير")]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ('وأوضح "القرنفلي" أن السد آمن.', [("أن السد آمن", "القرنفلي")]),
        ('وأشار "القرنفلي" إلى أن السد آمن.', [("أن السد آمن", "القرنفلي")]),
        ('وأشار "القرنفلي" إلى تناقض التصريحات.', []),
        ('وأفاد "القرنفلي" بأن السد آمن.', [("بأن السد آمن", "القرنفلي")]),
        ('ووصف الوزير القرار بـ"الخطأ الفادح".', [("الخطأ الفادح", "وزير")]),
        ('وقال "القرنفلي": "لن نرحل من هنا أبدا".', [("لن نرحل من هنا أبدا", "القرنفلي")]),
        ("وقال «القرنفلي»: لن نرحل من هنا أبدا.", [("لن نرحل من هنا أبدا", "القرنفلي")]),
        (
            'وقال "سالم القرنفلي" لـ"الراصد": "لن نرحل من هنا أبدا".',
            [("لن نرحل من هنا أبدا", "سالم القرنفلي")],
        ),
        ('وقال "لا أعرف" ردا على سؤال.', [("لا أعرف", "")]),
    ],
)
def test_a_name_in_quotation_marks_behind_its_verb_is_no_speech(
    text: str, contents: list[tuple[str, str]]
) -> None:
    assert told(text) == contents


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("أن «الساحل» نقلت ألف راكب خلال شهر", "indirect"),
        ('أن "الراصد" ستغلق أبوابها', "indirect"),
        ("أن «مراكز الوادي» لا تستقبل أحدا", "indirect"),
        ("أن «السلام» بعيد", "mixed"),
    ],
)
def test_a_clause_begins_with_the_name_in_quotation_marks_behind_its_complementiser(
    content: str, kind: str
) -> None:
    text = f"وأوضح الوزير {content}."
    assert told(text) == [(content, "وزير")]
    assert quotes_in(text)[0].type == kind


def test_a_whole_clause_in_quotation_marks_behind_its_complementiser_is_direct() -> None:
    text = "وأوضح الوزير أن «السلام بعيد»."
    assert told(text) == [("السلام بعيد", "وزير")]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("كما قال أستاذ القانون هاني البزاز", "هاني البزاز"),
        ("كما يقول أستاذ الاقتصاد في جامعة الساحل الدكتور هاني البزاز", "هاني البزاز"),
        ("كما أوضح خبير الاقتصاد هاني البزاز، بعد عام من الركود", "هاني البزاز"),
        ("كما يقول عمدة البلدة هاني البزاز في مكتبه", "هاني البزاز"),
        ("كما أوضحت وزارة التجارة", "وزارة التجارة"),
    ],
)
def test_who_says_so_stands_behind_the_clause_and_a_comma(source: str, name: str) -> None:
    assert told(f"السوق ستنتعش في الأشهر المقبلة، {source}.") == [("السوق ستنتعش في الأشهر المقبلة", name)]


@pytest.mark.parametrize("more", ["كما أوضح الوزير أهمية السوق", "كما ناقش الوزير أسعار الخبز"])
def test_one_more_thing_that_somebody_said_is_no_source_of_the_clause_before(more: str) -> None:
    assert told(f"السوق ستنتعش في الأشهر المقبلة، {more}.") == []


def test_what_the_teller_hints_at_is_no_part_of_the_clause() -> None:
    text = "وقال سالم القرنفلي إن السد آمن، في إشارة إلى الأمطار الأخيرة."
    assert told(text) == [("إن السد آمن", "سالم القرنفلي")]


@pytest.mark.parametrize(
    "footer",
    [
        "رابط الخبر بصحيفة الراصد: الوزيرة تعلن إغلاق الطريق بسبب الأمطار",
        "للاستفسار الفاكس رقم: 0114871070",
        "رقم المكتب: 4871070",
    ],
)
def test_a_footer_is_no_speech(footer: str) -> None:
    text = f"وقالت الوزيرة إن الطريق مغلق.\n{footer}"
    assert told(text) == [("إن الطريق مغلق", "وزيرة")]


def test_a_headline_in_a_footer_may_be_somebodys_words() -> None:
    footer = "رابط الخبر بصحيفة الراصد: القرنفلي: السعر ثابت منذ شهر"
    text = f"قال وزير التموين لبيد القرنفلي إن السعر ثابت.\n{footer}"
    assert told(text) == [("إن السعر ثابت", "لبيد القرنفلي"), ("السعر ثابت منذ شهر", "لبيد القرنفلي")]


def test_the_particle_of_a_dutch_name_is_no_complementiser() -> None:
    text = "وأكد المدرب لويس فان هوردن أن الفريق جاهز. وقال فان هوردن إن الحارس مصاب، فان غاب لعب غيره."
    assert told(text) == [
        ("أن الفريق جاهز", "لويس فان هوردن"),
        ("إن الحارس مصاب، فان غاب لعب غيره", "لويس فان هوردن"),
    ]
    assert told('وقال فان هوردن: "نحن في طور هذه العملية".') == [("نحن في طور هذه العملية", "فان هوردن")]
    assert told("ووفقا للوزير، فان السد آمن.") == [("فان السد آمن", "وزير")]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("فقلت: كيف حال أهلك في القرية؟", [("كيف حال أهلك في القرية", "")]),
        ("وقال سالم القرنفلي إن السد آمن. فقلت له إن الماء كثير.", "إن السد آمن/إن الماء كثير"),
        ("وقال سالم القرنفلي: «قلت لهم إن الوقت حان ولن ننتظر».", "قلت لهم إن الوقت حان ولن ننتظر"),
    ],
)
def test_the_teller_speaks_unnamed_and_what_one_says_of_ones_own_words_is_one_quote(
    text: str, contents: object
) -> None:
    found = told(text)
    if isinstance(contents, str):
        assert "/".join(content for content, _ in found) == contents
        assert [name for _, name in found] == ["سالم القرنفلي", ""][: len(found)]
    else:
        assert found == contents


@pytest.mark.parametrize(
    "text",
    [
        'وبدأت القبائل انتفاضة أطلق عليها "صحوة الوادي".',
        "وعدد فوائد الخدمة الجديدة، وأهمها: سرعة الإنجاز ودقة العمل وخفض التكلفة.",
        "ومع الأسف الشديد من الصعوبة بمكان أن يصل القطار في موعده.",
    ],
)
def test_names_lists_and_regrets_are_no_speech(text: str) -> None:
    assert told(text) == []


def test_whom_only_a_wish_names_is_nobody_of_the_article() -> None:
    for wish in ("صلى الله عليه وسلم", "عليه السلام"):
        text = f'وأكد الشيخ سالم القرنفلي أن الصلح خير. قال {wish}: "المسلم أخو المسلم لا يظلمه".'
        assert told(text)[1] == ("المسلم أخو المسلم لا يظلمه", "")


def test_what_is_shown_is_not_said() -> None:
    assert told("وأظهر المقطع كيف عبر الراكبان الجسر في المساء.") == []
    assert told("وسأل الوزير كيف عبر الراكبان الجسر.") == [("كيف عبر الراكبان الجسر", "وزير")]


def test_what_describes_a_question_asks_nothing() -> None:
    text = "وقال سالم القرنفلي إن السد آمن. وفاجأني بسؤال عجيب: هل أنت من أهل القرية؟"
    assert all(name != "عجيب" for _, name in told(text))


def test_the_source_behind_a_lam_of_its_own() -> None:
    (quote,) = quotes_in('وارتفع الماء في السد أمس، وفقاً لـ"رويترز".')
    assert quote.cue is not None
    assert quote.cue.lemma == "وفقا ل"
