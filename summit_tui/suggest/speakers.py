"""From a mention to speakers: known ones, or the name under which a new one is to be made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summit_tui.arabic import folded, name_words, trimmed, without_article
from summit_tui.model import Quote, Span, Speaker
from summit_tui.suggest.lexicon import word_class
from summit_tui.suggest.people import (
    People,
    Person,
    is_construct,
    people_of,
    plain_spelling,
    same_family,
    title_stem,
)
from summit_tui.suggest.phrases import NounPhrase, Role, noun_phrase
from summit_tui.suggest.tokens import paragraph


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """A speaker who may have said it: an existing one, or None, a new one to be made with ``name``.

    ``score`` in 0 to 1.
    """

    speaker_id: str | None
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Scene:
    """The article, who is named in it, the known speakers and the quotes made so far."""

    text: str
    people: People
    speakers: Sequence[Speaker]
    quotes: Sequence[Quote]


def choices_for(scene: Scene, phrase: NounPhrase) -> tuple[SpeakerChoice, ...]:
    """The speaker whom a phrase names or describes; two where it is one phrase for two."""
    remembered = _remembered(scene, phrase)
    if remembered:
        return remembered
    if phrase.others:
        parts = (_alone(phrase), *phrase.others)
        found = [choice for part in parts for choice in choices_for(scene, part)[:1]]
        return tuple(dict.fromkeys(found))
    if (two := _two(scene, phrase)) is not None:
        return tuple(_choice(person.name, person, scene.speakers) for person in two)
    if phrase.name:
        person = None if is_construct(phrase, scene.people.known) else scene.people.by_name(phrase.name)
    else:
        person, spoke = _by_title(scene, phrase)
        if spoke is not None:
            return chosen(spoke, scene.speakers)
    name = person.name if person is not None else description_name(scene.text, phrase, scene.people)
    return (_choice(name, person, scene.speakers),)


def _by_title(scene: Scene, phrase: NounPhrase) -> tuple[Person | None, Quote | None]:
    """The person with this title, or the quote whose speaker was described so, whichever is nearer before."""
    if phrase.role not in (Role.TITLE, Role.BODY) or not is_definite(scene.text, phrase):
        return None, None
    wanted = {title_stem(word) for word in phrase.title}
    before = phrase.span.start
    spoke = [quote for quote in scene.quotes if quote.speakers and quote.mention and quote.start < before]
    spoke.sort(key=lambda quote: quote.start)
    if phrase.same and spoke:
        return None, spoke[-1]
    fitting = [person for person in scene.people.persons if _has_title(person, wanted)]
    person = max(fitting, key=lambda person: _last_before(person, before), default=None)
    named = _last_before(person, before) if person is not None else -1
    for quote in reversed(spoke):
        assert quote.mention is not None
        if quote.mention.start > named and wanted <= _title_words(quote.mention.of(scene.text)):
            return None, quote
    if phrase.role is Role.BODY:
        return None, None
    if named >= 0 or (person is not None and len(wanted) > 1):
        return person, None
    if spoke and not phrase.is_plural and _may_be_called(scene, spoke[-1], wanted):
        return None, spoke[-1]
    return (_only_holder(scene, wanted) if not spoke and len(wanted) > 1 else None), None


def _has_title(person: Person, wanted: set[str]) -> bool:
    """Whether the person is called so somewhere; a former office is only meant when it is said to be one."""
    former = set(map(title_stem, word_class("former")))
    return any(wanted <= title and (wanted & former or not title & former) for title in person.titles)


def _only_holder(scene: Scene, wanted: set[str]) -> Person | None:
    """The person of whom most is told among those who hold the office without its country being named."""
    heads = wanted & {title_stem(word) for word in word_class("offices")}
    holders = [
        person
        for person in scene.people.persons
        if any(title <= wanted and title & heads for title in person.titles)
    ]
    return max(holders, key=lambda person: len(person.mentions), default=None)


def _may_be_called(scene: Scene, quote: Quote, wanted: set[str]) -> bool:
    """Whether the last speaker can be meant by a title that nobody has in the article so far."""
    if len(quote.speakers) != 1:
        return False
    if len(wanted) == 1 and wanted <= set(map(title_stem, word_class("generic_speakers"))):
        return True
    assert quote.mention is not None
    person = scene.people.at(quote.mention)
    heads = {title_stem(word) for word in word_class("offices")}
    if person is None:
        return False
    had = set().union(*person.titles) & heads
    return bool(wanted & heads) and (not had or bool(had & wanted))


def _title_words(mention: str) -> set[str]:
    return {title_stem(word) for word in name_words(mention)}


def is_definite(text: str, phrase: NounPhrase) -> bool:
    """Whether the phrase has an article or is a construct, so that it can take up somebody known."""
    words = phrase.span.of(text).split()
    if phrase.title and phrase.title[0] in word_class("counterparts"):
        return True
    return any(folded(word).startswith(("ال", "لل")) for word in words[:2]) or phrase.same or len(words) > 2


def _last_before(person: Person, offset: int) -> int:
    return max((mention.start for mention in person.mentions if mention.start < offset), default=-1)


def _two(scene: Scene, phrase: NounPhrase) -> tuple[Person, Person] | None:
    """The two for whom a dual stands (الزعيمان): those of whom most was told before."""
    if phrase.name or not phrase.title or phrase.title[0] not in word_class("pairs"):
        return None
    if not folded(phrase.span.of(scene.text)).startswith("ال"):
        return None
    told = [
        (sum(mention.start < phrase.span.start for mention in person.mentions), person)
        for person in scene.people.persons
    ]
    told = sorted((pair for pair in told if pair[0]), key=lambda pair: -pair[0])
    if len(told) < 2:
        return None
    two = sorted((told[0][1], told[1][1]), key=lambda person: person.mentions[0])
    return two[0], two[1]


def _remembered(scene: Scene, phrase: NounPhrase) -> tuple[SpeakerChoice, ...]:
    """Who was chosen for the same words before in this article, latest first."""
    words = folded(phrase.span.of(scene.text))
    by_id = {speaker.id: speaker for speaker in scene.speakers}
    for quote in sorted(scene.quotes, key=lambda quote: -quote.start):
        if quote.mention is not None and quote.speakers and folded(quote.mention.of(scene.text)) == words:
            return tuple(
                SpeakerChoice(speaker, by_id[speaker].name.ar, 0.95)
                for speaker in quote.speakers
                if speaker in by_id
            )
    return ()


def chosen(quote: Quote, speakers: Sequence[Speaker]) -> tuple[SpeakerChoice, ...]:
    """The speakers of an earlier quote, who go on speaking."""
    by_id = {speaker.id: speaker for speaker in speakers}
    return tuple(
        SpeakerChoice(speaker, by_id[speaker].name.ar, 0.8) for speaker in quote.speakers if speaker in by_id
    )


def _choice(name: str, person: Person | None, speakers: Sequence[Speaker]) -> SpeakerChoice:
    known = known_speaker(name, person, speakers)
    if known is not None:
        return SpeakerChoice(known.id, known.name.ar, 0.9)
    return SpeakerChoice(None, name, 0.7)


def known_speaker(name: str, person: Person | None, speakers: Sequence[Speaker]) -> Speaker | None:
    """The known speaker who goes by ``name`` or is ``person``."""
    words = name_words(name)
    for speaker in speakers:
        names = [name_words(written) for written in (speaker.name.ar, *speaker.aliases)]
        if words in names:
            return speaker
    if person is None:
        return None
    for speaker in speakers:
        if any(_names_person(name_words(written), person) for written in (speaker.name.ar, *speaker.aliases)):
            return speaker
    return None


def _names_person(words: tuple[str, ...], person: Person) -> bool:
    own = tuple(without_article(folded(word)) for word in person.words)
    if not words or not same_family(words[-1], own[-1]):
        return False
    return len(words) == 1 or len(own) == 1 or same_family(words[0], own[0])


def description_name(text: str, phrase: NounPhrase, people: People) -> str:
    """The name of a speaker who has none: the description as first written in the article.

    Without the definite article where a person is described (المسؤول الأمريكي → مسؤول أمريكي); the name
    of a body keeps it.
    """
    span = phrase.span
    if phrase.role is Role.TITLE and not phrase.name:
        wanted = {title_stem(word) for word in phrase.title}
        for description in people.descriptions:
            if description.span.start >= span.start:
                break
            if description.role is Role.TITLE and wanted <= {title_stem(word) for word in description.words}:
                span = description.span
                break
    written = plain_spelling(span.of(text))
    return indefinite(written) if phrase.role is Role.TITLE else written


def indefinite(description: str) -> str:
    """``description`` without the definite article of its head and of the adjectives that follow it."""
    words = description.split()
    if not words or not folded(words[0]).startswith("ال"):
        return description
    kept: list[str] = []
    for index, word in enumerate(words):
        plain = folded(word)
        if not plain.startswith("ال") or len(plain) < 5:
            return " ".join([*kept, *words[index:]])
        kept.append(_without_written_article(word))
    return " ".join(kept)


def _without_written_article(word: str) -> str:
    letters = 0
    for index, character in enumerate(word):
        letters += bool(folded(character))
        if letters == 3:
            return word[index:]
    return word


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


def names_in(text: str, around: int = 0) -> list[str]:
    """The persons named in the article, or in a long one near ``around``: fullest names, as they come."""
    persons = sorted(people_of(text, around).persons, key=lambda person: person.mentions[0])
    return [person.name for person in persons]
