"""The entities of one table, each read when it is asked for: opening a large project reads few of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Generic, NoReturn, TypeVar

from summit_tui.model import Entity, Quote
from summit_tui.store.records import Entry, document_of

_ID = re.compile(rb'"\d+":\{"id":"([a-z0-9-]{1,64})"')
_ID_AND_ARTICLE = re.compile(rb'"\d+":\{"id":"([a-z0-9-]{1,64})","article":"([a-z0-9-]{1,64})"')
"""How an entry begins that was written here, and a quote's."""

_Entity = TypeVar("_Entity", bound=Entity)


class DoubleIdError(ValueError):
    """Two documents are of one entity; ``key`` is the later one's id in the table."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class UnnamedError(ValueError):
    """A document tells no id, or not the same one everywhere; ``key`` is its id in the table."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class EntityTable(MutableMapping[str, _Entity], Generic[_Entity]):
    """The entities by their ids, over ``entries``, which hold their documents by their ids in the table.

    ``keys_of`` are the latter by the former, also of those that went: they keep their places. ``read`` reads
    an entry and may raise ``StoreError``; so does every look at an entity whose document is damaged. What is
    set or taken away here shows here only.

    Raises ``DoubleIdError`` and ``UnnamedError``.
    """

    def __init__(self, entries: Mapping[str, Entry], read: Callable[[str, Entry], _Entity]) -> None:
        self._entries = entries
        self._read = read
        self.keys_of = _keys_by_id(entries)
        self._known: dict[str, _Entity] = {}
        self._gone: set[str] = set()
        self._count = len(self.keys_of)

    def __getitem__(self, name: str) -> _Entity:
        known = self._known.get(name)
        if known is None:
            if name in self._gone:
                raise KeyError(name)
            key = self.keys_of[name]
            known = self._known[name] = self._read(key, self._entries[key])
        return known

    def __setitem__(self, name: str, entity: _Entity) -> None:
        self._count += name not in self
        self._gone.discard(name)
        self._known[name] = entity

    def __delitem__(self, name: str) -> None:
        if name not in self:
            raise KeyError(name)
        self._count -= 1
        self._known.pop(name, None)
        self._gone.add(name)

    def __contains__(self, name: object) -> bool:
        return name in self._known or (name in self.keys_of and name not in self._gone)

    def __iter__(self) -> Iterator[str]:
        yield from [name for name in self.keys_of if name not in self._gone]
        yield from [name for name in self._known if name not in self.keys_of]

    def __len__(self) -> int:
        return self._count

    def __repr__(self) -> str:
        return repr(dict(self))

    def as_they_are(self) -> list[_Entity | Entry]:
        """All entities in no order: those that were read or set and, of the others, the entries."""
        known, gone, entries = self._known, self._gone, self._entries
        unread = [
            entries[key] for name, key in self.keys_of.items() if name not in known and name not in gone
        ]
        return [*known.values(), *unread]


class IdsByArticle(dict[str, set[str]]):
    """The ids of the quotes of each article; found when one is first asked for.

    ``on_unnamed`` is called with the id, in the table, of a document that names no article, and raises.
    """

    def __init__(self, entries: Mapping[str, Entry], on_unnamed: Callable[[str], NoReturn]) -> None:
        super().__init__()
        self._entries: Mapping[str, Entry] | None = entries
        self._on_unnamed = on_unnamed

    def __missing__(self, article: str) -> set[str]:
        if self._entries is not None:
            self._find(self._entries)
            self._entries = None
        return self.setdefault(article, set())

    def _find(self, entries: Mapping[str, Entry]) -> None:
        for key, entry in entries.items():
            begun = _ID_AND_ARTICLE.match(entry)
            if begun is not None:
                name, article = begun[1].decode("ascii"), begun[2].decode("ascii")
            else:
                name, article = text_in(entry, "id"), text_in(entry, "article")
                if name is None or article is None:
                    self._on_unnamed(key)
            self.setdefault(article, set()).add(name)


def _keys_by_id(entries: Mapping[str, Entry]) -> dict[str, str]:
    found = {_id_in(key, entry): key for key, entry in entries.items()}
    if len(found) != len(entries):
        seen: set[str] = set()
        for key, entry in entries.items():
            name = _id_in(key, entry)
            if name in seen:
                raise DoubleIdError(key)
            seen.add(name)
    return found


def _id_in(key: str, entry: Entry) -> str:
    begun = _ID.match(entry)
    if begun is not None:
        return begun[1].decode("ascii")
    name = text_in(entry, "id")
    if name is None:
        raise UnnamedError(key)
    return name


def text_in(entry: Entry, field: str) -> str | None:
    """What a document has in ``field``; ``None`` where that is no text, or the entry no document."""
    try:
        document = document_of(entry)
    except (ValueError, RecursionError):
        return None
    found = document.get(field) if isinstance(document, dict) else None
    return found if isinstance(found, str) else None


def is_as_it_begins(entry: Entry, entity: Entity) -> bool:
    """Whether ``entity`` is the one that ``entry`` was taken for by its beginning.

    JSON may name a member twice, and the last counts.
    """
    begun = _ID.match(entry)
    if begun is not None and begun[1].decode("ascii") != entity.id:
        return False
    if not isinstance(entity, Quote):
        return True
    begun = _ID_AND_ARTICLE.match(entry)
    return begun is None or begun[2].decode("ascii") == entity.article
