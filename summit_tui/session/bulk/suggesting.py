"""Suggesting in many articles, on several processes: an article in, what nobody has decided on out."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from summit_tui.i18n import N_
from summit_tui.model import Article, Message, Quote, Speaker, Status, SummitError, Topic, TopicTag
from summit_tui.session.bulk.in_order import in_order
from summit_tui.session.bulk.incoming import Incoming, Refused
from summit_tui.session.bulk.namesakes import KnownSpeakers
from summit_tui.session.bulk.speaker_index import SpeakerIndex
from summit_tui.session.bulk.targets import Target
from summit_tui.session.bulk.workers import Done, Lost, Settled
from summit_tui.session.lexicons import with_terms
from summit_tui.session.proposed import proposed
from summit_tui.session.review.queue import undecided
from summit_tui.session.tiers.suggesters import best_suggester
from summit_tui.suggest.suggestions import Suggester

WORTH_PROCESSES: Final = 150_000
"""Code points of text from which on several processes are faster than one, which is there already."""


@dataclass(frozen=True, slots=True)
class Context:
    """What all articles of a project share: the speakers who can be meant anywhere, the topics offered."""

    speakers: SpeakerIndex
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """An article to suggest in, with what its project knows of it alone."""

    incoming: Incoming
    quotes: tuple[Quote, ...] = ()
    speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What is suggested in an article and isn't decided yet, in text order.

    ``speakers`` are those whom the quotes name, ``topics`` those that quotes and article are tagged with;
    ``brought`` are the ids of the speakers whom no project knows. Of ``article.topics`` there are only the
    suggested ones. ``notices`` tell what couldn't be done.
    """

    article: Article
    text: str
    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]
    brought: frozenset[str]
    topics: tuple[Topic, ...]
    notices: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What came of an article: a finding, or what it was made into, or why there is none."""

    incoming: Incoming
    finding: Finding | None = None
    output: bytes = b""
    quotes: int = 0
    notices: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """An article in which nothing could be suggested.

    ``broken`` is whether that lies in the article; else something unforeseen happened, of which ``trace``
    is the traceback, where there is one.
    """

    message: Message
    read: int
    broken: bool = True
    trace: str = ""


Render = Callable[[Finding], bytes]
"""Makes of a finding what is printed; it has to be such that it can be pickled."""

Answer = tuple[Finding | None, bytes, int, tuple[Message, ...]] | Message
"""What a process says of an article: the finding or what was made of it, notices; else why it has none."""


def suggest_in(
    articles: Iterable[Incoming | Refused],
    targets: Sequence[Target],
    topics: Sequence[Sequence[Topic]],
    *,
    jobs: int = 1,
    render: Render | None = None,
    suggester: Callable[[], Suggester] = best_suggester,
) -> Generator[Found | Failed, None, None]:
    """What is suggested in each of ``articles``, in their order, as it is found.

    ``topics`` are those offered in each of ``targets``. Where ``render`` is given, the processes that suggest
    also make of each finding what is to be printed, and the finding itself stays with them. Memory is
    needed for the articles under way only. Closing the generator ends all processes.
    """
    known = [KnownSpeakers(target.store.project) for target in targets]
    contexts = tuple(
        Context(SpeakerIndex(known[number].everywhere), with_terms(topics[number]))
        for number in range(len(targets))
    )
    things = (_thing(article, targets, known) for article in articles)
    start = partial(_start, contexts, render, suggester)
    for outcome in in_order(things, start, jobs, weight=_weight, least=WORTH_PROCESSES):
        yield _outcome(outcome)


def _thing(
    article: Incoming | Refused, targets: Sequence[Target], known: Sequence[KnownSpeakers]
) -> Work | Settled[Refused]:
    if isinstance(article, Refused):
        return Settled(article)
    name = article.article.id
    quotes = targets[article.target].store.project.quotes_of(name)
    return Work(article, tuple(quotes), known[article.target].only_in(name))


def _weight(work: Work) -> int:
    return len(work.incoming.text)


def _outcome(outcome: Done[Work, Answer] | Lost[Work] | Settled[Refused]) -> Found | Failed:
    if isinstance(outcome, Settled):
        return Failed(Message.of_error(outcome.thing.error), outcome.thing.read)
    incoming = outcome.thing.incoming
    if isinstance(outcome, Done):
        if isinstance(outcome.result, Message):
            return Failed(outcome.result, incoming.read)
        return Found(incoming, *outcome.result)
    key = N_("{file}: suggesting in it met something unforeseen ({what}); it was left out")
    if not outcome.trace:
        key = N_("{file}: the process that suggested in it ended ({what}); it was left out")
    message = Message.warn(key, file=_called(incoming.article), what=outcome.reason)
    return Failed(message, incoming.read, broken=False, trace=outcome.trace)


def _called(article: Article) -> str:
    """What messages call an article: its file and, in a file of many, its own id or its title."""
    source = article.source
    return source.file if source.id is None else f"{source.file}, {source.id}"


def _start(
    contexts: tuple[Context, ...], render: Render | None, suggester: Callable[[], Suggester]
) -> Callable[[Work], Answer]:
    """What a process begins with: the suggester is made once for all its articles."""
    return partial(_work, contexts, render, suggester())


def _work(contexts: tuple[Context, ...], render: Render | None, suggester: Suggester, work: Work) -> Answer:
    try:
        finding = find(work, contexts[work.incoming.target], suggester)
        if render is None:
            return finding, b"", len(finding.quotes), finding.notices
        return None, render(finding), len(finding.quotes), finding.notices
    except SummitError as error:
        return Message.of_error(error)


def find(work: Work, context: Context, suggester: Suggester) -> Finding:
    """What ``suggester`` finds in an article, without what was decided in it.

    Raises ``SummitError`` where it names a stretch that the text doesn't have.
    """
    article, text = work.incoming.article, work.incoming.text
    speakers = (*context.speakers.mentioned_in(text), *work.speakers)
    suggestions = suggester.suggest(text, speakers, context.topics)
    values = proposed(article, text, suggestions)
    topics = {topic.id: topic for topic in context.topics}
    quotes = tuple(
        replace(quote, topics=tuple(topic for topic in quote.topics if topic in topics))
        for quote in undecided(values.quotes, work.quotes)
    )
    tags = tuple(tag for tag in values.article.topics if tag.status is Status.SUGGESTED and tag.id in topics)
    brought = {speaker.id: speaker for speaker in values.speakers}
    by_id = {**{speaker.id: speaker for speaker in speakers}, **brought}
    named = dict.fromkeys(speaker for quote in quotes for speaker in quote.speakers)
    return Finding(
        replace(article, topics=tags),
        text,
        quotes,
        tuple(by_id[speaker] for speaker in named),
        frozenset(named.keys() & brought.keys()),
        tuple(topics[topic] for topic in sorted(_tagged(quotes, tags))),
        suggestions.notices,
    )


def _tagged(quotes: Iterable[Quote], tags: Iterable[TopicTag]) -> set[str]:
    return {tag.id for tag in tags} | {topic for quote in quotes for topic in quote.topics}
