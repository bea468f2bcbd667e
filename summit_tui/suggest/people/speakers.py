"""From a mention to speakers: known ones, or the name under which a new one is to be made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from summit_tui.arabic import folded, name_words, trimmed, without_article
from summit_tui.model import Quote, Span, Speaker
from summit_tui.suggest.people.bodies import named_body
from summit_tui.suggest.people.called import called_so
from summit_tui.suggest.people.naming import description_name
from summit_tui.suggest.people.people import People, people_of
from summit_tui.suggest.people.persons import Person, plain_spelling, same_family
from summit_tui.suggest.people.roster import roster_of
from summit_tui.suggest.people.titles import Scene, holder_of, named_below, of_country, two_of
from summit_tui.suggest.phrases.named import is_construct
from summit_tui.suggest.phrases.noun_phrases import NounPhrase, noun_phrase
from summit_tui.suggest.phrases.roles import Role
from summit_tui.suggest.words.tokens import paragraph


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """A speaker who may have said it: an existing one, or None, a new one to be made with ``name``.

    ``score`` in 0 to 1.
    """

    speaker_id: str | None
    name: str
    score: float


def choices_for(scene: Scene, phrase: NounPhrase) -> tuple[SpeakerChoice, ...]:
    """The speaker whom a phrase names or describes; two where it is one phrase for two."""
    remembered = _remembered(scene, phrase)
    if remembered:
        return remembered
    if (speaker := called_so(scene, phrase)) is not None:
        return (SpeakerChoice(speaker.id, speaker.name.ar, 0.95),)
    if phrase.others:
        if _is_one(phrase):
            return choices_for(scene, phrase.others[0])
        parts = (_alone(phrase), *phrase.others)
        found = [choice for part in parts for choice in choices_for(scene, part)[: 1 + len(part.others)]]
        return tuple(dict.fromkeys(found))
    if (two := two_of(scene, phrase)) is not None:
        return tuple(choice_of(person.name, person, scene.speakers) for person in two)
    if phrase.name:
        named_in = phrase.role is Role.BODY or is_construct(phrase, scene.people.known)
        person = None if named_in else scene.people.by_name(phrase.name)
        return (_named_choice(scene, phrase, person),)
    return _described(scene, phrase)


def _described(scene: Scene, phrase: NounPhrase) -> tuple[SpeakerChoice, ...]:
    """The speaker whom a phrase without a name means: a person or body of the article, or a new one."""
    if (namesake := _called_by_title(scene, phrase)) is not None:
        return (_named_choice(scene, phrase, namesake),)
    person, spoke = holder_of(scene, phrase)
    if person is None and spoke is None:
        person = named_below(scene, phrase) or of_country(scene, phrase)
    if person is None and spoke is None:
        named, spoke = named_body(scene, phrase)
        if named is not None:
            return (choice_of(plain_spelling(named.of(scene.text)), None, scene.speakers),)
    return chosen(spoke, scene.speakers) if spoke is not None else (_named_choice(scene, phrase, person),)


def _called_by_title(scene: Scene, phrase: NounPhrase) -> Person | None:
    """Whose family name a title or nisba is: نادر الخطيب … وأضاف الخطيب."""
    if phrase.after - phrase.first != 1:
        return None
    return scene.people.named_last(folded(phrase.span.of(scene.text)))


def _named_choice(scene: Scene, phrase: NounPhrase, person: Person | None) -> SpeakerChoice:
    name = person.name if person is not None else description_name(scene.text, phrase, scene.people)
    return choice_of(name, person, scene.speakers)


def _is_one(phrase: NounPhrase) -> bool:
    """Whether two titles are one person's, who is named behind the second: الإعلامي والناقد الرياضي فلان."""
    if phrase.name or len(phrase.others) > 1 or phrase.is_plural:
        return False
    other = phrase.others[0]
    return phrase.role is other.role is Role.TITLE and bool(other.title) and len(other.name) > 1


def _remembered(scene: Scene, phrase: NounPhrase) -> tuple[SpeakerChoice, ...]:
    """Who was chosen for the same words before in this article, latest first."""
    words = folded(phrase.span.of(scene.text))
    for quote in sorted(scene.quotes, key=lambda quote: -quote.start):
        if quote.mention is not None and quote.speakers and folded(quote.mention.of(scene.text)) == words:
            return chosen(quote, scene.speakers, 0.95)
    return ()


def chosen(quote: Quote, speakers: Sequence[Speaker], score: float = 0.8) -> tuple[SpeakerChoice, ...]:
    """The speakers of an earlier quote, who go on speaking."""
    found = map(roster_of(speakers).by_id, quote.speakers)
    return tuple(SpeakerChoice(one.id, one.name.ar, score) for one in found if one is not None)


def choice_of(name: str, person: Person | None, speakers: Sequence[Speaker]) -> SpeakerChoice:
    """The known speaker who goes by ``name`` or is ``person``, else a new one called ``name``."""
    known = known_speaker(name, person, speakers)
    if known is not None:
        return SpeakerChoice(known.id, known.name.ar, 0.9)
    return SpeakerChoice(None, name, 0.7)


def known_speaker(name: str, person: Person | None, speakers: Sequence[Speaker]) -> Speaker | None:
    """The known speaker who goes by ``name`` or is ``person``."""
    roster = roster_of(speakers)
    known = roster.by_name(name_words(name))
    if known is not None or person is None:
        return known
    family = _compared(person.words)[-1]
    fitting = [(one, words) for one, words in roster.of_family(family) if _names_person(words, person)]
    # A family name that is spelt the same goes before one that only sounds so.
    exact = (one for one, words in fitting if words[-1] == family)
    return next(exact, fitting[0][0] if fitting else None)


def _names_person(words: tuple[str, ...], person: Person) -> bool:
    """Whether ``words`` name the person."""
    own = _compared(person.words)
    if not words or not same_family(words[-1], own[-1]):
        return False
    return len(words) == 1 or len(own) == 1 or same_family(words[0], own[0])


@lru_cache(maxsize=4096)
def _compared(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a person's name as those of names are compared."""
    return tuple(without_article(folded(word)) for word in words)


def _alone(phrase: NounPhrase) -> NounPhrase:
    end = phrase.name_span.end if phrase.name_span is not None else phrase.others[0].span.start - 2
    return NounPhrase(
        Span(phrase.span.start, max(phrase.span.start + 1, end)),
        phrase.first,
        phrase.others[0].first,
        phrase.role,
        phrase.title,
        phrase.name,
        phrase.name_span,
    )


def last_mention(
    text: str, choices: Sequence[SpeakerChoice], quote: Quote | None, people: People, before: int
) -> Span | None:
    """Where the speaker was last named or described before ``before``."""
    found = []
    if quote is not None and quote.mention is not None and quote.mention.end <= before:
        found.append(quote.mention)
        found.extend(_repeated(text, quote.mention, before))
    for choice in choices:
        words = name_words(choice.name)
        for person in people.persons:
            if _names_person(words, person):
                found.extend(mention for mention in person.mentions if mention.end <= before)
    return max(found, default=None)


def _repeated(text: str, mention: Span, before: int) -> list[Span]:
    """Later places where the very words of ``mention`` stand, in the two paragraphs before ``before``."""
    written = mention.of(text)
    start = max(mention.end, paragraph(text, before).span.start - 2_000)
    position = text.rfind(written, start, before)
    return [Span(position, position + len(written))] if position >= 0 else []


def speaker_name(text: str, mention: Span) -> str:
    """The name for a new speaker who is mentioned there.

    The fullest personal name that the article gives, without titles; for those without one the
    description as first written, without the definite article of a person's.
    """
    mention = trimmed(text, mention) or mention
    people = people_of(text, mention.start)
    place = paragraph(text, mention.start)
    phrase = noun_phrase(place, place.index_at(mention.start), people.known)
    if phrase is None or not phrase.span.overlaps(mention):
        return plain_spelling(mention.of(text))
    if phrase.name and not is_construct(phrase, people.known):
        person = people.by_name(phrase.name)
        if person is not None and (phrase.name_span is None or phrase.name_span.overlaps(mention)):
            return person.name
    if mention.contains(phrase.span) and len(mention) > len(phrase.span):
        return plain_spelling(mention.of(text))
    choices = choices_for(Scene(text, people, (), ()), phrase)
    return choices[0].name
