"""Mixed lines as a newspaper sets them: numbers, names, signs and brackets in the order of reading.

A line is written here as it is read: its runs one after another, divided by ``|``, from the right in a
right-to-left line, from the left in another. Runs in the other direction stand in ``⟦⟧``. Without the signs
it is the text itself. The order was worked out by the rules of UAX #9, and ICU 72 and FriBidi 1.0.8 agree.
"""

from __future__ import annotations

from unicodedata import normalize

import pytest

from summit_tui.bidi import Direction, Glyph, Line
from summit_tui.session.layout import ArticleLayout

ARABIC = "قالت الوزارة إن العمل في الطريق الجديد سينتهي قبل حلول الشتاء بأسابيع عدة."
ENGLISH = "The ministry said that the work on the new road will end some weeks before winter."
MIRRORED = str.maketrans("()[]«»‹›", ")(][»«›‹")

# In an Arabic article, each on a line of its own.
RIGHT_TO_LEFT = [
    ("a-latin-source", "⟦CNN⟧|: بايدن يلتقي بوتين"),
    ("a-latin-source-and-a-dash", "⟦Reuters⟧| – قال الوزير نعم"),
    ("a-date", "صدر القرار في |⟦16/6/2021⟧| عن الديوان"),
    ("a-date-in-arabic-digits", "صدر القرار في |⟦١٦/٦/٢٠٢١⟧| عن الديوان"),
    ("a-date-first", "⟦16/6/2021⟧|: قمة في جنيف"),
    ("two-names-of-a-month", "⟦16⟧| يونيو/حزيران |⟦2021⟧"),
    ("a-percentage", "ارتفع السعر |⟦12⟧|% أمس"),
    ("a-percentage-in-arabic-digits", "ارتفع السعر |⟦١٢⟧|٪ أمس"),
    ("a-decimal-percentage", "ارتفع السعر |⟦١٢٫٥⟧|٪ أمس"),
    ("a-percentage-first", "⟦45%⟧| من القوات باقية"),
    ("a-percentage-in-arabic-digits-first", "⟦٤٥⟧|٪ من القوات باقية"),
    ("a-latin-name", "التقى |⟦John Carver⟧| أمس في جنيف"),
    ("a-url", "التفاصيل على |⟦https://example.org/news?id=7&lang=ar⟧| هنا"),
    ("a-url-last", "التفاصيل: |⟦https://example.org⟧|/"),
    ("an-e-mail-address", "راسلونا على |⟦press.office@example.org⟧| اليوم"),
    ("straight-quotes-around-latin", 'قال: "|⟦Yes, we can⟧|"'),
    ("curly-quotes-around-latin", "قال: “|⟦Yes, we can⟧|”."),
    ("guillemets-around-latin", "قال: «|⟦Yes, we can⟧|!» ثم غادر"),
    ("straight-quotes-at-the-edge", '"لن ننسحب"، قال الوزير'),
    ("other-quotes", "‘لن ننسحب’ و„لن نعود“ و‹لن نصمت›"),
    ("brackets-at-both-edges", "(وكالات) جنيف (|⟦Reuters⟧|)"),
    ("a-latin-source-in-brackets", "(|⟦AFP⟧|) – جنيف"),
    ("latin-in-brackets", "الحلف (|⟦NATO⟧|) يقول"),
    ("nested-brackets", "الحلف [يضم |⟦30⟧| (ثلاثين) دولة]"),
    ("hashtags", "وسم #قمة_جنيف و#|⟦Summit2021⟧| أمس"),
    ("a-hashtag-first", "#|⟦Summit2021⟧| يتصدر منذ أمس"),
    ("a-handle", "راسلوا @|⟦press_office⟧| الآن"),
    ("a-phone-number", "اتصل على +|⟦41⟧| |⟦22⟧| |⟦555⟧| |⟦01⟧| |⟦99⟧| الآن"),
    ("a-phone-number-with-hyphens", "اتصل على |⟦0791⟧|-|⟦555⟧|-|⟦012⟧| الآن"),
    ("a-range-in-brackets", "الحرب (|⟦1939⟧|-|⟦1945⟧|) انتهت"),
    ("a-range", "بين |⟦1945⟧|-|⟦1939⟧| وما بعدها"),
    ("a-range-with-a-dash", "بين |⟦1939⟧|–|⟦1945⟧| وما بعدها"),
    ("a-range-alone", "⟦1945-1939⟧"),
    ("a-negative-number", "بلغت الحرارة -|⟦5⟧| درجات"),
    ("a-negative-number-first", "-|⟦5⟧| درجات في الليل"),
    ("a-minus-sign", "بلغت الحرارة −|⟦5⟧| درجات"),
    ("dollars-before", "دفع $|⟦500⟧| أمس"),
    ("dollars-behind", "دفع |⟦500⟧|$ أمس"),
    ("euros-first", "⟦€20⟧| ثمن التذكرة"),
    ("euros-behind-a-space", "دفع |⟦500⟧| € أمس"),
    ("a-ratio", "فاز الفريق |⟦2:1⟧| على ضيفه"),
    ("a-score", "فاز الفريق |⟦2⟧|-|⟦1⟧| على ضيفه"),
    ("times", "بدأ في |⟦14:05⟧| وانتهى |⟦9.30⟧| |⟦GMT⟧| أمس"),
    ("groups-of-digits", "بلغ |⟦1,250,000⟧| و|⟦١٬٢٥٠٬٠٠٠⟧| نسمة"),
    ("an-acronym-with-a-number", "فيروس |⟦COVID-19⟧| ينتشر"),
    ("letters-with-numbers", "مقاتلات |⟦F-16⟧| و|⟦Su-35⟧| معا"),
    ("numbers-with-letters", "شبكة |⟦5G⟧| وهاتف |⟦iPhone 12 Pro⟧"),
    ("degrees", "بلغت |⟦37⟧|°|⟦C⟧| ظهرا"),
    ("a-slash", "نعم و/أو لا"),
    ("a-slash-before-latin", "داعش/|⟦ISIS⟧"),
    ("a-slash-after-latin", "⟦ISIS⟧|/داعش تقول"),
    ("ellipses", "...نعم... لا…"),
    ("letters-of-a-list", "أ) أولا – ب) ثانيا"),
    ("a-number-of-a-list", "⟦1⟧|. أولا"),
    ("question-and-exclamation", "السؤال: لماذا؟! (لا أحد يعلم؟)"),
    ("percentages-in-a-range", "نسبة |⟦50⟧|% - |⟦60⟧|% من الأصوات"),
    ("units", "طوله |⟦10⟧| |⟦km⟧| وعرضه |⟦3.5⟧| م"),
    ("a-file", "ملف |⟦report.pdf⟧| من |⟦20⟧| صفحة"),
    ("programming-languages", "العبارة |⟦C⟧|++ و|⟦C⟧|# لغتان"),
    ("a-sum", "قال |⟦5⟧|+|⟦3⟧|=|⟦8⟧| ثم سكت"),
    ("a-latitude", "خط العرض |⟦32⟧|°|⟦N⟧| تقريبا"),
    ("a-section", "§ |⟦3⟧| من القانون رقم |⟦12/2021⟧"),
]

LEFT_TO_RIGHT = [
    ("an-english-sentence", "The envoy said (in Geneva) that it was cold."),
    ("an-arabic-word", "The word |⟦سلام⟧| means peace."),
    ("an-arabic-word-in-quotes", 'He said: "|⟦نعم⟧|".'),
    ("an-arabic-word-in-brackets", "The paper (|⟦الأيام⟧|) wrote 12% on 16/6/2021"),
]

# The width, and the lines.
WRAPPED = [
    ("brackets-over-three-lines", 14, ["قال الوزير (إن", "⟦NATO⟧| غادر", "القاعة) أمس"]),
    (
        "nested-brackets-over-lines",
        20,
        ["كتبت صحيفة [|⟦The⟧", "⟦Daily News (London)⟧|]", "أمس"],
    ),
    ("guillemets-over-lines", 16, ["وأضاف: «لن ننسحب", "من الاتفاق» ثم", "غادر"]),
    (
        "a-name-in-brackets-over-lines",
        12,
        ["قال (|⟦John⟧", "⟦Carver⟧|) إن", "⟦50⟧|% (من", "⟦NATO⟧|) غادروا"],
    ),
    (
        "a-url-that-is-cut",
        20,
        ["التفاصيل على", "⟦https://example.org/⟧", "⟦news/2021/summit⟧| هنا"],
    ),
]


def plain(line: str) -> str:
    return line.replace("|", "").replace("⟦", "").replace("⟧", "")


def as_read(text: str, line: Line) -> str:
    runs = line.runs if line.direction is Direction.LTR else line.runs[::-1]
    pieces = [(text[run.start : run.end], run.direction is line.direction) for run in runs]
    return "|".join(piece if same else f"⟦{piece}⟧" for piece, same in pieces)


def from_left(line: str, direction: Direction) -> str:
    """What stands from left to right, unshaped, in a line written as it is read."""
    pieces = line.split("|")
    if direction is Direction.RTL:
        pieces.reverse()
    drawn = []
    for piece in pieces:
        against = piece.startswith("⟦")
        leftwards = (direction is Direction.RTL) != against
        drawn.append(plain(piece)[::-1].translate(MIRRORED) if leftwards else plain(piece))
    return "".join(drawn)


def unshaped(glyph: Glyph) -> str:
    if not "\ufb50" <= glyph.text <= "\ufeff":
        return glyph.text
    letters = normalize("NFKC", glyph.text)
    return letters[::-1] if len(glyph.halves) == 2 else letters


def lines_of(paragraph: str, around: str, width: int = 200) -> list[Line]:
    """The lines of a paragraph that stands between others."""
    layout = ArticleLayout(f"{around}\n{paragraph}\n{around}", width)
    rows = [row for row in range(layout.rows) if layout.paragraph_of_row(row) == 1]
    return [layout.line(row)[1] for row in rows]


def check(line: Line, text: str, wanted: str, direction: Direction) -> None:
    assert line.direction is direction
    assert as_read(text, line) == wanted
    assert "".join(unshaped(glyph) for glyph in line.glyphs) == from_left(wanted, direction)


@pytest.mark.parametrize("wanted", [pytest.param(line, id=name) for name, line in RIGHT_TO_LEFT])
def test_a_line_of_an_arabic_article(wanted: str) -> None:
    (line,) = lines_of(plain(wanted), ARABIC)
    check(line, plain(wanted), wanted, Direction.RTL)
    assert line.last_cell == line.width


@pytest.mark.parametrize("around", [ARABIC, ENGLISH], ids=["arabic", "english"])
@pytest.mark.parametrize("wanted", [pytest.param(line, id=name) for name, line in LEFT_TO_RIGHT])
def test_an_english_paragraph_of_either_article(wanted: str, around: str) -> None:
    (line,) = lines_of(plain(wanted), around)
    check(line, plain(wanted), wanted, Direction.LTR)
    assert line.first_cell == 0


@pytest.mark.parametrize(
    ("width", "wanted"), [pytest.param(width, lines, id=name) for name, width, lines in WRAPPED]
)
def test_brackets_and_the_like_over_lines(width: int, wanted: list[str]) -> None:
    text = " ".join(plain(line) for line in wanted).replace("org/ news", "org/news")
    lines = lines_of(text, ARABIC, width)
    assert len(lines) == len(wanted)
    for line, right in zip(lines, wanted, strict=True):
        check(line, text, right, Direction.RTL)


def test_brackets_over_the_lines_of_an_english_paragraph() -> None:
    text = "The envoy (قال نعم للجميع) left the hall"
    upper, middle, lower = lines_of(text, ARABIC, 16)
    check(upper, text, "The envoy (|⟦قال⟧", Direction.LTR)
    check(middle, text, "⟦نعم للجميع⟧|) left", Direction.LTR)
    check(lower, text, "the hall", Direction.LTR)


def test_arabic_with_numbers_in_an_english_paragraph() -> None:
    text = "In 2021 قال 5 مرات (12%) again"
    (line,) = lines_of(text, ENGLISH)
    assert [text[run.start : run.end] for run in line.runs] == [
        "In 2021 ", "%)", "12", " مرات (", "5", "قال ", " again",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("paragraph", "in_arabic", "in_english"),
    [
        ("قال الوزير نعم", Direction.RTL, Direction.RTL),
        ("The envoy said yes", Direction.LTR, Direction.LTR),
        ("CNN: بايدن يلتقي بوتين", Direction.RTL, Direction.LTR),
        ("The New York Times: قال نعم", Direction.LTR, Direction.LTR),
        ("قال نعم: The New York Times", Direction.RTL, Direction.RTL),
        ("16/6/2021", Direction.RTL, Direction.LTR),
        ("* * *", Direction.RTL, Direction.LTR),
        ("", Direction.RTL, Direction.LTR),
        ("(AFP)", Direction.LTR, Direction.LTR),
        ("\u200eAFP قال نعم", Direction.RTL, Direction.LTR),
        ("\u2067CNN\u2069 said yes", Direction.LTR, Direction.LTR),
        ("ש: CNN", Direction.RTL, Direction.RTL),
    ],
)
def test_the_direction_of_a_paragraph_in_its_article(
    paragraph: str, in_arabic: Direction, in_english: Direction
) -> None:
    found = [ArticleLayout(f"{around}\n{paragraph}", 80).direction(1) for around in (ARABIC, ENGLISH)]
    assert found == [in_arabic, in_english]


def test_an_arabic_paragraph_in_an_english_article_stands_at_the_right() -> None:
    text = "قال الوزير John Carver نعم"
    (line,) = lines_of(text, ENGLISH)
    check(line, text, "قال الوزير |⟦John Carver⟧| نعم", Direction.RTL)
    assert line.last_cell == line.width
