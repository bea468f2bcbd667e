"""A run of edits on a small project, and the state after each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from summit_tui.model import (
    Article,
    Change,
    Edit,
    Name,
    Project,
    Quote,
    QuoteType,
    Source,
    Span,
    Speaker,
    seeded_ids,
    text_sha256,
)
from summit_tui.store import ProjectStore
from tests.faults.told import ids_of

AT = "2026-11-24T15:00:00Z"


@dataclass(frozen=True)
class SmallRun:
    """``edits`` in order; ``states[n]`` is the project after the first n; ``texts`` by their SHA-256."""

    edits: list[Edit]
    states: list[Project]
    texts: dict[str, str]

    def gone_on(self, number: int) -> SmallRun:
        """The first ``number`` edits, and two more after them."""
        run = SmallRun(self.edits[:number], self.states[: number + 1], self.texts)
        for more in range(2):
            made = Change(None, Speaker(f"more-{more}", Name("قائلة أخرى")))
            run.edits.append(Edit(f"edit-{more}", "user", AT, "test", (made,)))
            run.states.append(Project.of([*run.states[-1].entities(), made.entity]))
        return run

    def edits_in(self, store: ProjectStore, least: int, most: int) -> int:
        """After how many edits the state of ``store`` is; fails where it is none of ``least`` to ``most``."""
        ids = ids_of(store)
        number = len(ids)
        assert least <= number <= most, f"{number} edits, not {least} to {most}"
        assert ids == [edit.id for edit in self.edits[:number]]
        assert store.project == self.states[number], f"not the state after {number} edits"
        for article in store.project.articles.values():
            assert store.text(article.sha256) == self.texts[article.sha256]
        return number


def small_run(seed: int, count: int) -> SmallRun:
    """``count`` edits that make, change, take away, take back and bring again."""
    chance = random.Random(seed)
    ids = seeded_ids(seed)
    project = Project()
    run = SmallRun([], [Project()], {})
    done: list[Edit] = []
    for number in range(count):
        undone = None
        if done and chance.random() < 0.15:
            undone = done.pop()
            edit = Edit(ids(), "user", AT, "undo", undone.inverse(), undoes=undone.id)
        else:
            edit = Edit(ids(), "user", AT, "test", tuple(_changes(project, number, chance, ids, run.texts)))
            done.append(edit)
        project.apply(edit.changes)
        run.edits.append(edit)
        run.states.append(Project.of(list(project.entities())))
    return run


def _changes(
    project: Project, number: int, chance: random.Random, ids, texts: dict[str, str]
) -> Iterator[Change]:
    if len(project.articles) < 1 or chance.random() < 0.1:
        text = f"الخبر {number}: قالت الباحثة ليان الدوري إن الموسم بدأ مبكرا.\n" * chance.randrange(1, 30)
        sha256 = text_sha256(text)
        texts[sha256] = text
        yield Change(None, Article(ids(), f"خبر {number}", Source(f"{number}.txt"), sha256))
        yield Change(None, Speaker(ids(), Name("ليان الدوري")))
        return
    article = chance.choice(list(project.articles.values()))
    quotes = list(project.quotes.values())
    if len(quotes) < 2 or chance.random() < 0.4:
        yield Change(None, Quote(ids(), article.id, QuoteType.INDIRECT, (Span(3, 20),), note="سطر\u2028آخر"))
        return
    one, other = chance.sample(quotes, 2)
    if chance.random() < 0.4:
        yield Change(one, None)
    yield Change(other, replace(other, note="ملاحظة " * chance.choice([1, 5, 200])))


def text_of(edit: Edit, run: SmallRun) -> Iterator[str]:
    """The texts that the edit's articles need."""
    for change in edit.changes:
        if isinstance(change.after, Article):
            yield run.texts[change.after.sha256]


def commit(store: ProjectStore, edit: Edit, run: SmallRun) -> None:
    """The edit with what has to be saved before it."""
    for text in text_of(edit, run):
        store.add_text(text)
    store.commit(edit)
