"""Reading name phrases word by word."""

from summit_tui.suggest.phrase_reading.reader import PhraseReader

__all__ = ["PhraseReader"]
