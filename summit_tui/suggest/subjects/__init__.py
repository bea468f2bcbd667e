"""Whose words a cue reports."""

from summit_tui.suggest.subjects.finding import find_subject
from summit_tui.suggest.subjects.own import own_phrase
from summit_tui.suggest.subjects.subject import Subject

__all__ = ["Subject", "find_subject", "own_phrase"]
