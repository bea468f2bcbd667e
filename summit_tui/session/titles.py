"""What edits are called, those that no command of the session makes too."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.session.command import Command

OTHER_TITLES = MappingProxyType(
    {
        "project.begin": N_("Topics that come with the app"),
        "article.add": N_("Article taken in"),
        "article.move": N_("File moved"),
        "review.suggest": N_("Suggestions saved"),
        "project.restore": N_("Restored from a backup"),
        "project.mend": N_("Mended by summit check"),
        "project.tidy": N_("Put in order by summit check"),
        "history.compact": N_("History shortened"),
        "unknown": N_("Changed by another program"),
    }
)
"""Titles of edits that no command of the session makes, by their commands."""


def edit_title(edit_command: str, commands: Mapping[str, Command[Any]]) -> Message | str:
    """What an edit is called that ``edit_command`` made, one of ``commands`` or not; else that itself."""
    # What an edit is about beyond its changes stands behind its command.
    name = edit_command.partition(":")[0]
    command = commands.get(name)
    title = OTHER_TITLES.get(name) if command is None else command.title
    return edit_command if title is None else Message.of(title)
