"""An article, the quotes in it, and corrections of it as newspapers publish them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from summit_tui.model import Cue, Quote, QuoteType
from tests.support.editing import span_of

ARTICLE = (
    "جسر النهر يفتح أمام السيارات الأحد\n"
    "\n"
    "قالت وزيرة الأشغال هالة البستاني، الأربعاء، إن جسر النهر «سيفتح أمام السيارات صباح الأحد» بعد إغلاق دام "
    "14 شهرا.\n"
    "\n"
    "وأضافت في مؤتمر صحافي: «أنفقنا 45 مليون دينار على الجسر، ولن يدفع أحد رسما لعبوره».\n"
    "\n"
    "وردّ النائب مازن الدروبي بأنّ الكلفة ارتفعت ثلاث مرات منذ بدء العمل، وأنّ الوزارة لم تنشر العقود.\n"
    "\n"
    "وأكّد المهندس رامي سلوم، وهو مدير المشروع: «الأعمدة سليمة»، مضيفا: «فحصناها مرتين في الصيف».\n"
    "\n"
    "ويعبر الجسر نحو عشرين ألف سيارة كل يوم.\n"
)


def _quote(name: str, *content: str, cue: str, mention: str, nth: int = 0) -> Quote:
    return Quote(
        name,
        "a-1",
        QuoteType.DIRECT,
        tuple(span_of(ARTICLE, words) for words in content),
        Cue(span_of(ARTICLE, cue, nth), cue),
        mention=span_of(ARTICLE, mention),
    )


QUOTES: Mapping[str, Quote] = MappingProxyType(
    {
        quote.id: quote
        for quote in (
            _quote(
                "bridge", "سيفتح أمام السيارات صباح الأحد", cue="قالت", mention="وزيرة الأشغال هالة البستاني"
            ),
            _quote(
                "money",
                "أنفقنا 45 مليون دينار على الجسر، ولن يدفع أحد رسما لعبوره",
                cue="أضافت",
                mention="هالة البستاني",
            ),
            _quote(
                "costs",
                "الكلفة ارتفعت ثلاث مرات منذ بدء العمل، وأنّ الوزارة لم تنشر العقود",
                cue="ردّ",
                mention="النائب مازن الدروبي",
            ),
            _quote(
                "columns",
                "الأعمدة سليمة",
                "فحصناها مرتين في الصيف",
                cue="أكّد",
                mention="المهندس رامي سلوم",
            ),
        )
    }
)


def words(text: str, quote: Quote) -> tuple[str, ...]:
    """The words of each of a quote's spans."""
    return tuple(span.of(text) for span in quote.spans)


def _without_diacritics(text: str) -> str:
    return "".join(letter for letter in text if not "\u064b" <= letter <= "\u0652")


def _moved(text: str) -> str:
    paragraphs = text.split("\n\n")
    assert len(paragraphs) > 4
    title, first, *rest = paragraphs
    return "\n\n".join([title, rest[2], first, *rest[:2], *rest[3:]])


def _replaced(*pairs: tuple[str, str]) -> Callable[[str], str]:
    def correct(text: str) -> str:
        for before, after in pairs:
            assert before in text, before
            text = text.replace(before, after)
        return text

    return correct


@dataclass(frozen=True)
class Correction:
    """What was corrected, and what has to become of the quotes.

    ``changed`` are those that are carried over, but not for certain, with the words of their spans; ``lost``
    those whose content isn't there any more. All others are carried over for certain, their words the same.
    """

    correct: Callable[[str], str]
    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()


_PARAGRAPH = (
    "وردّ النائب مازن الدروبي بأنّ الكلفة ارتفعت ثلاث مرات منذ بدء العمل، وأنّ الوزارة لم تنشر العقود.\n\n"
)

CORRECTIONS: Mapping[str, Correction] = MappingProxyType(
    {
        "nothing": Correction(str),
        "a note of the correction on top": Correction(
            lambda text: "تصحيح: ورد في نسخة سابقة أن الإغلاق دام عاما، والصحيح 14 شهرا.\n\n" + text
        ),
        "another headline": Correction(
            _replaced(("جسر النهر يفتح أمام السيارات الأحد\n", "هالة البستاني: لا رسوم على الجسر\n"))
        ),
        "a name's spelling": Correction(
            _replaced(("هالة البستاني", "هالا البستانى")),
            {
                "bridge": ("سيفتح أمام السيارات صباح الأحد", "قالت", "وزيرة الأشغال هالا البستانى"),
                "money": (
                    "أنفقنا 45 مليون دينار على الجسر، ولن يدفع أحد رسما لعبوره",
                    "أضافت",
                    "هالا البستانى",
                ),
            },
        ),
        "another person": Correction(
            _replaced(("النائب مازن الدروبي", "النائب عدنان العاصي")),
            {
                "costs": (
                    "الكلفة ارتفعت ثلاث مرات منذ بدء العمل، وأنّ الوزارة لم تنشر العقود",
                    "ردّ",
                    "النائب عدنان العاصي",
                )
            },
        ),
        "diacritics away": Correction(
            _without_diacritics,
            {
                "costs": (
                    "الكلفة ارتفعت ثلاث مرات منذ بدء العمل، وأن الوزارة لم تنشر العقود",
                    "رد",
                    "النائب مازن الدروبي",
                ),
                "columns": ("الأعمدة سليمة", "فحصناها مرتين في الصيف", "أكد", "المهندس رامي سلوم"),
            },
        ),
        "other quotation marks": Correction(_replaced(("«", '"'), ("»", '"'))),
        "a paragraph inserted": Correction(
            _replaced(("وردّ النائب", "وكان الجسر أغلق في أيلول بعد سقوط حجارة على القوارب.\n\nوردّ النائب"))
        ),
        "a sentence added that ends in the same words": Correction(
            _replaced(("لعبوره».", "لعبوره». وقالت إن الشاحنات لن تدفع رسما لعبوره»."))
        ),
        "a sentence added that begins with the same words": Correction(
            _replaced(("وأكّد المهندس", "وأكّد المهندس رامي سلوم حضوره. وأكّد المهندس"))
        ),
        "a paragraph moved up": Correction(_moved),
        "a paragraph removed": Correction(_replaced((_PARAGRAPH, "")), lost=frozenset({"costs"})),
        "a number": Correction(
            _replaced(("45 مليون", "54 مليون")),
            {
                "money": (
                    "أنفقنا 54 مليون دينار على الجسر، ولن يدفع أحد رسما لعبوره",
                    "أضافت",
                    "هالة البستاني",
                )
            },
        ),
        "words added to a quotation": Correction(
            _replaced(("صباح الأحد»", "صباح الأحد المقبل»")),
            {
                "bridge": (
                    "سيفتح أمام السيارات صباح الأحد المقبل",
                    "قالت",
                    "وزيرة الأشغال هالة البستاني",
                )
            },
        ),
        "a quotation's first word replaced": Correction(
            _replaced(("«أنفقنا 45", "«صرفنا 45")),
            {
                "money": (
                    "صرفنا 45 مليون دينار على الجسر، ولن يدفع أحد رسما لعبوره",
                    "أضافت",
                    "هالة البستاني",
                )
            },
        ),
        "another cue": Correction(
            _replaced(("وأكّد المهندس", "وذكر المهندس")),
            {"columns": ("الأعمدة سليمة", "فحصناها مرتين في الصيف", "ذكر", "المهندس رامي سلوم")},
        ),
        "the interruption away": Correction(
            _replaced(("سليمة»، مضيفا: «فحصناها", "سليمة، فحصناها")),
        ),
        "another quotation in its place": Correction(
            _replaced(
                (
                    "«سيفتح أمام السيارات صباح الأحد»",
                    "«لن يكون جاهزا قبل شهر من الآن»",
                )
            ),
            lost=frozenset({"bridge"}),
        ),
        "a paragraph moved and corrected": Correction(
            lambda text: (
                _moved(text)
                .replace("ارتفعت ثلاث مرات", "ارتفعت أربع مرات")
                .replace("رامي سلوم", "رامي السلوم")
            ),
            {
                "costs": (
                    "الكلفة ارتفعت أربع مرات منذ بدء العمل، وأنّ الوزارة لم تنشر العقود",
                    "ردّ",
                    "النائب مازن الدروبي",
                ),
                "columns": ("الأعمدة سليمة", "فحصناها مرتين في الصيف", "أكّد", "المهندس رامي السلوم"),
            },
        ),
        "lines wrapped otherwise": Correction(
            _replaced(("على الجسر، ولن", "على الجسر،\nولن"), ("بدء العمل، وأنّ", "بدء  العمل، وأنّ"))
        ),
        "another article": Correction(
            lambda text: "الثلج يقطع طرق الجبل\n\nأعلنت البلدية إغلاق المدارس يوما واحدا بسبب البرد.\n",
            lost=frozenset(QUOTES),
        ),
        "nothing left": Correction(lambda text: "", lost=frozenset(QUOTES)),
    }
)
