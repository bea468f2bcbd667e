"""Whatever a text becomes, spans carried over to it are spans of it, certain only where nothing changed."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from summit_tui import arabic
from summit_tui.model import Change, Cue, Quote, QuoteType, Span
from summit_tui.session import exported
from summit_tui.session.revising.aligning import NONE, align
from summit_tui.session.revising.carrying import carried
from summit_tui.session.revising.placing import Part, looked_for, placed
from summit_tui.session.revising.versions import Versions
from tests.support.corrections import ARTICLE, CORRECTIONS, QUOTES
from tests.support.editing import assert_spans_are_text, document
from tests.support.sessions import session_on_text

WORDS = (  # noqa: SIM905 - as a text shows how they stand together
    "قال وقال الوزير الوَزِير سمير السدود ممتلئة في من على إنّ إن 97.5% 14 «لا نعم» . ، : \n \u200f CNN\u200e "
    "أ\u0654 x\u0301 \U0001f469\u200d\U0001f52c \u064b لآلئ يوم الأحد"
).split(" ")
texts = st.lists(st.sampled_from([*WORDS, "\n"]), max_size=40).map(" ".join)
letters = st.text(st.sampled_from('ابوَّ «»"\n\u200f\u200dx\u0301.،1'), max_size=30)
either = st.one_of(texts, letters)


@dataclass(frozen=True)
class Case:
    text: str
    span: Span


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A text, and a span of it as a person makes them."""
    text = draw(either.filter(lambda text: arabic.without_blanks(text, Span(0, len(text))) is not None))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    span = arabic.without_blanks(text, arabic.snap(text, Span(start, end)))
    return Case(text, span or arabic.without_blanks(text, Span(0, len(text))) or Span(0, 1))


parts = st.sampled_from(Part)


@given(cases(), parts)
def test_in_the_same_text_every_span_stays_where_it_is(case: Case, part: Part) -> None:
    found = placed(Versions(case.text, case.text), case.span, part)
    assert found is not None
    assert (found.span, found.certainty) == (case.span, 1.0)


@given(cases(), either, parts)
def test_a_span_in_another_text_is_one_of_it(case: Case, new: str, part: Part) -> None:
    versions = Versions(case.text, new)
    found = placed(versions, case.span, part)
    assert 0 <= looked_for(versions, case.span) <= len(new)
    if found is None:
        return
    assert 0 <= found.span.start < found.span.end <= len(new)
    assert arabic.snap(new, found.span) == found.span
    assert arabic.without_blanks(new, found.span) == found.span
    assert 0 < found.certainty <= 1
    if found.certainty == 1:
        assert found.span.of(new).split() == case.span.of(case.text).split()


@given(either, st.integers(0, 300), st.integers(1, 300), either, parts)
def test_a_span_that_never_fitted_its_text_harms_nothing(
    old: str, start: int, length: int, new: str, part: Part
) -> None:
    """A damaged project may hold such ones."""
    versions, span = Versions(old, new), Span(start, start + length)
    found = placed(versions, span, part)
    assert found is None or arabic.snap(new, found.span) == found.span
    assert 0 <= looked_for(versions, span) <= len(new)


@given(cases(), st.data(), parts)
def test_what_is_taken_away_or_added_elsewhere_changes_no_word_of_a_span(
    case: Case, data: st.DataObject, part: Part
) -> None:
    """Whole lines before and after the one in which the span is."""
    line = arabic.paragraph_at(case.text, case.span.start)
    end = arabic.paragraph_at(case.text, case.span.end - 1).end
    if not any(letter.isalnum() for letter in case.span.of(case.text)):
        return
    before = data.draw(st.sampled_from(["", case.text[: line.start], "سطر أضيف إلى أعلى المقال.\n"]))
    after = data.draw(st.sampled_from(["", case.text[end:], "\nوسطر إلى آخره"]))
    kept = case.text[line.start : end]
    new = before + kept + after
    found = placed(Versions(case.text, new), case.span, part)
    # Where the very words are there twice it may be the other ones.
    if found is None or found.span.of(new) != case.span.of(case.text):
        words = [word.of(case.text) for word in arabic.words(case.text)]
        assert len(set(words)) < len(words) or len(words) < 4


@given(texts, texts)
def test_an_alignment_pairs_equal_words_each_once(old: str, new: str) -> None:
    olds, news = old.split(), new.split()
    places = align(olds, news)
    there = [place for place in places if place != NONE]
    assert len(places) == len(olds)
    assert len(set(there)) == len(there)
    assert all(olds[one] == news[place] for one, place in enumerate(places) if place != NONE)


@settings(deadline=None, max_examples=15)
@given(st.lists(st.sampled_from(list(CORRECTIONS)), min_size=1, max_size=4), st.data())
def test_after_any_corrections_the_export_fits_and_undo_brings_back_the_same_bytes(
    names: list[str], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = session_on_text(Path(folder), ARTICLE)
        made = [replace(quote, article=session.article.id) for quote in QUOTES.values()]
        session.change("test", [Change(None, quote) for quote in made])
        text, states = ARTICLE, [(exported(session), session.text)]
        for name in names:
            try:
                text = CORRECTIONS[name].correct(text)
            except AssertionError:  # what it corrects was corrected away
                continue
            session.place.path_of("article.txt").write_text(text, "utf-8")
            if session.run("revision.make").warning:
                continue
            states.append((exported(session), session.text))
            assert session.text == text
            kept = {*session.project.quotes, *session.project.carried}
            assert kept == set(QUOTES)
            assert all(one.is_placed == (one.id in session.project.quotes) for one in session.to_place)
            assert all(0 <= one.at <= len(text) for one in session.to_place)
            assert_spans_are_text(document(session))
        deciding = data.draw(
            st.lists(st.sampled_from(["review.accept", "review.reject", "review.next"]), max_size=4)
        )
        edits = len(session.undo_stacks.done)
        if session.to_place:
            session.run("revision.list", session.to_place[0])
        for command in deciding:
            if session.to_place:
                session.run(command)
        assert_spans_are_text(document(session))
        session.run("select.none")
        while len(session.undo_stacks.done) > edits:
            session.run("edit.undo")
        for state in reversed(states):
            assert (exported(session), session.text) == state
            session.run("edit.undo")
        session.close()


@given(st.lists(cases(), min_size=1, max_size=1), either)
def test_a_quote_in_another_text_has_ordered_disjoint_fragments(cases: list[Case], new: str) -> None:
    text, span = cases[0].text, cases[0].span
    middle = arabic.snap(text, Span((span.start + span.end) // 2, (span.start + span.end) // 2)).start
    halves = [
        arabic.without_blanks(text, Span(a, b))
        for a, b in ((span.start, middle), (middle, span.end))
        if a < b
    ]
    content = tuple(half for half in halves if half is not None)
    quote = Quote("q", "a", QuoteType.MIXED, content or (span,), Cue(span, None), mention=span)
    carrying = carried(Versions(text, new), quote)
    after = carrying.after
    assert (after is None) == (carrying.certainty == 0)
    if after is None:
        assert 0 <= carrying.at <= len(new)
        return
    assert all(0 <= one.start < one.end <= len(new) for one in after.spans)
    edges = [edge for one in after.content for edge in (one.start, one.end)]
    assert edges == sorted(set(edges))
    if carrying.is_certain:
        assert [one.of(new).split() for one in after.spans] == [one.of(text).split() for one in quote.spans]
