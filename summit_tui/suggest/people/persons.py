"""Persons of an article: which mentions are one person's, and how names and titles are compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from summit_tui.arabic import folded
from summit_tui.model import Span
from summit_tui.suggest.lexicon import lexicon
from summit_tui.suggest.phrases.named import is_person
from summit_tui.suggest.phrases.noun_phrases import NounPhrase
from summit_tui.suggest.phrases.roles import Knowledge, is_imperfect

_NO_FATHERS = frozenset(("بن", "بنت", "عبد", "ابو"))
_LONG_VOWELS = str.maketrans("", "", "اويء")


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


def persons_among(text: str, phrases: Iterable[NounPhrase], known: Knowledge) -> list[Person]:
    """The persons whom ``phrases`` of ``text`` name, those with the fullest names first."""
    named = [phrase for phrase in phrases if is_person(phrase, known)]
    persons: list[Person] = []
    for phrase in sorted(named, key=lambda phrase: (-len(phrase.name), phrase.span.start)):
        person = person_for(persons, phrase.name)
        if person is None:
            assert phrase.name_span is not None
            person = Person(phrase.name, plain_spelling(phrase.name_span.of(text)))
            persons.append(person)
        if phrase.title:
            person.titles.append(frozenset(map(title_stem, phrase.title)))
        person.mentions.append(phrase.span)
    return persons


def person_for(persons: list[Person] | tuple[Person, ...], words: tuple[str, ...]) -> Person | None:
    """The one among ``persons`` whose name has these words, or whose family name is spelt nearly so."""
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


@lru_cache(maxsize=16_384)
def same_family(first: str, second: str) -> bool:
    """Whether two family names are one in two spellings (بوتين، بوتن): the same but for long vowels."""
    if first == second:
        return True
    one, other = family_key(first), family_key(second)
    return one == other and len(one) > 2 and abs(len(first) - len(second)) < 3


def family_key(name: str) -> str:
    """What all spellings of a family name (folded) have in common, and some other names too."""
    return name.translate(_LONG_VOWELS)


def _is_part(words: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether ``words`` stand in ``whole`` in this order and reach its family name or are its first name."""
    if len(words) == 1:
        return words[0] == whole[-1] or (len(whole) > 1 and words[0] in whole[1:])
    rest = iter(whole)
    return all(word in rest for word in words)


def is_surely_named(person: Person) -> bool:
    """Whether a name is so surely one that a speaker may be made of it though nothing says that they spoke.

    It begins with a given name and goes on, or stands behind a title, a single word more than once.
    """
    first, last = person.words[0], person.words[-1]
    if len(person.words) > 1 and first in lexicon().given_names:
        return True
    like_a_verb = first[0] == "ت" or first.endswith("ت") or last.endswith("ت")
    if not person.titles or is_imperfect(first) or (like_a_verb and len(person.words) > 1):
        return False
    nisba = len(person.words) > 1 and last.startswith("ال") and last.endswith("ي")
    return nisba or (len(person.mentions) > 1 and not all(word.endswith("ه") for word in person.words))


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
