"""Suggestions in the app: they come behind the text, disturb nothing, and are decided on by single keys."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.widget import Widget

from summit_tui.config import Settings
from summit_tui.config.assets import seed_article
from summit_tui.i18n import load_catalogue
from summit_tui.model import Origin, Status
from summit_tui.session import Session, open_session
from summit_tui.session.review.found import FoundPart, Request
from summit_tui.session.review.queue import Order
from summit_tui.tui.app import SummitApp
from summit_tui.tui.looks import look
from summit_tui.tui.suggesting import Suggested, Suggesting
from summit_tui.tui.widgets.row_list import RowList
from tests.support.driving import (
    article_view,
    as_shown,
    cells,
    main_screen,
    press,
    rows,
    settle,
    status,
    strips,
    until,
)
from tests.support.editing import document, files_in, make_quote, put_caret, select_words, span_of
from tests.support.sessions import fixed_author, paths_in
from tests.support.suggesting import found, looked_through, save_suggestions, suggest, suggested_quote

CLAUSE = "إن السدود «امتلأت تماما» بعد أمطار الشتاء"
SPEECH = "لن نقطع الماء عن أحد"
MINISTER = "ليلى الحسني"
SIZES = [(60, 20), (80, 24), (120, 40)]


@pytest.fixture
def nothing_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """No run is begun: the test says what is found, and when."""
    monkeypatch.setattr(Suggesting, "first_screen_stands", lambda self: None)


@pytest.fixture
def suggested(session: Session, nothing_found: None) -> Session:
    """Two suggestions, the doubtful one first."""
    suggest(
        session,
        suggested_quote(session, "السدود ممتلئة", "وزيرة المياه", score=0.61, rule="colon"),
        suggested_quote(session, SPEECH, MINISTER, score=0.93, cue="وأضاف", rule="quotation marks"),
        topics={"iran": 0.87},
    )
    return session


def app_with(session: Session, language: str = "en", **settings: object) -> SummitApp:
    return SummitApp(session, load_catalogue(language), Settings(**settings))


def panel(app: SummitApp, name: str) -> RowList:
    return main_screen(app).query_one(f"#{name}", RowList)


def panel_text(app: SummitApp, name: str) -> str:
    region = panel(app, name).region
    return "\n".join(
        "".join(cells(row)[region.x : region.right]) for row in rows(app)[region.y : region.bottom]
    )


def styles_of(app: SummitApp, words: str) -> list[object]:
    """The styles of the cells in which ``words`` of the article stand, the first of them."""
    session = main_screen(app).session
    start = span_of(session.text, words).start
    view = article_view(app)
    layout = session.layout
    row = layout.row_of(start)
    first, line = layout.line(row)
    ((left, _),) = line.columns_of(start - first, start - first + 1)
    y = view.region.y + row - view.scroll_offset.y
    column, wanted = 0, view.region.x + left
    for segment in strips(app)[y]:
        width = len(cells(segment.text))
        if column <= wanted < column + width:
            return [segment.style]
        column += width
    raise AssertionError(words)


# What one sees.


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_what_the_suggester_finds_stands_in_the_text_and_in_the_panels(
    session: Session, language: str, size: tuple[int, int]
) -> None:
    app = app_with(session, language)
    async with app.run_test(size=size) as pilot:
        await looked_through(pilot)
        assert len(session.suggestions) >= 3
        assert any("┊" in row for row in rows(app))
        assert session.store.history == []
        count = str(len(session.suggestions))
        assert count in panel_text(app, "quotes").split("\n")[0]
        assert f"{round(100 * session.suggestions[0].origin.score)}%" in panel_text(app, "quotes")
        speaker = session.speakers[session.suggestions[0].speakers[0]].name.ar
        assert as_shown(speaker) in panel_text(app, "speakers")


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_suggestion_looks_unlike_a_quote_also_without_colours(
    suggested: Session, language: str
) -> None:
    make_quote(suggested, "40 في المئة من القرى بلا ماء")
    app = app_with(suggested, language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        (accepted,) = styles_of(app, "من القرى")
        (suggestion,) = styles_of(app, "لن نقطع")
        assert (accepted.underline, suggestion.underline) == (None, True)
        assert suggestion.bgcolor == look("article.text").bgcolor != accepted.bgcolor
        assert suggestion.color == look("rows.direct").color
        bars = {row[index] for row in rows(app) for index in range(len(row)) if row[index] in "▐┊"}
        assert bars == {"▐", "┊"}


async def test_the_panels_tell_suggestions_from_quotes(suggested: Session) -> None:
    make_quote(suggested, "40 في المئة من القرى بلا ماء")
    app = app_with(suggested)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        title, *lines = panel_text(app, "quotes").split("\n")
        assert title.strip(" ▏") == "Quotes 1 · 2 suggestions"
        assert [line.rstrip().endswith(("?", "%")) for line in lines[:6]] == [
            True,
            True,
            True,
            True,
            False,
            False,
        ]
        assert "?87%" in panel_text(app, "topics")
        assert "0 ?1" in panel_text(app, "speakers")
    narrow = app_with(suggested)
    async with narrow.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        assert panel_text(narrow, "quotes").split("\n")[0].strip(" ▏") == "Quotes 1 ?2"


async def test_with_a_suggestion_in_focus_the_status_line_says_why_and_how_sure(suggested: Session) -> None:
    app = app_with(suggested)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert "Suggestions: rules" in status(app)
        await press(pilot, "0", "0")
        line = status(app)
        assert "suggestion 93% (rules) · quotation marks: " in line
        assert as_shown("وأضاف") in line
        assert as_shown(MINISTER) in line
        keys = rows(app)[-1]
        assert all(hint in keys for hint in ("= Accept", "- Reject", "0 Skip", "Bksp Back"))
        await press(pilot, "=")
        assert "suggestion 61% (rules) · colon" in status(app)


async def test_the_words_that_fired_are_seen_in_the_text(suggested: Session) -> None:
    app = app_with(suggested)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        (before,) = styles_of(app, "وأضاف")
        await press(pilot, "0", "0")
        (after,) = styles_of(app, "وأضاف")
        assert (before.underline, after.underline) == (None, True)
        assert after.color == look("article.fired").color
        await press(pilot, "0")
        (left,) = styles_of(app, "وأضاف")
        assert left == before


@pytest.mark.parametrize("rule", ["clause", "colon", "complementiser and quotation marks", "source before"])
async def test_rules_are_told_in_plain_words(session: Session, nothing_found: None, rule: str) -> None:
    suggest(session, suggested_quote(session, SPEECH, rule=rule))
    app = app_with(session)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "0")
        told = {
            "clause": "reported clause",
            "colon": "colon",
            "complementiser and quotation marks": "reported clause in quotation marks",
            "source before": "source, then what it tells",
        }
        assert f"· {told[rule]} ·" in status(app)


async def test_those_that_were_saved_earlier_are_shown_alike(session: Session, nothing_found: None) -> None:
    part = found(session, suggested_quote(session, SPEECH, MINISTER, cue="وأضاف", rule="clause", score=0.8))
    (scored,) = part.quotes
    unscored = replace(
        scored, id="q-2", content=(span_of(session.text, "40 في المئة"),), origin=Origin("rule", "clause")
    )
    save_suggestions(session, [scored, unscored], list(part.speakers))
    app = app_with(session)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "0")
        assert "suggestion 80% (saved) · reported clause: " in status(app)
        assert as_shown("وأضاف") in status(app)
        await press(pilot, "0")
        assert "suggestion (saved) · reported clause" in status(app)
        await press(pilot, "=", "=")
    assert {quote.status for quote in session.project.quotes.values()} == {Status.ACCEPTED}


async def test_a_rule_without_words_of_its_own_is_called_by_its_name(
    session: Session, nothing_found: None
) -> None:
    suggest(session, suggested_quote(session, SPEECH, rule="a model of tomorrow"))
    app = app_with(session)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "0")
        assert "· a model of tomorrow ·" in status(app)


def rules_in_the_code() -> set[str]:
    """The names of rules as the real suggester gives them, on the article that comes with the app."""
    from tests.support.finding import quotes_in

    return {quote.reason.rule for quote in quotes_in(seed_article().read_text("utf-8"))}


def test_every_rule_that_fires_has_plain_words() -> None:
    from summit_tui.i18n.terms import RULES

    assert rules_in_the_code() <= RULES.keys()


# Keys.


async def test_single_keys_decide_skip_and_go_back(suggested: Session) -> None:
    app = app_with(suggested)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "0", "0")
        assert suggested.quote is suggested.suggestions[1]
        await press(pilot, "backspace")
        assert suggested.quote is suggested.suggestions[0]
        await press(pilot, "-")
        assert [quote.status for quote in suggested.project.quotes.values()] == [Status.REJECTED]
        await press(pilot, "=")
        assert "No quotes left to decide on; = goes to suggested topics: 1." in status(app)
        assert [quote.status for quote in suggested.quotes] == [Status.ACCEPTED]
        await press(pilot, "u", "u")
        assert len(suggested.suggestions) == 2


async def test_correcting_accepts_and_the_same_key_goes_on(suggested: Session) -> None:
    app = app_with(suggested)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "0", "y")
        first = suggested.quote
        assert (first.status, len(suggested.suggestions)) == (Status.ACCEPTED, 1)
        await press(pilot, "=")
        assert suggested.quote is suggested.suggestions[0]
        assert len(suggested.store.history) == len(suggested.undo_stacks.done) + 2


async def test_another_speaker_is_three_keys(suggested: Session) -> None:
    app = app_with(suggested)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "0", "0", "s")
        await until(pilot, lambda: len(app.screen_stack) == 2, "the dialog")
        await press(pilot, "2", "=")
        (accepted,) = [quote for quote in suggested.quotes if quote.status is Status.ACCEPTED]
        assert suggested.project.speakers[accepted.speakers[0]].name.ar != MINISTER
        assert suggested.quote is suggested.suggestions[0]


async def test_suggestions_are_hidden_and_shown_by_a_key(suggested: Session) -> None:
    app = app_with(suggested)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "0", "f8")
        assert "Suggestions are hidden." in status(app)
        assert not any("┊" in row for row in rows(app))
        assert suggested.quote is None
        await press(pilot, "n")
        assert "Suggestions: rules" not in status(app)
        await press(pilot, "f8")
        assert "Suggestions are shown." in status(app)
        assert any("┊" in row for row in rows(app))


async def test_the_order_is_changed_by_a_key_at_once(suggested: Session) -> None:
    app = app_with(suggested)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f9", "0")
        assert suggested.text[suggested.quote.start : suggested.quote.end] == SPEECH
        await press(pilot, "f9")
        assert "The most doubtful suggestions come first." in status(app)


async def test_settings_say_whether_and_in_which_order(session: Session) -> None:
    app = app_with(session, suggestions=False, suggestion_order="doubtful")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        assert not session.reviewing.pending.running
        assert session.reviewing.order is Order.DOUBTFUL
        await press(pilot, "f8")
        await looked_through(pilot)
        assert session.suggestions


async def test_in_the_topics_the_same_keys_decide_on_the_marked_topic(suggested: Session) -> None:
    app = app_with(suggested)
    async with app.run_test(size=(80, 24)) as pilot:
        topics = panel(app, "topics")
        topics.focus()
        await settle(pilot)
        assert all(hint in rows(app)[-1] for hint in ("= Accept", "- Reject"))
        place = [row.key for row in topics.rows].index("iran")
        await press(pilot, *["down"] * place, "-")
        assert [(tag.id, tag.status) for tag in suggested.article.topics] == [("iran", Status.REJECTED)]
        await press(pilot, "-")
        assert "This topic isn't suggested for the article." in status(app)
        await press(pilot, "u", *["home", *["down"] * place], "=")
        assert [(tag.id, tag.status) for tag in suggested.article.topics] == [("iran", Status.ACCEPTED)]
        await press(pilot, "u", "enter")
        assert [(tag.id, tag.status) for tag in suggested.article.topics] == [("iran", Status.ACCEPTED)]


@pytest.mark.parametrize("goes", ["=", "-", "0", "backspace"])
async def test_with_no_quotes_left_the_same_keys_go_on_with_the_suggested_topics(
    session: Session, nothing_found: None, goes: str
) -> None:
    suggest(session, suggested_quote(session, SPEECH), topics={"iran": 0.87, "cyber": 0.7})
    app = app_with(session)
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "0", "=")
        assert "No quotes left to decide on; = goes to suggested topics: 2." in status(app)
        assert app.focused is article_view(app)
        assert session.article.topics == ()
        await press(pilot, goes)
        topics = panel(app, "topics")
        assert app.focused is topics
        assert topics.marked_key == "cyber"
        assert session.article.topics == ()
        await press(pilot, "=")
        assert topics.marked_key == "iran"
        await press(pilot, "-")
        assert [(tag.id, tag.status) for tag in session.article.topics] == [
            ("cyber", Status.ACCEPTED),
            ("iran", Status.REJECTED),
        ]
        assert "No suggestions left." in status(app)
        await press(pilot, "0")
        assert "No suggestions left." in status(app)


async def test_what_is_being_chosen_is_left_before_topics_are_gone_to(
    session: Session, nothing_found: None
) -> None:
    suggest(session, topics={"iran": 0.87})
    make_quote(session, SPEECH)
    app = app_with(session)
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "e", "0")
        assert session.task is None
        assert app.focused is article_view(app)
        await press(pilot, "0")
        assert app.focused is panel(app, "topics")


async def test_a_suggested_topic_is_rejected_from_the_palette(suggested: Session) -> None:
    app = app_with(suggested)
    async with app.run_test(size=(80, 24)) as pilot:
        main = main_screen(app)
        main.perform(main.commands["topic.reject"])
        await until(pilot, lambda: len(app.screen_stack) == 2, "the dialog")
        await settle(pilot)
        assert "87%" in "".join(rows(app))
        await press(pilot, "enter")
        assert [(tag.id, tag.status) for tag in suggested.article.topics] == [("iran", Status.REJECTED)]


async def test_the_panel_of_quotes_leads_to_suggestions(suggested: Session) -> None:
    app = app_with(suggested)
    async with app.run_test(size=(80, 24)) as pilot:
        panel(app, "quotes").focus()
        await press(pilot, "down", "=")
        (accepted,) = suggested.project.quotes.values()
        assert suggested.text[accepted.start : accepted.end] == SPEECH


async def test_reading_only_one_may_look(session: Session, tmp_path: Path) -> None:
    session.close()
    looked_at = open_session(
        tmp_path / "article.txt", paths=paths_in(tmp_path / "home"), author=fixed_author(2), read_only=True
    )
    before = files_in(tmp_path)
    app = app_with(looked_at)
    async with app.run_test(size=(80, 24)) as pilot:
        await looked_through(pilot)
        await press(pilot, "0", "=")
        assert "read" in status(app).lower()
        assert looked_at.quote is looked_at.suggestions[0]
    assert files_in(tmp_path) == before
    looked_at.close()


# While one works.


async def test_what_is_found_disturbs_nothing(session: Session, nothing_found: None) -> None:
    quote = make_quote(session, SPEECH)
    app = app_with(session)
    async with app.run_test(size=(80, 12)) as pilot:
        await press(pilot, "c", "v", "left", "left")
        view = article_view(app)
        view.scroll_to(y=2, animate=False, immediate=True, force=True)
        await settle(pilot)
        before = (
            session.selection,
            session.task,
            session.focus,
            app.focused,
            view.scroll_offset,
            status(app),
        )
        part = found(session, suggested_quote(session, "السدود ممتلئة"), suggested_quote(session, CLAUSE))
        run = session.reviewing.pending.begin()
        main_screen(app).post_message(Suggested(run, [part], running=False))
        await settle(pilot)
        after = (session.selection, session.task, session.focus, app.focused, view.scroll_offset, status(app))
        assert after == before
        assert len(session.suggestions) == 2
        assert session.focus == quote.id


async def test_the_row_that_is_marked_in_the_panel_stays_marked(
    session: Session, nothing_found: None
) -> None:
    make_quote(session, SPEECH)
    session.focus = None
    app = app_with(session)
    async with app.run_test(size=(80, 24)) as pilot:
        quotes = panel(app, "quotes")
        marked = quotes.marked_key
        part = found(session, suggested_quote(session, "السدود ممتلئة"))
        main_screen(app).post_message(Suggested(session.reviewing.pending.begin(), [part], running=False))
        await settle(pilot)
        assert (quotes.marked_key, quotes.marked) == (marked, 1)


async def test_a_dialog_stays_open_and_its_answer_counts(session: Session, nothing_found: None) -> None:
    app = app_with(session)
    async with app.run_test(size=(80, 24)) as pilot:
        select_words(session, SPEECH)
        await press(pilot, "enter")
        await until(pilot, lambda: len(app.screen_stack) == 2, "the dialog")
        part = found(session, suggested_quote(session, CLAUSE, MINISTER))
        main_screen(app).post_message(Suggested(session.reviewing.pending.begin(), [part], running=False))
        await settle(pilot)
        assert len(app.screen_stack) == 2
        await press(pilot, "1")
        assert len(app.screen_stack) == 1
        (quote,) = session.project.quotes.values()
        assert quote.speakers


class Slow:
    """A suggester's run that goes on until it is let go."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.go_on = threading.Event()
        self.ended: list[str] = []

    def __call__(self, request: Request, _suggester: object = None) -> Iterator[FoundPart]:
        self.begun.set()
        yield FoundPart()
        assert self.go_on.wait(10)
        yield FoundPart()
        self.ended.append(request.article.id)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    run = Slow()
    monkeypatch.setattr("summit_tui.session.review.running.finding", run)
    yield run
    run.go_on.set()


async def test_leaving_the_app_gives_the_run_up(session: Session, slow: Slow) -> None:
    app = app_with(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, slow.begun.is_set, "the run")
        await press(pilot, "f10")
        slow.go_on.set()
    await asyncio.sleep(0.05)
    assert app.return_code == 0
    assert slow.ended == []


async def test_opening_another_article_gives_the_run_up_and_begins_one(tmp_path: Path, slow: Slow) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"خبر {name}\nقال الوزير إن الماء كثير.\n", "utf-8")
    session = open_session(folder, paths=paths_in(tmp_path / "home"), author=fixed_author())
    app = app_with(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, slow.begun.is_set, "the run")
        slow.begun.clear()
        first = session.article.id
        main = main_screen(app)
        main.perform(main.commands["article.open"], session.entries[1])
        await until(pilot, slow.begun.is_set, "the second run")
        slow.go_on.set()
        await until(pilot, lambda: not session.reviewing.pending.running, "the end of the second run")
        assert slow.ended == [session.article.id] != [first]
    session.close()


async def test_a_run_that_fails_is_told_and_all_else_goes_on(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Iterator[FoundPart]:
        yield FoundPart()
        raise RuntimeError("a bad day")

    monkeypatch.setattr("summit_tui.session.review.running.finding", fails)
    app = app_with(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "No suggestions could be made" in status(app), "the message")
        assert not session.reviewing.pending.running
        await press(pilot, "0")
        assert "No suggestions left." in status(app)


async def test_each_opened_article_is_looked_through(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("خبر\nقال الوزير سالم الدوري إن الماء كثير هذا العام.\n", "utf-8")
    (folder / "b.txt").write_text("خبر آخر\nوأعلن النائب سامر خوري أن القرى بلا ماء منذ شهر.\n", "utf-8")
    session = open_session(folder, paths=paths_in(tmp_path / "home"), author=fixed_author())
    app = app_with(session)
    async with app.run_test(size=(80, 24)) as pilot:
        main = main_screen(app)
        for entry in (0, 1, 0):
            main.perform(main.commands["article.open"], session.entries[entry])
            await looked_through(pilot)
            (one,) = session.suggestions
            assert one.article == session.article.id
            assert any("┊" in row for row in rows(app))
    session.close()


# A whole review.


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_the_seed_is_reviewed_with_one_key_a_suggestion(tmp_path: Path, language: str) -> None:
    article = Path(shutil.copy(seed_article(), tmp_path / "summit-2021.txt"))
    session = open_session(article, paths=paths_in(tmp_path / "home"), author=fixed_author())
    app = app_with(session, language)
    keys = 0
    async with app.run_test(size=(80, 24)) as pilot:
        await looked_through(pilot)
        count = len(session.suggestions)
        assert count >= 25
        topics = len(session.suggested_topics)
        assert topics
        await press(pilot, "=")  # goes to the first one
        while session.suggestions:
            shown = session.quote
            assert shown is session.suggestions[0]
            row = session.layout.row_of(shown.start) - article_view(app).scroll_offset.y
            assert 0 <= row < article_view(app).size.height
            await press(pilot, "=")
            keys += 1
        told = main_screen(app)._message
        assert told.key == "No quotes left to decide on; = goes to suggested topics: {count}."
        assert dict(told.values) == {"count": topics}
    assert keys / count == 1.0
    quotes = document(session, "accepted")["articles"][0]["quotes"]
    assert len(quotes) == count
    assert all(quote["by"] == "tester" for quote in quotes)
    session.close()


async def test_accepted_ones_are_in_the_export_and_their_speakers_once(suggested: Session) -> None:
    app = app_with(suggested)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "0", "=", "=")
    whole = document(suggested, "accepted")
    assert sorted(speaker["name"]["ar"] for speaker in whole["speakers"]) == sorted(
        [MINISTER, "وزيرة المياه"]
    )
    assert [quote["status"] for quote in whole["articles"][0]["quotes"]] == ["accepted"] * 2


async def test_going_over_quotes_takes_suggestions_along(
    suggested: Session, app_on: Callable[..., SummitApp]
) -> None:
    make_quote(suggested, "40 في المئة من القرى بلا ماء")
    put_caret(suggested, "وزيرة")
    suggested.focus = None
    app = app_with(suggested)
    async with app.run_test(size=(80, 24)) as pilot:
        seen = []
        for _ in range(3):
            await press(pilot, "n")
            seen.append(suggested.quote.status)
        assert seen == [Status.SUGGESTED, Status.SUGGESTED, Status.ACCEPTED]


async def test_pressing_before_anything_is_found_says_so(session: Session, slow: Slow) -> None:
    app = app_with(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, slow.begun.is_set, "the run")
        await press(pilot, "0")
        assert "still being looked for" in status(app)
        slow.go_on.set()


async def test_what_is_painted_again_is_all_that_looks_otherwise(
    suggested: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that nobody paints again would show what was, in the text and in the panel of quotes."""
    make_quote(suggested, "40 في المئة من القرى بلا ماء")
    app = app_with(suggested)
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        view, quotes = article_view(app), panel(app, "quotes")
        painted: dict[object, set[int]] = {view: set(), quotes: set()}
        refresh = type(view).refresh

        def noted(widget: object, *regions: Region, **options: object) -> object:
            if widget in painted:
                lines = [range(region.y, region.bottom) for region in regions]
                painted[widget].update(*lines) if regions else painted[widget].update(range(40))
            return refresh(widget, *regions, **options)

        monkeypatch.setattr(Widget, "refresh", noted)

        def looks() -> dict[object, list[str]]:
            text = [view._row_strip(row, view.size.width) for row in range(view.size.height)]
            listed = [quotes.render_line(line) for line in range(quotes.size.height)]
            return {
                view: [repr(list(strip)) for strip in text],
                quotes: [repr(list(strip)) for strip in listed],
            }

        for key in ("0", "0", "n", "backspace", "down", "down", "=", "-", "u", "y", "f8", "f8", "d", "u"):
            before = looks()
            for lines in painted.values():
                lines.clear()
            await press(pilot, key)
            after = looks()
            for widget, lines in painted.items():
                other = {
                    line
                    for line, (one, two) in enumerate(zip(before[widget], after[widget], strict=True))
                    if one != two
                }
                assert other <= lines, (key, widget)
            for row, strip in view._strips.items():
                assert list(strip) == list(view._row_strip(row, view.size.width)), (key, row)
