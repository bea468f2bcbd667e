"""Where something that knows more than the rules can say who speaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summit_tui.model import Speaker
from summit_tui.suggest.context import Context
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.proposals import Proposal

Refine = Callable[[Context, FoundCue | None, Proposal, Sequence[Speaker]], Proposal]
"""Looks over what the rules propose for a content, content by content in text order.

It gives the proposal back, or a better one whose ``entity`` says what decided. The speakers are those known
so far: the project's, and those whom earlier contents brought.
"""


def unchanged(
    _context: Context, _cue: FoundCue | None, proposal: Proposal, _speakers: Sequence[Speaker]
) -> Proposal:
    """What the rules propose."""
    return proposal
