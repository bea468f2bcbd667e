"""What a run of the suggester is given, and what it finds; the values that go from thread to thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from summit_tui.model import Article, Message, Quote, Speaker, Topic, TopicTag

if TYPE_CHECKING:
    from summit_tui.suggest.suggestions import Reason, Tier


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is given: the article with its text, and the speakers and topics of its project.

    ``naming`` gives, in any thread, the project's quotes that name one of the speakers with such ids.
    """

    article: Article
    text: str
    speakers: tuple[Speaker, ...] = ()
    topics: tuple[Topic, ...] = ()
    naming: Callable[[Collection[str]], Iterable[Quote]] = lambda _speakers: ()


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A part of what a run finds.

    ``speakers`` are the new ones that ``quotes`` bring along; ``reasons`` why the quotes and the topics are
    suggested, by their ids; ``tier`` what the run rests on; ``notices`` tell what couldn't be done.
    """

    quotes: tuple[Quote, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    tags: tuple[TopicTag, ...] = ()
    reasons: Mapping[str, Reason] = field(default_factory=lambda: MappingProxyType({}))
    tier: Tier | None = None
    notices: tuple[Message, ...] = ()
