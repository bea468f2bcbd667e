"""Suggesters that find what is plain to see, for tests of what is done with suggestions."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from summit_tui.arabic import name_words
from summit_tui.model import Attribution, QuoteType, Span, Speaker, Topic
from summit_tui.suggest import SpeakerChoice
from summit_tui.suggest.suggestions import Reason, SuggestedQuote, SuggestedTopic, Suggestions

_SPEECH = re.compile(r"^(?P<name>[^:\n]+): «(?P<words>[^»\n]+)»", re.MULTILINE)


class PlainSuggester:
    """Finds lines of the form ``name: «words»``, and topics whose Arabic names stand in the text."""

    def suggest(
        self, text: str, speakers: Sequence[Speaker] = (), topics: Sequence[Topic] = ()
    ) -> Suggestions:
        if "اقتل" in text:
            os._exit(9)
        if "تعثر" in text:
            raise ValueError("stumbled")
        beyond = len(text) + 9 if "خارج" in text else 0
        quotes = [
            SuggestedQuote(
                QuoteType.DIRECT,
                (Span(found.start("words"), beyond or found.end("words")),),
                None,
                Span(*found.span("name")),
                Attribution.EXPLICIT,
                (_choice(found["name"], speakers),),
                Reason("plain"),
                0.75,
                tuple(_tags(found["words"], topics)),
            )
            for found in _SPEECH.finditer(text)
        ]
        return Suggestions(tuple(quotes), tuple(_tags(text, topics)))


def _choice(name: str, speakers: Sequence[Speaker]) -> SpeakerChoice:
    for speaker in speakers:
        if name_words(name) in [name_words(known) for known in (speaker.name.ar, *speaker.aliases)]:
            return SpeakerChoice(speaker.id, speaker.name.ar, 0.9)
    return SpeakerChoice(None, name, 0.7)


def _tags(text: str, topics: Sequence[Topic]) -> list[SuggestedTopic]:
    return [SuggestedTopic(topic.id, Reason("terms"), 0.5) for topic in topics if topic.name.ar in text]
