"""Whom a title or a description means: who has it in the article, or who spoke last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summit_tui.arabic import folded, name_words, without_article
from summit_tui.model import Quote, Span, Speaker
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.people.people import People
from summit_tui.suggest.people.persons import Person, title_stem
from summit_tui.suggest.phrases.noun_phrases import NounPhrase, is_plural
from summit_tui.suggest.phrases.roles import Role
from summit_tui.suggest.words.tokens import Paragraph, paragraph


@dataclass(frozen=True, slots=True)
class Scene:
    """The article, who is named in it, the known speakers and the quotes made so far."""

    text: str
    people: People
    speakers: Sequence[Speaker]
    quotes: Sequence[Quote]


def holder_of(scene: Scene, phrase: NounPhrase) -> tuple[Person | None, Quote | None]:
    """The person with this title, or the quote whose speaker was described so, whichever is nearer before."""
    if phrase.role not in (Role.TITLE, Role.BODY) or not is_definite(scene.text, phrase):
        return None, None
    wanted = _office_words(phrase.title)
    before = phrase.span.start
    spoke = [quote for quote in scene.quotes if quote.speakers and quote.mention and quote.start < before]
    spoke.sort(key=lambda quote: quote.start)
    if phrase.same and spoke:
        return None, _last_called(scene, spoke, wanted)
    fitting = [person for person in scene.people.persons if _has_title(person, wanted)] or [
        person
        for person in scene.people.persons
        if not phrase.is_plural and not wanted & _offices() and _has_bare_title(person, wanted)
    ]
    person = max(fitting, key=lambda one: (_is_plainly(one, wanted), _last_before(one, before)), default=None)
    named = _last_before(person, before) if person is not None else -1
    for quote in reversed(spoke):
        assert quote.mention is not None
        words = quote.mention.of(scene.text)
        same_number = is_plural(folded(words.split()[0])) == phrase.is_plural
        titled = _title_words(words)
        foreign = person is not None and _is_plainly(person, wanted) and (titled - wanted) & _adjectives()
        if quote.mention.start > named and same_number and wanted <= titled and not foreign:
            return None, quote
    if phrase.role is Role.BODY:
        return None, None
    if named >= 0 or (person is not None and len(wanted) > 1):
        return person, None
    simple = not phrase.is_plural and folded(phrase.span.of(scene.text)).startswith("ال")
    if spoke and simple and (_may_be_called(scene, spoke[-1], wanted) or _only_speaker(scene, spoke)):
        return None, spoke[-1]
    if not spoke and len(wanted) > 1 and (holder := _only_holder(scene, wanted)) is not None:
        return holder, None
    return None, None


def _last_called(scene: Scene, spoke: Sequence[Quote], wanted: set[str]) -> Quote:
    """The last quote whose speaker was called so, else the last one: المصدر ذاته."""
    called = (
        quote
        for quote in reversed(spoke)
        if quote.mention is not None and wanted <= _title_words(quote.mention.of(scene.text))
    )
    return next(called, spoke[-1])


def holders(scene: Scene, phrase: NounPhrase) -> list[Person]:
    """The persons whom the article calls by the title of ``phrase``; none where it is no title."""
    if phrase.role is not Role.TITLE or phrase.name:
        return []
    wanted = _office_words(phrase.title)
    return [person for person in scene.people.persons if _has_title(person, wanted)]


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    return frozenset(map(_stem, word_class("offices")))


def _has_title(person: Person, wanted: set[str]) -> bool:
    """Whether the person is called so somewhere; a former office is only meant when it is said to be one."""
    former = _former()
    return any(
        wanted <= title and (wanted & former or not title & former) for title in map(_stems, person.titles)
    )


@lru_cache(maxsize=1)
def _former() -> frozenset[str]:
    return frozenset(map(title_stem, word_class("former")))


def _has_bare_title(person: Person, wanted: set[str]) -> bool:
    """Whether the person has the title without the country that the description adds: الجنرال الأميركي."""
    bare = wanted - _adjectives()
    titles = [title for title in map(_stems, person.titles) if bare <= title]
    return bool(bare) and bare != wanted and any(not title & _adjectives() for title in titles)


def of_country(scene: Scene, phrase: NounPhrase) -> Person | None:
    """Who is told of most often beside the country of an office that nobody is said to hold there.

    الرئيس الأمريكي in an article that calls him by his family name alone.
    """
    wanted = _office_words(phrase.title)
    countries = wanted & _adjectives()
    if phrase.role is not Role.TITLE or phrase.is_plural or len(countries) != 1 or not wanted & _offices():
        return None
    country = next(iter(countries))
    beside = [
        (sum(country in _words_around(scene.text, mention) for mention in person.mentions), person)
        for person in scene.people.persons
        if not set().union(*map(_stems, person.titles)) & (_adjectives() | _offices() - wanted)
    ]
    beside.sort(key=lambda one: -one[0])
    if not beside or beside[0][0] < _OFTEN or (len(beside) > 1 and beside[1][0] == beside[0][0]):
        return None
    return beside[0][1]


def _words_around(text: str, mention: Span) -> frozenset[str]:
    """The words of the paragraph around a mention, as titles are compared."""
    return _words_in(paragraph(text, mention.start))


@lru_cache(maxsize=16)
def _words_in(place: Paragraph) -> frozenset[str]:
    return frozenset(_stem(without_article(token.text)) for token in place.tokens if token.is_word)


def named_below(scene: Scene, phrase: NounPhrase) -> Person | None:
    """Who is described without a name where an article begins, and named soon after with the same title.

    شدد جنرال أميركي كبير …: the next sentence says which one.
    """
    before = phrase.span.end
    if phrase.role is not Role.TITLE or phrase.name or phrase.is_plural or before > _LEAD:
        return None
    bare = {_stem(word) for word in phrase.title} - _adjectives() - set(map(_stem, word_class("ranks")))
    soon = [
        (min((mention.start for mention in person.mentions if mention.start > before), default=_FAR), person)
        for person in scene.people.persons
        if any(bare <= title for title in map(_stems, person.titles))
        and all(mention.start > before for mention in person.mentions)
    ]
    first, person = min(soon, key=lambda one: one[0], default=(_FAR, None))
    return person if bare and first - before <= _SOON else None


_OFTEN = 2
_LEAD = 400
_SOON = 500
_FAR = 1 << 60


def _is_plainly(person: Person, wanted: set[str]) -> bool:
    """Whether the title is theirs without a country that isn't said: the own minister, no foreign one."""
    countries = _adjectives()
    return any(wanted <= title and not (title - wanted) & countries for title in map(_stems, person.titles))


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    """A word of a title as titles are compared; a country and who is of it are one (إيران، الإيراني)."""
    stem = title_stem(word)
    if word in lexicon().places or word in lexicon().adjectives or stem in lexicon().adjectives:
        for ending in ("يا", "ا", "ي", "ه"):
            if stem.endswith(ending) and len(stem) > len(ending) + 2:
                return stem.removesuffix(ending)
    return stem


@lru_cache(maxsize=4_096)
def _stems(title: frozenset[str]) -> frozenset[str]:
    return frozenset(_office_words(title))


def _office_words(title: Iterable[str]) -> set[str]:
    """The words of a title as they are compared; who heads the government heads its ministers."""
    words = set(map(_stem, title))
    if "رييس" in words and "حكوم" in words:
        return words - {"حكوم"} | {"وزراء"}
    return words


def _only_holder(scene: Scene, wanted: set[str]) -> Person | None:
    """The person of whom most is told among those who hold the office without its country being named."""
    heads = wanted & _offices()
    holders = [
        person
        for person in scene.people.persons
        if any(title <= wanted and title & heads for title in map(_stems, person.titles))
    ]
    return max(holders, key=lambda person: len(person.mentions), default=None)


def _only_speaker(scene: Scene, spoke: Sequence[Quote]) -> bool:
    """Whether one named person whose title isn't told said all so far: a new title is theirs."""
    if len({quote.speakers for quote in spoke}) > 1 or len(spoke[-1].speakers) != 1:
        return False
    persons = [scene.people.at(quote.mention) for quote in spoke if quote.mention is not None]
    return all(person is not None and not any(person.titles) for person in persons)


def _may_be_called(scene: Scene, quote: Quote, wanted: set[str]) -> bool:
    """Whether the last speaker can be meant by a title that nobody has in the article so far."""
    if len(quote.speakers) != 1:
        return False
    plain = wanted - _adjectives()
    if len(plain) == 1 and plain <= set(map(_stem, word_class("generic_speakers"))):
        return True
    assert quote.mention is not None
    person = scene.people.at(quote.mention)
    heads = _offices()
    if person is None:
        return False
    had = set().union(*map(_stems, person.titles))
    if had & set(map(_stem, word_class("professions"))):
        return bool(wanted & had & heads)
    return bool(wanted & heads) and (not had & heads or bool(had & heads & wanted))


@lru_cache(maxsize=1)
def _adjectives() -> frozenset[str]:
    """What goes with a title without telling whose it is: الدبلوماسي الأوكراني."""
    return frozenset(map(_stem, lexicon().adjectives)) - set(map(_stem, word_class("generic_speakers")))


def _title_words(mention: str) -> set[str]:
    return {_stem(word) for word in name_words(mention)}


def is_definite(text: str, phrase: NounPhrase) -> bool:
    """Whether the phrase has an article or is a construct, so that it can take up somebody known."""
    words = phrase.span.of(text).split()
    if phrase.title and phrase.title[0] in word_class("counterparts"):
        return True
    return any(folded(word).startswith(("ال", "لل")) for word in words[:2]) or phrase.same or len(words) > 2


def _last_before(person: Person, offset: int) -> int:
    return max((mention.start for mention in person.mentions if mention.start < offset), default=-1)


def two_of(scene: Scene, phrase: NounPhrase) -> tuple[Person, Person] | None:
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
