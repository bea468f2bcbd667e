"""Suggesting in parts, so that the first suggestions are there before the last ones are looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from summit_tui.model import Speaker, Topic
from summit_tui.suggest.suggestions import Suggester, Suggestions


@runtime_checkable
class Streaming(Protocol):
    """What a suggester has, too, that can tell of a part of the article before it has read the rest."""

    def parts(
        self, text: str, speakers: Sequence[Speaker] = (), topics: Sequence[Topic] = ()
    ) -> Iterator[Suggestions]:
        """What ``suggest`` gives, in parts, each as soon as it is found.

        A quote may come again in a later part, with more that is known of it.
        """
        ...


@runtime_checkable
class Stoppable(Protocol):
    """What a suggester has, too, that may let others wait."""

    def stop(self) -> None:
        """Lets runs that are under way in other threads come to their end soon."""
        ...


def in_parts(
    suggester: Suggester, text: str, speakers: Sequence[Speaker] = (), topics: Sequence[Topic] = ()
) -> Iterator[Suggestions]:
    """What ``suggester`` finds: in parts where it is ``Streaming``, else all at once."""
    if isinstance(suggester, Streaming):
        yield from suggester.parts(text, speakers, topics)
    else:
        yield suggester.suggest(text, speakers, topics)
