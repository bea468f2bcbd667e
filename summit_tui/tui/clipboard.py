"""Copying out of the app: the logical text, by every way into a clipboard that there is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import Any

from textual.app import App

from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.terminal.clipboard import Tool, terminal_copy, tools

_PATIENCE = 1.0
"""Seconds that a program has for taking a text; one whose display is at the end of a slow line needs some."""

_LONGEST_SHOWN = 24
"""Code points of the copied text that the message shows."""


def copy_text(app: App[Any], text: str) -> Message:
    """Takes ``text`` into the clipboard, and returns what there is to tell.

    The terminal is asked, and the system's program for it, where there is one, is given the text: terminals
    don't say whether they took it.
    """
    app._clipboard = text  # noqa: SLF001 - what App.clipboard gives to an input that pastes
    if app._driver is not None and not app.is_headless:  # noqa: SLF001 - App.copy_to_clipboard writes to it, too, but not for screen
        app._driver.write(terminal_copy(text, os.environ))  # noqa: SLF001
        app._driver.flush()  # noqa: SLF001
    taken = [tool for tool in tools(os.environ, sys.platform, shutil.which) if _given(tool, text)]
    shown = " ".join(text.split())
    shown = shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"
    if taken:
        return Message.of(N_("Copied: {words}"), words=shown)
    return Message.of(N_("Copied, if the terminal takes it: {words}"), words=shown)


def _given(tool: Tool, text: str) -> bool:
    """Whether ``tool`` took the text. It may go on running, to hand the text to whoever pastes."""
    try:
        done = subprocess.run(  # noqa: S603 - the commands are those of the table
            tool.command,
            input=text.encode(tool.encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
            start_new_session=True,  # so that it outlives the app's terminal
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
