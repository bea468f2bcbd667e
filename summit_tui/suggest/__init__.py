"""Proposes types, cues and speakers; never changes anything."""

from summit_tui.suggest.lemmas import cue_lemma
from summit_tui.suggest.proposals import Proposal, propose
from summit_tui.suggest.ranking import rank_speakers
from summit_tui.suggest.speakers import SpeakerChoice, speaker_name

__all__ = ["Proposal", "SpeakerChoice", "cue_lemma", "propose", "rank_speakers", "speaker_name"]
