"""Terminals are told by what they answer; the environment counts where answers don't tell."""

from __future__ import annotations

import pytest

from summit_tui.terminal.answers import Answers
from summit_tui.terminal.detection import WEB_DRIVER, Client, Outside, detect
from summit_tui.terminal.identity import Family, Multiplexer

ANY = [(62, 22)]


def answers(version: str = "", secondary: tuple[int, ...] = (), order: int | None = None) -> Answers:
    return Answers(version, order, [secondary] if secondary else [], ANY)


@pytest.mark.parametrize(
    ("given", "environment", "family", "version"),
    [
        (answers("XTerm(379)", (41, 379, 0)), {}, Family.XTERM, "379"),
        (answers("", (65, 7006, 1), 2), {}, Family.VTE, "7006"),
        (answers("VTE(8000)", (61, 8000, 1), 2), {}, Family.VTE, "8000"),
        (answers("Konsole 22.12.3", (1, 22120, 0)), {}, Family.KONSOLE, "22.12.3"),
        (answers("", (24, 279, 0), 0), {}, Family.MLTERM, "279"),
        (answers("kitty(0.26.5)", (1, 4000, 26)), {}, Family.KITTY, "0.26.5"),
        (answers("", (0, 1101, 1)), {}, Family.ALACRITTY, "1101"),
        (answers("", (85, 95, 0)), {}, Family.URXVT, "95"),
        (answers("", (0, 115, 0)), {}, Family.QTERMINAL, "115"),
        (answers("", (0, 115, 0)), {"KONSOLE_VERSION": "210800"}, Family.KONSOLE, "115"),
        (answers("foot(1.13.1)"), {}, Family.FOOT, "1.13.1"),
        (answers("Something 1.0\x07"), {}, Family.OTHER, "Something 1.0"),
        (answers(), {"TERM": "st-256color"}, Family.ST, ""),
        (answers(), {"TERM": "linux"}, Family.LINUX_CONSOLE, ""),
        (answers(), {"TERM": "xterm-256color", "WT_SESSION": "x"}, Family.WINDOWS_TERMINAL, ""),
        (answers("XTerm(379)"), {"VTE_VERSION": "7006"}, Family.XTERM, "379"),
        (answers(), {"VTE_VERSION": "7006", "SSH_CONNECTION": "a 1 b 22"}, Family.UNKNOWN, ""),
        (Answers(), {"TERM": "xterm-256color"}, Family.UNKNOWN, ""),
    ],
)
def test_families(given: Answers, environment: dict[str, str], family: Family, version: str) -> None:
    terminal = detect(given, environment)
    assert (terminal.family, terminal.version) == (family, version)
    assert terminal.multiplexer is None
    assert terminal.remote == ("SSH_CONNECTION" in environment)
    assert terminal.explicit_mode == (given.order_mode == 2)


def in_tmux(*clients: Client, passthrough: bool = False) -> Outside:
    return Outside(clients, passthrough)


TMUX = answers("tmux 3.3a", (84, 0, 0))


@pytest.mark.parametrize(
    ("outside", "environment", "family"),
    [
        (in_tmux(Client("XTerm(379)", "xterm-256color")), {}, Family.XTERM),
        (in_tmux(Client("", "xterm-256color")), {}, Family.UNKNOWN),
        (in_tmux(Client("", "xterm-256color")), {"VTE_VERSION": "7006"}, Family.VTE),
        (in_tmux(Client("", "alacritty")), {}, Family.ALACRITTY),
        (in_tmux(Client("XTerm(379)", "xterm"), Client("VTE(7006)", "xterm")), {}, Family.VTE),
        (in_tmux(Client("XTerm(379)", "xterm"), Client("", "alacritty")), {}, Family.XTERM),
        (None, {}, Family.UNKNOWN),
    ],
)
def test_the_terminal_outside_tmux_is_what_tmux_tells(
    outside: Outside | None, environment: dict[str, str], family: Family
) -> None:
    terminal = detect(TMUX, environment, outside)
    assert (terminal.multiplexer, terminal.family) == (Multiplexer.TMUX, family)
    assert terminal.key == f"tmux/{family}"


def test_passthrough_is_tmuxs_word() -> None:
    client = Client("Konsole 22.12.3", "xterm")
    assert detect(TMUX, {}, in_tmux(client, passthrough=True)).passthrough
    assert not detect(TMUX, {}, in_tmux(client)).passthrough


def test_screen_is_known_by_its_answer() -> None:
    terminal = detect(answers("", (83, 40900, 0)), {"TERM": "screen"})
    assert terminal.multiplexer is Multiplexer.SCREEN
    assert terminal.passthrough


def test_inherited_variables_of_tmux_dont_make_a_window_one_of_its() -> None:
    environment = {"TMUX": "/tmp/t,1,0", "TMUX_PANE": "%1", "TERM": "xterm"}
    assert detect(answers("XTerm(379)"), environment).multiplexer is None


def test_the_browser_is_asked_nothing() -> None:
    terminal = detect(Answers(), {"TEXTUAL_DRIVER": WEB_DRIVER, "VTE_VERSION": "7006"})
    assert terminal.browser
    assert terminal.key == "browser"
