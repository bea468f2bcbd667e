"""Finding, in a large project, the quotes that name certain speakers, beside other work."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from summit_tui.model import Project, Quote
from summit_tui.model.fields import UnusableDocumentError
from summit_tui.store.documents import read_quote
from summit_tui.store.entities import EntityTable
from summit_tui.store.records import Entry, fields_of

_SPEAKERS: Final = re.compile(rb'"speakers":\[([a-z0-9",-]*)\]')
_ADDRESSEE: Final = re.compile(rb'"addressee":(?:null|"([a-z0-9-]+)")')
"""As they are written here. No string holds these bytes: a quotation mark has a backslash before it there."""


class StoredQuotes:
    """The quotes of ``project`` as they are when this is made, which takes some 10 ms for 100,000 of them.

    They may be gone through in any thread, while the project changes in its own: none of its tables is
    looked at then.
    """

    def __init__(self, project: Project) -> None:
        quotes = project.quotes
        self._quotes: list[Quote | Entry] = (
            quotes.as_they_are() if isinstance(quotes, EntityTable) else list(quotes.values())
        )

    def naming(self, speakers: Collection[str]) -> Iterator[Quote]:
        """Those in which one of ``speakers``, ids, speaks or is spoken to, in no order.

        A quote that can't be read is left out: whoever looks at it is told.
        """
        wanted = frozenset(speakers)
        written = frozenset(one.encode("ascii") for one in wanted)
        for one in self._quotes:
            quote = one if isinstance(one, Quote) else _read(one, written)
            if quote is not None and not wanted.isdisjoint((*quote.speakers, quote.addressee)):
                yield quote


def _read(entry: Entry, speakers: frozenset[bytes]) -> Quote | None:
    if not _may_name(entry, speakers):
        return None
    try:
        return read_quote(fields_of(entry))
    except UnusableDocumentError:
        return None


def _may_name(entry: Entry, speakers: frozenset[bytes]) -> bool:
    """Whether one of ``speakers`` is named in ``entry``, or that can't be told by its bytes."""
    named, addressee = _SPEAKERS.search(entry), _ADDRESSEE.search(entry)
    if named is None or addressee is None:
        return True
    return addressee[1] in speakers or not speakers.isdisjoint(named[1].replace(b'"', b"").split(b","))
