"""Undo and redo across going back to a backup, with articles that were added anew since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from summit_tui.config.assets import label_set
from summit_tui.model import ArticleState, Change, Entity, Project, Status, TopicTag
from summit_tui.session.bulk.incoming import find_input, incoming
from summit_tui.session.bulk.saving import Saver
from summit_tui.session.bulk.suggesting import Found, suggest_in
from summit_tui.session.bulk.targets import Target
from summit_tui.session.ledger import Ledger
from summit_tui.session.restoring import restore, wanted
from summit_tui.store import ProjectStore, project_in
from summit_tui.store.checking import check
from tests.support.sessions import fixed_author
from tests.support.suggesters import PlainSuggester

BRIDGE = "نادر الخطيب: «الجسر جاهز»\nناطق رسمي: «تأخر العمل»\n"
SCHOOL = "نادر الخطيب: «المدرسة تفتح»\nمعلمة: «لا تعليق»\n"


class Desk:
    """A folder of two articles, and what is done in it, each time with the project opened anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runs = 0
        (folder / "bridge.txt").write_text(BRIDGE, "utf-8")
        (folder / "school.txt").write_text(SCHOOL, "utf-8")

    def suggest(self, name: str = ".") -> None:
        """Suggests quotes in all articles, or in the file ``name``, and saves them."""
        self.runs += 1
        with ProjectStore.open(self.folder) as store:
            target = Target(project_in(self.folder), store, writes=True)
            saver = Saver(Ledger(store, fixed_author(self.runs), label_set()))
            source = find_input([self.folder / name])
            articles = incoming(source, [target], [0] * len(source.files))
            for one in suggest_in(articles, [target], [label_set()], suggester=PlainSuggester):
                if isinstance(one, Found) and one.finding:
                    saver.add(one.finding)
            saver.flush()

    def tag(self, file: str) -> None:
        """Gives the article its first topic by hand, and calls it annotated."""
        self.runs += 1
        with ProjectStore.open(self.folder) as store:
            (article,) = (one for one in store.project.articles.values() if one.source.file == file)
            tag = TopicTag(next(iter(store.project.topics)), Status.ACCEPTED, "user")
            new = replace(article, topics=(tag,), state=ArticleState.ANNOTATED)
            Ledger(store, fixed_author(self.runs), ()).commit("test", [Change(article, new)])

    def back_up(self) -> str:
        with ProjectStore.open(self.folder) as store:
            return store.back_up("by-hand").name

    def restore(self, backup: str) -> None:
        self.runs += 1
        restore(self.folder, wanted(self.folder, backup), fixed_author(self.runs), lambda _: None)

    def walk(self, *, back: bool) -> dict[int, dict[str, Entity]]:
        """Takes everything back, or brings all again; each state by how many edits are done then."""
        states = {}
        self.runs += 1
        with ProjectStore.open(self.folder) as store:
            ledger = Ledger(store, fixed_author(self.runs), ())
            states[len(store.stacks.done)] = entities(store.project)
            while (ledger.undo() if back else ledger.redo()) is not None:
                states[len(store.stacks.done)] = entities(store.project)
        assert check(self.folder).faults == []
        return states


def entities(project: Project) -> dict[str, Entity]:
    return {entity.id: entity for entity in project.entities()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder = tmp_path / "news"
    folder.mkdir()
    desk = Desk(folder)
    desk.suggest("bridge.txt")
    return desk


@pytest.mark.parametrize("is_tagged", [False, True])
def test_undo_goes_on_behind_a_backup_whose_articles_were_added_anew(desk: Desk, is_tagged: bool) -> None:
    backup = desk.back_up()
    desk.suggest()
    if is_tagged:
        desk.tag("school.txt")
    desk.restore(backup)
    desk.suggest()
    with ProjectStore.open(desk.folder) as store:
        assert [edit.command for edit in store.history].count("article.add") == 3
    back = desk.walk(back=True)
    assert sorted(back) == list(range(len(back)))
    # Before the first edit there are the groundwork's articles and topics alone.
    assert {type(entity).__name__ for entity in back[0].values()} == {"Article", "Topic"}
    assert desk.walk(back=False) == back
    assert desk.walk(back=True) == back


def test_topics_that_were_added_anew_are_no_hindrance(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with ProjectStore.open(tmp_path) as store:
        Ledger(store, fixed_author(70), ()).commit("history.compact", [])
    backup = desk.back_up()
    desk.suggest()
    desk.restore(backup)
    with ProjectStore.open(tmp_path) as store:
        assert entities(store.project) == {}
    desk.suggest("school.txt")
    back = desk.walk(back=True)
    assert len(back) == 4
    assert desk.walk(back=False)[3] == back[3]


def test_a_file_that_was_moved_behind_a_backup_is_no_hindrance(desk: Desk) -> None:
    full = desk.back_up()
    with ProjectStore.open(desk.folder) as store:
        before = store.project
        gone = [Change(entity, None) for entity in before.entities()]
        Ledger(store, fixed_author(71), ()).commit("test", gone)
    desk.restore(full)
    with ProjectStore.open(desk.folder) as store:
        (article,) = store.project.articles.values()
        moved = replace(article, source=replace(article.source, file="moved.txt"))
        Ledger(store, fixed_author(72), ()).commit("article.move", [Change(article, moved)])
    back = desk.walk(back=True)
    assert (len(back), back[2]) == (4, {})
    assert desk.walk(back=False)[3].keys() == back[3].keys()
