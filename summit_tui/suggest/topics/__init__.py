"""Which topics an article and each quote deal with, from lexicons that match inflected words."""

from summit_tui.suggest.topics.lexicon import TopicLexicon, TopicVerdict, compiled
from summit_tui.suggest.topics.matching import Hit
from summit_tui.suggest.topics.terms import Strength, Term, read_term

__all__ = ["Hit", "Strength", "Term", "TopicLexicon", "TopicVerdict", "compiled", "read_term"]
