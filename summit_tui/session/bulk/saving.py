"""Taking what was suggested in many articles into a project's queue, in few edits.

A commit writes the project as a whole, so edits grow with the project: what is written in all stays in
proportion to what is saved, however many articles there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from summit_tui.model import Article, Change, Project, Quote, Speaker, Status
from summit_tui.session.bulk.namesakes import by_personal_name, is_personal, name_key, speakers_of
from summit_tui.session.bulk.suggesting import Finding
from summit_tui.session.ledger import Ledger
from summit_tui.session.proposed import SUGGEST

LEAST: Final = 2_000
"""Changes that an edit holds at the least, unless it is the last one."""

_SHARE: Final = 3
"""An edit holds at the least the third part of what the project holds."""


@dataclass(slots=True)
class _Batch:
    """What the next edits will do."""

    articles: list[tuple[Article, str]] = field(default_factory=list)
    moved: list[Change] = field(default_factory=list)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    left: set[str] = field(default_factory=set)
    suggestions: int = 0

    @property
    def weight(self) -> int:
        return len(self.articles) + len(self.moved) + len(self.speakers) + len(self.changes)


@dataclass(slots=True)
class Saved:
    """What is on the disk by now: of how many articles, and how many suggestions for them."""

    articles: int = 0
    suggestions: int = 0


class Saver:
    """Brings findings into the project of ``ledger``.

    Suggestions of earlier runs that nobody decided on give way to the new ones; all else stays. New
    speakers with the same personal name in several articles are one.
    """

    def __init__(self, ledger: Ledger, *, least: int = LEAST) -> None:
        self._ledger = ledger
        self._least = least
        project = self._project
        self._named = dict(by_personal_name(project.speakers.values()))
        self._uses = Counter(one for quote in project.quotes.values() for one in speakers_of(quote))
        self._batch = _Batch()
        self._articles = 0
        self.saved = Saved()

    @property
    def _project(self) -> Project:
        return self._ledger.store.project

    def add(self, finding: Finding) -> Finding:
        """Takes ``finding`` in, to be saved at the latest by ``flush``, and returns it as it will be saved.

        Raises ``SummitError`` when what has gathered can't be saved; nothing of it was then.
        """
        finding = self._with_speakers(finding)
        article = self._base(finding)
        quotes = self._replacing(finding)
        tags = tuple(tag for tag in article.topics if tag.status is not Status.SUGGESTED)
        tagged = replace(article, topics=(*tags, *finding.article.topics))
        if tagged != article:
            self._batch.changes.append(Change(article, tagged))
        self._batch.suggestions += len(quotes)
        self._articles += 1
        project = self._project
        if self._batch.weight >= max(self._least, (len(project.quotes) + len(project.articles)) // _SHARE):
            self.flush()
        return replace(finding, quotes=quotes)

    def flush(self) -> None:
        """Saves what has gathered; when this returns, it is on the disk. Raises as ``add`` does."""
        batch, ledger = self._batch, self._ledger
        if batch.weight:
            ledger.begin()
        for _, text in batch.articles:
            ledger.store.add_text(text)
        if batch.articles:
            ledger.commit("article.add", [Change(None, article) for article, _ in batch.articles])
            batch.articles.clear()
        if batch.moved:
            ledger.commit("article.move", batch.moved)
            batch.moved.clear()
        gone = [Change(speaker, None) for speaker in self._forsaken(batch.left)]
        changes = [*(Change(None, speaker) for speaker in batch.speakers.values()), *batch.changes, *gone]
        if changes:
            ledger.commit(SUGGEST, changes)
        for change in gone:
            self._forget(change.entity)
        self.saved = Saved(self._articles, self.saved.suggestions + batch.suggestions)
        self._batch = _Batch()

    def _base(self, finding: Finding) -> Article:
        """The article as the project will have it before its suggestions come."""
        known = self._project.articles.get(finding.article.id)
        if known is None:
            article = replace(finding.article, topics=())
            self._batch.articles.append((article, finding.text))
            return article
        if known.source.file == finding.article.source.file:
            return known
        moved = replace(known, source=finding.article.source)
        self._batch.moved.append(Change(known, moved))
        return moved

    def _replacing(self, finding: Finding) -> tuple[Quote, ...]:
        """The quotes of ``finding`` with their times, once they have taken the places of earlier ones."""
        now = self._ledger.now()
        earlier = {
            quote.id: quote
            for quote in self._project.quotes_of(finding.article.id)
            if quote.status is Status.SUGGESTED
        }
        quotes: list[Quote] = []
        for found in finding.quotes:
            old = earlier.pop(found.id, None)
            quote = replace(found, created=now, updated=now)
            if old is not None:
                same = replace(found, created=old.created, updated=old.updated)
                quote = old if same == old else replace(same, updated=now)
            if quote != old:
                self._change(old, quote)
            quotes.append(quote)
        for old in earlier.values():
            self._change(old, None)
        return tuple(quotes)

    def _change(self, before: Quote | None, after: Quote | None) -> None:
        self._batch.changes.append(Change(before, after))
        if after is not None:
            self._uses.update(speakers_of(after))
        if before is not None:
            self._uses.subtract(speakers_of(before))
            self._batch.left.update(speakers_of(before))

    def _with_speakers(self, finding: Finding) -> Finding:
        """``finding`` with the project's speakers, in the place of new ones with their personal names."""
        speakers = {
            speaker.id: self._as_known(speaker) if speaker.id in finding.brought else speaker
            for speaker in finding.speakers
        }
        quotes = tuple(
            replace(quote, speakers=tuple(dict.fromkeys(speakers[one].id for one in quote.speakers)))
            for quote in finding.quotes
        )
        there = {speaker.id: speaker for speaker in speakers.values()}
        return replace(finding, quotes=quotes, speakers=tuple(there.values()))

    def _as_known(self, speaker: Speaker) -> Speaker:
        name = self._named.get(name_key(speaker.name.ar), speaker.id)
        for known in (self._project.speakers, self._batch.speakers):
            if name in known:
                return known[name]
        self._batch.speakers[speaker.id] = speaker
        if is_personal(speaker.name.ar):
            self._named[name_key(speaker.name.ar)] = speaker.id
        return speaker

    def _forsaken(self, speakers: Iterable[str]) -> Sequence[Speaker]:
        """Those whom only suggestions had that went, and of whom nothing but the name is known."""
        known = (self._project.speakers.get(speaker) for speaker in sorted(speakers))
        return [
            speaker
            for speaker in known
            if speaker is not None
            and self._uses[speaker.id] <= 0
            and speaker == Speaker(speaker.id, replace(speaker.name, en=None))
        ]

    def _forget(self, speaker: object) -> None:
        if isinstance(speaker, Speaker) and self._named.get(name_key(speaker.name.ar)) == speaker.id:
            del self._named[name_key(speaker.name.ar)]
