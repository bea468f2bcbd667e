"""Whatever became of the files since the last run: saving suggestions again never fails, loses or doubles."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from summit_tui.model import Change, Project, Status
from summit_tui.session.bulk.incoming import find_input, incoming
from summit_tui.session.bulk.saving import Saver
from summit_tui.session.bulk.suggesting import Finding, Found, suggest_in
from summit_tui.session.bulk.targets import Target
from summit_tui.session.ledger import Author, Ledger
from summit_tui.store import ProjectStore, project_in
from tests.support.suggesters import PlainSuggester

NAMES = ("a.txt", "b.txt", "c.txt", "x/a.txt")
TEXTS = ("سالم الدوري: «الجسر جاهز»\n", "مسؤول أمريكي: «تأخر العمل»\n", "لا كلام هنا.\n")
RECORDS = ("r.jsonl", "s.jsonl")

names = st.sampled_from(NAMES)
file_steps = st.one_of(
    st.tuples(st.just("write"), names, st.sampled_from(TEXTS)),
    st.tuples(st.sampled_from(["copy", "move"]), names, names),
    st.tuples(st.just("remove"), names),
    st.tuples(st.just("decide"), st.integers(0, 9)),
)
some_records = st.lists(
    st.tuples(st.sampled_from([None, "1", "2"]), st.sampled_from(TEXTS)), min_size=1, max_size=4
).map(
    lambda entries: "".join(
        json.dumps({"text": text} | ({} if name is None else {"id": name}), ensure_ascii=False) + "\n"
        for name, text in entries
    )
)
record_names = st.sampled_from(RECORDS)
record_steps = st.one_of(
    st.tuples(st.just("write"), record_names, some_records),
    st.tuples(st.sampled_from(["copy", "move"]), record_names, record_names),
    st.tuples(st.just("remove"), record_names),
)


class Folder:
    """A folder whose files come and go, and its project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "x").mkdir()

    def step(self, what: str, *given: object) -> None:
        if what == "decide":
            return self.decide(int(str(given[0])))
        path, *more = (str(one) for one in given)
        if what == "write":
            (self.root / path).write_text(more[0], "utf-8")
        elif (self.root / path).exists():
            if what == "remove":
                (self.root / path).unlink()
            elif path != more[0]:
                (shutil.copy if what == "copy" else shutil.move)(self.root / path, self.root / more[0])
        return None

    def decide(self, number: int) -> None:
        """Accepts one of the suggestions, if there are any."""
        with ProjectStore.open(self.root) as store:
            open_ones = [one for one in store.project.quotes.values() if one.status is Status.SUGGESTED]
            if open_ones:
                quote = open_ones[number % len(open_ones)]
                change = Change(quote, replace(quote, status=Status.ACCEPTED, by="user"))
                Ledger(store, Author(), ()).commit("test", [change])

    @property
    def files(self) -> list[str]:
        return [name for name in (*NAMES, *RECORDS) if (self.root / name).exists()]

    def save(self) -> tuple[list[Finding], int]:
        """Suggests in all files and saves; the findings, and how many edits that took."""
        with ProjectStore.open(self.root) as store:
            before = len(store.history)
            target = Target(project_in(self.root), store, writes=True)
            saver = Saver(Ledger(store, Author(), ()))
            source = find_input(self.root / name for name in self.files)
            articles = incoming(source, [target], [0] * len(source.files))
            outcomes = list(suggest_in(articles, [target], [[]], suggester=PlainSuggester))
            findings = [one.finding for one in outcomes if isinstance(one, Found) and one.finding]
            assert len(findings) == len(outcomes)
            for finding in findings:
                saver.add(finding)
            saver.flush()
            return findings, len(store.history) - before

    @property
    def project(self) -> Project:
        with ProjectStore.open(self.root, read_only=True) as store:
            return store.project


def decided(project: Project) -> dict[str, object]:
    return {one.id: one for one in project.quotes.values() if one.status is not Status.SUGGESTED}


def saved_again(folder: Folder) -> tuple[Project, Project]:
    """The project before and after a run, of which everything is true that must be."""
    before = folder.project
    findings, _ = folder.save()
    after = folder.project
    ids = [finding.article.id for finding in findings]
    assert len(ids) == len(set(ids))
    assert Counter(after.articles[one].source.file for one in ids) == Counter(
        name
        for name in folder.files
        for _ in range(1 if name in NAMES else len((folder.root / name).read_text("utf-8").splitlines()))
    )
    assert before.articles.keys() <= after.articles.keys()
    assert all(after.articles[one].sha256 == article.sha256 for one, article in before.articles.items())
    assert all(
        after.articles[one].source.file == article.source.file
        for one, article in before.articles.items()
        if article.source.file in folder.files
    )
    assert decided(before) == decided(after)
    assert folder.save()[1] == 0
    return before, after


@settings(max_examples=60)
@example([[("move", "a.txt", "c.txt")], [("copy", "c.txt", "a.txt")]])
@example([[("copy", "a.txt", "c.txt"), ("move", "a.txt", "x/a.txt")], [("write", "a.txt", TEXTS[1])]])
@given(st.lists(st.lists(file_steps, max_size=6), min_size=1, max_size=3))
def test_files_that_come_and_go(rounds: list[list[tuple[str, ...]]]) -> None:
    with tempfile.TemporaryDirectory() as root:
        folder = Folder(Path(root))
        for steps in [[("write", "a.txt", TEXTS[0]), ("copy", "a.txt", "b.txt")], *rounds]:
            for step in steps:
                folder.step(*step)
            before, after = saved_again(folder)
            files = set(folder.files)
            known = {article.source.file for article in before.articles.values()}
            gone = Counter(one.sha256 for one in before.articles.values() if one.source.file not in files)
            new = Counter(one.sha256 for one in after.articles.values() if one.source.file in files - known)
            assert len(after.articles) - len(before.articles) == (new - gone).total()


@settings(max_examples=40)
@given(st.lists(st.lists(st.one_of(file_steps, record_steps), max_size=5), min_size=1, max_size=3))
def test_records_that_come_and_go(rounds: list[list[tuple[str, ...]]]) -> None:
    with tempfile.TemporaryDirectory() as root:
        folder = Folder(Path(root))
        for steps in rounds:
            for step in steps:
                folder.step(*step)
            saved_again(folder)
