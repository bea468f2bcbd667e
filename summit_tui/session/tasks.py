"""What is being chosen in the text for a quote."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from summit_tui.i18n import N_


class TaskKind(StrEnum):
    """What is being chosen in the text for a quote, until it is kept or left; a catalogue key."""

    EDGES = N_("edges")
    CUE = N_("cue")
    MENTION = N_("mention")
    PLACE = N_("place")


class Task(NamedTuple):
    """A choice for the quote with the id ``quote`` that is under way.

    One that is placed may be without a place in the text yet.
    """

    kind: TaskKind
    quote: str
