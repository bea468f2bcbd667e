"""Terms of topics and the words of texts that are forms of theirs."""

from __future__ import annotations

import pytest

from summit_tui.model import Name, Topic
from summit_tui.suggest.topics import Strength, TopicLexicon, compiled, read_term
from tests.support.topics import hits_in


def lexicon(*lines: str) -> TopicLexicon:
    return compiled([Topic("t", Name("موضوع"), terms=lines)])


def found(term: str, text: str) -> list[str]:
    """The words of ``text`` that the term ``term`` finds."""
    return [hit.span.of(text) for hit in hits_in(text, lexicon(term))]


@pytest.mark.parametrize(
    "written",
    [
        "سد",
        "السد",
        "والسد",
        "فالسد",
        "بالسد",
        "كالسد",
        "للسد",
        "وللسد",
        "فللسد",
        "وبالسد",
        "وكالسد",
    ],
)
def test_clitics_before_a_short_noun(written: str) -> None:
    assert found("سد", f"قال المهندس {written} أمس") == [written]


@pytest.mark.parametrize(
    "written",
    ["محطة", "ومحطة", "فمحطة", "بمحطة", "كمحطة", "لمحطة", "وبمحطة", "ولمحطة", "فبمحطة", "المحطة", "للمحطة"],
)
def test_clitics_before_a_noun(written: str) -> None:
    assert found("المحطة", f"مرّ {written} هنا") == [written]
    assert found("محطة", f"مرّ {written} هنا") == [written]


@pytest.mark.parametrize(
    "written",
    ["محطته", "محطتها", "محطتهم", "محطتهما", "محطتنا", "محطتكم", "محطتي", "ومحطتها", "بمحطتهم", "لمحطتنا"],
)
def test_pronouns_after_a_feminine_noun(written: str) -> None:
    assert found("محطة", written) == [written]


@pytest.mark.parametrize(
    "written",
    [
        "مُفاعِل",
        "مفاعـــل",
        "مفاعلها",
        "مفاعلات",
        "المفاعلات",
        "مفاعلاتها",
        "مفاعلاً",
        "مفاعلين",
        "مفاعلان",
        "للمفاعلات",
    ],
)
def test_forms_of_a_masculine_noun(written: str) -> None:
    assert found("مفاعل", written) == [written]


@pytest.mark.parametrize(
    ("term", "written"),
    [
        # A place, and who or what is of it.
        ("بولندا", "البولندي"),
        ("بولندا", "بولندية"),
        ("بولندا", "والبولنديين"),
        ("أوكرانيا", "الأوكرانيون"),
        ("أوكرانيا", "لأوكرانيا"),
        ("أوكرانيا", "اوكرانية"),
        ("إيران", "الإيرانيات"),
        ("إيران", "بإيران"),
        ("إيران", "لايران"),
        ("إيران", "إيرانياً"),
        ("ألمانيا", "بألمانيا"),
        ("المانيا", "ألماني"),
        ("الكرملين", "للكرملين"),
        # An adjective in any gender and number.
        ("سيبراني", "السيبرانية"),
        ("سيبرانية", "سيبراني"),
        ("سيبراني", "سيبرانيين"),
        # A plural, and what it is the plural of.
        ("هجمات", "هجمة"),
        ("هجمات", "بالهجمة"),
        ("اختراقات", "اختراق"),
        ("مهندسون", "المهندسين"),
        ("مهندسين", "مهندس"),
        # A verb in its persons.
        ("اخترق", "اخترقت"),
        ("اخترق", "واخترقوا"),
        ("يخترق", "تخترق"),
        ("يخترق", "سيخترقون"),
        ("يخترق", "وسيخترق"),
        ("يخترق", "يخترقها"),
        # Letters written for one another, digits, capitals.
        ("مسؤول", "مسوول"),
        ("مبنى", "المبني"),
        ("آلية", "الية"),
        ("أسلحة", "أسلحتها"),
        ("مجموعة 1+5", "مجموعة ١+٥"),
        ("Stuxnet", "STUXNET"),
        # Presentation forms.
        ("سد", "ﺳﺪ"),
    ],
)
def test_a_form_of_the_term(term: str, written: str) -> None:
    text = f"ورد {written} في النص"
    assert found(term, text) == [written]


@pytest.mark.parametrize(
    ("term", "written"),
    [
        ("إيران", "إيراد"),
        ("إيران", "نيران"),
        ("إيران", "طيران"),
        ("معاهدة", "المعاهد"),
        ("قم", "قمة"),
        ("قم", "القمر"),
        ("بوت", "بوتين"),
        ("يمن", "أمن"),
        ("دولة", "دولي"),
        ("سيستان", "سيستم"),
        ("سد", "سدد"),
        ("كيم", "حكيم"),
    ],
)
def test_another_word(term: str, written: str) -> None:
    assert found(term, f"ورد {written} في النص") == []


@pytest.mark.parametrize(
    "written",
    [
        "هجمات إلكترونية",
        "الهجمات الإلكترونية",
        "بالهجمات الالكترونية",
        "وهجماتها الإلكترونيّة",
        "هجمة إلكترونية",
        "والهجمات «الإلكترونية",
        "الهجمات_الإلكترونية",
        "هجماتٌ  إلكترونيةٌ",
        "الهجمات (الإلكترونية",
    ],
)
def test_a_term_of_two_words(written: str) -> None:
    assert found("الهجمات الإلكترونية", f"عن {written} أمس") == [written]


@pytest.mark.parametrize(
    "written",
    [
        "الهجمات. الإلكترونية",
        "الهجمات، الإلكترونية",
        "الهجمات\nالإلكترونية",
        "الهجمات الكبيرة الإلكترونية",
        "الإلكترونية الهجمات",
        "الهجمات",
    ],
)
def test_words_that_do_not_make_the_term(written: str) -> None:
    assert found("هجمات إلكترونية", f"عن {written} أمس") == []


def test_the_longest_term_is_found() -> None:
    text = "معاهدة السدود الكبرى"
    found = hits_in(text, lexicon("معاهدة", "معاهدة السدود", "سدود"))
    assert [hit.term.line for hit in found] == ["معاهدة السدود"]


def test_terms_of_two_topics_may_overlap() -> None:
    topics = [Topic("a", Name("أ"), terms=("سدود",)), Topic("b", Name("ب"), terms=("بناء السدود",))]
    assert [hit.topic for hit in hits_in("بدأ بناء السدود أمس", compiled(topics))] == ["b", "a"]


def test_a_void_term_takes_its_words_from_others() -> None:
    text = "زار السيستاني سيستان"
    hits = lexicon("سيستان", "-السيستاني").verdicts(text)["t"].hits
    assert [(hit.span.of(text), hit.term.strength) for hit in hits] == [
        ("السيستاني", Strength.VOID),
        ("سيستان", Strength.STRONG),
    ]


@pytest.mark.parametrize(
    ("line", "words", "strength"),
    [
        ("الحد من التسلح", ("الحد", "من", "التسلح"), Strength.STRONG),
        ("?نووي", ("نووي",), Strength.WEAK),
        ("؟ نووي", ("نووي",), Strength.WEAK),
        ("- موقع إلكتروني", ("موقع", "إلكتروني"), Strength.VOID),
    ],
)
def test_lines_of_a_lexicon(line: str, words: tuple[str, ...], strength: Strength) -> None:
    term = read_term(line)
    assert term is not None
    assert (term.words, term.strength) == (words, strength)


@pytest.mark.parametrize("line", ["", "  ", "?", "-", "# السدود", "…!"])
def test_lines_without_a_term(line: str) -> None:
    assert read_term(line) is None


def test_topics_without_terms_have_none() -> None:
    assert hits_in("نص عن كل شيء", compiled([Topic("t", Name("موضوع"))])) == []


class _Lemmas:
    """A small morphology."""

    def lemmas(self, word: str) -> tuple[str, ...]:
        return {"صواريخ": ("صاروخ",), "والصواريخ": ("صاروخ",), "صاروخ": ("صاروخ",)}.get(word, ())


def test_broken_plurals_are_found_by_their_lemmas() -> None:
    topics = [Topic("t", Name("موضوع"), terms=("صاروخ",))]
    text = "القنابل والصواريخ"
    assert hits_in(text, compiled(topics)) == []
    assert [hit.span.of(text) for hit in hits_in(text, compiled(topics, _Lemmas()))] == ["والصواريخ"]
