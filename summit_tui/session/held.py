"""What is told where another process has the project open for writing."""

from __future__ import annotations

from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.store import ProjectHeldError, ReadOnlyError


def who(held: ProjectHeldError) -> Message:
    """Which process has the project, as far as that is known."""
    holder = held.holder
    if holder is None:
        return Message.of(N_("which one isn't known"))
    return Message.of(
        N_("process {pid} on {host} since {since}"), pid=holder.pid, host=holder.host, since=holder.since
    )


def refusal(held: ProjectHeldError, *, waits: bool) -> ReadOnlyError:
    """Why nothing can be edited here; ``waits`` is whether that is to be as soon as the project is free."""
    if waits:
        return ReadOnlyError(
            "Nothing was changed: this window waits until another process has closed the project ({who}).",
            who=who(held),
        )
    return ReadOnlyError(
        "Nothing was changed: another process has the project open ({who}), and here it is only read. "
        "The command “Wait to write” writes as soon as it is free.",
        who=who(held),
    )
