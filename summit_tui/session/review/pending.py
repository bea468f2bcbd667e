"""What a run of the suggester has found in the article that is open; nothing of it is saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from summit_tui import arabic
from summit_tui.model import Change, Project, Quote, Speaker, Status, TopicTag
from summit_tui.model.project import Entity

if TYPE_CHECKING:
    from summit_tui.session.review.found import Found
    from summit_tui.suggest.suggestions import Reason, Tier


class Pending:
    """The suggestions for one article while it is open. ``version`` grows with each change.

    ``running`` is whether there may be more to come; ``outdated``, whether another run may differ.
    """

    def __init__(self) -> None:
        self.quotes: dict[str, Quote] = {}
        self.speakers: dict[str, Speaker] = {}
        self.tags: dict[str, TopicTag] = {}
        self.reasons: dict[str, Reason] = {}
        self.tier: Tier | None = None
        self.running = False
        self.outdated = False
        self.version = 0

    def take(self, *parts: Found, running: bool = False) -> None:
        """Takes in what was found. What comes again takes the place of what came first."""
        for part in parts:
            for quote in part.quotes:
                self.quotes[quote.id] = quote
            for speaker in part.speakers:
                self.speakers.setdefault(speaker.id, speaker)
            for tag in part.tags:
                self.tags[tag.id] = tag
            for name, reason in part.reasons.items():
                self.reasons[name] = reason
            self.tier = part.tier or self.tier
        self.running = running
        self.version += 1


def by_known_speakers(pending: Pending, project: Project, known: Iterable[Quote]) -> list[Quote]:
    """The pending quotes; a speaker of ``known``, the article's quotes, counts for a new one of that name.

    So who was named for one quote isn't made a second time by accepting the next.
    """
    named = {
        arabic.name_words(project.speakers[one].name.ar): one
        for quote in known
        for one in quote.speakers
        if one in project.speakers
    }
    if not named:
        return list(pending.quotes.values())
    ids = {
        speaker.id: named.get(arabic.name_words(speaker.name.ar), speaker.id)
        for speaker in pending.speakers.values()
    }
    others = {new for new, named_one in ids.items() if new != named_one}
    return [
        quote
        if others.isdisjoint(quote.speakers)
        else replace(quote, speakers=tuple(dict.fromkeys(ids.get(one, one) for one in quote.speakers)))
        for quote in pending.quotes.values()
    ]


def with_what_they_bring(changes: Iterable[Change], project: Project, pending: Pending) -> tuple[Change, ...]:
    """``changes``, with pending quotes added to the project by them, together with their speakers.

    Such a quote comes as it was suggested and is then changed, so that the history tells what was decided on
    it. It counts as created when it was decided on.
    """
    changes = tuple(changes)
    there = {*project.speakers, *(change.entity.id for change in changes if change.before is None)}
    completed: list[Change] = []
    for given in changes:
        change, after = given, given.after
        new = change.before is not None and change.entity.id in pending.quotes.keys() - project.quotes.keys()
        if new and isinstance(after, Quote):
            after = replace(after, created=after.updated)
            if after.status is Status.REJECTED:
                after = replace(after, speakers=tuple(one for one in after.speakers if one in there))
            completed.append(Change(None, change.before))
            change = Change(change.before, after)
        brought = [one for one in _people(after) if one in pending.speakers and one not in there]
        there.update(brought)
        completed += [*(Change(None, pending.speakers[one]) for one in brought), change]
    return tuple(completed)


def _people(entity: Entity | None) -> tuple[str, ...]:
    """The ids of those whom a quote names."""
    if not isinstance(entity, Quote):
        return ()
    return tuple(dict.fromkeys((*entity.speakers, *([entity.addressee] if entity.addressee else []))))


def calls_otherwise(change: Change) -> bool:
    """Whether a speaker has another name after ``change``, or one more alias or one less."""
    before, after = change.before, change.after
    if not isinstance(change.entity, Speaker):
        return False
    if isinstance(before, Speaker) and isinstance(after, Speaker):
        return (before.name, before.aliases) != (after.name, after.aliases)
    return bool(change.entity.aliases)
