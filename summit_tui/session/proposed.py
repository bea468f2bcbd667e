"""What a suggester found, as values of the contract: quotes and speakers that nobody has decided on.

Pure: nothing here writes, and the same article and suggestions give the same values at any time. Ids are
derived by a hash, so that a second run finds what the first one found under the same ids.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from summit_tui.arabic import folded
from summit_tui.formats.check import check_quote
from summit_tui.model import (
    Article,
    Name,
    Origin,
    Quote,
    Source,
    Speaker,
    Status,
    TopicTag,
    merged,
    text_sha256,
)
from summit_tui.suggest.people.speakers import SpeakerChoice
from summit_tui.suggest.suggestions import SuggestedQuote, SuggestedTopic, Suggestions, Tier

SUGGEST: Final = "review.suggest"
"""The command of an edit that brings suggestions, and takes away those that they replace."""

BY_RULES: Final = "rules"
BY_MODEL: Final = "model"
"""Who is written as the one who proposed a quote or a topic; a person who decides takes their place."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """An article with all that is suggested in it.

    ``quotes`` stand in text order, with the status suggested and no times. ``speakers`` are those that
    the quotes bring along, each once; speakers who were known are referred to by their ids.
    ``article.topics`` holds the suggested topics beside those that it had.
    """

    article: Article
    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]


def derived_article(source: Source, text: str, title: str, line: int | None = None) -> Article:
    """An article outside any project. ``line`` (from 1) tells records of a file without ids apart.

    Its id is a hash over the file, the record's own id or line, and the text's hash: two articles with
    the same text stay two. Raises ``UnicodeEncodeError`` where the text has lone surrogates.
    """
    sha256 = text_sha256(text)
    record = line if source.id is None else source.id
    return Article(derived_id("article", source.file, record, sha256), title, source, sha256)


def derived_id(kind: str, *parts: object) -> str:
    """An id as the contract has it: 128 bits of a SHA-256 over ``kind`` and ``parts``, as JSON."""
    written = json.dumps([kind, *parts], separators=(",", ":"))
    return hashlib.sha256(written.encode("ascii")).hexdigest()[:32]


def proposed(article: Article, text: str, suggestions: Suggestions) -> Proposed:
    """All ``suggestions`` for ``article``, whose text is ``text``.

    Raises ``MisfitError`` where one of them names a stretch that the text doesn't have.
    """
    quotes: dict[str, Quote] = {}
    speakers: dict[str, Speaker] = {}
    for suggestion in suggestions.quotes:
        quote, brought = proposed_quote(article, suggestion)
        check_quote(article, quote, text)
        quotes.setdefault(quote.id, quote)
        for speaker in brought:
            speakers.setdefault(speaker.id, speaker)
    return Proposed(
        replace(article, topics=tags_with(article.topics, suggestions.topics)),
        tuple(sorted(quotes.values(), key=lambda quote: quote.order)),
        tuple(speakers.values()),
    )


def proposed_quote(article: Article, suggestion: SuggestedQuote) -> tuple[Quote, tuple[Speaker, ...]]:
    """One suggestion as a quote of ``article``, with the speakers that it brings along.

    The same new name within an article is one speaker with one id, however it is spelt; of several
    quotes that bring the speaker, the first one's spelling counts.
    """
    content = merged(suggestion.content)
    brought: dict[str, Speaker] = {}
    ids: list[str] = []
    for choice in suggestion.speakers:
        speaker_id = choice.speaker_id
        if speaker_id is None:
            if not choice.name.strip():
                continue
            speaker = _new_speaker(article, choice)
            speaker_id = brought.setdefault(speaker.id, speaker).id
        if speaker_id not in ids:
            ids.append(speaker_id)
    spans = [[span.start, span.end] for span in content]
    model = suggestion.reason.tier is Tier.NEURAL
    quote = Quote(
        id=derived_id("quote", article.id, suggestion.type.value, spans),
        article=article.id,
        type=suggestion.type,
        content=content,
        cue=suggestion.cue,
        speakers=tuple(ids),
        mention=suggestion.mention,
        attribution=suggestion.attribution,
        topics=tuple(dict.fromkeys(topic.topic for topic in suggestion.topics)),
        status=Status.SUGGESTED,
        by=BY_MODEL if model else BY_RULES,
        origin=Origin("model" if model else "rule", suggestion.reason.rule, _rounded(suggestion.score)),
    )
    return quote, tuple(brought.values())


def tags_with(tags: Iterable[TopicTag], topics: Iterable[SuggestedTopic]) -> tuple[TopicTag, ...]:
    """``tags`` of an article with ``topics`` suggested anew; what was decided stays as it is."""
    decided = [tag for tag in tags if tag.status is not Status.SUGGESTED]
    known = {tag.id for tag in decided}
    new: dict[str, TopicTag] = {}
    for topic in topics:
        if topic.topic not in known:
            by = BY_MODEL if topic.reason.tier is Tier.NEURAL else BY_RULES
            new.setdefault(topic.topic, TopicTag(topic.topic, Status.SUGGESTED, by, _rounded(topic.score)))
    return (*decided, *new.values())


def _new_speaker(article: Article, choice: SpeakerChoice) -> Speaker:
    name = choice.name.strip()
    return Speaker(derived_id("speaker", article.id, folded(name) or name), Name(name))


def _rounded(score: float) -> float:
    """A score to the thousandth: more would only pretend to be known."""
    return round(min(max(score, 0.0), 1.0), 3)
