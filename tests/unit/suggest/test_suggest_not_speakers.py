"""Who and what is not proposed: hearers, verbs, things and places in the place of a speaker."""

from pathlib import Path

import pytest

from summit_tui.model import Attribution, Span
from summit_tui.suggest import Proposal, propose, rank_speakers

SEED = (Path(__file__).parents[3] / "seeds" / "summit-2021.txt").read_text(encoding="utf-8")
TOLD = "وقال بايدن إنه أبلغ الرئيس بوتين "
SPEECH = '"لا بديل عن هذا القرار الآن"'
WORDS = SPEECH.strip('"')


def proposed(text: str, words: str = WORDS) -> Proposal:
    start = text.index(words)
    return propose(text, Span(start, start + len(words)), [], [])


def names(proposal: Proposal) -> list[str]:
    return [choice.name for choice in proposal.speakers]


def mention(text: str, proposal: Proposal) -> str | None:
    return proposal.mention.of(text) if proposal.mention else None


def stretch(first: str, last: str) -> str:
    start = SEED.index(first)
    return SEED[start : SEED.index(last, start) + len(last)]


@pytest.mark.parametrize(
    ("words", "cue"),
    [
        (stretch("بالحاجة لبعض القواعد", "نلتزم بها جميعا"), "أبلغ"),
        (stretch("إنه أبلغ الرئيس", 'جميعا"'), "وقال"),
        (stretch(TOLD, 'جميعا"'), "وقال"),
        (stretch(TOLD, 'جميعا".'), "وقال"),
        ("ليست ضد روسيا", "أبلغ"),
    ],
    ids=["the words in marks", "the clause", "the sentence", "with its stop", "a later clause"],
)
def test_who_is_told_is_not_the_speaker(words, cue):
    proposal = proposed(SEED, words)
    assert proposal.cue.span.of(SEED) == cue
    assert mention(SEED, proposal) == "بايدن"
    assert names(proposal) == ["جو بايدن"]


@pytest.mark.parametrize("verb", ["أخبر", "سأل", "ناشد", "وعد", "طالب", "كان قد أبلغ"])
def test_a_pronoun_before_a_verb_of_telling_is_its_subject(verb):
    text = f"قال سامي النجار إنه {verb} الوزير كمال عطا: {SPEECH}."
    proposal = proposed(text)
    assert names(proposal) == ["سامي النجار"]
    assert proposal.attribution is Attribution.ANAPHORIC


def test_a_verb_of_telling_whose_subject_follows_keeps_it():
    text = f"وأبلغ الوزير كمال عطا الصحفيين: {SPEECH}."
    assert names(proposed(text)) == ["كمال عطا"]


@pytest.mark.parametrize(
    "before",
    [
        "رفعت الوزارة الأسعار. وقالت: ",
        "رفعت المقاومة أعلامها. وقال: ",
        "تزايد الإقبال على المعرض. وقال: ",
        "خضع النظام للتفتيش. وأعلن: ",
        "حكمت المحكمة بالبراءة. وأضافت: ",
        "وسئل عن المتهمين كلهم. وقال: ",
    ],
)
def test_a_verb_or_a_thing_is_no_speaker(before):
    text = f"{before}{SPEECH}."
    proposal = proposed(text)
    assert names(proposal) == []
    assert proposal.mention is None
    assert rank_speakers(text, Span(len(before) + 1, len(text) - 2), proposal, [], []) == []


def test_a_given_name_that_is_a_verb_too_is_a_name_where_one_goes_on():
    text = f"وقال رفعت السعدي: {SPEECH}."
    assert names(proposed(text)) == ["رفعت السعدي"]


def test_the_mention_ends_before_the_cue():
    text = f"وقال الوزير الفنلندي مشيرا إلى الحاضرين {SPEECH}. والفنلندي مشيرا رجل آخر هو الوزير ماتي مشيرا."
    proposal = proposed(text)
    assert proposal.cue is not None
    assert proposal.mention is None or not proposal.mention.overlaps(proposal.cue.span)


@pytest.mark.parametrize("letter", ["أ", "ب", "ل", "و"])
def test_a_letter_before_a_colon_is_a_name(letter):
    text = f"وقال {letter}: {SPEECH}."
    proposal = proposed(text)
    assert names(proposal) == [letter]
    assert mention(text, proposal) == letter
    assert proposal.attribution is Attribution.EXPLICIT
