"""Who published an article, so that all of one outlet can be left out of a training together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any
from urllib.parse import urlsplit

UNKNOWN = "(unknown)"
"""The outlet of all articles that don't say who published them: they are left out together."""

Said = tuple[str | None, str | None]
"""What an article says of who published it: a name, and its address."""

_LEAST = 3
"""Letters of a name with which a longer one may begin."""
_GENERIC = frozenset(("www", "com", "net", "org", "co", "gov", "edu", "info"))
_COUNTRY = 2
"""Letters of a country's domain."""


def said_in(article: Mapping[str, Any]) -> Said:
    """What an article of a document of the contract says of who published it."""
    source = article.get("source") or {}
    return source.get("outlet"), source.get("url")


def outlets_of(articles: Sequence[Said]) -> list[str]:
    """The outlet of each of ``articles``: the same for two of which anything shows that they have the same.

    A name and the host of an address are one where an article has both, where they are spelt alike, or where
    one begins with the other (alriyadh and www.alriyadh.com, SkyNews and www.skynewsarabia.com, aleqt.com and
    aleqtisadiya). Taking two outlets for one only makes a measure stricter.
    """
    names = [
        [key for key in (_key(name or ""), _host_key(address or "")) if key] for name, address in articles
    ]
    alias = {name: name for both in names for name in both}
    for both in names:
        _join(alias, *both)
    for one, other in combinations(sorted(alias), 2):
        if len(one) >= _LEAST and other.startswith(one):
            _join(alias, one, other)
    return [_first(alias, both[0]) if both else UNKNOWN for both in names]


def _key(name: str) -> str:
    """A name by its letters and digits."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _host_key(address: str) -> str:
    """What stands in an address for who publishes: www.bbc.co.uk is bbc, arabic.cnn.com cnn."""
    parts = (urlsplit(address).hostname or "").split(".")
    own = [part for part in parts[:-1] if part not in _GENERIC and len(part) > _COUNTRY]
    return _key(own[-1]) if own else _key("".join(parts))


def _first(alias: dict[str, str], name: str) -> str:
    """The name that stands for all those that ``name`` was joined with."""
    while alias[name] != name:
        name = alias[name]
    return name


def _join(alias: dict[str, str], *names: str) -> None:
    """Takes ``names`` for one outlet."""
    firsts = sorted(_first(alias, name) for name in names)
    for name in firsts[1:]:
        alias[name] = firsts[0]
