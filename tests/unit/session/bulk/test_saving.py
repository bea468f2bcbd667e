from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from summit_tui.config.assets import label_set
from summit_tui.model import (
    Article,
    Change,
    Name,
    Project,
    Quote,
    Source,
    Speaker,
    Status,
    TopicTag,
    UndoStacks,
)
from summit_tui.session import open_session
from summit_tui.session.articles import place_in
from summit_tui.session.bulk.incoming import Incoming, find_input, incoming
from summit_tui.session.bulk.saving import Saver
from summit_tui.session.bulk.suggesting import Finding, Found, suggest_in
from summit_tui.session.bulk.targets import Target
from summit_tui.session.ledger import Ledger
from summit_tui.session.proposed import SUGGEST, derived_article
from summit_tui.session.review.decided import decided_in
from summit_tui.store import ProjectStore, StoreError, project_in
from tests.support.editing import do
from tests.support.sessions import fixed_author, paths_in
from tests.support.suggesters import PlainSuggester

BRIDGE = "سالم الدوري: «الجسر جاهز»\nمسؤول أمريكي: «تأخر العمل»\n"
HARBOUR = "سالم الدوري: «الميناء يكبر»\nمسؤول أمريكي: «لا تعليق»\n"


class Desk:
    """A folder of articles, and runs that save what is suggested in them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runs = 0
        self.write("bridge.txt", BRIDGE)
        self.write("harbour.txt", HARBOUR)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")

    def save(self, name: str = ".", *, least: int = 2_000) -> list[Finding]:
        """Suggests in all articles, or those of a file, and saves; returns the findings as they are saved."""
        self.runs += 1
        with ProjectStore.open(self.folder) as store:
            target = Target(project_in(self.folder), store, writes=True)
            ledger = Ledger(store, fixed_author(self.runs), label_set())
            saver = Saver(ledger, least=least)
            source = find_input([self.folder / name])
            found = suggest_in(
                incoming(source, [target], [0] * len(source.files)),
                [target],
                [label_set()],
                suggester=PlainSuggester,
            )
            saved = [saver.add(one.finding) for one in found if isinstance(one, Found) and one.finding]
            saver.flush()
            assert saver.saved.articles == len(saved)
            assert saver.saved.suggestions == sum(len(finding.quotes) for finding in saved)
        return saved

    @property
    def project(self) -> Project:
        with ProjectStore.open(self.folder, read_only=True) as store:
            return store.project

    @property
    def commands(self) -> list[str]:
        with ProjectStore.open(self.folder, read_only=True) as store:
            return [edit.command for edit in store.history]

    def edit(self, *changes: Change, command: str = "test") -> None:
        self.runs += 1
        with ProjectStore.open(self.folder) as store:
            Ledger(store, fixed_author(self.runs), ()).commit(command, changes)

    def quote(self, words: str) -> Quote:
        texts = {derived_article(Source(name), text, "").id: text for name, text in self.texts().items()}
        (quote,) = (
            quote
            for quote in self.project.quotes.values()
            if quote.content[0].of(texts[quote.article]).startswith(words)
        )
        return quote

    def texts(self) -> dict[str, str]:
        return {path.name: path.read_text("utf-8") for path in self.folder.glob("*.txt")}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder = tmp_path / "news"
    folder.mkdir()
    return Desk(folder)


def names(project: Project) -> list[str]:
    return sorted(speaker.name.ar for speaker in project.speakers.values())


def test_articles_quotes_and_speakers_come_into_the_project(desk: Desk) -> None:
    findings = desk.save()
    project = desk.project
    assert [article.source.file for article in project.articles.values()] == ["bridge.txt", "harbour.txt"]
    assert {quote.status for quote in project.quotes.values()} == {Status.SUGGESTED}
    assert {quote.id for quote in project.quotes.values()} == {
        quote.id for finding in findings for quote in finding.quotes
    }
    assert all(quote.created == quote.updated != None for quote in project.quotes.values())  # noqa: E711
    assert {topic.id for topic in project.topics.values()} == {topic.id for topic in label_set()}
    assert desk.commands == ["project.begin", "article.add", SUGGEST]
    with ProjectStore.open(desk.folder, read_only=True) as store:
        assert [store.text(article.sha256) for article in project.articles.values()] == [BRIDGE, HARBOUR]


def test_a_named_speaker_is_one_in_all_articles_and_a_described_one_is_one_in_each(desk: Desk) -> None:
    findings = desk.save()
    assert names(desk.project) == ["سالم الدوري", "مسؤول أمريكي", "مسؤول أمريكي"]
    first, second = ({speaker.id for speaker in finding.speakers} for finding in findings)
    assert len(first & second) == 1


@pytest.mark.parametrize("least", [1, 2_000])
def test_saved_again_nothing_changes(desk: Desk, least: int) -> None:
    first = desk.save(least=least)
    before, commands = desk.project, desk.commands
    assert [finding.quotes for finding in desk.save(least=least)] == [finding.quotes for finding in first]
    assert (desk.project, desk.commands) == (before, commands)


def test_edits_in_small_batches_come_to_the_same(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    desk.save()
    other.save(least=1)
    assert other.commands.count(SUGGEST) == 2
    assert {one.id for one in other.project.entities()} == {one.id for one in desk.project.entities()}


def test_what_was_decided_stays_and_does_not_come_back(desk: Desk) -> None:
    desk.save()
    accepted, rejected, corrected = (desk.quote(words) for words in ("الجسر", "تأخر", "الميناء"))
    after = [
        replace(accepted, status=Status.ACCEPTED, by="sara", note="نعم"),
        replace(rejected, status=Status.REJECTED, by="sara"),
        replace(
            corrected, status=Status.ACCEPTED, content=(replace(corrected.content[0], end=corrected.end - 4),)
        ),
    ]
    desk.edit(*(Change(*pair) for pair in zip((accepted, rejected, corrected), after, strict=True)))
    before = desk.project
    findings = desk.save()
    assert [len(finding.quotes) for finding in findings] == [0, 1]
    assert desk.project == before


@pytest.mark.parametrize("commands", [["quote.delete"], ["review.accept", "quote.delete"], ["review.reject"]])
def test_what_a_person_did_away_with_in_the_app_does_not_come_back(
    desk: Desk, tmp_path: Path, commands: list[str]
) -> None:
    desk.save()
    session = open_session(
        desk.folder / "bridge.txt", paths=paths_in(tmp_path / "home"), author=fixed_author(9)
    )
    try:
        quote = desk.quote("الجسر")
        for command in commands:
            session.visit(quote)
            do(session, command)
    finally:
        session.close()
    before = desk.project
    assert [len(finding.quotes) for finding in desk.save()] == [1, 2]
    assert desk.project == before


def test_suggestions_of_an_earlier_run_give_way_with_the_speakers_that_only_they_had(desk: Desk) -> None:
    desk.save()
    old = desk.quote("لا تعليق")
    gone = Speaker("gone", Name("شاهد عيان"))
    kept = Speaker("kept", Name("وزير النقل"), role="وزير")
    other = replace(
        old, id="other", content=(replace(old.content[0], end=old.end - 1),), speakers=("gone", "kept")
    )
    desk.edit(Change(None, gone), Change(None, kept), Change(None, other))
    desk.save()
    assert "other" not in desk.project.quotes
    assert "gone" not in desk.project.speakers
    assert "kept" in desk.project.speakers
    assert desk.quote("لا تعليق") == old


def test_a_further_run_refreshes_what_nobody_decided_on_and_leaves_the_rest(desk: Desk) -> None:
    desk.save()
    fresh = desk.project
    ids = {words: desk.quote(words).id for words in ("الجسر", "تأخر", "الميناء", "لا تعليق")}
    stale, gone, decided, missing = (desk.quote(words) for words in ids)
    old = Speaker("old", Name("شاهد عيان"))
    no_more = replace(gone, id="no-more", content=(replace(gone.content[0], end=gone.end - 1),))
    kept = replace(decided, speakers=("old",), status=Status.ACCEPTED, by="sara")
    desk.edit(
        Change(None, old),
        Change(stale, replace(stale, speakers=("old",), topics=("economy",), mention=None)),
        Change(gone, None),
        Change(None, replace(no_more, speakers=("old",))),
        Change(decided, kept),
        Change(missing, None),
    )
    desk.save()
    project = desk.project
    assert set(project.quotes) == set(ids.values())
    assert project.quotes[stale.id] == stale
    assert project.quotes[decided.id] == kept
    assert project.speakers == {**fresh.speakers, "old": old}


def test_what_is_replaced_teaches_nothing(desk: Desk) -> None:
    desk.save()
    old = desk.quote("لا تعليق")
    other = replace(old, id="other", content=(replace(old.content[0], end=old.end - 1),))
    desk.edit(Change(None, other))
    desk.save()
    assert "other" not in desk.project.quotes
    with ProjectStore.open(desk.folder, read_only=True) as store:
        assert decided_in(UndoStacks.of(store.history).done) == []


def test_a_speaker_whom_the_person_named_otherwise_is_kept(desk: Desk) -> None:
    desk.save()
    quote = desk.quote("تأخر")
    speaker = desk.project.speakers[quote.speakers[0]]
    desk.edit(Change(speaker, replace(speaker, name=Name("وليد الشامي"), aliases=("مسؤول أمريكي",))))
    desk.save()
    assert desk.quote("تأخر").speakers == (speaker.id,)
    assert desk.project.speakers[speaker.id].name.ar == "وليد الشامي"


def test_topics_of_the_article_are_suggested_and_decided_ones_stay(desk: Desk) -> None:
    topic = label_set()[0]
    desk.write("bridge.txt", f"{topic.name.ar}\n{BRIDGE}")
    desk.save()
    article = next(one for one in desk.project.articles.values() if one.source.file == "bridge.txt")
    assert [(tag.id, tag.status) for tag in article.topics] == [(topic.id, Status.SUGGESTED)]
    decided = replace(article, topics=(TopicTag(topic.id, Status.REJECTED, "sara"),))
    desk.edit(Change(article, decided))
    desk.save()
    assert desk.project.articles[article.id] == decided


def test_a_file_that_was_moved_is_found_again(desk: Desk) -> None:
    desk.save()
    before = desk.project
    (desk.folder / "bridge.txt").rename(desk.folder / "old-bridge.txt")
    desk.save()
    assert set(desk.project.quotes) == set(before.quotes)
    assert desk.commands[-1] == "article.move"
    assert sorted(article.source.file for article in desk.project.articles.values()) == [
        "harbour.txt",
        "old-bridge.txt",
    ]


def test_a_run_can_be_undone_and_brought_again_in_the_app(desk: Desk, tmp_path: Path) -> None:
    desk.save()
    full = desk.project
    session = open_session(desk.folder, paths=paths_in(tmp_path / "home"), author=fixed_author(9))
    try:
        do(session, "edit.undo")
        assert (session.project.quotes, session.project.speakers) == ({}, {})
        assert len(session.project.articles) == 2
        do(session, "edit.redo")
        assert session.project == full
    finally:
        session.close()


def test_each_record_of_a_file_is_an_article_that_can_be_opened(desk: Desk, tmp_path: Path) -> None:
    records = [{"id": "b", "text": HARBOUR}, {"text": BRIDGE}, {"title": "مكرر", "text": BRIDGE}]
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    desk.write("more.jsonl", lines)
    desk.save("more.jsonl")
    session = open_session(
        desk.folder / "more.jsonl", paths=paths_in(tmp_path / "home"), author=fixed_author(9)
    )
    try:
        assert [entry.file for entry in session.entries] == ["more.jsonl"] * 3
        assert len({entry.key for entry in session.entries}) == 3
        texts = []
        for place, entry in enumerate(session.entries, start=1):
            do(session, "article.open", entry)
            assert session.warnings == []
            assert place_in(session.entries, session.article) == place
            assert len(session.quotes) == 2
            texts.append(session.text)
        assert sorted(texts) == sorted([HARBOUR, BRIDGE, BRIDGE])
        assert "مكرر" in {entry.title for entry in session.entries}
    finally:
        session.close()


def test_an_article_without_suggestions_is_added_too(desk: Desk) -> None:
    desk.write("empty.txt", "لا كلام هنا\n")
    desk.save()
    assert len(desk.project.articles) == 3


def test_nothing_new_writes_nothing(desk: Desk) -> None:
    desk.save()
    file = desk.folder / ".summit" / "project.json"
    before = file.read_bytes(), file.stat().st_mtime_ns
    desk.save()
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """``failing(n)`` lets the commits from the ``n``-th on fail, as on a full disk."""
    commit = ProjectStore.commit
    count = 0

    def fail_after(allowed: int) -> None:
        def failing_commit(self: ProjectStore, edit: object) -> None:
            nonlocal count
            count += 1
            if count > allowed:
                raise StoreError("no space left")
            commit(self, edit)  # type: ignore[arg-type]

        monkeypatch.setattr(ProjectStore, "commit", failing_commit)

    yield fail_after
    monkeypatch.undo()


@pytest.mark.parametrize("allowed", range(5))
def test_where_saving_fails_what_was_saved_is_kept_and_a_further_run_completes_it(
    desk: Desk, tmp_path: Path, allowed: int, failing: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    other.save(least=1)
    failing(allowed)
    with pytest.raises(StoreError):
        desk.save(least=1)
    monkeypatch.undo()
    assert len(desk.commands) == allowed
    desk.save(least=1)
    assert {one.id for one in desk.project.entities()} == {one.id for one in other.project.entities()}


def test_batches_grow_with_the_project(desk: Desk) -> None:
    for number in range(60):
        desk.write(f"n{number:02}.txt", "\n".join(f"سالم الدوري: «كلام {number} {one}»" for one in range(3)))
    desk.save(least=10)
    assert 3 < desk.commands.count(SUGGEST) < 15


def test_an_unknown_article_keeps_what_is_known_of_its_source(desk: Desk) -> None:
    article = derived_article(Source("c.jsonl", "7", "اليوم", "https://e.org", "2026-01-02"), BRIDGE, "جسر")
    with ProjectStore.open(desk.folder) as store:
        saver = Saver(Ledger(store, fixed_author(), label_set()))
        target = Target(project_in(desk.folder), store, writes=True)
        (found,) = suggest_in([Incoming(article, BRIDGE, 0, 0)], [target], [()], suggester=PlainSuggester)
        assert isinstance(found, Found)
        assert found.finding is not None
        saver.add(found.finding)
        saver.flush()
    assert list(desk.project.articles.values()) == [article]
    assert json.loads((desk.folder / ".summit" / "project.json").read_text("utf-8"))
    assert isinstance(article, Article)
