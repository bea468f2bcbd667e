"""The headless editor: what a script, a test or the interface drives."""

from summit_tui.model import Message
from summit_tui.session.articles import Entry, Opened
from summit_tui.session.command import Ask, Command, Group
from summit_tui.session.commands import SESSION_COMMANDS
from summit_tui.session.desk import mode_of
from summit_tui.session.exporting import exported, proposed_path
from summit_tui.session.ledger import Author
from summit_tui.session.opening import open_session
from summit_tui.session.selection import Selection
from summit_tui.session.session import Session

__all__ = [
    "SESSION_COMMANDS",
    "Ask",
    "Author",
    "Command",
    "Entry",
    "Group",
    "Message",
    "Opened",
    "Selection",
    "Session",
    "exported",
    "mode_of",
    "open_session",
    "proposed_path",
]
