from __future__ import annotations

import pytest

from summit_tui.model import Name, Origin, Quote, QuoteType, Speaker, Status
from summit_tui.session import Session
from summit_tui.session.commands.review import NONE_LEFT
from summit_tui.session.session import NO_QUOTE
from summit_tui.suggest import SpeakerChoice
from tests.support.editing import do, document, make_quote, span_of, warned
from tests.support.suggesting import save_suggestions

SPEECH = "لن نرفع الرسوم هذا العام"


def suggestion(session: Session, words: str, name: str, speakers: tuple[str, ...] = ()) -> Quote:
    return Quote(
        name,
        session.article.id,
        QuoteType.DIRECT,
        (span_of(session.text, words),),
        speakers=speakers,
        status=Status.SUGGESTED,
        by="rules",
        origin=Origin("rule", "marks", 0.8),
    )


@pytest.fixture
def suggested(session: Session) -> Session:
    salem = Speaker("s-salem", Name("سالم الدوري"))
    quotes = [
        suggestion(session, SPEECH, "g-1", ("s-salem",)),
        suggestion(session, "الأرقام مبالغ فيها", "g-2"),
    ]
    save_suggestions(session, quotes, [salem])
    return session


def test_suggestions_come_in_one_edit_with_their_speakers(suggested: Session) -> None:
    assert [quote.id for quote in suggested.quotes] == ["g-1", "g-2"]
    assert list(suggested.project.speakers) == ["s-salem"]
    do(suggested, "edit.undo")
    assert (suggested.quotes, suggested.project.speakers) == ([], {})


def test_a_speaker_that_is_known_is_not_brought_again(suggested: Session) -> None:
    save_suggestions(
        suggested,
        [suggestion(suggested, "هدى الناصري", "g-3", ("s-salem",))],
        [Speaker("s-salem", Name("سالم"))],
    )
    assert suggested.project.speakers["s-salem"].name.ar == "سالم الدوري"


def test_accepting_makes_the_annotator_answer_for_it_and_keeps_its_origin(suggested: Session) -> None:
    do(suggested, "move.next_quote")
    do(suggested, "review.accept")
    quote = suggested.project.quotes["g-1"]
    assert (quote.status, quote.by, quote.origin) == (
        Status.ACCEPTED,
        "tester",
        Origin("rule", "marks", 0.8),
    )
    assert len(document(suggested, "accepted")["articles"][0]["quotes"]) == 1


def test_a_rejected_quote_is_kept_and_not_shown(suggested: Session) -> None:
    suggested.visit(suggested.quotes[1])
    do(suggested, "review.reject")
    assert [quote.id for quote in suggested.quotes] == ["g-1"]
    assert suggested.project.quotes["g-2"].status is Status.REJECTED
    assert suggested.quote.id == "g-1"
    do(suggested, "edit.undo")
    assert (suggested.quote.id, suggested.quote.status) == ("g-2", Status.SUGGESTED)
    do(suggested, "edit.redo")
    assert suggested.quote is None
    assert warned(suggested, "quote.delete") == NO_QUOTE


def test_only_a_suggestion_is_decided_on(session: Session) -> None:
    assert warned(session, "review.accept") == NONE_LEFT
    mine = make_quote(session, SPEECH)
    for command in ("review.accept", "review.reject", "review.next", "review.previous"):
        assert warned(session, command) == NONE_LEFT
        assert session.quote == mine


def test_a_quote_may_be_made_of_words_that_were_rejected(suggested: Session) -> None:
    do(suggested, "move.next_quote")
    do(suggested, "review.reject")
    mine = make_quote(suggested, SPEECH)
    do(suggested, "quote.speaker", [SpeakerChoice("s-salem", "سالم الدوري", 1.0)])
    assert suggested.quote.id == mine.id
    assert suggested.project.quotes["g-1"].status is Status.REJECTED
