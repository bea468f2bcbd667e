"""By which words a speaker is called: told when it is remembered, used at once, taken back by undo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from summit_tui.config import Settings
from summit_tui.i18n import load_catalogue
from summit_tui.model import Change, Name, Quote, Speaker
from summit_tui.session import Session
from summit_tui.tui.app import SummitApp
from tests.support.driving import as_shown, press, rows, settle, status, type_text, until
from tests.support.quiet import QUIET
from tests.support.sessions import session_on_text

TEXT = (
    "خبر الماء\n"
    "قال الرئيس النهراوي إن السدود امتلأت هذا العام.\n"
    "وحضر الجلسة وزراء ونواب كثيرون من المدن كلها.\n"
    "وقال الرئيس النهراوي إن الأمطار كانت كثيرة.\n"
)


def suggested_with(session: Session, words: str) -> Quote:
    (found,) = (quote for quote in session.quotes if words in session.text[quote.start : quote.end])
    return found


async def test_a_corrected_speaker_is_suggested_for_the_same_words_from_then_on(tmp_path: Path) -> None:
    session = session_on_text(tmp_path, TEXT)
    session.change("test", [Change(None, Speaker("s-1", Name("سليم الراوي")))])
    app = SummitApp(session, load_catalogue("en"), Settings())
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: len(session.suggestions) == 2, "both suggestions")
        session.visit(suggested_with(session, "السدود"))
        await press(pilot, "s")
        await type_text(pilot, "سليم")
        await press(pilot, "enter")
        assert "Remembered" in status(app)
        assert session.project.speakers["s-1"].aliases == ("الرئيس النهراوي",)

        def other() -> tuple[str, ...]:
            return suggested_with(session, "الأمطار").speakers

        await until(pilot, lambda: other() == ("s-1",), "the other one to be the same speaker's")
        await settle(pilot)
        await press(pilot, "u")
        assert session.project.speakers["s-1"].aliases == ()
        await until(pilot, lambda: other() != ("s-1",), "the other one to be nobody's that is known")
    session.close()


async def test_what_is_remembered_stands_among_what_was_learned_and_is_forgotten_there(
    tmp_path: Path,
) -> None:
    session = session_on_text(tmp_path, TEXT)
    known = Speaker("s-1", Name("سليم الراوي"))
    called = replace(known, aliases=("الرئيس النهراوي",))
    session.change("test", [Change(None, known)])
    session.change("quote.speaker", [Change(known, called)])
    app = SummitApp(session, load_catalogue("en"), QUIET)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "f2")
        await type_text(pilot, "learning.lesson")
        await press(pilot, "enter")
        assert as_shown("الرئيس النهراوي") in "\n".join(rows(app))
        assert "another name" in "\n".join(rows(app))
        await press(pilot, "d")
        assert session.project.speakers["s-1"] == known
        assert "Forgotten" in "\n".join(rows(app))
        await press(pilot, "u")
        assert session.project.speakers["s-1"] == called
    session.close()
