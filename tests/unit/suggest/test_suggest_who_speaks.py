"""Who is found to speak in whole texts: two together, names behind the words, names that are titles too."""

from __future__ import annotations

import pytest

from summit_tui.model import Attribution
from summit_tui.suggest.suggestions import SuggestedQuote
from tests.support.finding import quotes_in


def found(text: str) -> tuple[SuggestedQuote, ...]:
    return quotes_in(text.replace("⏎", "\n"))


def who(text: str) -> list[tuple[str | None, list[str]]]:
    """The mention and the names of the speakers of each quote."""
    written = text.replace("⏎", "\n")
    return [
        (one.mention.of(written) if one.mention else None, [choice.name for choice in one.speakers])
        for one in found(text)
    ]


BOTH = ["سامي البزاز", "هاني فؤاد"]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("وقال كل من سامي البزاز وهاني فؤاد إن الاتفاق جاهز.", "سامي البزاز وهاني فؤاد"),
        (
            "وقال كل من الوزير سامي البزاز والسفير هاني فؤاد إن الاتفاق جاهز.",
            "الوزير سامي البزاز والسفير هاني فؤاد",
        ),
        (
            "وقال سامي البزاز، وهو مدير الشركة، وهاني فؤاد إن الاتفاق جاهز.",
            "سامي البزاز، وهو مدير الشركة، وهاني فؤاد",
        ),
        (
            "وقال سامي البزاز رئيس الشركة وهاني فؤاد مدير البنك إن الاتفاق جاهز.",
            "سامي البزاز رئيس الشركة وهاني فؤاد",
        ),
    ],
)
def test_two_speak_together(text: str, mention: str) -> None:
    assert who(text) == [(mention, BOTH)]


def test_two_in_a_headline() -> None:
    text = "سامي البزاز وهاني فؤاد: الاتفاق جاهز⏎قال سامي البزاز وهاني فؤاد إن الاتفاق جاهز."
    assert [names for _, names in who(text)] == [BOTH, BOTH]


def test_each_who_does_something_is_nobody() -> None:
    assert all(names != ["يريد"] for _, names in who("وقال كل من يريد السفر إن الطريق مغلق."))


def test_whom_the_first_one_serves_does_not_speak() -> None:
    text = "وقال سامي البزاز، محامي هاني فؤاد وخالد طاهر، إن الحكم نهائي."
    assert who(text) == [("سامي البزاز", ["سامي البزاز"])]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قال نادر الخطيب إن الحل قريب.⏎وأضاف الخطيب أن الوفد سيصل غدا.", "نادر الخطيب"),
        ("قال نادر المصري إن الحل قريب.⏎وعاد الجيش المصري. وأضاف المصري أن الوفد سيصل غدا.", "نادر المصري"),
    ],
)
def test_a_family_name_that_is_a_title_or_a_nisba_too(text: str, name: str) -> None:
    quotes = found(text)
    assert [[choice.name for choice in quote.speakers] for quote in quotes] == [[name], [name]]
    assert all(quote.attribution is Attribution.EXPLICIT for quote in quotes)


def test_a_source_that_was_not_named_before() -> None:
    assert who("ونجح الفريق، بحسب ما قال الدروبي، في إصلاح الجسر.") == [("الدروبي", ["الدروبي"])]
    assert who("ووفق ما قال الدروبي فإن الجسر سيفتح غدا.") == [("الدروبي", ["الدروبي"])]


@pytest.mark.parametrize(
    "text",
    [
        "«لن أترك منصبي أبدا».. هكذا رد الوزير سامي البزاز على منتقديه.",
        '"لن أترك منصبي أبدا"، بهذه الكلمات بدأ سامي البزاز خطابه أمس.',
        "«لن أترك منصبي أبدا».. كلمات قالها الوزير سامي البزاز أمس.",
    ],
)
def test_who_is_named_behind_what_they_said(text: str) -> None:
    assert [names for _, names in who(text)] == [["سامي البزاز"]]


@pytest.mark.parametrize(
    "text",
    [
        "هل قال الوزير إن الأسعار سترتفع؟",
        'شاهد الجمهور فيلم "قال لي أبي" في المهرجان.',
        'صدر كتاب "قالت لي السماء" للكاتب سامي البزاز.',
        "شاهد: انهيار جسر في المدينة⏎انهار الجسر أمس.",
        "بالفيديو: لحظة انهيار الجسر⏎انهار الجسر أمس.",
        "عاجل: الجسر ينهار⏎انهار الجسر أمس.",
        'وتناشد "أم منصور"، وهي معلمة، الوزارة بالنظر في طلبها.',
        "وفكرة جون راي أن الثوب يلبس في كل مكان.",
    ],
)
def test_nobody_says_anything(text: str) -> None:
    assert found(text) == ()


def test_a_witness_speaks_in_a_headline() -> None:
    text = "شاهد عيان: الجسر انهار فجأة⏎قال شاهد عيان إن الجسر انهار فجأة."
    assert who(text)[0] == ("شاهد عيان", ["شاهد عيان"])


def test_an_office_is_not_that_of_a_journalist_who_spoke() -> None:
    text = (
        "قال الإعلامي سامي البزاز إن البرنامج توقف.⏎وأصدر النائب العام الجوزي بيانا. "
        "وأكد النائب العام أن التحقيق بدأ."
    )
    assert who(text)[1][1] != ["سامي البزاز"]


@pytest.mark.parametrize("aside", ['"فضل عدم ذكر اسمه"', "(تحفظ على ذكر اسمه)", "«رفض الكشف عن هويته»"])
def test_who_is_not_to_be_named_says_only_what_is_reported(aside: str) -> None:
    (quote,) = found(f"وأكد عضو لجنة الانضباط {aside} أن قرارات اللجنة نافذة.")
    assert [choice.name for choice in quote.speakers] == ["عضو لجنة الانضباط"]


def test_a_long_title_joined_by_waw_stands_before_its_verb() -> None:
    text = (
        "وقالت الوكالة إن المفتي العام للجوزاء والديار الساحلية الشيخ محمد البزاز أعلن أن الجمعة أول الشهر."
    )
    assert ["محمد البزاز"] in [names for _, names in who(text)]


def test_scripture_is_not_said_by_who_spoke_last() -> None:
    text = "وقال سامي البزاز إن الحل قريب. وقال تعالى: «وجعلنا من الماء كل شيء حي»."
    assert who(text)[1] == ("تعالى", ["تعالى"])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Who is quoted within what somebody says doesn't go on speaking.
        (
            "وقال الشيخ رافع البزاز إن الحكومة تؤكد أنها تبني الجسر، موضحا أن العمل بطيء.",
            ["رافع البزاز", "الحكومة", "رافع البزاز"],
        ),
        # An adjective without an article behind a name is a family name.
        (
            "وأعلن حاكم الولاية عبد الستار بارز لوكالة الراصد أن السوق مغلقة. وتابع بارز أن الحي هادئ.",
            ["عبد الستار بارز", "عبد الستار بارز"],
        ),
        # Somebody's name in quotation marks is no body's.
        (
            'ورفع سالم الدرعاوي شكوى. وبيّن "الدرعاوي" أن البضاعة سرقت. وأكد "سالم" أن السائق موقوف.',
            ["سالم الدرعاوي", "سالم الدرعاوي"],
        ),
        (
            "قال مصدر في الهيئة إن لجنة تجتمع. وقالت الوزيرة إن الأمر عاجل. وأضاف المصدر ذاته أن الحل قريب.",
            ["مصدر في الهيئة", "وزيرة", "مصدر في الهيئة"],
        ),
        # By a given name the only one who has it is meant.
        (
            "وصل هاني الدرعاوي أمس. وقال هاني إن الرحلة طويلة.",
            ["هاني الدرعاوي"],
        ),
    ],
)
def test_who_goes_on(text: str, names: list[str]) -> None:
    assert [one for _, found_names in who(text) for one in found_names] == names


@pytest.mark.parametrize(
    "text",
    [
        "وتنتج الشركة أثاثا فاخرا حسب طلب الزبون.",
        "وتوزع الميزانية على المراكز وفقا لعدد السكان.",
        "الجدير ذكره أن المعرض يفتح غدا.",
    ],
)
def test_what_something_goes_by_is_no_source(text: str) -> None:
    assert found(text) == ()


def test_a_body_for_a_purpose_is_named_in_full() -> None:
    text = "ووفقا للهيئة الساحلية لمكافحة الجرائم المالية، فإن الشركة أخفت أرباحها."
    assert who(text) == [
        ("للهيئة الساحلية لمكافحة الجرائم المالية", ["الهيئة الساحلية لمكافحة الجرائم المالية"])
    ]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("وقال الوزير إن الحل قريب لكنه لم يستبعد أن تتأخر المفاوضات.", ["إن الحل قريب"]),
        ("وقال الوزير إن الحل قريب، لكنه لم يستبعد أن تتأخر المفاوضات.", ["إن الحل قريب"]),
        (
            "وقالت الوزيرة إن الطريق مغلق، لكنها لم تؤكد أنه سيفتح غدا. وأضافت أن العمل مستمر.",
            ["إن الطريق مغلق", "أن العمل مستمر"],
        ),
        ("وأكد سامي البزاز الخبر، ولم يستبعد البزاز أن تتأخر الرحلة.", []),
    ],
)
def test_what_was_not_said(text: str, contents: list[str]) -> None:
    assert [text[quote.start : quote.end] for quote in found(text)] == contents
