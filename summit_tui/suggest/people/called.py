"""Whom the project calls by the very words of a mention: the other names that a speaker has there."""

from __future__ import annotations

from summit_tui.model import Speaker
from summit_tui.suggest.people.persons import same_family
from summit_tui.suggest.people.roster import alias_words, roster_of
from summit_tui.suggest.people.titles import Scene, holders
from summit_tui.suggest.phrases.noun_phrases import NounPhrase


def called_so(scene: Scene, phrase: NounPhrase) -> Speaker | None:
    """The one known speaker who has the words of ``phrase`` as an alias; None where there is none or several.

    A personal name may have titles before it that the alias doesn't have. Where the article gives the title
    to somebody else by name, it knows better: الرئيس الأمريكي is another one in each term.
    """
    if phrase.others or phrase.same:
        return None
    words = alias_words(phrase.span.of(scene.text))
    found = roster_of(scene.speakers).called(words, with_titles=bool(phrase.name))
    if len(found) != 1:
        return None
    speaker = found[0]
    if not phrase.name and any(not _is_named(speaker, person.words) for person in holders(scene, phrase)):
        return None
    return speaker


def goes_by(speaker: Speaker, name: str) -> bool:
    """Whether ``name`` is the speaker's name or an alias; spelling and definite articles don't count."""
    return any(same_name(written, name) for written in (speaker.name.ar, *speaker.aliases))


def same_name(one: str, other: str) -> bool:
    """Whether two names are one in two spellings, definite articles left out of account."""
    return alias_words(one) == alias_words(other)


def has_alias(speaker: Speaker, written: str) -> bool:
    """Whether the speaker is called by the words ``written``, with titles before a name or without."""
    words = alias_words(written)
    return any(own and words[-len(own) :] == own for own in map(alias_words, speaker.aliases))


def _is_named(speaker: Speaker, person: tuple[str, ...]) -> bool:
    last = alias_words(" ".join(person))[-1:]
    names = (alias_words(name) for name in (speaker.name.ar, *speaker.aliases))
    return any(same_family(own[-1], last[0]) for own in names if own and last)
