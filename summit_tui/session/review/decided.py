"""From a project's edits to what was decided on suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from summit_tui.model import Article, Change, Edit, Entity, Quote, Status
from summit_tui.session.proposed import SUGGEST
from summit_tui.session.review.forgetting import FORGET, FORGET_LESSON
from summit_tui.suggest.learning import Part, Verdict


@dataclass(frozen=True, slots=True)
class Decided:
    """A suggestion as it came, and what became of it; ``last`` is ``None`` where it was deleted.

    ``forgotten`` are the traits with which it would no longer count. Both are in the text whose SHA-256 is
    ``text``; without one, in their article's present text.
    """

    first: Quote
    last: Quote | None
    forgotten: frozenset[str] = frozenset()
    text: str | None = None

    @property
    def wrong(self) -> frozenset[Part]:
        """The parts that were corrected."""
        first, last = self.first, self.last
        if last is None or last.status is not Status.ACCEPTED:
            return frozenset()
        cues = (first.cue.span if first.cue else None, last.cue.span if last.cue else None)
        differs = {
            Part.TYPE: first.type is not last.type,
            Part.SPEAKER: set(first.speakers) != set(last.speakers),
            Part.CUE: cues[0] != cues[1],
            Part.EDGES: first.content != last.content,
        }
        return frozenset(part for part, other in differs.items() if other)

    @property
    def verdict(self) -> Verdict:
        """What was decided; who deletes a suggestion rejects it."""
        if self.last is None or self.last.status is Status.REJECTED:
            return Verdict.REJECTED
        return Verdict.CORRECTED if self.wrong else Verdict.ACCEPTED


def _left_text(change: Change) -> Article | None:
    """The article as it was before it got another text."""
    before, after = change.before, change.after
    if isinstance(before, Article) and isinstance(after, Article) and before.sha256 != after.sha256:
        return before
    return None


def decided_in(edits: Iterable[Edit]) -> list[Decided]:
    """What is decided after ``edits``, oldest first, of which none was taken back, and isn't forgotten."""
    reading = _Reading()
    for edit in edits:
        reading.follow(edit)
    return list(reading.decided())


@dataclass(slots=True)
class _Reading:
    """Suggestions as they came, as they are, and how many lessons had been forgotten at their decision."""

    first: dict[str, Quote] = field(default_factory=dict)
    last: dict[str, Quote | None] = field(default_factory=dict)
    lessons: list[str] = field(default_factory=list)
    when: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """The hashes of the earlier texts in which suggestions came, and were decided on."""

    def follow(self, edit: Edit) -> None:
        if edit.command == FORGET:
            for quote in self.last:
                del self.first[quote]
                self.texts.pop(quote, None)
            self.last.clear()
            self.lessons.clear()
            return
        command, _, trait = edit.command.partition(":")
        if command == FORGET_LESSON:
            self.lessons.append(trait)
        left = [article for change in edit.changes if (article := _left_text(change)) is not None]
        for article in left:
            self._leave_text(article)
        ids = {article.id for article in left}
        for change in edit.changes:
            if isinstance(change.entity, Quote) and change.entity.article in ids:
                self._carry(change.entity.id, change.after)
            elif edit.command == SUGGEST and change.after is None:
                self.first.pop(change.entity.id, None)  # replaced by a new run, which decides nothing
            else:
                self._take(change)

    def _leave_text(self, article: Article) -> None:
        """Keeps what was decided in a text that its article no longer has with that text."""
        for quote in self.last:
            if self.first[quote].article == article.id:
                self.texts.setdefault(quote, article.sha256)

    def _carry(self, quote: str, after: Entity | None) -> None:
        """Takes a suggestion that nobody decided on for one that came in the article's new text."""
        if quote in self.first and quote not in self.last:
            if isinstance(after, Quote):
                self.first[quote] = after
            else:
                del self.first[quote]

    def _take(self, change: Change) -> None:
        before, after = change.before, change.after
        if isinstance(change.entity, Quote) and change.entity.id in self.texts:
            self._take_in_another_text(change.entity.id, after)
            return
        if isinstance(after, Quote):
            if before is None and after.origin is not None:
                self.first[after.id] = after
                self.last.pop(after.id, None)
            if after.id not in self.first:
                return
            if after.status is Status.SUGGESTED:
                self.last.pop(after.id, None)
            else:
                self._decide(after.id, after)
        elif isinstance(before, Quote) and before.id in self.first:
            self._decide(before.id, None)

    def _take_in_another_text(self, quote: str, after: Entity | None) -> None:
        """What became of a decided suggestion in another text: its offsets there say nothing of its edges."""
        last = self.last[quote]
        if not isinstance(after, Quote):
            self.last[quote] = None
        elif last is not None:
            self.last[quote] = replace(last, status=after.status, type=after.type, speakers=after.speakers)

    def _decide(self, quote: str, last: Quote | None) -> None:
        if quote not in self.last:
            self.when[quote] = len(self.lessons)
        self.last[quote] = last

    def decided(self) -> Iterator[Decided]:
        for quote, last in self.last.items():
            forgotten = frozenset(self.lessons[self.when[quote] :])
            yield Decided(self.first[quote], last, forgotten, self.texts.get(quote))
