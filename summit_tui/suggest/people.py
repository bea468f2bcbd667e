"""Who is named in an article: persons with all their names and titles, and where each is mentioned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from summit_tui.arabic import folded, paragraphs, without_article
from summit_tui.model import Span
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.phrases import NounPhrase, noun_phrase
from summit_tui.suggest.roles import NOTHING_KNOWN, Knowledge, Role, is_imperfect, name_like, role_of
from summit_tui.suggest.tokens import Paragraph, paragraph
from summit_tui.suggest.traits import GLUED, HEADS, SPEAKS, phrase_starts

_NO_FATHERS = frozenset(("بن", "بنت", "عبد", "ابو"))
_SCOPE = 30_000


@dataclass(slots=True)
class Person:
    """A person of the article. ``words`` are the folded words of the fullest name."""

    words: tuple[str, ...]
    name: str
    titles: list[frozenset[str]] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)

    @property
    def family(self) -> str:
        """The last word of the name."""
        return self.words[-1]


@dataclass(frozen=True, slots=True)
class Description:
    """A speaker's description without a name: its folded words without definite articles."""

    words: tuple[str, ...]
    span: Span
    role: Role


@dataclass(frozen=True, slots=True)
class People:
    """The persons and descriptions found in (a part of) an article; offsets are the article's."""

    persons: tuple[Person, ...]
    descriptions: tuple[Description, ...]
    known: Knowledge

    def by_name(self, words: tuple[str, ...]) -> Person | None:
        """The person whose name has these words, or whose family name is spelt nearly so."""
        return _person_for(self.persons, words)

    def at(self, span: Span) -> Person | None:
        """The person mentioned in ``span``."""
        for person in self.persons:
            if any(mention.overlaps(span) for mention in person.mentions):
                return person
        return None


def people_of(text: str, around: int) -> People:
    """Who is named in ``text``, or within 30,000 code points of ``around`` in a longer one."""
    if len(text) <= 2 * _SCOPE:
        return _people(text, 0)
    # Whole steps, so that neighbouring places share what was found.
    start = max(0, (around // _SCOPE) * _SCOPE - _SCOPE // 2)
    return _people(text[start : start + 2 * _SCOPE], start)


def same_family(first: str, second: str) -> bool:
    """Whether two family names are one in two spellings (بوتين، بوتن): the same but for long vowels."""
    if first == second:
        return True
    one, other = (name.translate(_LONG_VOWELS) for name in (first, second))
    return one == other and len(one) > 2 and abs(len(first) - len(second)) < 3


_LONG_VOWELS = str.maketrans("", "", "اويء")


@lru_cache(maxsize=8)
def _people(text: str, shift: int) -> People:
    places = [paragraph(text, span.start) for span in paragraphs(text)]
    counts = Counter([token.text for place in places for token in place.tokens if token.is_word])
    first = Knowledge(counts)
    at_first = [list(_phrases(place, first)) for place in places]
    named = [phrase for found in at_first for phrase in found if len(phrase.name) > 1]
    trusted = [phrase.name for phrase in named if _is_full_name(phrase, counts)]
    known = Knowledge(
        counts,
        frozenset(name[-1] for name in trusted) | (word_class("families") & counts.keys()),
        frozenset(name[-1] for name in trusted if name[0] in lexicon().first_names),
    )
    familiar = frozenset(word for word in counts if word in known.families or word[1:] in known.families)
    phrases = [
        (place, phrase)
        for place, found in zip(places, at_first, strict=True)
        for phrase in (found if familiar.isdisjoint(place.words) else _phrases(place, known, familiar))
    ]
    persons = _persons(text, phrases, known)
    people = People(
        tuple(persons),
        tuple(
            Description(phrase.title + phrase.name, _moved(phrase.span, shift), phrase.role)
            for _, phrase in phrases
            if not phrase.name or is_construct(phrase, known)
        ),
        known,
    )
    for person in persons:
        person.mentions[:] = sorted({_moved(mention, shift) for mention in person.mentions})
    return people


def _is_full_name(phrase: NounPhrase, counts: Counter[str]) -> bool:
    """Whether a name of two or more words is surely one: a given name or a title shows it."""
    if not all(name_like(word, counts) for word in phrase.name if role_of(word) is Role.OTHER):
        return False
    if role_of(phrase.name[-1]) not in (Role.OTHER, Role.DEFINITE, Role.NAME):
        return False
    last = phrase.name[-1]
    if phrase.role is Role.OTHER and last.startswith("ال"):
        return last.endswith("ي") and without_article(last) not in counts
    return phrase.name[0] in lexicon().first_names or phrase.role is Role.TITLE


def _is_person(phrase: NounPhrase, known: Knowledge) -> bool:
    """Whether the name in ``phrase`` is that of the person whom the phrase is about."""
    if (
        not phrase.name
        or is_construct(phrase, known)
        or (phrase.title and phrase.title[0] in word_class("quantities"))
    ):
        return False
    if phrase.title and phrase.title[0] in word_class("plurals"):
        return False
    first, last = phrase.name[0], phrase.name[-1]
    given = first in lexicon().first_names
    if last in known.families:
        return len(phrase.name) == 1 or given or (name_like(first, known.counts) and last not in known.given)
    if not _may_all_be_names(phrase.name, known):
        return False
    if len(phrase.name) > 1 and given:
        return True
    seen = known.counts.get(last, 0) > 1
    if len(phrase.name) == 1 and not given and not seen and _agrees_as_other_word(phrase, last):
        return False
    return phrase.role is Role.TITLE or (phrase.role in (Role.OTHER, Role.DEFINITE) and seen)


def _may_all_be_names(words: tuple[str, ...], known: Knowledge) -> bool:
    """Whether every word can be one in a name; what stands before الدين needn't look like one: عز الدين."""
    pairs = zip(words, (*words[1:], ""), strict=True)
    return all(
        following in ("الدين", "الله") or role_of(word) is not Role.OTHER or name_like(word, known.counts)
        for word, following in pairs
    ) or (words[0] in lexicon().first_names and len(words) == 2 and is_imperfect(words[1]))


def _agrees_as_other_word(phrase: NounPhrase, word: str) -> bool:
    """Whether an unknown word behind a title is its verb or adjective: الوزيرة نجحت، الدبلوماسيون تحقيق."""
    if not phrase.title:
        return False
    feminine = phrase.title[0].endswith("ه")
    return phrase.is_plural or (feminine and word.endswith(("ت", "ه")))


def is_surely_named(person: Person) -> bool:
    """Whether a name is so surely one that a speaker may be made of it though nothing says that they spoke.

    It begins with a given name and goes on, or stands behind a title, a single word more than once.
    """
    first, last = person.words[0], person.words[-1]
    if len(person.words) > 1 and first in lexicon().first_names:
        return True
    like_a_verb = first[0] == "ت" or first.endswith("ت") or last.endswith("ت")
    if not person.titles or is_imperfect(first) or (like_a_verb and len(person.words) > 1):
        return False
    nisba = len(person.words) > 1 and last.startswith("ال") and last.endswith("ي")
    return nisba or (len(person.mentions) > 1 and not all(word.endswith("ه") for word in person.words))


def is_construct(phrase: NounPhrase, known: Knowledge) -> bool:
    """Whether the name only says whose adviser, wife or supporters are meant (مستشارو بايدن)."""
    if len(phrase.title) != 1 or phrase.name_span is None:
        return False
    indefinite = phrase.name_span.start - phrase.span.start == phrase.title_length + 1
    if indefinite and phrase.title[0] in word_class("relatives_of"):
        return True
    return len(phrase.name) == 1 and phrase.name[0] in known.families and indefinite


def _phrases(
    place: Paragraph, known: Knowledge, familiar: Collection[str] = frozenset()
) -> Iterator[NounPhrase]:
    """The name phrases of a paragraph, from left to right, none within another.

    ``familiar`` are the words that are one of the family names ``known``, perhaps behind a glued letter.
    """
    words, traits = place.words, place.traits
    index, speaks = 0, 0
    while index < len(words):
        phrase = None
        if (speaks or traits[index] & HEADS or words[index] in familiar) and place.tokens[index].is_word:
            phrase = _phrase_at(place, index, known, after_verb=bool(speaks))
        speaks = traits[index] & SPEAKS
        if phrase is None:
            index += 1
            continue
        yield phrase
        yield from phrase.others
        index = max(phrase.after, index + 1)


def _phrase_at(place: Paragraph, index: int, known: Knowledge, *, after_verb: bool) -> NounPhrase | None:
    word = place.tokens[index].text
    if place.tokens[index].is_that:
        return None
    starts = _starts(word)
    if known.families and _may_be_family(word, known):
        starts = tuple(phrase_starts(word, known))
    for skip, is_head in starts:
        if is_head or after_verb:
            return noun_phrase(place, index, known, skip=skip)
    return None


def _may_be_family(word: str, known: Knowledge) -> bool:
    families = known.families
    return word in families or (word[0] in GLUED and word[1:] in families)


@lru_cache(maxsize=32_768)
def _starts(word: str) -> tuple[tuple[int, bool], ...]:
    """How a phrase can begin with ``word`` where nothing is known of the article's names."""
    return tuple(phrase_starts(word, NOTHING_KNOWN))


def _persons(text: str, phrases: list[tuple[Paragraph, NounPhrase]], known: Knowledge) -> list[Person]:
    named = [phrase for _, phrase in phrases if _is_person(phrase, known)]
    persons: list[Person] = []
    for phrase in sorted(named, key=lambda phrase: (-len(phrase.name), phrase.span.start)):
        person = _person_for(persons, phrase.name)
        if person is None:
            assert phrase.name_span is not None
            person = Person(phrase.name, plain_spelling(phrase.name_span.of(text)))
            persons.append(person)
        if phrase.title:
            person.titles.append(frozenset(map(title_stem, phrase.title)))
        person.mentions.append(phrase.span)
    return persons


def _person_for(persons: list[Person] | tuple[Person, ...], words: tuple[str, ...]) -> Person | None:
    for person in persons:
        if _is_part(words, person.words) or (len(person.words) == 1 and _is_part(person.words, words)):
            return person
    if not words:
        return None
    for person in persons:
        alike = same_family(person.family, words[-1]) and not _are_of_other_fathers(words, person.words)
        if alike and (len(words) == 1 or len(person.words) == 1 or same_family(person.words[0], words[0])):
            return person
    return None


def _are_of_other_fathers(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether both names have words between the first and the last, and none of them in common."""
    inner, other = set(words[1:-1]) - _NO_FATHERS, set(others[1:-1]) - _NO_FATHERS
    return bool(inner and other) and not inner & other


def _is_part(words: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether ``words`` stand in ``whole`` in this order and reach its family name or are its first name."""
    if len(words) == 1:
        return words[0] == whole[-1] or (len(whole) > 1 and words[0] in whole[1:])
    rest = iter(whole)
    return all(word in rest for word in words)


def title_stem(word: str) -> str:
    """A word of a title as titles are compared: gender, number and spellings made one."""
    word = word.replace("اميرك", "امريك")
    for ending in ("يون", "يين", "يه", "ون", "ين", "ه"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + (
                "ي" if ending[0] == "ي" and len(ending) > 1 and ending != "ين" else ""
            )
    return word


def plain_spelling(written: str) -> str:
    """``written`` as a name is kept: single spaces, without tatweel and invisible characters."""
    kept = "".join(character for character in written if folded(character) or _is_diacritic(character))
    return " ".join(kept.replace("_", " ").split())


def _is_diacritic(character: str) -> bool:
    return "\u064b" <= character <= "\u0655" or character == "\u0670"


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by) if by else span
