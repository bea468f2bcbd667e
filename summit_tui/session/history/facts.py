"""What an edit changed, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from summit_tui.i18n import N_
from summit_tui.model import (
    Article,
    Carried,
    Change,
    Edit,
    Entity,
    Message,
    Name,
    Project,
    Quote,
    Span,
    Speaker,
    Status,
    SummitError,
    Topic,
)

_LONGEST: Final = 200
"""Code points of a quote or a note that are shown."""

_MOST: Final = 6
"""Entities of one edit that are told of one by one."""

_STATUSES: Final = {
    Status.SUGGESTED: N_("suggested"),
    Status.ACCEPTED: N_("accepted"),
    Status.REJECTED: N_("rejected"),
}
_NOTHING: Final = Message.of(N_("none"))
_FROM_TO: Final = N_("{what}: {before} → {after}")

Told = Message | str


@dataclass(slots=True)
class Back:
    """What is known of a project at a point of its history, going back from ``project``, its present state.

    ``text_of`` gives a text by its hash and raises ``SummitError``; ``called`` a name in the reader's
    language.
    """

    project: Project
    text_of: Callable[[str], str]
    called: Callable[[Name], str]
    _gone: dict[tuple[type[Entity], str], Entity] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)

    def begin(self, edit: Edit) -> None:
        """Takes note of what ``edit`` took away, before it is told of."""
        for change in edit.changes:
            if change.after is None and change.before is not None:
                self._gone[type(change.before), change.before.id] = change.before

    def end(self, edit: Edit) -> None:
        """Goes back before ``edit``."""
        for change in edit.changes:
            if isinstance(change.before, Article):
                self._texts[change.before.id] = change.before.sha256

    def texts_around(self, article: str, edit: Edit) -> tuple[str, str]:
        """The hashes of the article's text before and after ``edit``; empty where unknown."""
        known = self._texts.get(article)
        if known is None:
            entity = self.project.articles.get(article) or self._gone.get((Article, article))
            known = entity.sha256 if isinstance(entity, Article) else ""
        for change in edit.changes:
            if isinstance(change.before, Article) and change.before.id == article:
                return change.before.sha256, known
        return known, known

    def words(self, sha256: str, spans: Sequence[Span]) -> Told:
        """What ``spans`` cover in the text with that hash; their offsets where it can't be read."""
        try:
            text = self.text_of(sha256)
        except SummitError:
            places = ", ".join(f"{span.start}–{span.end}" for span in spans)
            return Message.of(N_("characters {places}"), places=places)
        return " ".join(" … ".join(span.of(text) for span in spans)[:_LONGEST].split())

    def speakers(self, ids: Sequence[str]) -> Told:
        """The names of speakers."""
        found = [self.project.speakers.get(one) or self._gone.get((Speaker, one)) for one in ids]
        return _listed([self.called(one.name) if isinstance(one, Speaker) else "?" for one in found])

    def topics(self, ids: Sequence[str]) -> Told:
        """The names of topics."""
        found = [self.project.topics.get(one) or self._gone.get((Topic, one)) for one in ids]
        return _listed([self.called(one.name) if isinstance(one, Topic) else "?" for one in found])


@dataclass(frozen=True, slots=True)
class About:
    """One entity of an edit: which one it is, unless the reader knows, and what became of it."""

    subject: Message | None
    facts: tuple[Message, ...]


def told(edit: Edit, back: Back, entity: str | None = None) -> list[About]:
    """What ``edit`` changed, or only what it changed of the entity with that id.

    Of an edit that changed many, the first ones are told of, and how many there are more.
    """
    changes = [change for change in edit.changes if entity is None or change.entity.id == entity]
    found: list[About] = []
    for number, change in enumerate(changes):
        if number == _MOST and len(changes) > _MOST + 1:
            left = len(changes) - _MOST
            found.append(About(None, (Message.of(N_("further changes: {count}"), count=left),)))
            break
        facts = tuple(_facts(change, edit, back))
        if facts:
            found.append(About(_subject(change, edit, back) if entity is None else None, facts))
    return found


def _subject(change: Change, edit: Edit, back: Back) -> Message | None:
    entity = change.entity
    if isinstance(entity, Quote) and change.before is not None and change.after is not None:
        sha256 = back.texts_around(entity.article, edit)[1]
        return Message.of(N_("quote “{words}”"), words=back.words(sha256, entity.content))
    if isinstance(entity, Carried):
        return Message.of(N_("quote “{words}”"), words=back.words(entity.sha256, entity.quote.content))
    if isinstance(entity, Article) and change.before is not None:
        return Message.of(N_("article {title}"), title=entity.title or entity.source.file)
    if isinstance(entity, Speaker) and change.before is not None and change.after is not None:
        return Message.of(N_("speaker {name}"), name=back.called(entity.name))
    if isinstance(entity, Topic) and change.before is not None and change.after is not None:
        return Message.of(N_("topic {name}"), name=back.called(entity.name))
    return None


def _facts(change: Change, edit: Edit, back: Back) -> Iterator[Message]:
    match change.before, change.after:
        case (Quote() as before, Quote() as after):
            yield from _of_quote(before, after, edit, back)
        case (None, Quote() as made):
            words = back.words(back.texts_around(made.article, edit)[1], made.content)
            suggested = made.status is Status.SUGGESTED
            yield Message.of(N_("suggested: {words}") if suggested else N_("made: {words}"), words=words)
            if made.speakers:
                yield _became(N_("speaker"), _NOTHING, back.speakers(made.speakers))
        case (Quote() as gone, None):
            words = back.words(back.texts_around(gone.article, edit)[0], gone.content)
            yield Message.of(N_("taken away: {words}"), words=words)
        case (_, Carried() as carried):
            yield Message.of(
                N_("its place in the new text is to be looked at")
                if carried.is_placed
                else N_("it has no place in the new text")
            )
        case (Carried(), None):
            yield Message.of(N_("its place in the new text was decided on"))
        case (Article() as before, Article() as after):
            yield from _of_article(before, after, back)
        case _:
            yield from _of_others(change, back)


def _of_quote(before: Quote, after: Quote, edit: Edit, back: Back) -> Iterator[Message]:
    texts = old, new = back.texts_around(after.article, edit)
    if before.status is not after.status:
        was, became = (Message.of(_STATUSES[status]) for status in (before.status, after.status))
        yield _became(N_("status"), was, became)
    if before.content != after.content:
        yield _became(N_("words"), back.words(old, before.content), back.words(new, after.content))
    if before.cue != after.cue:
        spans = [None if cue is None else cue.span for cue in (before.cue, after.cue)]
        yield _became(N_("cue"), *_of_spans(spans, texts, back))
    if before.mention != after.mention:
        yield _became(N_("mention"), *_of_spans([before.mention, after.mention], texts, back))
    yield from _of_people(before, after, back)
    if before.type is not after.type:
        yield _became(N_("type"), Message.of(before.type), Message.of(after.type))
    if before.attribution is not after.attribution:
        yield _became(N_("attribution"), Message.of(before.attribution), Message.of(after.attribution))
    yield from _of_remarks(before, after, back)


def _of_people(before: Quote, after: Quote, back: Back) -> Iterator[Message]:
    if before.speakers != after.speakers:
        yield _became(N_("speaker"), back.speakers(before.speakers), back.speakers(after.speakers))
    if before.addressee != after.addressee:
        to = [back.speakers([] if one is None else [one]) for one in (before.addressee, after.addressee)]
        yield _became(N_("addressee"), *to)


def _of_remarks(before: Quote, after: Quote, back: Back) -> Iterator[Message]:
    if before.topics != after.topics:
        yield _became(N_("topics"), back.topics(before.topics), back.topics(after.topics))
    if before.note != after.note:
        yield _became(N_("note"), _note(before.note), _note(after.note))
    if before.unsure != after.unsure:
        yield Message.of(N_("marked as unsure") if after.unsure else N_("no longer unsure"))


def _of_article(before: Article, after: Article, back: Back) -> Iterator[Message]:
    if before.sha256 != after.sha256:
        yield Message.of(N_("another text"))
    if before.source.file != after.source.file:
        yield _became(N_("file"), before.source.file, after.source.file)
    if before.state is not after.state:
        yield _became(N_("state"), Message.of(before.state), Message.of(after.state))
    if before.topics != after.topics:
        was, became = (
            back.topics([tag.id for tag in article.topics if tag.status is Status.ACCEPTED])
            for article in (before, after)
        )
        yield _became(N_("topics"), was, became)


def _of_others(change: Change, back: Back) -> Iterator[Message]:
    match change.before, change.after:
        case (None, Article() as article):
            yield Message.of(N_("article {title}"), title=article.title or article.source.file)
        case (Article(), None):
            yield Message.of(N_("taken away"))
        case (None, Speaker() as speaker):
            yield Message.of(N_("new speaker {name}"), name=back.called(speaker.name))
        case (Speaker() as speaker, None):
            yield Message.of(N_("speaker {name} taken away"), name=back.called(speaker.name))
        case (None, Topic() as topic):
            yield Message.of(N_("new topic {name}"), name=back.called(topic.name))
        case (Topic() as topic, None):
            yield Message.of(N_("topic {name} taken away"), name=back.called(topic.name))
        case (Speaker() | Topic() as before, Speaker() | Topic() as after):
            yield from _of_named(before, after, back)


def _of_named(before: Speaker | Topic, after: Speaker | Topic, back: Back) -> Iterator[Message]:
    if before.name != after.name:
        yield _became(N_("name"), back.called(before.name), back.called(after.name))
    match before, after:
        case (Speaker(), Speaker()) if before.aliases != after.aliases:
            yield _became(N_("other names"), _listed(before.aliases), _listed(after.aliases))
        case (Topic(), Topic()) if before.terms != after.terms:
            yield Message.of(N_("the words by which it is told"))


def _became(what: str, before: Told, after: Told) -> Message:
    return Message.of(_FROM_TO, what=Message.of(what), before=before, after=after)


def _of_spans(spans: Sequence[Span | None], texts: tuple[str, str], back: Back) -> list[Told]:
    return [
        _NOTHING if span is None else back.words(text, [span])
        for span, text in zip(spans, texts, strict=True)
    ]


def _note(note: str) -> Told:
    return " ".join(note[:_LONGEST].split()) or _NOTHING


def _listed(names: Sequence[str]) -> Told:
    return " + ".join(names) or _NOTHING
