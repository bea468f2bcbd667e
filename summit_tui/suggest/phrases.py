"""Name phrases: where the words that name or describe a speaker begin and end.

A phrase is a title with what belongs to it, a personal name, both in this order, or the name of a
body or place. A title or description after a name is left out (annotation guide).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from summit_tui.arabic import Pair, without_article
from summit_tui.model import Span
from summit_tui.suggest.lexicon import ALI, CueKind, Lexicon, lexicon, word_class
from summit_tui.suggest.tokens import Paragraph, Token

_MOST_NAME_WORDS = 4
_MOST_WORDS = 14


class Role(Enum):
    """What a word can be in a name phrase."""

    STOP = "ends the phrase"
    VERB = "verb"
    TITLE = "title"
    BODY = "body"
    PLACE = "place"
    ADJECTIVE = "adjective"
    NAME = "personal name"
    DEFINITE = "other word with the definite article"
    LAM = "word with للـ"
    OTHER = "other word"


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A name phrase in its paragraph.

    ``first`` and ``after`` are token indexes. ``title`` has the folded words of the title without
    definite articles, ``name`` those of the personal name; a body or place has its words in
    ``title``. ``others`` holds the phrases joined to it by و. ``same``: ذاته or نفسه ends it.
    """

    span: Span
    first: int
    after: int
    role: Role
    title: tuple[str, ...]
    name: tuple[str, ...]
    name_span: Span | None
    others: tuple[NounPhrase, ...] = ()
    same: bool = False

    @property
    def is_plural(self) -> bool:
        """Whether the title is a sound plural or a dual."""
        return bool(self.title) and self.title[0].endswith(("ون", "ين", "ان", "ات", "و"))

    @property
    def title_length(self) -> int:
        """Length of a title of one word as far as it is compared: without a definite article."""
        return len(self.title[0]) if self.title else 0


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the article itself tells about its words.

    ``counts``: how often each occurs; ``families``: the family names; ``given``: those of them that
    stand behind a given name somewhere.
    """

    counts: Mapping[str, int]
    families: Collection[str] = frozenset()
    given: Collection[str] = frozenset()


NOTHING_KNOWN = Knowledge({})


def role_of(word: str, known: Knowledge = NOTHING_KNOWN) -> Role:
    """The role of ``word`` (folded, without a conjunction)."""
    if word in known.families and not lexicon().is_stop(word):
        return Role.NAME
    return _listed_role(word)


@lru_cache(maxsize=8192)
def _listed_role(word: str) -> Role:
    """The role that the lexicon gives a word."""
    words = lexicon()
    if words.is_stop(word) or word.isdigit() or (word.startswith("بال") and len(word) > 4):
        return Role.STOP
    if word == ALI:
        return Role.NAME
    if _is_lam(word, words):
        return Role.LAM
    role = _role_in_title(word, words)
    if role is not None:
        return role
    if word in words.first_names:
        return Role.NAME
    if word.startswith("ال") and without_article(word) != word:
        return Role.DEFINITE
    form = words.cue(word)
    reports = form is not None and (form.kind is not CueKind.NOUN or (form.pronoun and form.lemma == "قال"))
    return Role.VERB if reports else Role.OTHER


def _is_lam(word: str, words: Lexicon) -> bool:
    """Whether ``word`` is للـ with a noun, or ل with a body or place: السفير لدى، لسفارة."""
    if word.startswith("لل") and len(word) > 3:
        return True
    rest = word[1:]
    return word[:1] == "ل" and word not in words.titles and (rest in words.bodies or rest in words.places)


def _role_in_title(word: str, words: Lexicon) -> Role | None:
    if word in word_class("short_titles"):
        return Role.TITLE
    plain = without_article(word)
    if plain == word:
        for owner in ("ه", "ها", "هم"):
            if word.endswith("ت" + owner) and word.removesuffix("ت" + owner) + "ه" in words.bodies:
                return Role.BODY
            if word.endswith(owner) and word.removesuffix(owner) in words.titles:
                return Role.TITLE
    for role, members in (
        (Role.TITLE, words.titles),
        (Role.BODY, words.bodies),
        (Role.PLACE, words.places),
        (Role.ADJECTIVE, words.adjectives),
    ):
        if plain in members or word in members:
            return role
    return None


def name_like(word: str, counts: Mapping[str, int]) -> bool:
    """Whether ``word`` can be a name by what else the article has: no noun with an article or a particle."""
    if word in lexicon().first_names:
        return True
    if len(word) < 3 or "ال" + word in counts or word.endswith(("ته", "تها", "تهم", "هما")):
        return False
    if word.endswith("ات") and len(word) > 4:
        return False
    if word[0] in "بلكفو":
        rest = word[1:]
        known = (
            rest in counts or "ال" + rest in counts or role_of(rest) in (Role.TITLE, Role.BODY, Role.PLACE)
        )
        if known and len(rest) > 2:
            return False
    return word not in lexicon().cues


class _Reader:
    """Reads one phrase from a token on."""

    def __init__(
        self,
        paragraph: Paragraph,
        first: int,
        skip: int,
        known: Knowledge,
        *,
        before_object: bool,
        after_lam: bool,
    ) -> None:
        self.paragraph = paragraph
        self.tokens = paragraph.tokens
        self.first = first
        self.index = first
        self.skip = skip
        self.known = known
        self.before_object = before_object
        self.after_lam = after_lam
        self.enclosed_until = 0
        self.title: list[str] = []
        self.name: list[Token] = []
        self.head = Role.STOP

    def word(self, index: int) -> str:
        text = self.tokens[index].text
        if index != self.first:
            return text
        if self.after_lam and text.startswith("لل"):
            return "ال" + text[2:]
        return text[self.skip :]

    def read(self) -> bool:
        self.head = self.role_at(self.index)
        if self.head in (Role.STOP, Role.VERB, Role.LAM):
            return False
        self.take()
        while self.index < len(self.tokens) and self.index - self.first < _MOST_WORDS:
            if not self.step():
                break
        return True

    def role_at(self, index: int) -> Role:
        token = self.tokens[index]
        if not token.is_word or token.is_that:
            return Role.STOP
        return role_of(self.word(index), self.known)

    def take(self) -> None:
        token, role = self.tokens[self.index], self.role_at(self.index)
        word = self.word(self.index)
        starts_name = role is Role.NAME or (role is Role.OTHER and self.head is not Role.BODY)
        if self.name or starts_name:
            self.name.append(token)
        else:
            self.title.append(without_article(word))
        self.index += 1

    def step(self) -> bool:
        """Takes the next token or tokens if they belong to the phrase."""
        token, last = self.tokens[self.index], self.tokens[self.index - 1]
        if not token.is_word:
            return self.take_sign(token)
        if last.end + 2 < token.start and last.is_word:
            return False
        if token.text in word_class("same"):
            self.index += 1
            return False
        return self.step_in_name() if self.name else self.step_in_title()

    def take_sign(self, sign: Token) -> bool:
        """What may stand within a phrase: a hyphen in a name, a comma before it, a name in marks."""
        following = self.tokens[self.index + 1] if self.index + 1 < len(self.tokens) else None
        if following is None:
            return False
        if sign.text == "." and self.tokens[self.index - 1].text in word_class("short_titles"):
            self.index += 1
            return self.step_in_title()
        if sign.text == "-" and self.name and following.start == sign.end and following.is_word:
            self.index += 1
            self.take()
            return True
        if sign.text in ("،", ",") and self.head is Role.TITLE and not self.name:
            return self.take_apposition()
        return self.take_quoted()

    def take_apposition(self) -> bool:
        """The name behind a title and a comma: وزير الخارجية، سلوان الهدباني."""
        index = self.index + 1
        if self.tokens[index].text == "#" and index + 1 < len(self.tokens):
            index += 1
        role = self.role_at(index)
        if role is Role.TITLE and index + 1 < len(self.tokens):
            role = self.role_at(index + 1)
        self.enclosed_until = self.enclosed_name_end(index)
        if role is not Role.NAME and not self.enclosed_until:
            return False
        self.index = index
        self.take()
        return True

    def step_in_name(self) -> bool:
        role, word = self.role_at(self.index), self.word(self.index)
        last, connectors = self.name[-1].text, lexicon().connectors
        if self.index < self.enclosed_until:
            self.take()
            return True
        if len(self.name) > _MOST_NAME_WORDS or (word[0] == "و" and word not in lexicon().first_names):
            return False
        if word in connectors or last in connectors:
            if role is Role.STOP and word not in connectors:
                return False
            self.take()
            return True
        if last in self.known.families or role not in (Role.NAME, Role.OTHER, Role.DEFINITE):
            return False
        if role is not Role.NAME and not self.goes_on_with(word, role):
            return False
        self.take()
        return True

    def goes_on_with(self, word: str, role: Role) -> bool:
        """Whether an unknown word belongs to the name that was begun."""
        first_names = lexicon().first_names
        if role is Role.OTHER and not name_like(word, self.known.counts):
            return False
        seen = self.known.counts.get(word, 0)
        last = self.name[-1].text
        if role is Role.DEFINITE:
            if without_article(word) in self.known.counts or word.endswith(("ون", "ين", "ات", "يه")):
                return False
            if len(self.name) == 1:
                return not self.before_object or seen > 1 or (last in first_names and word.endswith("ي"))
        elif len(self.name) == 1:
            return last in first_names or not self.before_object
        return last in first_names or (seen > 1 and not self.before_object)

    def step_in_title(self) -> bool:
        role, word = self.role_at(self.index), self.word(self.index)
        if role is Role.STOP:
            return self.take_prepositional(word)
        if self.joined(word) is not None:
            belongs = self.joins_within_body(word)
        else:
            belongs = role is not Role.VERB and self.belongs_to_title(role, word)
        if belongs:
            self.take()
        return belongs

    def belongs_to_title(self, role: Role, word: str) -> bool:
        """Whether a word behind a title, body or place goes on with it or with the name behind it."""
        if self.before_object and not self.agrees(role, word):
            return False
        match self.head:
            case Role.NAME:
                return False
            case Role.PLACE:
                return role is Role.ADJECTIVE
            case Role.DEFINITE if role in (Role.DEFINITE, Role.OTHER, Role.LAM, Role.PLACE):
                return False
            case Role.BODY if role is Role.TITLE and word[:2] != "ال":
                return False
        return role is not Role.OTHER or self.begins_name(word)

    def in_construct(self) -> bool:
        """Whether the phrase begins with a body whose name goes on: وزارة التعليم, not المركز الوطني."""
        return self.head is Role.BODY and not self.word(self.first).startswith("ال")

    def begins_name(self, word: str) -> bool:
        """Whether a word that no list has goes on with a title, as the name behind it, or with a body."""
        counts = self.known.counts
        if self.head is Role.BODY:
            return self.tokens[self.index - 1].text[:2] != "ال"
        if not name_like(word, counts):
            return False
        following = self.index + 1
        if counts.get(word, 0) > 1 or following >= len(self.tokens):
            return True
        role = self.role_at(following)
        if role is Role.OTHER:
            return name_like(self.word(following), counts)
        if role is Role.DEFINITE:
            return without_article(self.word(following)) not in counts
        return role in (Role.STOP, Role.NAME, Role.VERB) or word in lexicon().connectors

    def agrees(self, role: Role, word: str) -> bool:
        """Before an object: only what surely belongs to the head (an adjective as definite as it is)."""
        head = self.tokens[self.index - 1].text
        if self.head is Role.TITLE and role in (Role.NAME, Role.OTHER):
            return True
        if role is Role.ADJECTIVE:
            return word.startswith("ال") == head.startswith("ال") or self.head in (Role.TITLE, Role.BODY)
        construct = not head.startswith("ال") and self.head in (Role.TITLE, Role.BODY)
        return construct and len(self.title) == 1

    def take_prepositional(self, word: str) -> bool:
        """A preposition that goes on with the description: مسؤول في هيئة المرافئ، عدد من المحللين."""
        if self.index + 1 >= len(self.tokens) or not self.title:
            return False
        following = self.role_at(self.index + 1)
        if word == "لدي" or (self.head is Role.TITLE and self.reaches_name(self.index + 1)):
            fits = word in word_class("prepositions")
        elif word == "في":
            generic = len(self.title) <= 4 and self.title[0] in word_class("generic")
            fits = generic or (self.in_construct() and following is Role.PLACE)
        else:
            fits = word == "من" and self.title[-1] in word_class("quantities")
        if not fits or following not in (Role.BODY, Role.PLACE, Role.DEFINITE, Role.TITLE):
            return False
        self.index += 1
        self.take()
        return True

    def enclosed_name_end(self, first: int) -> int:
        """Where two or three words that can be a name, from ``first`` on, end with a comma, else 0."""
        for index in range(first, min(first + 4, len(self.tokens))):
            token = self.tokens[index]
            if token.text in ("،", ",", ":") or token.is_that:
                return index if index - first in (2, 3) else 0
            role = self.role_at(index)
            fits = role is Role.OTHER or (role is Role.DEFINITE and index > first)
            if role is not Role.NAME and not (fits and name_like(token.text, self.known.counts)):
                return 0
        return 0

    def reaches_name(self, first: int) -> bool:
        """Whether the title goes on from ``first`` to a given name without anything else between."""
        within = (Role.BODY, Role.PLACE, Role.DEFINITE, Role.ADJECTIVE, Role.LAM, Role.TITLE)
        for index in range(first, min(first + 7, len(self.tokens))):
            role = self.role_at(index)
            if role is Role.NAME:
                return index > first
            if role not in within:
                return False
        return False

    def is_enclosed_name(self, first: int) -> bool:
        """Whether two or three words that can be a name stand from ``first`` to the next comma."""
        for index in range(first, min(first + 4, len(self.tokens))):
            token = self.tokens[index]
            if token.text in ("،", ",", ":") or token.is_that:
                return index - first in (2, 3)
            if self.role_at(index) is not Role.OTHER or not name_like(token.text, self.known.counts):
                return False
        return False

    def take_quoted(self) -> bool:
        """A name in quotation marks behind a body: مجموعة "..."."""
        pair = self.pair_at(self.tokens[self.index].start)
        last = self.role_at(self.index - 1)
        if pair is None or self.name or len(pair.inner) > 40:
            return False
        if last is not Role.BODY and self.tokens[self.index - 1].text != "باسم":
            return False
        self.index = self.paragraph.index_at(pair.outer.end)
        return True

    def pair_at(self, offset: int) -> Pair | None:
        return next((pair for pair in self.paragraph.pairs if pair.outer.start == offset), None)

    def joins_within_body(self, word: str) -> bool:
        """Whether و and a definite noun go on with a body's name: منظمة الأمن والتعاون."""
        rest = word[1:]
        inside = self.head is Role.BODY and len(self.title) > 1 and rest.startswith("ال")
        return inside and role_of(rest, self.known) is Role.DEFINITE

    def joined(self, word: str) -> str | None:
        """The word behind a و, where it begins another phrase."""
        if word[:1] != "و" or len(word) < 4 or word in lexicon().first_names:
            return None
        plain = without_article(word)
        if plain in lexicon().titles or plain in lexicon().bodies or word in self.known.families:
            return None
        return word[1:]


def noun_phrase(
    paragraph: Paragraph,
    first: int,
    known: Knowledge = NOTHING_KNOWN,
    *,
    skip: int = 0,
    before_object: bool = False,
    after_lam: bool = False,
) -> NounPhrase | None:
    """The name phrase that begins at token ``first``, or None where none does.

    ``skip`` code points of the first word are a particle glued to it. ``before_object``: the
    object of the verb may follow the phrase at once (وصف بوتين الاتفاق بأنه). ``after_lam``: a first word
    with لل counts as one with
    the definite article.
    """
    if first >= len(paragraph.tokens) or not paragraph.tokens[first].is_word:
        return None
    reader = _Reader(paragraph, first, skip, known, before_object=before_object, after_lam=after_lam)
    if not reader.read():
        return None
    end = paragraph.tokens[reader.index - 1].end
    start = paragraph.tokens[first].start + skip
    name = reader.name
    others = _joined_phrases(paragraph, reader, known) if not before_object else ()
    return NounPhrase(
        Span(start, others[-1].span.end if others else end),
        first,
        others[-1].after if others else reader.index,
        reader.head,
        tuple(reader.title),
        tuple(token.text[skip:] if token.start < start else token.text for token in name),
        Span(max(start, name[0].start), end) if name else None,
        others,
        paragraph.tokens[reader.index - 1].text in word_class("same"),
    )


def quoted_name(paragraph: Paragraph, first: int, limit: int) -> NounPhrase | None:
    """A short name in quotation marks as a speaker, before token ``limit``: وأشارت "الراصد" إلى أن."""
    start = paragraph.tokens[first].start
    pair = next((pair for pair in paragraph.pairs if pair.outer.start == start and pair.closed), None)
    if pair is None:
        return None
    inside, after = paragraph.index_at(pair.inner.start), paragraph.index_at(pair.outer.end)
    if after > limit or after - inside > 5 or inside >= after - 1:
        return None
    words = tuple(token.text for token in paragraph.tokens[inside : after - 1])
    span = Span(paragraph.tokens[inside].start, paragraph.tokens[after - 2].end)
    return NounPhrase(span, first, after, Role.BODY, words, (), None)


def _joined_phrases(paragraph: Paragraph, reader: _Reader, known: Knowledge) -> tuple[NounPhrase, ...]:
    """What is joined by و to the phrase that was read, if it can speak too."""
    index = reader.index
    if index >= len(paragraph.tokens) or not paragraph.tokens[index].is_word:
        return ()
    token = paragraph.tokens[index]
    rest = reader.joined(token.text)
    if rest is None or token.is_that or token.start - paragraph.tokens[index - 1].end > 1:
        return ()
    role = role_of(rest, known)
    if role not in (Role.NAME, Role.TITLE, Role.BODY, Role.PLACE):
        return ()
    other = noun_phrase(paragraph, index, known, skip=1)
    return (other,) if other is not None else ()


def phrase_before(
    paragraph: Paragraph, end: int, lowest: int, known: Knowledge = NOTHING_KNOWN
) -> NounPhrase | None:
    """The name phrase that ends right before token ``end``: the longest that begins at a boundary."""
    found: NounPhrase | None = None
    for first in range(end - 1, max(lowest, end - 10) - 1, -1):
        token = paragraph.tokens[first]
        if not token.is_word or token.is_that:
            break
        skip = _glued(token.text)
        phrase = noun_phrase(paragraph, first, known, skip=skip)
        if phrase is not None and phrase.after == end:
            found = phrase
        if skip or lexicon().is_stop(token.text):
            break
    return found


def _glued(word: str) -> int:
    """How many letters of ``word`` are a conjunction or preposition before the article or a title."""
    for prefix in ("و", "ف", "ب", "ل"):
        rest = word.removeprefix(prefix)
        if rest != word and (rest.startswith("ال") or without_article(rest) in lexicon().titles):
            if word in lexicon().titles or without_article(word) in lexicon().titles:
                return 0
            return 1
    return 0
