"""Turning messages and errors into lines in the interface's language."""

from __future__ import annotations

from summit_tui.i18n import Catalogue
from summit_tui.session.command import Message


def spoken(catalogue: Catalogue, message: Message) -> str:
    """``message`` in the interface's language; messages among its values are translated too."""
    values = {
        name: spoken(catalogue, value) if isinstance(value, Message) else value
        for name, value in message.values
    }
    return catalogue.text(message.key, **values)
