"""What a run of the suggester has found in the article that is open; nothing of it is saved."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from summit_tui import arabic
from summit_tui.model import Change, Project, Quote, Speaker, Status, Topic, TopicTag
from summit_tui.model.project import Entity

if TYPE_CHECKING:
    from summit_tui.session.review.found import FoundPart
    from summit_tui.suggest.suggestions import Reason, Tier


class Findings:
    """Suggestions of an article with all that belongs to them, as they come together.

    ``speakers`` are the new ones that ``quotes`` may bring along, ``tags`` the article's topics, ``reasons``
    why quotes and topics are suggested, all by their ids; ``tier`` is what they rest on, once that is known.
    """

    def __init__(self) -> None:
        self.quotes: dict[str, Quote] = {}
        self.speakers: dict[str, Speaker] = {}
        self.tags: dict[str, TopicTag] = {}
        self.reasons: dict[str, Reason] = {}
        self.tier: Tier | None = None

    def add(self, part: FoundPart) -> None:
        """Takes in what was found. What comes again takes the place of what came first."""
        self.quotes.update((quote.id, quote) for quote in part.quotes)
        for speaker in part.speakers:
            self.speakers.setdefault(speaker.id, speaker)
        self.tags.update((tag.id, tag) for tag in part.tags)
        self.reasons.update(part.reasons)
        self.tier = part.tier or self.tier


class Run(Findings):
    """One run of the suggester over the article of ``pending``, and what it has found so far."""

    def __init__(self, pending: Pending) -> None:
        super().__init__()
        self.pending = pending


class Pending(Findings):
    """The suggestions for one article while it is open. ``version`` grows with each change.

    They are what the last run found that came to its end. Where none has, they are what runs have found so
    far, so that the first suggestion is there before the last one is looked for; a later run is shown as a
    whole, when it has ended, so that nothing comes and goes meanwhile.

    ``running`` is whether there may be more to come; ``outdated``, whether another run may differ.
    """

    def __init__(self) -> None:
        super().__init__()
        self.run: Run | None = None
        self.running = False
        self.outdated = False
        self.version = 0
        self._whole = False
        self._lingering: str | None = None

    def begin(self) -> Run:
        """Begins a run, which takes the place of one that is under way."""
        self.run = Run(self)
        self.running, self.outdated = True, False
        return self.run

    def take(
        self,
        run: Run,
        parts: Iterable[FoundPart],
        present: str | None,
        known: Container[str],
        *,
        running: bool,
    ) -> None:
        """Takes in what ``run`` found, unless another one was begun since.

        With its end, where it isn't ``running`` any more, what it didn't find goes. What is among ``known``,
        the ids of quotes in the project, stays: undo may make it a suggestion again. So does the quote with
        the id ``present``, which the person is on, until they leave it.
        """
        if run is not self.run:
            return
        for part in parts:
            run.add(part)
            if not self._whole:
                self.add(part)
        if running and self._whole:
            return
        if not running:
            self._come_to_end(run, present, known)
        self.version += 1

    def _come_to_end(self, run: Run, present: str | None, known: Container[str]) -> None:
        gone = {one: quote for one, quote in self.quotes.items() if one not in run.quotes}
        kept = {one: quote for one, quote in gone.items() if one == present or one in known}
        reasons = {one: self.reasons[one] for one in kept if one in self.reasons}
        self._lingering = present if present in kept else None
        self.quotes, self.reasons = {**run.quotes, **kept}, {**run.reasons, **reasons}
        # One whom nothing brings any more may be among those whom a dialog offers at the moment.
        self.speakers = {**self.speakers, **run.speakers}
        self.tags, self.tier = dict(run.tags), run.tier
        self.running, self._whole = False, True

    def leave(self, present: str | None, known: Container[str]) -> None:
        """Lets go of the quote that was only kept as the person was on it, where that isn't ``present``."""
        lingering = self._lingering
        if lingering is None or lingering == present:
            return
        self._lingering = None
        if lingering not in known:
            del self.quotes[lingering]
            self.reasons.pop(lingering, None)
            self.version += 1

    def give_up(self, run: Run) -> None:
        """Nothing more comes of ``run``; what it found so far stays."""
        if run is self.run:
            self.running = False


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
        if _is_pending(change, project, pending) and isinstance(after, Quote):
            after = replace(after, created=after.updated)
            if after.status is Status.REJECTED:
                after = replace(after, speakers=tuple(one for one in after.speakers if one in there))
            completed.append(Change(None, change.before))
            change = Change(change.before, after)
        brought = [one for one in _people(after) if one in pending.speakers and one not in there]
        there.update(brought)
        completed += [*(Change(None, pending.speakers[one]) for one in brought), change]
    return tuple(completed)


def _is_pending(change: Change, project: Project, pending: Pending) -> bool:
    """Whether what is changed is suggested, and in no project yet."""
    one = change.entity.id
    return change.before is not None and one in pending.quotes and one not in project.quotes


def _people(entity: Entity | None) -> tuple[str, ...]:
    """The ids of those whom a quote names."""
    if not isinstance(entity, Quote):
        return ()
    return tuple(dict.fromkeys((*entity.speakers, *([entity.addressee] if entity.addressee else []))))


def may_suggest_otherwise(change: Change) -> bool:
    """Whether a run may find something else after ``change``.

    It may where a speaker has another name or other aliases, and where a topic has other words or is, or no
    longer is, one of those that are looked for.
    """
    before, after = change.before, change.after
    if isinstance(before, Speaker) and isinstance(after, Speaker):
        return (before.name, before.aliases) != (after.name, after.aliases)
    if isinstance(before, Topic) and isinstance(after, Topic):
        return (before.terms, before.retired) != (after.terms, after.retired)
    match change.entity:
        case Speaker(aliases=aliases):
            return bool(aliases)
        case Topic(terms=terms, retired=retired):
            return bool(terms) and not retired
    return False
