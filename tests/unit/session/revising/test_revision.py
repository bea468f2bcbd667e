"""Giving an article the new text of its file: what is saved, what undo brings back, what is left to place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from summit_tui.model import (
    Article,
    ArticleState,
    Carried,
    Change,
    Name,
    Origin,
    Project,
    Quote,
    Source,
    Span,
    Speaker,
    Status,
    text_sha256,
)
from summit_tui.session import Session, exported, open_session
from summit_tui.session.articles import FILE_CHANGED
from summit_tui.session.commands.revision import with_offer
from summit_tui.session.review.decided import decided_in
from summit_tui.session.revising.making import prepared
from summit_tui.session.tasks import TaskKind
from summit_tui.suggest.learning import Verdict
from tests.support.corrections import ARTICLE, CORRECTIONS, QUOTES
from tests.support.editing import (
    assert_spans_are_text,
    do,
    document,
    files_in,
    select_words,
    selected,
    span_of,
    warned,
)
from tests.support.sessions import fixed_author, paths_in, session_on_text

CORRECTED = "تصحيح: ذكر المقال رقما خاطئا.\n\n" + CORRECTIONS["a paragraph removed"].correct(
    CORRECTIONS["a number"].correct(ARTICLE)
)
"""``columns`` and ``bridge`` are certain to be where they were, ``money`` is changed, ``costs`` is lost."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    session = session_on_text(tmp_path, ARTICLE, name="bridge.txt")
    session.change("test", [Change(None, Speaker("s-1", Name("مازن الدروبي")))])
    quotes = [replace(quote, article=session.article.id) for quote in QUOTES.values()]
    quotes = [replace(quote, speakers=("s-1",)) if quote.id == "costs" else quote for quote in quotes]
    session.change("test", [Change(None, quote) for quote in quotes])
    session.run("article.annotated")
    session.close()
    return tmp_path


@pytest.fixture
def opened(folder: Path) -> Iterator[Callable[..., Session]]:
    sessions: list[Session] = []

    def open_with(text: str, seed: int = 2) -> Session:
        (folder / "bridge.txt").write_text(text, "utf-8")
        for session in sessions:
            session.close()
        sessions.append(
            open_session(folder / "bridge.txt", paths=paths_in(folder / "home"), author=fixed_author(seed))
        )
        return sessions[-1]

    yield open_with
    for session in sessions:
        session.close()


def content(session: Session, quote: str) -> list[str]:
    return [span.of(session.text) for span in session.project.quotes[quote].content]


def to_place(session: Session) -> dict[str, float]:
    return {one.id: one.certainty for one in session.to_place}


def test_a_changed_file_is_offered(opened: Callable[..., Session]) -> None:
    session = opened(CORRECTED)
    assert session.file_changed
    assert session.text == ARTICLE
    assert session.warnings[0].key == FILE_CHANGED
    assert str(with_offer(session.warnings[0])).endswith("annotated. F6 takes the new one over.")
    assert str(session.run("article.open", session.entries[0])).endswith("F6 takes the new one over.")
    session = opened(ARTICLE)
    assert not session.file_changed
    assert session.warnings == []


@pytest.mark.parametrize("text", [ARTICLE.replace("\n", "\r\n"), "\ufeff" + ARTICLE])
def test_other_line_ends_are_no_other_text(opened: Callable[..., Session], text: str) -> None:
    session = opened("")
    (session.place.root / "bridge.txt").write_bytes(text.encode("utf-8"))
    assert "still has the text" in warned(session, "revision.make")


def test_looking_at_what_would_come_over_writes_nothing(opened: Callable[..., Session], folder: Path) -> None:
    session = opened(CORRECTED)
    before = files_in(folder)
    revision = prepared(session)
    assert revision is not None
    assert (revision.certain, revision.changed, revision.lost) == (2, 1, 1)
    assert files_in(folder) == before


def test_the_new_text_is_taken_over_in_one_edit(opened: Callable[..., Session]) -> None:
    session = opened(CORRECTED)
    edits, article = len(session.store.history), session.article
    do(session, "revision.make")
    assert len(session.store.history) == edits + 1
    assert session.text == CORRECTED
    assert not session.file_changed
    assert session.article.id == article.id
    assert session.article.sha256 == text_sha256(CORRECTED)
    assert session.article.title == "تصحيح: ذكر المقال رقما خاطئا."
    assert content(session, "columns") == ["الأعمدة سليمة", "فحصناها مرتين في الصيف"]
    assert content(session, "money") == ["أنفقنا 54 مليون دينار على الجسر، ولن يدفع أحد رسما لعبوره"]
    assert "costs" not in session.project.quotes
    assert list(to_place(session)) == ["money", "costs"]
    assert 0.9 < to_place(session)["money"] < 1
    assert to_place(session)["costs"] == 0
    assert session.project.carried["costs"].quote.speakers == ("s-1",)
    assert session.store.text(article.sha256) == ARTICLE
    exported_document = document(session)
    assert exported_document["articles"][0]["source"]["file"] == "bridge.txt"
    assert assert_spans_are_text(exported_document) == 10


def test_undo_brings_back_the_old_text_and_the_same_bytes(opened: Callable[..., Session]) -> None:
    session = opened(CORRECTED)
    before = exported(session)
    project = set(session.project.entities())
    do(session, "revision.make")
    after = exported(session)
    assert after != before
    do(session, "edit.undo")
    assert session.text == ARTICLE
    assert session.file_changed
    assert exported(session) == before
    assert set(session.project.entities()) == project
    do(session, "edit.redo")
    assert session.text == CORRECTED
    assert exported(session) == after


def test_it_is_all_there_when_the_project_is_opened_again(opened: Callable[..., Session]) -> None:
    session = opened(CORRECTED)
    do(session, "revision.make")
    before = session.project
    session = opened(CORRECTED, 3)
    assert session.text == CORRECTED
    assert set(session.project.entities()) == set(before.entities())
    (told,) = session.warnings
    assert dict(told.values) == {"count": 2}
    replayed = Project()
    for edit in session.store.history:
        replayed.apply(edit.changes)
    assert replayed == session.project


def test_a_missing_text_keeps_undo_from_beginning(opened: Callable[..., Session]) -> None:
    session = opened(CORRECTED)
    old = session.article.sha256
    do(session, "revision.make")
    edits = len(session.store.history)
    (session.store.path / "texts" / f"{old}.txt").unlink()
    assert "could not be read" in warned(session, "edit.undo")
    assert len(session.store.history) == edits
    assert session.text == CORRECTED


def test_an_annotated_article_is_begun_again_where_something_is_left(opened: Callable[..., Session]) -> None:
    session = opened(CORRECTED)
    do(session, "revision.make")
    assert session.article.state is ArticleState.BEGUN
    do(session, "edit.undo")
    assert session.article.state is ArticleState.ANNOTATED


def test_what_is_certain_leaves_an_article_annotated(opened: Callable[..., Session]) -> None:
    session = opened("تصحيح.\n" + ARTICLE)
    message = session.run("revision.make")
    assert message is not None
    assert "every quote came over" in message.key
    assert session.article.state is ArticleState.ANNOTATED
    assert session.to_place == []


def test_only_quotes_whose_offsets_are_others_are_updated(opened: Callable[..., Session]) -> None:
    session = opened(ARTICLE.replace("عشرين ألف", "ثلاثين ألف"))
    do(session, "revision.make")
    (change,) = session.store.history[-1].changes
    assert change.entity.id == session.article.id


def test_the_lemma_follows_the_cue(opened: Callable[..., Session]) -> None:
    session = opened(CORRECTIONS["another cue"].correct(ARTICLE))
    do(session, "revision.make")
    cue = session.project.quotes["columns"].cue
    assert cue is not None
    assert (cue.span.of(session.text), cue.lemma) == ("ذكر", "ذكر")


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    session = session_on_text(tmp_path, ARTICLE, name="bridge.txt")
    (tmp_path / "bridge.txt").unlink()
    assert "can't be read" in warned(session, "revision.make")
    session.close()


def test_an_article_of_a_file_with_several_is_refused(tmp_path: Path) -> None:
    session = session_on_text(tmp_path, ARTICLE, name="bridge.txt")
    session.run("article.annotated")
    sha256 = session.store.add_text("خبر.")
    article = Article("a-9", "خبر.", Source("news.jsonl", id="7"), sha256)
    session.change("test", [Change(None, article)])
    (tmp_path / "news.jsonl").write_text('{"id": "7", "text": "خبر آخر."}\n', "utf-8")
    session.open_article("a-9")
    assert not session.file_changed
    assert "several articles" in warned(session, "revision.make")
    session.close()


# Deciding on what is left.


@pytest.fixture
def revised(opened: Callable[..., Session]) -> Session:
    session = opened(CORRECTED)
    do(session, "revision.make")
    return session


def begin(session: Session, quote: str) -> None:
    do(session, "revision.list", session.project.carried[quote])
    assert session.task is not None
    assert session.task.kind is TaskKind.PLACE


def test_accepting_goes_on_to_the_next(revised: Session) -> None:
    begin(revised, "money")
    assert revised.quote is not None
    assert revised.quote.id == "money"
    quote = revised.quote
    revised.run("review.accept")
    assert revised.project.quotes["money"] == quote
    assert list(to_place(revised)) == ["costs"]
    assert revised.task is not None
    assert revised.task.quote == "costs"
    assert revised.quote is None


def test_what_has_no_place_gets_the_selected_words_and_what_else_is_found(revised: Session) -> None:
    begin(revised, "costs")
    assert "select its words" in warned(revised, "review.accept")
    assert "select its words" in warned(revised, "quote.make")
    select_words(revised, "نحو عشرين ألف سيارة")
    revised.run("quote.make")
    quote = revised.project.quotes["costs"]
    assert content(revised, "costs") == ["نحو عشرين ألف سيارة"]
    assert quote.speakers == ("s-1",)
    assert (quote.cue, quote.mention) == (None, None)
    assert list(to_place(revised)) == ["money"]
    assert_spans_are_text(document(revised))


def test_an_uncertain_one_is_set_to_the_selected_words(revised: Session) -> None:
    begin(revised, "money")
    select_words(revised, "ولن يدفع أحد رسما لعبوره")
    revised.run("quote.make")
    assert content(revised, "money") == ["ولن يدفع أحد رسما لعبوره"]
    assert list(to_place(revised)) == ["costs"]


def test_words_of_another_quote_are_refused(revised: Session) -> None:
    begin(revised, "costs")
    select_words(revised, "سيفتح أمام السيارات صباح الأحد")
    assert warned(revised, "quote.make") == "These words are a quote already."
    select_words(revised, " ")
    assert "No words" in warned(revised, "quote.make")


@pytest.mark.parametrize("name", ["money", "costs"])
def test_dropping_lets_it_go_and_undo_brings_it_back(revised: Session, name: str) -> None:
    before = set(revised.project.entities())
    begin(revised, name)
    revised.run("review.reject")
    assert name not in revised.project.quotes
    assert name not in to_place(revised)
    do(revised, "select.none")
    do(revised, "edit.undo")
    assert set(revised.project.entities()) == before


def test_a_dropped_suggestion_stays_rejected(revised: Session) -> None:
    quote = revised.project.quotes["money"]
    revised.change("test", [Change(quote, replace(quote, origin=Origin("rule", "marks", 0.9)))])
    begin(revised, "money")
    revised.run("review.reject")
    assert revised.project.quotes["money"].status is Status.REJECTED


def test_the_last_one_ends_placing(revised: Session) -> None:
    begin(revised, "money")
    revised.run("review.accept")
    message = revised.run("review.reject")
    assert message is not None
    assert "Every quote has its place" in message.key
    assert revised.task is None
    assert revised.project.carried == {}
    assert "No quote is being placed" in warned(revised, "revision.accept")
    assert "No quote is being placed" in warned(revised, "revision.place")
    assert "No quote is being placed" in warned(revised, "revision.drop")


def test_going_round_decides_nothing(revised: Session) -> None:
    edits = len(revised.store.history)
    begin(revised, "money")
    seen = []
    for command in ("review.next", "review.next", "review.previous", "review.previous", "review.previous"):
        do(revised, command)
        assert revised.task is not None
        seen.append(revised.task.quote)
    assert seen == ["costs", "money", "costs", "money", "costs"]
    assert len(revised.store.history) == edits


def test_escape_leaves_it_for_later(revised: Session) -> None:
    begin(revised, "money")
    do(revised, "select.none")
    assert revised.task is None
    assert list(to_place(revised)) == ["money", "costs"]


@pytest.mark.parametrize("command", ["quote.delete", "quote.edges"])
def test_edits_of_the_quote_itself_settle_it(revised: Session, command: str) -> None:
    revised.visit(revised.project.quotes["money"])
    do(revised, command)
    if command == "quote.edges":
        select_words(revised, "أنفقنا 54 مليون دينار")
        do(revised, "quote.make")
    assert list(to_place(revised)) == ["costs"]
    do(revised, "edit.undo")
    assert list(to_place(revised)) == ["money", "costs"]


def test_other_edits_of_the_quote_settle_nothing(revised: Session) -> None:
    revised.visit(revised.project.quotes["money"])
    do(revised, "quote.type")
    do(revised, "quote.note", "تحقّق")
    assert list(to_place(revised)) == ["money", "costs"]


def test_all_that_is_nearly_certain_is_kept_in_one_edit(opened: Callable[..., Session]) -> None:
    session = opened(CORRECTIONS["diacritics away"].correct(CORRECTED))
    assert "90%" in warned(session, "revision.accept_sure")
    do(session, "revision.make")
    assert set(to_place(session)) == {"money", "costs", "columns"}
    edits = len(session.store.history)
    do(session, "revision.accept_sure")
    assert len(session.store.history) == edits + 1
    assert set(to_place(session)) == {"costs"}
    assert content(session, "columns") == ["الأعمدة سليمة", "فحصناها مرتين في الصيف"]


def test_what_was_compared_before_another_edit_is_refused(opened: Callable[..., Session]) -> None:
    session = opened(CORRECTED)
    revision = prepared(session)
    session.visit(session.quotes[0])
    do(session, "quote.delete")
    assert "are others" in warned(session, "revision.make", revision)
    assert session.text == ARTICLE
    do(session, "revision.make")
    assert session.text == CORRECTED


# One text after another.


def test_a_lost_quote_comes_back_with_a_text_that_has_it(
    revised: Session, opened: Callable[..., Session]
) -> None:
    session = opened(ARTICLE, 3)
    do(session, "revision.make")
    assert content(session, "costs") == ["الكلفة ارتفعت ثلاث مرات منذ بدء العمل، وأنّ الوزارة لم تنشر العقود"]
    assert session.project.quotes["costs"].mention == span_of(ARTICLE, "النائب مازن الدروبي")
    # The number is another one than in the text before, which it wasn't confirmed in either.
    assert list(to_place(session)) == ["money"]
    assert session.project.carried["money"].quote == replace(QUOTES["money"], article=session.article.id)


def test_what_is_still_lost_is_kept_with_its_first_words(
    revised: Session, opened: Callable[..., Session]
) -> None:
    kept = revised.project.carried["costs"]
    session = opened("تصحيح ثان.\n\n" + CORRECTED, 3)
    do(session, "revision.make")
    again = session.project.carried["costs"]
    assert (again.quote, again.sha256, again.certainty) == (kept.quote, kept.sha256, 0)
    assert again.at == kept.at + len("تصحيح ثان.\n\n")
    assert list(to_place(session)) == ["money", "costs"]


def test_suggestions_and_rejected_ones_come_over_or_go(opened: Callable[..., Session]) -> None:
    session = opened(CORRECTED)
    for name, status in (
        ("bridge", Status.REJECTED),
        ("costs", Status.SUGGESTED),
        ("columns", Status.SUGGESTED),
    ):
        quote = session.project.quotes[name]
        session.change(
            "test", [Change(quote, replace(quote, status=status, origin=Origin("rule", "x", 0.5)))]
        )
    do(session, "revision.make")
    assert content(session, "bridge") == ["سيفتح أمام السيارات صباح الأحد"]
    assert session.project.quotes["bridge"].status is Status.REJECTED
    assert session.project.quotes["columns"].status is Status.SUGGESTED
    assert "costs" not in session.project.quotes
    assert list(to_place(session)) == ["money"]


def test_what_was_learned_of_decisions_in_the_old_text_stays(opened: Callable[..., Session]) -> None:
    session = opened(CORRECTED)
    place = span_of(ARTICLE, "عشرين ألف سيارة")
    for number in range(6):
        quote = Quote(
            f"d-{number}",
            session.article.id,
            QUOTES["money"].type,
            (Span(place.start, place.end - number),),
            status=Status.SUGGESTED,
            origin=Origin("rule", "colon", 0.7),
        )
        session.change("test", [Change(None, quote)])
        session.change("test", [Change(quote, replace(quote, status=Status.REJECTED))])
    before = session.proposals.learning.wait()
    assert before.count == 6
    do(session, "revision.make")
    after = session.proposals.learning.wait()
    assert (after.count, after.weights) == (before.count, before.weights)


def suggest(session: Session, words: str, name: str) -> Quote:
    quote = Quote(
        name,
        session.article.id,
        QUOTES["money"].type,
        (span_of(session.text, words),),
        status=Status.SUGGESTED,
        origin=Origin("rule", "colon", 0.7),
    )
    session.change("test", [Change(None, quote)])
    return quote


def test_a_suggestion_that_came_over_is_decided_on_as_it_came_over(opened: Callable[..., Session]) -> None:
    session = opened(CORRECTED)
    suggest(session, "عشرين ألف سيارة", "later")
    do(session, "revision.make")
    quote = session.project.quotes["later"]
    session.change("test", [Change(quote, replace(quote, status=Status.ACCEPTED))])
    (decided,) = decided_in(session.undo_stacks.done)
    assert (decided.verdict, decided.wrong, decided.text) == (Verdict.ACCEPTED, frozenset(), None)
    assert decided.first.content[0].of(CORRECTED) == "عشرين ألف سيارة"


def test_a_suggestion_that_went_with_its_words_was_never_decided_on(opened: Callable[..., Session]) -> None:
    session = opened(CORRECTED)
    suggest(session, "الكلفة ارتفعت ثلاث مرات", "gone")
    do(session, "revision.make")
    assert "gone" not in session.project.quotes
    assert decided_in(session.undo_stacks.done) == []


def test_a_decision_stands_with_the_edges_that_it_had_whatever_the_new_text_is(
    opened: Callable[..., Session],
) -> None:
    session = opened(CORRECTED)
    old = session.article.sha256
    names = {"placed": "الكلفة ارتفعت ثلاث مرات", "dropped": "لم تنشر العقود", "rejected": "عشرين ألف سيارة"}
    for name, words in names.items():
        quote = suggest(session, words, name)
        status = Status.REJECTED if name == "rejected" else Status.ACCEPTED
        session.change("test", [Change(quote, replace(quote, status=status))])
    do(session, "revision.make")
    begin(session, "placed")
    select_words(session, "الأعمدة")
    session.run("quote.make")
    begin(session, "dropped")
    session.run("review.reject")
    decided = {one.first.id: one for one in decided_in(session.undo_stacks.done)}
    assert {name: (one.verdict, one.text) for name, one in decided.items()} == {
        "placed": (Verdict.ACCEPTED, old),
        "dropped": (Verdict.ACCEPTED, old),
        "rejected": (Verdict.REJECTED, old),
    }
    assert session.project.quotes["placed"].content[0].of(CORRECTED) == "الأعمدة"
    for name, words in names.items():
        assert decided[name].first.content[0].of(ARTICLE) == words
    # What is deleted in the new text is a rejection, as ever.
    session.visit(session.project.quotes["placed"])
    do(session, "quote.delete")
    decided = {one.first.id: one for one in decided_in(session.undo_stacks.done)}
    assert decided["placed"].verdict is Verdict.REJECTED


def test_selecting_goes_on_while_a_quote_is_placed(revised: Session) -> None:
    begin(revised, "money")
    revised.run("move.start")
    revised.run("select.grow")
    assert selected(revised)
    assert revised.task is not None
    assert revised.focus == "money"


def test_carried_is_of_an_article() -> None:
    project = Project.of([Carried("q", "0" * 64, QUOTES["money"], 0.0, 0)])
    assert [one.id for one in project.carried_in("a-1")] == ["q"]
