"""Arabic words, sentences, quotation marks and folding, with offsets that lead back to the text.

What is named here is loaded when it is first used: the patterns take longer to compile than the first
screen takes to draw, and that screen needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summit_tui.arabic.clitics import split_clitics
    from summit_tui.arabic.edges import trimmed, without_blanks
    from summit_tui.arabic.folding import Folded, find, fold, folded
    from summit_tui.arabic.graphemes import (
        boundaries,
        cluster_at,
        next_grapheme,
        previous_grapheme,
        snap,
    )
    from summit_tui.arabic.growth import grow
    from summit_tui.arabic.names import NameMatch, match_name, name_words, names_match, without_article
    from summit_tui.arabic.quotation import Pair, pairs_around, pairs_in, whole_pair
    from summit_tui.arabic.sentence_spans import (
        next_paragraph,
        next_sentence,
        paragraph_at,
        paragraphs,
        previous_paragraph,
        previous_sentence,
        sentence_at,
        sentences,
        without_stop,
    )
    from summit_tui.arabic.word_spans import (
        next_word_end,
        next_word_start,
        previous_word_end,
        previous_word_start,
        word_at,
        words,
    )

__all__ = [
    "Folded",
    "NameMatch",
    "Pair",
    "boundaries",
    "cluster_at",
    "find",
    "fold",
    "folded",
    "grow",
    "match_name",
    "name_words",
    "names_match",
    "next_grapheme",
    "next_paragraph",
    "next_sentence",
    "next_word_end",
    "next_word_start",
    "pairs_around",
    "pairs_in",
    "paragraph_at",
    "paragraphs",
    "previous_grapheme",
    "previous_paragraph",
    "previous_sentence",
    "previous_word_end",
    "previous_word_start",
    "sentence_at",
    "sentences",
    "snap",
    "split_clitics",
    "trimmed",
    "whole_pair",
    "without_article",
    "without_blanks",
    "without_stop",
    "word_at",
    "words",
]

_NAMES_IN = {
    "clitics": "split_clitics",
    "edges": "trimmed without_blanks",
    "folding": "Folded find fold folded",
    "graphemes": "boundaries cluster_at next_grapheme previous_grapheme snap",
    "growth": "grow",
    "names": "NameMatch match_name name_words names_match without_article",
    "quotation": "Pair pairs_around pairs_in whole_pair",
    "sentence_spans": "next_paragraph next_sentence paragraph_at paragraphs previous_paragraph"
    " previous_sentence sentence_at sentences without_stop",
    "word_spans": "next_word_end next_word_start previous_word_end previous_word_start word_at words",
}
_MODULE_OF = {name: module for module, names in _NAMES_IN.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Loads the module that ``name`` is in (PEP 562), and keeps what it found."""
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value
