"""Tagging articles and quotes with topics."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from summit_tui.i18n import N_
from summit_tui.model import Change, Message, Name, Quote, Status, Topic, TopicTag
from summit_tui.session.command import Ask, Command, Group
from summit_tui.session.lexicons import terms_of
from summit_tui.session.session import Session

NOT_SUGGESTED = N_("This topic isn't suggested for the article.")

_ARABIC = re.compile(r"[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")


def new_topic(session: Session, name: str) -> Topic:
    """A topic of the person's own, not in the project yet; a name without Arabic serves for both."""
    return Topic(session.new_id(), Name(name, None if _ARABIC.search(name) else name))


def _topic_numbered(session: Session, number: int) -> Topic | Message:
    topics = session.topics
    if number > len(topics):
        return Message.warn(N_("There is no topic {number}."), number=number)
    return topics[number - 1]


def tag_quote_numbered(session: Session, quote: Quote, number: int) -> Message | None:
    """Gives the present quote the topic with that number, or takes it away."""
    topic = _topic_numbered(session, number)
    return topic if isinstance(topic, Message) else tag_quote(session, quote, topic)


def tag_article_numbered(session: Session, number: int) -> Message | None:
    """Gives the article the topic with that number, or takes it away."""
    topic = _topic_numbered(session, number)
    return topic if isinstance(topic, Message) else tag_article(session, topic)


def tag_quote(session: Session, quote: Quote, topic: Topic) -> Message | None:
    """Gives the present quote ``topic``, which is made where it is new, or takes it away."""
    session.change("topic.quote", [*_made(session, topic), _quote_tagged(session, quote, topic)])
    return None


def tag_article(session: Session, topic: Topic) -> Message | None:
    """Gives the article ``topic``, which is made where it is new, or takes it away."""
    session.change("topic.article", [*_made(session, topic), _article_tagged(session, topic)])
    return None


def add_topic(session: Session, name: str) -> Message | None:
    """Adds a topic of the person's own."""
    name = name.strip()
    if not name:
        return Message.warn(N_("A topic needs a name: none was added."))
    if any(name in (topic.name.ar, topic.name.en) for topic in session.topics):
        return Message.warn(N_("There is a topic of that name already."))
    session.change("topic.add", [Change(None, new_topic(session, name))])
    return Message.of(N_("Topic added: {name}"), name=name)


def _made(session: Session, topic: Topic) -> list[Change]:
    offered = {known.id for known in session.topics}
    return [] if topic.id in session.project.topics or topic.id in offered else [Change(None, topic)]


def _quote_tagged(session: Session, quote: Quote, topic: Topic) -> Change:
    if topic.id in quote.topics:
        topics = tuple(tag for tag in quote.topics if tag != topic.id)
    else:
        topics = tuple(sorted((*quote.topics, topic.id)))
    return session.revise(quote, topics=topics)


def _article_tagged(session: Session, topic: Topic) -> Change:
    article, by = session.article, session.author.name
    pending = session.reviewing.pending.tags.get(topic.id)
    held = next((tag for tag in article.topics if tag.id == topic.id), None)
    if held is None or held.status is not Status.ACCEPTED:
        known = held or pending or TopicTag(topic.id, Status.ACCEPTED, by)
        return _with_tag(session, replace(known, status=Status.ACCEPTED, by=by))
    if held.score is None and pending is None:
        return session.revise_article(topics=tuple(tag for tag in article.topics if tag.id != topic.id))
    # One that was suggested is kept as rejected, so that it isn't suggested again.
    return _with_tag(session, replace(held, status=Status.REJECTED, by=by))


def _with_tag(session: Session, tag: TopicTag) -> Change:
    others = (other for other in session.article.topics if other.id != tag.id)
    return session.revise_article(topics=tuple(sorted((*others, tag), key=lambda tag: tag.id)))


def reject_topic(session: Session, topic: Topic) -> Message | None:
    """Rejects a topic that is suggested for the article; it isn't suggested again."""
    tag = session.suggested_topics.get(topic.id)
    if tag is None:
        return Message.warn(NOT_SUGGESTED)
    rejected = replace(tag, status=Status.REJECTED, by=session.author.name)
    session.change("topic.reject", [_with_tag(session, rejected)])
    return None


def set_terms(session: Session, topic: Topic, lines: Iterable[str]) -> Message | None:
    """Gives ``topic`` the lexicon ``lines``: each once, without white space around it, none empty."""
    terms = tuple(dict.fromkeys(line for line in map(str.strip, lines) if line))
    if terms != terms_of(topic):
        session.change("topic.terms", [Change(topic, replace(topic, terms=terms))])
    return None


COMMANDS: tuple[Command[Session], ...] = (
    Command(
        "topic.quote_numbered",
        Group.TOPIC,
        tuple("123456789"),
        N_("Quote's topic"),
        N_("Tag the quote with the topic of that number, or take the tag away"),
        tag_quote_numbered,
        on_quote=True,
        numbered=True,
    ),
    Command(
        "topic.article_numbered",
        Group.TOPIC,
        tuple("!@#$%^&*"),
        N_("Article's topic"),
        N_("Shift and a digit: tag the article with that topic, or take the tag away"),
        tag_article_numbered,
        numbered=True,
    ),
    Command(
        "topic.quote",
        Group.TOPIC,
        ("t",),
        N_("Quote's topics"),
        N_("Choose a topic for the quote, or name a new one"),
        tag_quote,
        Ask.QUOTE_TOPIC,
        on_quote=True,
    ),
    Command(
        "topic.article",
        Group.TOPIC,
        ("i",),
        N_("Article's topics"),
        N_("Choose a topic for the article, or name a new one"),
        tag_article,
        Ask.ARTICLE_TOPIC,
    ),
    Command(
        "topic.reject",
        Group.TOPIC,
        (),
        N_("Reject a topic"),
        N_("Reject a topic that is suggested for the article"),
        reject_topic,
        Ask.SUGGESTED_TOPIC,
    ),
    Command(
        "topic.add", Group.TOPIC, (), N_("New topic"), N_("Add a topic of your own"), add_topic, Ask.NEW_TOPIC
    ),
    Command(
        "topic.terms",
        Group.TOPIC,
        ("f4",),
        N_("Words of topics"),
        N_("See, change and test the words by which topics are told"),
        set_terms,
        Ask.TERMS,
    ),
)
