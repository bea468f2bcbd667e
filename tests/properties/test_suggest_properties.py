"""What holds for the proposal for any stretch of any text."""

from hypothesis import given
from hypothesis import strategies as st

from summit_tui.arabic import boundaries, trimmed
from summit_tui.model import Name, Span, Speaker
from summit_tui.suggest import propose, rank_speakers, speaker_name
from tests.support.finding import quotes_in

WORDS = """قال وقالت وأضاف مؤكدا بحسب وفقا لوزارة على حد قوله في بيان الرئيس الأمريكي وزير الخارجية سلوان
الهدباني باهر الزعفراني إن أنه بأن " « » : ، . ( ) ؟ نظيره ذاته الزعيمان د. المسؤول ﻭقال لا 5+1 عما إذا"""
PARTS = [*WORDS.split(), "\n", "\u200f", "\u064e", " "]
texts = st.lists(st.sampled_from(PARTS), min_size=1, max_size=25).map(" ".join)
KNOWN = [Speaker("a", Name("سلوان الهدباني")), Speaker("b", Name("باهر الزعفراني"), aliases=("الوزير",))]


@st.composite
def selections(draw):
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(selections())
def test_proposals_lie_in_the_text_and_leave_no_speaker_out(case):
    text, content = case
    if trimmed(text, content) is None:
        return
    proposal = propose(text, content, KNOWN, [])
    edges = set(boundaries(text))
    for span in (proposal.mention, proposal.cue.span if proposal.cue else None):
        if span is not None:
            assert 0 <= span.start < span.end <= len(text)
            assert {span.start, span.end} <= edges
    ranked = rank_speakers(text, content, proposal, KNOWN, [])
    assert sorted(choice.speaker_id for choice in ranked if choice.speaker_id) == ["a", "b"]
    assert all(choice.name.strip() and 0 <= choice.score <= 1 for choice in ranked)


@given(selections())
def test_names_for_new_speakers_are_never_empty(case):
    text, mention = case
    if trimmed(text, mention) is not None:
        assert speaker_name(text, mention).strip()


@given(texts)
def test_what_is_found_lies_in_the_text_once_and_in_order(text):
    edges = set(boundaries(text))
    quotes = quotes_in(text, KNOWN)
    places = [(quote.start, -quote.end) for quote in quotes]
    assert places == sorted(set(places))
    for quote in quotes:
        assert 0 < quote.score < 1
        spans = [*quote.content, *quote.reason.words]
        spans += [quote.cue.span] if quote.cue else []
        spans += [quote.mention] if quote.mention else []
        for span in spans:
            assert 0 <= span.start < span.end <= len(text)
            assert {span.start, span.end} <= edges
        assert trimmed(text, quote.content[0]) == quote.content[0]
        assert {choice.speaker_id for choice in quote.speakers} <= {"a", "b", None}
