"""Speakers and topics: what quotes are tagged with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A name in Arabic and, where there is one, in English."""

    ar: str
    en: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or body that is quoted. ``aliases`` are other names found in texts."""

    id: str
    name: Name
    aliases: tuple[str, ...] = ()
    role: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of articles and quotes. A retired one keeps its tags and is no longer offered.

    ``terms`` are the lines of its lexicon, as a person writes them; ``None``: those that come with the
    app under its id, or none.
    """

    id: str
    name: Name
    retired: bool = False
    terms: tuple[str, ...] | None = None
