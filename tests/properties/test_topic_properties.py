"""Terms of topics in any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from summit_tui.model import Name, Topic
from summit_tui.suggest.topics import compiled
from tests.support.topics import hits_in

_PLACES = ("أوكرانيا", "إيران", "كييف", "قرية", "محطة", "سد")
_THINGS = ("هجمات", "إلكتروني", "اختراق", "مفاعل", "مسؤول", "معاهدة", "رئيس", "برنامج", "صاروخ", "خبيث")
_WORDS = st.sampled_from((*_PLACES, *_THINGS))
_TERMS = st.lists(_WORDS, min_size=1, max_size=3).map(" ".join)
_PROCLITICS = st.sampled_from(
    ["", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فل", "ال", "وال", "بال", "كال", "وبال"]
)
_DIACRITICS = st.text("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640", max_size=2)
_PARTED = st.sampled_from([" ", "  ", " «", "» ", "_", " (", "\u00a0", " \u200f"])


@st.composite
def _dressed(draw: st.DrawFn) -> tuple[str, str]:
    """A term, and the same words with clitics, diacritics and tatweel, parted in some other way."""
    term = draw(_TERMS)
    words = []
    for word in term.split():
        letters = "".join(letter + draw(_DIACRITICS) for letter in word)
        words.append(draw(_PROCLITICS) + letters)
    written = words[0]
    for word in words[1:]:
        written += draw(_PARTED) + word
    return term, written


def _hits(term: str, text: str) -> list[str]:
    return [hit.span.of(text) for hit in hits_in(text, compiled([Topic("t", Name("م"), terms=(term,))]))]


@given(_dressed())
def test_a_term_finds_itself_however_it_is_dressed(pair: tuple[str, str]) -> None:
    term, written = pair
    assert written in _hits(term, f"هنا {written}. وهناك")


@given(st.lists(st.text(max_size=12), max_size=4), st.text(max_size=80))
@settings(max_examples=200)
def test_spans_fit_any_text(lines: list[str], text: str) -> None:
    lexicon = compiled([Topic("t", Name("م"), terms=tuple(lines))])
    end = 0
    for hit in hits_in(text, lexicon):
        assert hit.topic == "t"
        assert hit.term.line in lines
        assert end <= hit.span.start < hit.span.end <= len(text)
        end = hit.span.end
    for found in lexicon.article(text):
        assert 0 < found.score <= 1
        assert all(span.of(text) for span in found.reason.words)


@given(st.text("ابتةهىي ًّ.\n سدو", max_size=60))
def test_a_text_finds_the_word_that_it_is_made_of(word: str) -> None:
    words = word.split()
    if not words or not any(character.isalpha() for character in words[0]) or words[0][0] in "?؟-#":
        return
    first = words[0].split(".")[0]
    if any(character.isalpha() for character in first):
        assert _hits(first, first)
