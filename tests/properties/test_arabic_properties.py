"""What holds for every text, Arabic, Latin and broken alike."""

import unicodedata
from itertools import pairwise

import regex
from hypothesis import given
from hypothesis import strategies as st

from summit_tui.arabic import (
    boundaries,
    cluster_at,
    fold,
    grow,
    next_grapheme,
    next_sentence,
    next_word_start,
    pairs_in,
    previous_grapheme,
    previous_sentence,
    previous_word_start,
    sentences,
    snap,
    split_clitics,
    trimmed,
    words,
)
from summit_tui.model import Span

texts = st.text(
    st.one_of(
        st.sampled_from("ابولفنمﻻﷺ \n.،؟!\"«»“”'()0٣ـَّٔ\u200c\u200d\u200f\u2067\u2069\u06ddA👩🇸🇦\r"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


@st.composite
def spans(draw):
    text = draw(texts)
    start = draw(st.integers(0, len(text)))
    return text, Span(start, draw(st.integers(start, len(text))))


@given(texts)
def test_clusters_found_from_anywhere_are_those_found_from_the_start(text):
    expected = [match.span() for match in regex.finditer(r"\X", text)]
    assert [edge for edge, _ in expected] + [len(text)] == boundaries(text) or not text
    for start, end in expected:
        for offset in range(start, end):
            assert cluster_at(text, offset) == Span(start, end)


@given(texts)
def test_the_caret_passes_the_same_stops_both_ways(text):
    forth, back = [0], [len(text)]
    while forth[-1] < len(text):
        forth.append(next_grapheme(text, forth[-1]))
    while back[-1] > 0:
        back.append(previous_grapheme(text, back[-1]))
    assert forth[1:-1] == [stop for stop in reversed(back[:-1]) if 0 < stop < len(text)]


@given(spans())
def test_snap_and_trimmed_never_split_a_cluster(case):
    text, span = case
    edges = set(boundaries(text))
    snapped = snap(text, span)
    assert {snapped.start, snapped.end} <= edges
    kept = trimmed(text, span)
    if kept is not None:
        assert snapped.contains(kept)
        assert {kept.start, kept.end} <= edges
        assert trimmed(text, kept) == kept


@given(texts)
def test_words_and_sentences_are_disjoint_and_in_order(text):
    for found in (words(text), sentences(text)):
        assert all(len(span) for span in found)
        assert all(first.end <= second.start for first, second in pairwise(found))


@given(texts)
def test_steps_by_word_and_sentence_move_on_and_end(text):
    for forth, back in ((next_word_start, previous_word_start), (next_sentence, previous_sentence)):
        position = 0
        while position < len(text):
            further = forth(text, position)
            assert further > position
            position = further
        while position > 0:
            nearer = back(text, position)
            assert nearer < position
            position = nearer


@given(spans())
def test_growing_always_grows_to_the_whole_text(case):
    text, selection = case
    caret = selection.start
    while selection != Span(0, len(text)):
        larger = grow(text, selection, caret)
        assert larger.contains(selection)
        assert len(larger) > len(selection)
        selection = larger


@given(spans())
def test_pairs_lie_within_the_span_that_was_asked_for(case):
    text, span = case
    for pair in pairs_in(text, span):
        assert span.contains(pair.outer)
        assert pair.outer.contains(pair.inner)


@given(texts, st.data())
def test_what_is_found_in_the_folded_text_leads_back_to_it(text, data):
    folding = fold(text)
    if not folding.text:
        return
    start = data.draw(st.integers(0, len(folding.text) - 1))
    end = data.draw(st.integers(start + 1, len(folding.text)))
    first, last = folding.original_span(start, end)
    assert 0 <= first < last <= len(text)
    assert folding.text[start:end] in fold(text[first:last]).text
    assert last == len(text) or unicodedata.category(text[last]) != "Mn"


@given(texts)
def test_clitics_and_rest_are_the_word(word):
    clitics, rest = split_clitics(word)
    assert clitics + rest == word
