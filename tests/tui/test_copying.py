"""Copying: the logical text with its diacritics and controls reaches the system's tool and the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.session import Session
from summit_tui.session.copying import text_to_copy
from summit_tui.tui.app import SummitApp
from tests.support.driving import as_shown, press, settle, status
from tests.support.editing import make_quote, select_words


@pytest.fixture
def clipboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which a stand-in for xclip, the only program there is, puts what it is given."""
    taken = tmp_path / "clipboard"
    program = tmp_path / "bin" / "xclip"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n/bin/cat > '{taken}'\n", "utf-8")
    program.chmod(0o700)
    for name in ("TMUX", "STY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", str(program.parent))
    return taken


async def test_the_selected_words_are_copied(
    session: Session, app_on: Callable[..., SummitApp], clipboard: Path
) -> None:
    words = select_words(session, "السدود «امتلأت")
    app = app_on(session, "en")
    async with app.run_test() as pilot:
        await press(pilot, "ctrl+c")
        await settle(pilot)
        assert clipboard.read_text("utf-8") == session.text[words.start : words.end] == "السدود «امتلأت"
        assert as_shown("Copied") in status(app)


async def test_without_a_selection_the_quote_is_copied(
    session: Session, app_on: Callable[..., SummitApp], clipboard: Path
) -> None:
    quote = make_quote(session, "لن نقطع الماء عن أحد")
    session.visit(quote)
    app = app_on(session, "ar")
    async with app.run_test() as pilot:
        await press(pilot, "ctrl+c")
        await settle(pilot)
        assert clipboard.read_text("utf-8") == "لن نقطع الماء عن أحد"


async def test_a_tool_that_fails_is_not_said_to_have_copied(
    session: Session, app_on: Callable[..., SummitApp], clipboard: Path, tmp_path: Path
) -> None:
    (tmp_path / "bin" / "xclip").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    select_words(session, "السدود «امتلأت")
    app = app_on(session, "en")
    async with app.run_test() as pilot:
        await press(pilot, "ctrl+c")
        await settle(pilot)
        assert as_shown("if the terminal takes it") in status(app)


def test_nothing_to_copy(session: Session) -> None:
    assert text_to_copy(session) == ""


def test_fragments_are_copied_line_by_line(session: Session) -> None:
    quote = make_quote(session, "40 في المئة من القرى بلا ماء")
    other = make_quote(session, "لن نقطع الماء")
    joined = session.revise(quote, content=(*other.content, *quote.content))
    session.change("quote.edges", [joined])
    session.visit(session.project.quotes[quote.id])
    assert text_to_copy(session) == "لن نقطع الماء\n40 في المئة من القرى بلا ماء"
