"""Proposes types, cues and speakers; never changes anything."""

from summit_tui.suggest.proposals import Proposal, propose
from summit_tui.suggest.ranking import rank_speakers
from summit_tui.suggest.speakers import SpeakerChoice

__all__ = ["Proposal", "SpeakerChoice", "propose", "rank_speakers"]
