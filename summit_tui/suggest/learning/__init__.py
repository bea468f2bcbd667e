"""Learns from what a person decides on suggestions which further ones they will accept. Pure."""

from summit_tui.suggest.learning.decisions import Decision, Part, Verdict
from summit_tui.suggest.learning.learned import NOTHING, Learned, Lesson, learn
from summit_tui.suggest.learning.traits import traits

__all__ = ["NOTHING", "Decision", "Learned", "Lesson", "Part", "Verdict", "learn", "traits"]
