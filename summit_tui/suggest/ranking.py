"""The order in which the speaker picker offers speakers."""

from __future__ import annotations

from collections.abc import Sequence

from summit_tui.arabic import name_words
from summit_tui.model import Quote, Span, Speaker
from summit_tui.suggest.people.people import People, people_of
from summit_tui.suggest.people.persons import is_surely_named, same_family
from summit_tui.suggest.people.speakers import SpeakerChoice, known_speaker
from summit_tui.suggest.proposals import Proposal

_NEAR = 3_000
_MOST_NEW_NAMES = 3


def rank_speakers(
    text: str,
    content: Span,
    proposal: Proposal,
    speakers: Sequence[Speaker],
    quotes: Sequence[Quote],
) -> list[SpeakerChoice]:
    """Every known speaker once, likeliest first, with names for new ones among them.

    First who is proposed, then who spoke lately in this article or is named near the content (known
    or, at most three, not), then the others in the order given.
    """
    first = list(proposal.speakers)
    placed = {choice.speaker_id for choice in first}
    people = people_of(text, content.start)
    rest = [
        SpeakerChoice(speaker.id, speaker.name.ar, _likelihood(speaker, content, people, quotes))
        for speaker in speakers
        if speaker.id not in placed
    ]
    rest += _named_near(content, people, speakers, {choice.name for choice in first})
    return first + sorted(rest, key=lambda choice: -choice.score)


def _named_near(
    content: Span, people: People, speakers: Sequence[Speaker], taken: set[str]
) -> list[SpeakerChoice]:
    """Persons named shortly before the content who are no known speakers, as names for new ones."""
    near = []
    for person in people.persons:
        last = max((mention.end for mention in person.mentions if mention.end <= content.start), default=None)
        if (
            last is None
            or content.start - last > _NEAR
            or person.name in taken
            or not is_surely_named(person)
        ):
            continue
        if known_speaker(person.name, person, speakers) is None:
            near.append(SpeakerChoice(None, person.name, 0.35 * _nearness(content.start - last)))
    return sorted(near, key=lambda choice: -choice.score)[:_MOST_NEW_NAMES]


def _likelihood(speaker: Speaker, content: Span, people: People, quotes: Sequence[Quote]) -> float:
    """In 0 to 0.6: by how far back the speaker spoke last, and by where the text names them."""
    score = 0.0
    spoke = [quote.end for quote in quotes if speaker.id in quote.speakers and quote.start <= content.start]
    if spoke:
        score = 0.3 + 0.2 * _nearness(content.start - max(spoke))
    named = _last_named(speaker, content.start, people)
    if named is not None:
        score = max(score, 0.1) + 0.1 * _nearness(content.start - named)
    return score


def _nearness(distance: int) -> float:
    return max(0.0, 1 - max(0, distance) / _NEAR)


def _last_named(speaker: Speaker, before: int, people: People) -> int | None:
    names = [name_words(name) for name in (speaker.name.ar, *speaker.aliases)]
    ends = [
        mention.end
        for person in people.persons
        if any(name and same_family(name[-1], person.words[-1]) for name in names)
        for mention in person.mentions
        if mention.end <= before
    ]
    return max(ends, default=None)
