from __future__ import annotations

import base64
import re

import pytest

from summit_tui.terminal.clipboard import terminal_copy, tools

TEXT = "قال بايدن: «نعم» — \u202ebackwards\u202c\n" * 9


@pytest.mark.parametrize(
    ("environment", "platform", "there", "expected"),
    [
        ({}, "linux", {"xclip", "wl-copy"}, []),
        ({"DISPLAY": ":0"}, "linux", {"xclip", "xsel"}, ["xclip"]),
        ({"DISPLAY": ":0"}, "linux", {"xsel"}, ["xsel"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", {"xclip", "wl-copy"}, ["wl-copy"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", {"xclip"}, ["xclip"]),
        ({"DISPLAY": "", "TMUX": "/tmp/t,1,0"}, "linux", {"xclip", "tmux"}, ["tmux"]),
        ({"DISPLAY": ":0", "TMUX": "/tmp/t,1,0"}, "linux", {"xclip", "tmux"}, ["tmux", "xclip"]),
        ({"DISPLAY": ":0"}, "linux", set(), []),
        ({}, "darwin", {"pbcopy"}, ["pbcopy"]),
        ({"SSH_CONNECTION": "10.0.0.2 1 10.0.0.1 22"}, "darwin", {"pbcopy"}, []),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", {"clip.exe"}, ["clip.exe"]),
    ],
)
def test_tools_are_those_that_reach_who_sits_there(
    environment: dict[str, str], platform: str, there: set[str], expected: list[str]
) -> None:
    assert [tool.name for tool in tools(environment, platform, there.__contains__)] == expected


def test_the_terminal_is_given_the_text_as_it_is() -> None:
    sequence = terminal_copy(TEXT, {})
    found = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", sequence)
    assert base64.b64decode(found[1]).decode() == TEXT
    assert terminal_copy(TEXT, {"STY": "1.pts", "TMUX": "/tmp/t,1,0"}) == sequence  # tmux in screen


def test_screen_passes_on_short_pieces() -> None:
    pieces = re.findall(r"\x1bP((?s:.)*?)\x1b\\", terminal_copy(TEXT, {"STY": "1.pts"}))
    assert "".join(pieces) == terminal_copy(TEXT, {})
    assert len(pieces) > 5
    assert max(map(len, pieces)) < 256


def test_half_a_surrogate_pair_does_no_harm() -> None:
    assert base64.b64encode(b"a?").decode() in terminal_copy("a\udc80", {})
