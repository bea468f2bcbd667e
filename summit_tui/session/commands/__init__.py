"""Every command of the session, in the order in which help lists them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from summit_tui.session.command import Command
from summit_tui.session.commands import (
    article,
    edit,
    elsewhere,
    history,
    learning,
    move,
    quote,
    review,
    revision,
    select,
    task,
    topic,
)
from summit_tui.session.session import Session

_MODULES = (move, select, quote, task, topic, review, learning, revision, edit, history, article, elsewhere)

SESSION_COMMANDS: Mapping[str, Command[Session]] = MappingProxyType(
    {command.id: command for module in _MODULES for command in module.COMMANDS}
)
