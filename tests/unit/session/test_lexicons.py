"""The lexicons of topics in a session: whose they are, changing them, trying them out."""

from __future__ import annotations

from pathlib import Path

import pytest

from summit_tui.config.assets import label_set, label_terms
from summit_tui.model import Change, Name, Topic
from summit_tui.session import Session, exported, open_session
from summit_tui.session.lexicons import terms_of, with_terms
from summit_tui.session.trying import Count, counted, readers, verdict, with_line
from summit_tui.suggest.topics import compiled
from tests.support.sessions import fixed_author, paths_in

ARTICLE = "السدود تمتلئ\nقال المهندس إن السدود ممتلئة، وإن الري سيبدأ.\n"
OTHER = "خبر عن الطرق\nقال النائب إن الطرق مقطوعة.\n"
WATER = Topic("water", Name("المياه"), terms=("ري",))


@pytest.fixture
def session(tmp_path: Path) -> Session:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    (folder / "b.txt").write_text(OTHER, "utf-8")
    session = open_session(folder, paths=paths_in(tmp_path / "home"), author=fixed_author())
    session.change("test", [Change(None, WATER)])
    return session


def topic(session: Session, name: str) -> Topic:
    return session.project.topics[name]


def test_topics_that_came_with_the_app_have_its_terms_until_they_are_changed() -> None:
    for came in label_set():
        assert came.terms is None
        assert terms_of(came) == label_terms()[came.id]
    assert [topic.terms for topic in with_terms(label_set())] == list(label_terms().values())


def test_ones_own_lexicon_goes_before_that_of_the_app() -> None:
    assert terms_of(Topic("iran", Name("إيران"), terms=())) == ()
    assert terms_of(Topic("iran", Name("إيران"), terms=("طهران",))) == ("طهران",)
    assert terms_of(Topic("water", Name("المياه"))) == ()


def test_a_lexicon_is_changed_by_one_edit_and_taken_back(session: Session) -> None:
    lines = ["  سد ", "", "?ماء", "سد", "# ملاحظة"]
    assert session.run("topic.terms", topic(session, "water"), lines) is None
    assert topic(session, "water").terms == ("سد", "?ماء", "# ملاحظة")
    assert session.store.history[-1].command == "topic.terms"
    session.run("edit.undo")
    assert topic(session, "water").terms == ("ري",)
    session.run("edit.redo")
    assert topic(session, "water").terms == ("سد", "?ماء", "# ملاحظة")


def test_the_same_lexicon_makes_no_edit(session: Session) -> None:
    edits = len(session.store.history)
    session.run("topic.terms", topic(session, "water"), ["ري"])
    iran = topic(session, "iran")
    session.run("topic.terms", iran, terms_of(iran))
    assert len(session.store.history) == edits


def test_a_lexicon_is_kept_on_the_disk_and_stays_out_of_the_export(session: Session, tmp_path: Path) -> None:
    before = exported(session)
    session.run("topic.terms", topic(session, "water"), ["سد", "?ماء"])
    assert exported(session) == before
    session.close()
    again = open_session(tmp_path / "articles", paths=paths_in(tmp_path / "home"), read_only=True)
    assert topic(again, "water").terms == ("سد", "?ماء")
    assert topic(again, "iran").terms is None


def test_trying_changes_nothing(session: Session) -> None:
    water = topic(session, "water")
    assert not verdict(water, ["بحر"], session.text).holds
    assert verdict(water, ["سدود"], session.text).holds
    assert topic(session, "water") == water


def test_trying_leaves_what_a_run_of_suggestions_has_compiled(session: Session) -> None:
    topics = with_terms(session.topics)
    of_the_run = compiled(topics)
    water = topic(session, "water")
    for letters in range(1, 12):
        verdict(water, ["سدود", "الشرب والري"[:letters]], session.text)
    assert compiled(topics) is of_the_run


@pytest.mark.parametrize(
    ("line", "instead_of", "expected"),
    [
        ("ج", None, ("أ", "ب", "ج")),
        ("أ", None, ("أ", "ب")),
        ("ج", "أ", ("ج", "ب")),
        ("ب", "أ", ("ب",)),
        ("ج", "غير موجود", ("أ", "ب", "ج")),
    ],
)
def test_a_line_more_or_in_the_place_of_another(
    line: str, instead_of: str | None, expected: tuple[str, ...]
) -> None:
    assert with_line(("أ", "ب"), line, instead_of) == expected


def test_the_articles_of_the_project_and_beside_it_are_counted(session: Session) -> None:
    found = readers(session)
    assert sorted(read() for read in found) == sorted([ARTICLE, OTHER])
    water = topic(session, "water")
    assert list(counted(water, ["سدود"], found, len(found)))[-1] == Count(1, 2, 2)
    assert list(counted(water, ["طرق", "سدود"], found, len(found)))[-1] == Count(2, 2, 2)


def test_an_article_that_cannot_be_read_is_left_out_of_the_count(session: Session, tmp_path: Path) -> None:
    found = readers(session)
    (tmp_path / "articles" / "b.txt").unlink()
    assert list(counted(topic(session, "water"), ["سدود"], found, len(found)))[-1] == Count(1, 2, 1)
