"""From a project's edits to what was decided on suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from summit_tui.model import Change, Edit, Quote, Status
from summit_tui.session.proposed import SUGGEST
from summit_tui.session.review.forgetting import FORGET, FORGET_LESSON
from summit_tui.suggest.learning import Part, Verdict


@dataclass(frozen=True, slots=True)
class Decided:
    """A suggestion as it came, and what became of it; ``last`` is ``None`` where it was deleted.

    ``forgotten`` are the traits with which it would no longer count.
    """

    first: Quote
    last: Quote | None
    forgotten: frozenset[str] = frozenset()

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

    def follow(self, edit: Edit) -> None:
        if edit.command == FORGET:
            for quote in self.last:
                del self.first[quote]
            self.last.clear()
            self.lessons.clear()
            return
        command, _, trait = edit.command.partition(":")
        if command == FORGET_LESSON:
            self.lessons.append(trait)
        for change in edit.changes:
            if edit.command == SUGGEST and change.after is None:
                self.first.pop(change.entity.id, None)  # replaced by a new run, which decides nothing
            else:
                self._take(change)

    def _take(self, change: Change) -> None:
        before, after = change.before, change.after
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

    def _decide(self, quote: str, last: Quote | None) -> None:
        if quote not in self.last:
            self.when[quote] = len(self.lessons)
        self.last[quote] = last

    def decided(self) -> Iterator[Decided]:
        for quote, last in self.last.items():
            yield Decided(self.first[quote], last, frozenset(self.lessons[self.when[quote] :]))
