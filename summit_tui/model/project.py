"""A project: articles, speakers, topics, quotes, and the edits that lead from one state to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field

from summit_tui.model.article import Article
from summit_tui.model.carried import Carried
from summit_tui.model.errors import SummitError
from summit_tui.model.people import Speaker, Topic
from summit_tui.model.quote import Quote

Entity = Article | Speaker | Topic | Quote | Carried

PROJECT_FOLDER = ".summit"
"""The name of the folder that a project is kept in."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entity before and after. ``None`` before: it is made; ``None`` after: it goes.

    Raises ``ValueError`` when both are ``None``, or are not the same entity.
    """

    before: Entity | None
    after: Entity | None

    def __post_init__(self) -> None:
        entity = self.after if self.after is not None else self.before
        if entity is None:
            raise ValueError("a change of nothing")
        if self.before is not None and (type(self.before), self.before.id) != (type(entity), entity.id):
            raise ValueError("a change keeps the entity it changes")

    @property
    def entity(self) -> Entity:
        """The entity as it is after the change or, where it goes, as it was."""
        entity = self.after if self.after is not None else self.before
        assert entity is not None
        return entity

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """What one command changed, as a value that can be listed, taken back and replayed.

    ``at`` is a UTC time; ``command`` the id of the command that made it. An edit that takes
    another back has that one's id in ``undoes``; one that brings it again, in ``redoes``.
    """

    id: str
    by: str
    at: str
    command: str
    changes: tuple[Change, ...]
    undoes: str | None = None
    redoes: str | None = None

    def inverse(self) -> tuple[Change, ...]:
        """The changes that take this edit back, in the order in which to apply them."""
        return tuple(change.inverse() for change in reversed(self.changes))


class EditConflictError(SummitError):
    """An edit doesn't fit the project's state or history; nothing of it was applied."""


@dataclass(slots=True)
class Project:
    """The present state of a project. Only ``apply`` changes it."""

    articles: MutableMapping[str, Article] = field(default_factory=dict)
    speakers: MutableMapping[str, Speaker] = field(default_factory=dict)
    topics: MutableMapping[str, Topic] = field(default_factory=dict)
    quotes: MutableMapping[str, Quote] = field(default_factory=dict)
    carried: MutableMapping[str, Carried] = field(default_factory=dict)
    ids_by_article: MutableMapping[str, set[str]] = field(
        default_factory=lambda: defaultdict(set), repr=False, compare=False
    )
    """The ids of each article's quotes; empty where it has none."""

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> Project:
        """A project that holds ``entities``."""
        project = cls()
        project.apply(tuple(Change(None, entity) for entity in entities))
        return project

    def entities(self) -> Iterable[Entity]:
        """Every entity of the project."""
        yield from self.articles.values()
        yield from self.speakers.values()
        yield from self.topics.values()
        yield from self.quotes.values()
        yield from self.carried.values()

    def quotes_of(self, article: str) -> list[Quote]:
        """The quotes of an article, whatever their status: by first start, last end, id."""
        quotes = (self.quotes[quote] for quote in self.ids_by_article[article])
        return sorted(quotes, key=lambda quote: quote.order)

    def carried_in(self, article: str) -> list[Carried]:
        """What was carried over in an article and nobody has looked at yet, in the order of its text."""
        here = (one for one in self.carried.values() if one.quote.article == article)
        return sorted(here, key=lambda one: (one.at, one.id))

    def apply(self, changes: Iterable[Change]) -> None:
        """Applies ``changes`` in order, all or none.

        Raises ``EditConflictError`` when a ``before`` is not what the project holds.
        """
        done: list[Change] = []
        try:
            for change in changes:
                self._replace(change.before, change.after)
                done.append(change)
        except EditConflictError:
            for change in reversed(done):
                self._replace(change.after, change.before)
            raise

    def _replace(self, before: Entity | None, after: Entity | None) -> None:
        entity = after if after is not None else before
        assert entity is not None
        table = self._table(entity)
        if table.get(entity.id) != before:
            raise EditConflictError(
                "This edit doesn't fit the project; nothing was changed. "
                "Something else has changed what it was made for: {kind} {id}.",
                kind=type(entity).__name__,
                id=entity.id,
            )
        if isinstance(before, Quote):
            self.ids_by_article[before.article].discard(before.id)
        if after is None:
            del table[entity.id]
            return
        table[entity.id] = after
        if isinstance(after, Quote):
            self.ids_by_article[after.article].add(after.id)

    def _table(self, entity: Entity) -> MutableMapping[str, Entity]:
        table: object
        match entity:
            case Article():
                table = self.articles
            case Speaker():
                table = self.speakers
            case Topic():
                table = self.topics
            case Quote():
                table = self.quotes
            case Carried():
                table = self.carried
        return table  # type: ignore[return-value]
