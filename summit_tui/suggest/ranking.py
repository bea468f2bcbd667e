"""The order in which the speaker picker offers speakers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summit_tui.arabic import name_words
from summit_tui.model import Quote, Span, Speaker
from summit_tui.suggest.people.people import People, people_of
from summit_tui.suggest.people.persons import family_key, is_surely_named, same_family
from summit_tui.suggest.people.roster import roster_of
from summit_tui.suggest.people.speakers import SpeakerChoice, known_speaker
from summit_tui.suggest.proposals import Proposal

_NEAR = 3_000
_MOST_NEW_NAMES = 3

_Named = Mapping[str, Sequence[tuple[str, int]]]
"""Family names, each with the end of a mention, by ``family_key``."""


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
    spoke, named = _last_spoken(content, quotes), _last_named(content, people)
    rest = [
        SpeakerChoice(speaker.id, speaker.name.ar, _likelihood(speaker, content, spoke, named))
        for speaker in speakers
        if speaker.id not in placed
    ]
    rest += _named_near(content, people, speakers, {choice.name for choice in first})
    return first + sorted(rest, key=lambda choice: -choice.score)


def _named_near(
    content: Span, people: People, speakers: Sequence[Speaker], taken: set[str]
) -> list[SpeakerChoice]:
    """Persons named shortly before the content who are no known speakers, as names for new ones."""
    near, known = [], roster_of(speakers)
    for person in people.persons:
        last = max((mention.end for mention in person.mentions if mention.end <= content.start), default=None)
        if (
            last is None
            or content.start - last > _NEAR
            or person.name in taken
            or not is_surely_named(person)
        ):
            continue
        if known_speaker(person.name, person, known) is None:
            near.append(SpeakerChoice(None, person.name, 0.35 * _nearness(content.start - last)))
    return sorted(near, key=lambda choice: -choice.score)[:_MOST_NEW_NAMES]


def _likelihood(speaker: Speaker, content: Span, spoke: Mapping[str, int], named: _Named) -> float:
    """In 0 to 0.6: by how far back the speaker spoke last, and by where the text names them."""
    score = 0.0
    if speaker.id in spoke:
        score = 0.3 + 0.2 * _nearness(content.start - spoke[speaker.id])
    families = (words[-1] for words in map(name_words, (speaker.name.ar, *speaker.aliases)) if words)
    ends = [
        end
        for family in families
        for other, end in named.get(family_key(family), ())
        if same_family(family, other)
    ]
    if ends:
        score = max(score, 0.1) + 0.1 * _nearness(content.start - max(ends))
    return score


def _nearness(distance: int) -> float:
    return max(0.0, 1 - max(0, distance) / _NEAR)


def _last_spoken(content: Span, quotes: Sequence[Quote]) -> dict[str, int]:
    """Where each speaker, by id, ended to speak last before the content."""
    ends: dict[str, int] = {}
    for quote in quotes:
        if quote.start <= content.start:
            for speaker in quote.speakers:
                ends[speaker] = max(quote.end, ends.get(speaker, 0))
    return ends


def _last_named(content: Span, people: People) -> _Named:
    """Where each person was named last before the content, by what spellings of the family name share."""
    named: dict[str, list[tuple[str, int]]] = {}
    for person in people.persons:
        ends = [mention.end for mention in person.mentions if mention.end <= content.start]
        if ends:
            named.setdefault(family_key(person.family), []).append((person.family, max(ends)))
    return named
