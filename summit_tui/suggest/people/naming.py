"""The names of speakers who have no personal name: their description as first written."""

from __future__ import annotations

from summit_tui.arabic import folded
from summit_tui.suggest.lexicon import word_class
from summit_tui.suggest.people.people import People
from summit_tui.suggest.people.persons import plain_spelling, title_stem
from summit_tui.suggest.phrases.noun_phrases import NounPhrase, is_plural
from summit_tui.suggest.phrases.roles import Role


def description_name(text: str, phrase: NounPhrase, people: People) -> str:
    """The name of a speaker who has none: the description as first written in the article.

    Without the definite article where a person is described (المسؤول الأمريكي → مسؤول أمريكي); the name
    of a body keeps it.
    """
    span = phrase.span
    if phrase.role is Role.TITLE and not phrase.name and folded(span.of(text)).startswith("ال"):
        wanted = {title_stem(word) for word in phrase.title}
        for description in people.descriptions:
            if description.span.start >= span.start:
                break
            same = description.role is Role.TITLE and is_plural(description.words[0]) == phrase.is_plural
            if same and wanted <= {title_stem(word) for word in description.words}:
                span = description.span
                break
    written = plain_spelling(span.of(text))
    if written.startswith("لل") and phrase.role in (Role.BODY, Role.TITLE, Role.DEFINITE, Role.LAM):
        begins_with_lam = folded(written.split()[0])[1:] in word_class("lam_words")
        written = written[1:] if begins_with_lam else "ال" + written[2:]
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
