"""Waiting for a project that another process has open for writing, where ``--wait`` asks for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summit_tui.cli.console import tell
from summit_tui.cli.invocation import Invocation
from summit_tui.i18n import N_
from summit_tui.model import Message

if TYPE_CHECKING:
    from summit_tui.store import ProjectHeldError, Waiting


def waiting_of(invocation: Invocation) -> Waiting:
    """How long to wait: without end, telling who has the project, or not at all."""
    from summit_tui.store import Waiting

    told: set[str] = set()

    def tell_once(held: ProjectHeldError) -> None:
        if str(held) not in told:
            told.add(str(held))
            tell(invocation.catalogue, Message.of_error(held))
            tell(invocation.catalogue, Message.of(N_("Waiting until it is free; Ctrl+C leaves.")))

    return Waiting(None, tell_once) if invocation.wait else Waiting()
