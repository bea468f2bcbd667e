"""Proposes types, cues and speakers; never changes anything."""

from summit_tui.suggest.cues.lemmas import cue_lemma
from summit_tui.suggest.people.speakers import SpeakerChoice, speaker_name
from summit_tui.suggest.proposals import Proposal, propose
from summit_tui.suggest.ranking import rank_speakers

__all__ = ["Proposal", "SpeakerChoice", "cue_lemma", "propose", "rank_speakers", "speaker_name"]
