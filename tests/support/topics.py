"""What the lexicons of topics find in a text."""

from __future__ import annotations

from summit_tui.suggest.topics import Hit, TopicLexicon


def hits_in(text: str, lexicon: TopicLexicon) -> list[Hit]:
    """Where terms stand in ``text``, by their starts, then by their topics."""
    found = [hit for verdict in lexicon.verdicts(text).values() for hit in verdict.hits]
    return sorted(found, key=lambda hit: (hit.span.start, hit.topic))
