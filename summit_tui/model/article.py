"""What a project knows of an article besides its text, which is kept by its hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class ArticleState(StrEnum):
    """How far the work on an article has come."""

    NEW = "new"
    BEGUN = "begun"
    ANNOTATED = "annotated"
    REVIEWED = "reviewed"


class Status(StrEnum):
    """What became of a proposal; what a person makes is accepted from the start."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article comes from. ``file`` is relative to the project, with ``/``."""

    file: str
    id: str | None = None
    outlet: str | None = None
    url: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class TopicTag:
    """A topic of a whole article; ``score`` in 0 to 1 where a rule proposed it."""

    id: str
    status: Status
    by: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a project. Its text never changes; ``sha256`` (of the text in UTF-8) names it."""

    id: str
    title: str
    source: Source
    sha256: str
    state: ArticleState = ArticleState.NEW
    topics: tuple[TopicTag, ...] = ()


def text_sha256(text: str) -> str:
    """The SHA-256 of ``text`` in UTF-8, in hexadecimal.

    Raises ``UnicodeEncodeError`` on lone surrogates.
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def title_of(text: str) -> str:
    """The first line of ``text`` that is not blank, without its outer white space, or ``""``."""
    return next((line.strip() for line in text.split("\n") if line.strip()), "")
