"""The named entities of an article as names of speakers: without glued letters, by place, the fullest one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from summit_tui.arabic import folded, split_clitics
from summit_tui.model import Span
from summit_tui.suggest.lexicon import lexicon
from summit_tui.suggest.neural.entities import Entity, EntityKind
from summit_tui.suggest.people.persons import plain_spelling
from summit_tui.suggest.phrases.roles import Role, role_of

_PREPOSITIONS: Final = ("ل", "ب", "ك")
_SPEAKERS: Final = frozenset((EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE))


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text. ``span`` leaves a glued conjunction out; ``words`` are folded."""

    span: Span
    kind: EntityKind
    words: tuple[str, ...]
    name: str

    @property
    def is_person(self) -> bool:
        """Whether it is a person's name."""
        return self.kind is EntityKind.PERSON


class Names:
    """Those of ``entities`` that can speak, none behind a glued preposition (لبايدن)."""

    def __init__(self, text: str, entities: Sequence[Entity]) -> None:
        able = [_named(text, entity) for entity in entities if entity.kind in _SPEAKERS]
        begin = {named.words[0] for named in able if named.words}
        self.all = tuple(named for named in able if named.words and not _is_governed(named.words[0], begin))
        self._by_start = {named.span.start: named for named in self.all}
        self._by_end = {named.span.end: named for named in self.all}
        self._unsplit = {
            entity.span.start: _at(text, entity.span, entity)
            for entity in entities
            if entity.kind in _SPEAKERS and text[entity.span.start] not in _PREPOSITIONS
        }
        self._behind_preposition = {
            named.span.start: named for entity in entities if (named := _without_preposition(text, entity))
        }
        self._full = tuple(named for named in self.all if named.is_person and len(named.words) > 1)

    def starting(self, offset: int) -> Named | None:
        """The name that begins at ``offset``."""
        return self._by_start.get(offset)

    def behind_verb(self, offset: int) -> Named | None:
        """The name that begins at ``offset``, where no conjunction can stand: its first letter is its own."""
        return self._by_start.get(offset) or self._unsplit.get(offset)

    def behind_preposition(self, offset: int) -> Named | None:
        """The name that begins at ``offset``, within a word whose first letter is a preposition."""
        return self._behind_preposition.get(offset)

    def ending(self, offset: int) -> Named | None:
        """The name that ends at ``offset``."""
        return self._by_end.get(offset)

    def within(self, span: Span) -> list[Named]:
        """The names that share a code point with ``span``."""
        return [named for named in self.all if named.span.overlaps(span)]

    def fullest(self, words: tuple[str, ...]) -> Named | None:
        """The longest person's name that ``words`` are a part of, with its family name or its beginning.

        None where none is longer, or where two who differ could be meant.
        """
        fitting = [named for named in self._full if _is_proper_part(words, named.words)]
        longest = max(fitting, key=lambda named: len(named.words), default=None)
        if longest is None or not all(_agrees(named.words, longest.words) for named in fitting):
            return None
        return longest


def _named(text: str, entity: Entity) -> Named:
    written = entity.span.of(text)
    glued, rest = split_clitics(written.split()[0], lexicon().first_names)
    return _at(text, Span(entity.span.start + len(glued), entity.span.end) if rest else entity.span, entity)


def _without_preposition(text: str, entity: Entity) -> Named | None:
    if entity.kind not in _SPEAKERS or text[entity.span.start] not in _PREPOSITIONS or len(entity.span) < 4:
        return None
    return _at(text, Span(entity.span.start + 1, entity.span.end), entity)


def _at(text: str, span: Span, entity: Entity) -> Named:
    words = tuple(filter(None, map(folded, span.of(text).split())))
    return Named(span, entity.kind, words, plain_spelling(span.of(text)))


def _is_governed(word: str, begin: set[str]) -> bool:
    """Whether the first letter of ``word`` is a preposition: without it, the word begins a name or title."""
    if word[0] not in _PREPOSITIONS or len(word) < 4 or word in lexicon().first_names:
        return False
    rest = word[1:]
    if word.startswith("لل") or rest in lexicon().first_names or rest in begin:
        return True
    listed = (Role.TITLE, Role.BODY, Role.PLACE)
    return role_of(word) not in listed and role_of(rest) in listed


def _is_proper_part(words: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    if not 0 < len(words) < len(whole):
        return False
    if words[-1] == whole[-1]:
        rest = iter(whole)
        return all(word in rest for word in words)
    return len(words) > 1 and whole[: len(words)] == words


def _agrees(words: tuple[str, ...], longest: tuple[str, ...]) -> bool:
    """Whether two names that one shorter name fits can be one person's."""
    rest = iter(longest)
    return all(word in rest for word in words)
