"""The quotes that name somebody are found without reading the others, also those that were just changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from summit_tui.model import Change, Edit, Name, Project, Quote, QuoteType, Span, Speaker
from summit_tui.store import JournalDatabase, ProjectStore
from summit_tui.store.entities import EntityTable
from summit_tui.store.stored_quotes import StoredQuotes

NOTE = 'قيل: "speakers":["nabil"] و"addressee":"nabil"\\'


def quote(number: int, *speakers: str, addressee: str | None = None, note: str = "") -> Quote:
    return Quote(
        f"more-{number}",
        "art-1",
        QuoteType.INDIRECT,
        (Span(number, number + 1),),
        speakers=speakers,
        addressee=addressee,
        note=note,
    )


MORE = (
    quote(1, "nabil"),
    quote(2, "hala", "nabil"),
    quote(3, "hala", addressee="nabil"),
    quote(4, note=NOTE),
    quote(5, "nabil-2", addressee="hala"),
)


@pytest.fixture
def store(tmp_path: Path, entities: tuple, edit: Callable[..., Edit]) -> Iterator[ProjectStore]:
    speakers = [Speaker("nabil", Name("نبيل")), Speaker("nabil-2", Name("نبيل"))]
    with ProjectStore.open(tmp_path) as store:
        store.commit(edit(*(Change(None, one) for one in (*entities, *speakers, *MORE))))
    with ProjectStore.open(tmp_path) as store:
        yield store


def named(found: Iterator[Quote]) -> set[str]:
    return {quote.id for quote in found}


def test_those_that_name_a_speaker_and_no_others(store: ProjectStore) -> None:
    quotes = StoredQuotes(store.project)
    assert named(quotes.naming({"nabil"})) == {"more-1", "more-2", "more-3"}
    assert named(quotes.naming({"nabil-2", "nobody"})) == {"more-5"}
    assert named(quotes.naming({"hala"})) == {"q-1", "more-2", "more-3", "more-5"}
    assert named(quotes.naming(())) == set()
    assert set(quotes.naming({"nabil"})) == set(MORE[:3])
    assert named(StoredQuotes(Project.of(MORE)).naming({"nabil"})) == {"more-1", "more-2", "more-3"}


def test_none_is_read_in_the_project(store: ProjectStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_table: EntityTable, name: str) -> None:
        raise AssertionError(name)

    monkeypatch.setattr(EntityTable, "__getitem__", read)
    assert named(StoredQuotes(store.project).naming({"nabil"})) == {"more-1", "more-2", "more-3"}


def test_what_was_changed_counts_and_what_is_changed_later_does_not(
    store: ProjectStore, edit: Callable[..., Edit]
) -> None:
    before = StoredQuotes(store.project)
    changed, new = replace(MORE[0], speakers=("hala",)), quote(6, "nabil")
    store.commit(edit(Change(MORE[0], changed), Change(MORE[1], None), Change(None, new)))
    assert named(before.naming({"nabil"})) == {"more-1", "more-2", "more-3"}
    assert named(StoredQuotes(store.project).naming({"nabil"})) == {"more-3", "more-6"}


def test_another_programs_way_of_writing_is_read(store: ProjectStore, tmp_path: Path) -> None:
    store.close()
    path = tmp_path / ".summit" / "project.json"
    with JournalDatabase(path) as database:
        table = database.table("quotes")
        (found,) = table.search(lambda document: document["id"] == "more-1")
        table.update({"speakers": ["nabil-2"]}, doc_ids=[found.doc_id])
    with ProjectStore.open(tmp_path) as again:
        assert named(StoredQuotes(again.project).naming({"nabil-2"})) == {"more-1", "more-5"}
