"""What each terminal is sent, told, and who decides it."""

from __future__ import annotations

from pathlib import Path

import pytest

from summit_tui.terminal.identity import Family, Multiplexer, Terminal
from summit_tui.terminal.memory import recall, remember
from summit_tui.terminal.treatment import (
    KONSOLE_OFF,
    KONSOLE_ON,
    MLTERM_OFF,
    MODE,
    NOTHING,
    PINNED,
    Wish,
    treatment_for,
)
from summit_tui.terminal.wishes import Origin, Said, Wishes

PLAIN = (Family.XTERM, Family.ALACRITTY, Family.FOOT, Family.URXVT, Family.ST)


@pytest.mark.parametrize("multiplexer", [None, *Multiplexer])
@pytest.mark.parametrize("family", PLAIN)
def test_plain_terminals_are_sent_nothing(family: Family, multiplexer: Multiplexer | None) -> None:
    assert treatment_for(Terminal(family, multiplexer=multiplexer)) == NOTHING


def test_those_that_know_the_mode_get_it() -> None:
    assert treatment_for(Terminal(Family.VTE, explicit_mode=True)) == MODE
    assert treatment_for(Terminal(Family.OTHER, "new", explicit_mode=True)) == MODE
    assert MODE.advice is None


@pytest.mark.parametrize("multiplexer", list(Multiplexer))
def test_a_vte_behind_a_multiplexer_has_its_cells_pinned(multiplexer: Multiplexer) -> None:
    assert treatment_for(Terminal(Family.VTE, multiplexer=multiplexer, explicit_mode=True)) == PINNED
    unknown = treatment_for(Terminal(multiplexer=multiplexer))
    assert unknown.lrm
    assert unknown.advice is not None


def test_konsoles_sequence_goes_to_konsole_alone() -> None:
    konsole = treatment_for(Terminal(Family.KONSOLE))
    assert (konsole.enter, konsole.leave, konsole.advice) == (KONSOLE_OFF, KONSOLE_ON, None)
    for family in set(Family) - {Family.KONSOLE}:
        for wish in Wish:
            for multiplexer in (None, *Multiplexer):
                sent = treatment_for(Terminal(family, multiplexer=multiplexer, passthrough=True), wish)
                assert "]50;" not in sent.enter + sent.leave


def test_what_passes_through_tmux_is_wrapped_for_it() -> None:
    open_one = Terminal(Family.KONSOLE, multiplexer=Multiplexer.TMUX, passthrough=True)
    assert treatment_for(open_one).enter == f"\x1bPtmux;\x1b{KONSOLE_OFF}\x1b\\"
    shut = treatment_for(Terminal(Family.KONSOLE, multiplexer=Multiplexer.TMUX))
    assert shut.lrm
    assert "allow-passthrough" in shut.advice.key
    mlterm = treatment_for(Terminal(Family.MLTERM, multiplexer=Multiplexer.TMUX))
    assert not mlterm.lrm  # it would give each a column
    assert mlterm.advice is not None
    assert MLTERM_OFF in treatment_for(Terminal(Family.MLTERM)).enter


@pytest.mark.parametrize(
    ("terminal", "words"),
    [
        (Terminal(Family.KITTY), "force_ltr"),
        (Terminal(Family.LINUX_CONSOLE), "Linux console"),
        (Terminal(Family.WEZTERM), "wasn't tried"),
        (Terminal(), "doesn't know this terminal"),
    ],
)
def test_what_cant_be_promised_is_said(terminal: Terminal, words: str) -> None:
    assert words in treatment_for(terminal).advice.key


def test_a_kitty_whose_settings_are_right_is_left_in_peace() -> None:
    assert treatment_for(Terminal(Family.KITTY, settled=True)) == NOTHING


@pytest.mark.parametrize(
    ("wishes", "decided"),
    [
        (Wishes(), (Wish.AUTO, Origin.DETECTION)),
        (Wishes(pick=Wish.LRM), (Wish.LRM, Origin.PICK)),
        (Wishes(setting=Wish.OFF, pick=Wish.LRM), (Wish.OFF, Origin.SETTING)),
        (Wishes(Wish.EXPLICIT, Wish.OFF, Wish.LRM), (Wish.EXPLICIT, Origin.OPTION)),
        (Wishes(Wish.AUTO, Wish.OFF, Wish.LRM), (Wish.AUTO, Origin.OPTION)),
    ],
)
def test_who_decides(wishes: Wishes, decided: tuple[Wish, Origin]) -> None:
    assert wishes.decided == decided


def test_picks_are_kept_by_kind_of_terminal(tmp_path: Path) -> None:
    file = tmp_path / "state" / "terminals.json"
    assert recall(file, "vte") is None
    remember(file, "vte", Wish.LRM)
    remember(file, "tmux/vte", Wish.OFF)
    assert (recall(file, "vte"), recall(file, "tmux/vte"), recall(file, "kitty")) == (
        Wish.LRM,
        Wish.OFF,
        None,
    )
    kitty = Terminal(Family.KITTY)
    remember(file, kitty.key, Wish.OFF)
    assert Said(None, Wish.AUTO, file).treatment(kitty) == NOTHING
    remember(file, "vte", Wish.AUTO)
    assert recall(file, "vte") is None


@pytest.mark.parametrize("content", [b"", b"[]", b'{"vte": 1}', b'{"vte": "auto"}', b"\xff", b"[" * 9999])
def test_a_damaged_file_of_picks_holds_none_and_is_replaced(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "terminals.json"
    file.write_bytes(content)
    assert recall(file, "vte") is None
    remember(file, "vte", Wish.EXPLICIT)
    assert recall(file, "vte") is Wish.EXPLICIT
