"""Reading name phrases word by word."""

from summit_tui.suggest.phrases.reading.reader import PhraseReader

__all__ = ["PhraseReader"]
