"""Name phrases: where the words that name or describe a speaker begin and end.

A phrase is a title with what belongs to it, a personal name, both in this order, or the name of a
body or place. A title or description after a name is left out (annotation guide).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from summit_tui.arabic import without_article
from summit_tui.model import Span
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.phrases.reading import PhraseReader
from summit_tui.suggest.phrases.reading.twofold import role_at
from summit_tui.suggest.phrases.roles import NOTHING_KNOWN, Knowledge, Role, role_of
from summit_tui.suggest.words.tokens import Paragraph

_MOST_WORDS_BACK = 12
_EACH = ("كل", "كلا")
_JOINED = (Role.NAME, Role.TITLE, Role.BODY, Role.PLACE)
"""What heads a phrase that speaks together with another one."""


# Not frozen, for speed: one is made for each name, title and body of an article.
@dataclass(slots=True)
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
        return bool(self.title) and is_plural(self.title[0])

    @property
    def title_length(self) -> int:
        """Length of a title of one word as far as it is compared: without a definite article."""
        return len(self.title[0]) if self.title else 0


def is_plural(word: str) -> bool:
    """Whether ``word`` (folded) has the ending of a sound plural or a dual."""
    return len(word) > 4 and word.endswith(("ون", "ين", "ان", "ات", "و"))


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
    if paragraph.words[first][skip:] in _EACH and (behind := _behind_each(paragraph, first)):
        first, skip = behind, 0
    reader = PhraseReader(paragraph, first, skip, known, before_object=before_object, after_lam=after_lam)
    if not known.families:
        return _read_phrase(reader)
    key = (paragraph, first, skip, before_object, after_lam)
    if key not in known.phrases:
        known.phrases[key] = _read_phrase(reader)
    read: NounPhrase | None = known.phrases[key]
    return read


def _behind_each(paragraph: Paragraph, first: int) -> int:
    """The token behind كل من where somebody is named there, who speaks with others; else 0."""
    behind = first + 2
    if behind >= len(paragraph.tokens) or paragraph.words[first + 1] != "من":
        return 0
    return behind if role_at(paragraph, behind) in _JOINED else 0


def _read_phrase(reader: PhraseReader) -> NounPhrase | None:
    if not reader.read():
        return None
    tokens, first, after = reader.tokens, reader.first, reader.index
    start, end = tokens[first].start + reader.skip, tokens[after - 1].end
    name: tuple[str, ...] = ()
    name_span = None
    if reader.name:
        name_span = Span(max(start, reader.name[0].start), end)
        name = tuple([token.text[reader.skip if token.start < start else 0 :] for token in reader.name])
    others = _joined_phrases(reader) if not reader.before_object else ()
    return NounPhrase(
        Span(start, others[-1].span.end if others else end),
        first,
        others[-1].after if others else after,
        reader.head,
        tuple(reader.title),
        name,
        name_span,
        others,
        reader.words[after - 1] in word_class("same"),
    )


def quoted_name(
    paragraph: Paragraph, first: int, limit: int, known: Knowledge = NOTHING_KNOWN
) -> NounPhrase | None:
    """A short name in quotation marks as a speaker, before token ``limit``: وأشارت "الراصد" إلى أن.

    It is a body's, unless it can only be read as somebody's: وقال "سالم": ….
    """
    start = paragraph.tokens[first].start
    pair = next((pair for pair in paragraph.pairs if pair.outer.start == start and pair.closed), None)
    if pair is None:
        return None
    inside, after = paragraph.index_at(pair.inner.start), paragraph.index_at(pair.outer.end)
    if after > limit or after - inside > 5 or inside >= after - 1:
        return None
    named = noun_phrase(paragraph, inside, known)
    if named is not None and named.after == after - 1 and named.role is Role.NAME and not named.others:
        return replace(named, first=first, after=after)
    words = tuple(token.text for token in paragraph.tokens[inside : after - 1])
    span = Span(paragraph.tokens[inside].start, paragraph.tokens[after - 2].end)
    return NounPhrase(span, first, after, Role.BODY, words, (), None)


def clear_of(phrase: NounPhrase, cue: Span, first: int) -> NounPhrase | None:
    """``phrase`` cut before the cue, whose first token is ``first``; None where nothing is left."""
    if not phrase.span.overlaps(cue):
        return phrase
    if first <= phrase.first:
        return None
    span = Span(phrase.span.start, cue.start - 1)
    if phrase.name_span is None or phrase.name_span.start >= span.end:
        return replace(phrase, span=span, after=first, name=(), name_span=None, others=())
    name_span = Span(phrase.name_span.start, span.end)
    words = len(phrase.name) - (phrase.after - first)
    return replace(
        phrase, span=span, after=first, name=phrase.name[: max(1, words)], name_span=name_span, others=()
    )


def letter_name(paragraph: Paragraph, index: int) -> NounPhrase:
    """A letter that stands for somebody's name, as ب in «وقال ب:»."""
    token = paragraph.tokens[index]
    span = Span(token.start, token.end)
    return NounPhrase(span, index, index + 1, Role.NAME, (), (token.text,), span)


def plain_name(paragraph: Paragraph, index: int) -> NounPhrase:
    """One word that names a speaker as it stands and isn't part of anybody's name: تعالى."""
    token = paragraph.tokens[index]
    return NounPhrase(
        Span(token.start, token.end), index, index + 1, Role.BODY, (without_article(token.text),), (), None
    )


def _joined_phrases(reader: PhraseReader) -> tuple[NounPhrase, ...]:
    """What is joined by و to the phrase that was read, if it can speak too."""
    index = reader.index
    if index >= len(reader.words) or reader.words[index][0] != "و":
        return ()
    token = reader.tokens[index]
    rest = reader.joined(token.text)
    if rest is None or token.is_that or token.start - reader.tokens[index - 1].end > 1:
        return ()
    if role_of(rest, reader.known) not in _JOINED and rest not in lexicon().given_names:
        return ()
    other = noun_phrase(reader.paragraph, index, reader.known, skip=1)
    return (other,) if other is not None and other.role in _JOINED else ()


def phrase_before(
    paragraph: Paragraph, end: int, lowest: int, known: Knowledge = NOTHING_KNOWN
) -> NounPhrase | None:
    """The name phrase that ends right before token ``end``: the longest that begins at a boundary."""
    found: NounPhrase | None = None
    joined = False
    for first in range(end - 1, max(lowest, end - _MOST_WORDS_BACK) - 1, -1):
        token = paragraph.tokens[first]
        if not token.is_word or token.is_that:
            break
        skip = _glued(token.text)
        phrase = noun_phrase(paragraph, first, known, skip=skip)
        # Over a و only a longer name of the same one is read: مدير الثقافة والفنون سامي البزاز.
        whole = phrase is not None and phrase.after == end and not (joined and _is_loose(phrase))
        if phrase is not None and whole:
            found = phrase
        if skip and token.text[:3] == "وال" and found is not None and found.name:
            joined = True
            continue
        if skip or lexicon().is_stop(token.text):
            break
    return found


def _is_loose(phrase: NounPhrase) -> bool:
    """Whether a phrase is several ones, or none that a title or body heads."""
    return bool(phrase.others) or phrase.role not in (Role.TITLE, Role.BODY)


def _glued(word: str) -> int:
    """How many letters of ``word`` are a conjunction or preposition before the article or a title."""
    for prefix in ("و", "ف", "ب", "ل"):
        rest = word.removeprefix(prefix)
        if rest != word and (rest.startswith("ال") or without_article(rest) in lexicon().titles):
            if word in lexicon().titles or without_article(word) in lexicon().titles:
                return 0
            return 1
    return 0
