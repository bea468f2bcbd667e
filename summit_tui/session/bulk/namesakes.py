"""Which speakers go beyond their article: who has a personal name, and who was merged.

A speaker without a personal name (an American official, the ministry) is another one in every article until
a person says otherwise; a person named in full is the same one in all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from summit_tui.arabic import folded, name_words
from summit_tui.model import Project, Quote, Speaker
from summit_tui.session.bulk.speaker_index import SpeakerIndex
from summit_tui.suggest.phrases.roles import Role, role_of

_UNNAMED = frozenset({Role.TITLE, Role.BODY, Role.PLACE, Role.ADJECTIVE, Role.DEFINITE, Role.LAM, Role.VERB})
"""What a description of somebody, or the name of a body, begins with."""


def is_personal(name: str) -> bool:
    """Whether ``name`` is a person's, and enough of it to tell them from others: not a given name alone."""
    words = [folded(word) for word in name.split()]
    if not words or (head := role_of(words[0])) in _UNNAMED:
        return False
    return len(words) > 1 or head is Role.OTHER


def name_key(name: str) -> tuple[str, ...]:
    """What two spellings of one name have in common."""
    return name_words(name) or (name.strip(),)


class KnownSpeakers:
    """A project's speakers, and in which of its articles each can be meant.

    Everywhere: those with a personal name, those with aliases, and those who speak in more than one article,
    which is what a merge leaves. The others: in the article that they speak in.
    """

    def __init__(self, project: Project) -> None:
        places: dict[str, set[str]] = {}
        for quote in project.quotes.values():
            for speaker in speakers_of(quote):
                places.setdefault(speaker, set()).add(quote.article)
        self.everywhere: tuple[Speaker, ...] = tuple(
            speaker
            for speaker in project.speakers.values()
            if speaker.aliases or is_personal(speaker.name.ar) or len(places.get(speaker.id, ())) > 1
        )
        beyond = {speaker.id for speaker in self.everywhere}
        self._of_article: dict[str, list[Speaker]] = {}
        for speaker, articles in places.items():
            if speaker not in beyond and speaker in project.speakers:
                for article in articles:
                    self._of_article.setdefault(article, []).append(project.speakers[speaker])

    def only_in(self, article: str) -> tuple[Speaker, ...]:
        """Those who can be meant in the article with that id, and in no other."""
        return tuple(self._of_article.get(article, ()))


def speakers_of(quote: Quote) -> Collection[str]:
    """The ids of all speakers whom a quote names."""
    return (*quote.speakers, quote.addressee) if quote.addressee else quote.speakers


def by_personal_name(speakers: Iterable[Speaker]) -> Mapping[tuple[str, ...], str]:
    """The ids of the speakers with a personal name, by that name; of two with the same the first one."""
    named: dict[tuple[str, ...], str] = {}
    for speaker in speakers:
        if is_personal(speaker.name.ar):
            named.setdefault(name_key(speaker.name.ar), speaker.id)
    return named


def speakers_for(
    article: str,
    text: str,
    speakers: Iterable[Speaker],
    naming: Callable[[Collection[str]], Iterable[Quote]],
) -> tuple[Speaker, ...]:
    """Those of a project's ``speakers`` who can be meant in the article with that id and text.

    They are those whom ``KnownSpeakers`` gives, as far as the text may name them. ``naming`` gives the
    project's quotes that name one of those with such ids; it is asked only where it depends on them.
    """
    mentioned = SpeakerIndex(speakers).mentioned_in(text)
    described = {one.id for one in mentioned if not one.aliases and not is_personal(one.name.ar)}
    if not described:
        return mentioned
    places: dict[str, set[str]] = {}
    for quote in naming(described):
        for speaker in described.intersection(speakers_of(quote)):
            places.setdefault(speaker, set()).add(quote.article)
    elsewhere = {
        one for one in described if (there := places.get(one, set())) != {article} and len(there) < 2
    }
    return tuple(one for one in mentioned if one.id not in elsewhere)
