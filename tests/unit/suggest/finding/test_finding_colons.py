"""What follows a colon is somebody's words where somebody is named before it."""

import pytest

from tests.support.finding import quotes_in

HEADLINE = "مدير الميناء يعد بفتح الممر قبل العيد\n"


@pytest.mark.parametrize(
    "line",
    [
        "سالم القرنفلي- الراصد: بلغت أعمال الحفر في الميناء نهايتها مساء أمس بعد عام كامل.",
        "لبيد الهدباني - الراصد - الميناء: وصلت السفن تباعا إلى الرصيف الجديد فجر اليوم.",
        "رابعا: توجيه الاستثمار إلى الداخل أولا ثم إلى غيره من الأسواق القريبة.",
        "ملحوظتان: الأولى تتعلق بالرصيف والثانية بالممر الذي لم يكتمل بناؤه بعد.",
    ],
)
def test_bylines_and_enumerations_are_nobodys_words(line):
    assert quotes_in(HEADLINE + line) == ()


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("القرنفلي: الممر يفتح قبل العيد\nقال مدير الميناء سالم القرنفلي إن الممر جاهز.", "سالم القرنفلي"),
        ("الهدباني أمام البرلمان: لم نوقع أي اتفاق\nوقال الوزير سالم الهدباني إننا ننتظر.", "سالم الهدباني"),
    ],
)
def test_headlines_name_the_speaker(headline, speaker):
    first = quotes_in(headline)[0]
    assert [choice.name for choice in first.speakers] == [speaker]
    assert first.start == headline.index(":") + 2


@pytest.mark.parametrize(("before", "found"), [("title", 0), ("text/author", 0), ("CNN", 1), ("Reuters", 1)])
def test_a_word_in_small_latin_letters_names_nobody(before, found):
    assert len(quotes_in(f"{before}: الرئيس وافق على الهدنة\n")) == found
