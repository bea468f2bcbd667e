"""A local terminal's own settings, and tmux's word on those outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from summit_tui.terminal.identity import Family, Terminal
from summit_tui.terminal.preferences import with_preferences
from summit_tui.terminal.tmux import _outside, runs_inside


def settled(family: Family, home: Path, **environment: str) -> bool:
    return with_preferences(Terminal(family), {"HOME": str(home), **environment}).settled


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("text", "forced"),
    [
        ("force_ltr yes\n", True),
        ("# force_ltr yes\n", False),
        ("force_ltr yes\nforce_ltr no\n", False),
        ("include other.conf\n", True),
        ("globinclude oth*.conf\n", True),
        ("include kitty.conf\nfont_size 11\n", False),
        ("", False),
    ],
)
def test_kitty(tmp_path: Path, text: str, forced: bool) -> None:
    write(tmp_path / ".config/kitty/kitty.conf", text)
    write(tmp_path / ".config/kitty/other.conf", "force_ltr   y\n")
    assert settled(Family.KITTY, tmp_path) is forced
    elsewhere = tmp_path / "elsewhere"
    assert settled(Family.KITTY, tmp_path, KITTY_CONFIG_DIRECTORY=str(elsewhere)) is False


def test_konsole(tmp_path: Path) -> None:
    assert not settled(Family.KONSOLE, tmp_path)
    write(tmp_path / ".config/konsolerc", "[Desktop Entry]\nDefaultProfile=mine.profile\n")
    assert not settled(Family.KONSOLE, tmp_path)
    profile = tmp_path / ".local/share/konsole/mine.profile"
    write(profile, "[Terminal Features]\nBidiRenderingEnabled=false\n")
    assert settled(Family.KONSOLE, tmp_path)


def test_mlterm(tmp_path: Path) -> None:
    assert not settled(Family.MLTERM, tmp_path)
    write(tmp_path / ".mlterm/main", "use_ctl = false\n")
    assert settled(Family.MLTERM, tmp_path)


def test_others_and_a_missing_home_say_nothing(tmp_path: Path) -> None:
    assert not settled(Family.VTE, tmp_path)
    assert with_preferences(Terminal(Family.KITTY), {}) == Terminal(Family.KITTY)


@pytest.mark.parametrize(
    ("lines", "passthrough", "clients"),
    [
        (["3.3a\ton", "0\tXTerm(379)\txterm"], True, [("XTerm(379)", "xterm")]),
        (["3.3a\toff", "0\t\txterm-256color", "1\t\ttmux"], False, [("", "xterm-256color")]),
        (["3.2a\t", "\t\tfoot"], True, [("", "foot")]),
        (["next-3.5\t"], False, []),
    ],
)
def test_what_tmux_tells(lines: list[str], passthrough: bool, clients: list[tuple[str, str]]) -> None:
    outside = _outside(lines)
    assert outside.passthrough is passthrough
    assert [(client.version, client.term) for client in outside.clients] == clients
    assert _outside([]) is None


def test_a_window_opened_from_tmux_isnt_inside_it() -> None:
    assert runs_inside({"TMUX_PANE": "%1", "TERM": "tmux-256color"})
    assert not runs_inside({"TMUX_PANE": "%1", "TERM": "xterm"})
