"""What is copied in a real window reaches the clipboard of the display as it stands in the article."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminals.windows import Display, TerminalError, Window, wait_until

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).parents[2]
WORDS = "المرفق \u202etxt.exe\u202c أولًا"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(f"{WORDS}\n", "utf-8")
    return path


def clipboard(display: Display) -> str:
    try:
        return display.run("xclip", "-selection", "clipboard", "-out").decode()
    except TerminalError:
        return ""  # nothing was copied yet


def copied(
    display: Display, terminal: str, article: Path, environment: dict[str, str], expected: str
) -> None:
    command = [sys.executable, "-m", "summit_tui", "--lang", "en", str(article)]
    home = {"PYTHONPATH": str(ROOT), "SUMMIT_HOME": str(article.parent / "home")}
    with Window(display, terminal, command, environment={**home, **environment}) as window:
        window.settled_picture()
        window.press("shift+End", "ctrl+c")
        wait_until(lambda: clipboard(display) == expected, f"{expected!r} in the clipboard")


def test_by_the_systems_tool(
    display: Display, terminal: str, article: Path, require_program: Callable[..., str]
) -> None:
    require_program("xclip", package="xclip")
    copied(display, terminal, article, {}, WORDS)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["alacritty", "kitty"])
def test_by_the_terminal_itself(
    display: Display, name: str, article: Path, require_program: Callable[..., str]
) -> None:
    require_program(name, package=name)
    require_program("xclip", package="xclip")
    copied(display, name, article, {"PATH": "/nowhere"}, WORDS)
