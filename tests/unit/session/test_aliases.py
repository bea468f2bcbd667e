"""By which words speakers are called is remembered, and used in every article of the project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from summit_tui.model import Attribution, Change, Name, Speaker
from summit_tui.session import Session, open_session
from summit_tui.session.aliases import learned_by, remembered_aliases
from summit_tui.session.review.running import finding
from summit_tui.suggest import SpeakerChoice
from summit_tui.suggest.finding.suggester import RuleSuggester
from tests.support.editing import do, make_quote, span_of
from tests.support.sessions import fixed_author, paths_in, session_on_text

FIRST = (
    "قمة الماء\n"
    "قال الرئيس النهراوي إن السدود امتلأت هذا العام.\n"
    "وقال الرئيس إن الأمطار كانت كثيرة.\n"
    "وقال نظيره الجبلي إن الماء يكفي الجميع.\n"
    "وقال مسؤول نهراوي إن الأنابيب قديمة.\n"
    "وقال أبو خالد إن النهر للجميع.\n"
)
SECOND = (
    "الماء مرة أخرى\nقال الرئيس النهراوي إن العمل في السد الجديد بدأ أمس.\nوقال مسؤول نهراوي إن المال قليل.\n"
)
THIRD = "خبر قديم\nقال الرئيس النهراوي سامر الوادي إن الخزان فارغ.\nوأكد الرئيس النهراوي أن المطر قليل.\n"
WHO, OTHER = Speaker("s-1", Name("سليم الراوي")), Speaker("s-2", Name("كمال التلاوي"), ("سيد القصر",))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("c.txt", THIRD)):
        (tmp_path / name).write_text(text, "utf-8")
    session = open_session(tmp_path, paths=paths_in(tmp_path / "home"), author=fixed_author())
    session.change("test", [Change(None, WHO), Change(None, OTHER)])
    yield session
    session.close()


def give(session: Session, content: str, mention: str, speaker: str = "s-1") -> str | None:
    """Gives a quote to a speaker; returns what is said to be remembered."""
    make_quote(session, content)
    assert session.quote is not None
    session.change("test", [session.revise(session.quote, mention=span_of(session.text, mention))])
    message = session.run("quote.speaker", (SpeakerChoice(speaker, "", 1.0),))
    assert message is None or not message.warning
    return str(dict(message.values)["alias"]) if message is not None else None


def aliases(session: Session, speaker: str = "s-1") -> tuple[str, ...]:
    return session.project.speakers[speaker].aliases


def suggested(session: Session, file: str) -> dict[str, str | None]:
    """The ids of the speakers who are suggested in an article, by their mentions."""
    session.open_entry(next(entry for entry in session.entries if entry.file == file))
    found = RuleSuggester().suggest(session.text, list(session.project.speakers.values()))
    return {
        quote.mention.of(session.text): choice.speaker_id
        for quote in found.quotes
        for choice in quote.speakers
        if quote.mention is not None
    }


def test_who_is_corrected_in_one_article_is_suggested_in_the_next(session: Session) -> None:
    assert suggested(session, "b.txt")["الرئيس النهراوي"] is None
    suggested(session, "a.txt")
    assert give(session, "السدود امتلأت هذا العام", "الرئيس النهراوي") == "الرئيس النهراوي"
    assert aliases(session) == ("الرئيس النهراوي",)
    found = suggested(session, "b.txt")
    assert found.pop("الرئيس النهراوي") == "s-1"
    assert set(found.values()) == {None}


def test_it_is_one_edit_that_undo_takes_back(session: Session) -> None:
    before = session.project.speakers["s-1"]
    make_quote(session, "السدود امتلأت هذا العام")
    assert session.quote is not None
    session.change("test", [session.revise(session.quote, mention=span_of(session.text, "الرئيس النهراوي"))])
    edits = len(session.undo_stacks.done)
    do(session, "quote.speaker", (SpeakerChoice("s-1", "", 1.0),))
    assert len(session.undo_stacks.done) == edits + 1
    session.undo()
    assert session.project.speakers["s-1"] == before
    assert session.quote.speakers == ()
    assert suggested(session, "b.txt")["الرئيس النهراوي"] is None
    session.redo()
    assert suggested(session, "b.txt")["الرئيس النهراوي"] == "s-1"


def test_the_name_goes_over_to_whom_the_quote_is_given_in_the_end(session: Session) -> None:
    give(session, "السدود امتلأت هذا العام", "الرئيس النهراوي")
    message = session.run("quote.speaker", (SpeakerChoice("s-2", "", 1.0),))
    assert message is not None
    assert aliases(session, "s-1") == ()
    assert aliases(session, "s-2") == ("سيد القصر", "الرئيس النهراوي")
    assert learned_by(session.undo_stacks.done, "s-2") == {"الرئيس النهراوي"}
    assert suggested(session, "b.txt")["الرئيس النهراوي"] == "s-2"
    session.undo()
    assert aliases(session, "s-1") == ("الرئيس النهراوي",)
    assert aliases(session, "s-2") == ("سيد القصر",)


def test_a_name_that_somebody_was_given_otherwise_stays_theirs(session: Session) -> None:
    owner = session.project.speakers["s-2"]
    named = Speaker("s-2", owner.name, ("الرئيس النهراوي",))
    session.change("test", [Change(owner, named)])
    assert give(session, "السدود امتلأت هذا العام", "الرئيس النهراوي") is None
    assert aliases(session) == ()
    assert aliases(session, "s-2") == ("الرئيس النهراوي",)


@pytest.mark.parametrize(
    ("content", "mention"),
    [
        ("الأمطار كانت كثيرة", "الرئيس"),
        ("الماء يكفي الجميع", "نظيره الجبلي"),
        ("الأنابيب قديمة", "مسؤول نهراوي"),
    ],
)
def test_what_could_be_anybody_is_not_remembered(session: Session, content: str, mention: str) -> None:
    assert give(session, content, mention) is None
    assert aliases(session) == ()


def test_a_new_speaker_is_made_with_the_name(session: Session) -> None:
    make_quote(session, "النهر للجميع")
    assert session.quote is not None
    session.change("test", [session.revise(session.quote, mention=span_of(session.text, "أبو خالد"))])
    do(session, "quote.speaker", (SpeakerChoice(None, "منير الوادي", 1.0),))
    (made,) = (one for one in session.project.speakers.values() if one.name.ar == "منير الوادي")
    assert made.aliases == ("أبو خالد",)
    session.undo()
    assert made.id not in session.project.speakers


def test_a_mention_for_two_is_nobodys_name(session: Session) -> None:
    make_quote(session, "السدود امتلأت هذا العام")
    assert session.quote is not None
    session.change("test", [session.revise(session.quote, mention=span_of(session.text, "الرئيس النهراوي"))])
    do(session, "quote.speaker", (SpeakerChoice("s-1", "", 1.0), SpeakerChoice("s-2", "", 1.0)))
    do(session, "quote.speaker", (SpeakerChoice("s-2", "", 1.0),), adding=True)
    assert aliases(session, "s-1") == ()


def test_an_article_that_names_the_holder_of_the_title_knows_better(session: Session) -> None:
    give(session, "السدود امتلأت هذا العام", "الرئيس النهراوي")
    found = suggested(session, "c.txt")
    assert set(found.values()) == {None}
    assert any("سامر الوادي" in mention for mention in found)


def test_the_remembered_is_surer_than_a_guess_and_stands_in_the_reason(session: Session) -> None:
    def first() -> tuple[float, set[str]]:
        speakers = list(session.project.speakers.values())
        (quote, *_) = RuleSuggester().suggest(session.text, speakers).quotes
        assert quote.attribution is Attribution.EXPLICIT
        return quote.speakers[0].score, {span.of(session.text) for span in quote.reason.words}

    suggested(session, "b.txt")
    guessed, why = first()
    assert "الرئيس النهراوي" not in why
    suggested(session, "a.txt")
    give(session, "السدود امتلأت هذا العام", "الرئيس النهراوي")
    suggested(session, "b.txt")
    remembered, why = first()
    assert remembered > guessed
    assert "الرئيس النهراوي" in why


def test_suggestions_of_the_open_article_are_made_anew_when_somebody_is_called_otherwise(
    session: Session,
) -> None:
    pending = session.reviewing.pending
    pending.outdated = False
    make_quote(session, "الأمطار كانت كثيرة")
    do(session, "quote.speaker", (SpeakerChoice(None, "منير الوادي", 1.0),))
    assert not pending.outdated
    give(session, "السدود امتلأت هذا العام", "الرئيس النهراوي")
    assert pending.outdated
    pending.outdated = False
    session.undo()
    assert pending.outdated
    pending.outdated = False
    session.redo()
    assert pending.outdated


def test_what_was_remembered_can_be_seen_and_forgotten(session: Session) -> None:
    assert remembered_aliases(session) == []
    give(session, "السدود امتلأت هذا العام", "الرئيس النهراوي")
    give(session, "النهر للجميع", "أبو خالد", "s-2")
    seen = remembered_aliases(session)
    assert [(speaker.id, alias) for speaker, alias in seen] == [
        ("s-2", "أبو خالد"),
        ("s-1", "الرئيس النهراوي"),
    ]
    message = session.run("learning.lesson", seen[1])
    assert "الرئيس النهراوي = سليم الراوي" in str(message)
    assert aliases(session) == ()
    assert [alias for _, alias in remembered_aliases(session)] == ["أبو خالد"]
    assert suggested(session, "b.txt")["الرئيس النهراوي"] is None
    assert "What was learned" in str(session.run("edit.undo"))
    assert aliases(session) == ("الرئيس النهراوي",)
    assert len(remembered_aliases(session)) == 2


def test_a_speaker_whom_a_suggestion_brings_is_made_with_the_name(tmp_path: Path) -> None:
    text = "خبر\nقال سليم الراوي إن السدود امتلأت.\nوحضر الوزراء كلهم.\nقال أبو خالد إن النهر للجميع.\n"
    session = session_on_text(tmp_path, text)
    session.proposals.take(session.reviewing.pending.begin(), *finding(session.proposals.request()))
    first, second = session.suggestions
    (known,) = first.speakers
    assert known not in session.project.speakers
    session.visit(second)
    message = session.run("quote.speaker", (SpeakerChoice(known, "", 1.0),))
    assert dict(message.values) == {"alias": "أبو خالد", "name": "سليم الراوي"}
    assert session.project.speakers[known].aliases == ("أبو خالد",)
    assert session.project.quotes[second.id].speakers == (known,)
    session.undo()
    assert session.project.speakers == {}
    assert [quote.id for quote in session.suggestions] == [first.id, second.id]
    session.close()
