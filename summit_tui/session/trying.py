"""Trying a lexicon out before it is kept: what it finds in the open article, and in the project's others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from summit_tui.formats.articles import read_article
from summit_tui.model import SummitError, Topic
from summit_tui.session.articles import Entry
from summit_tui.session.session import Session
from summit_tui.suggest.topics import TopicLexicon, TopicVerdict

Reader = Callable[[], str]
"""Gives an article's text, in any thread. Raises ``SummitError`` where there is none to be had."""


@dataclass(frozen=True, slots=True)
class Count:
    """Of ``read`` articles, ``holding`` would get the topic; ``total`` are to be read."""

    holding: int
    read: int
    total: int


# A cache of its own: what is tried with every letter typed must not push out what runs of suggestions use.
@lru_cache(maxsize=2)
def _trial(topic: str, lines: tuple[str, ...]) -> TopicLexicon:
    return TopicLexicon([(topic, lines)])


def verdict(topic: Topic, lines: Sequence[str], text: str) -> TopicVerdict:
    """What the article ``text`` says of ``topic``, were ``lines`` its lexicon."""
    found = _trial(topic.id, tuple(lines)).verdicts(text)
    return found.get(topic.id) or TopicVerdict(topic.id, 0.0, ())


def with_line(lines: Sequence[str], line: str, instead_of: str | None = None) -> tuple[str, ...]:
    """``lines`` with ``line`` at their end or in the place of another one; each stands there once."""
    if instead_of in lines:
        lines = [line if known == instead_of else known for known in lines]
    else:
        lines = [*lines, line]
    return tuple(dict.fromkeys(lines))


def readers(session: Session) -> list[Reader]:
    """The articles of the project, and those beside it that it doesn't know."""
    known = {article.source.file: article.sha256 for article in session.project.articles.values()}
    return [_reader(session, entry, known.get(entry.file)) for entry in session.entries]


def _reader(session: Session, entry: Entry, sha256: str | None) -> Reader:
    if sha256 is not None:
        return partial(session.store.text, sha256)
    return lambda: read_article(entry.path, entry.file).text


def counted(topic: Topic, lines: Sequence[str], texts: Iterable[Reader], total: int) -> Iterator[Count]:
    """How many articles would get ``topic``, were ``lines`` its lexicon: after each one that was read."""
    lexicon = _trial(topic.id, tuple(lines))
    holding = 0
    for number, read in enumerate(texts, 1):
        try:
            holding += bool(lexicon.article(read()))
        except SummitError:
            total -= 1
        yield Count(holding, number, total)
