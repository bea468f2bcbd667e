"""Which keys help where an edit could not be saved, told before all that a short line may cut off."""

from __future__ import annotations

from collections.abc import Mapping

from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.tui.keys import any_of


def with_ways_out(message: Message, keys: Mapping[str, tuple[str, ...]], *, read_only: bool) -> Message:
    """``message``, which tells why an edit could not be saved, with the keys that save it after all.

    ``keys`` are those of the commands, by their ids; where the project is ``read_only`` there is no trying
    again.
    """
    values = dict(message.values)
    inner = values.get("reason")
    if values.keys() == {"reason"} and isinstance(inner, Message):  # a note's, which says more
        return Message.warn(message.key, reason=with_ways_out(inner, keys, read_only=read_only))
    elsewhere, again = any_of(keys["project.save_elsewhere"]), any_of(keys["project.save_unsaved"])
    if read_only:
        key = N_("Not saved, kept in memory. {elsewhere}: save elsewhere. {why}")
        return Message.warn(key, elsewhere=elsewhere, why=message)
    if values.keys() == {"path", "reason"}:
        key = N_("Not saved: {reason} ({path}). Kept in memory. {again}: again, {elsewhere}: elsewhere.")
        return Message.warn(key, again=again, elsewhere=elsewhere, **values)
    key = N_("Not saved, kept in memory. {again}: again, {elsewhere}: elsewhere. {why}")
    return Message.warn(key, again=again, elsewhere=elsewhere, why=message)
