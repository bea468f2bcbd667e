"""A small project with invented people, and edits to make on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from summit_tui.model import (
    Article,
    Attribution,
    Change,
    Cue,
    Edit,
    Entity,
    Name,
    Origin,
    Quote,
    QuoteType,
    Source,
    Span,
    Speaker,
    Status,
    Topic,
    TopicTag,
    seeded_ids,
    text_sha256,
)
from summit_tui.store import ProjectStore

TEXT = "قالت المهندسة هالة الرفاعي إن الجسر سيفتح قريبا 🌉.\n"


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def entities() -> tuple[Entity, ...]:
    return (
        Article(
            "art-1",
            "الجسر الجديد",
            Source("أخبار/جسر.txt", url="https://example.org/1"),
            text_sha256(TEXT),
            topics=(TopicTag("roads", Status.ACCEPTED, "user", 0.5),),
        ),
        Speaker("hala", Name("هالة الرفاعي"), aliases=("الرفاعي",), role="مهندسة"),
        Topic("roads", Name("الطرق", "Roads")),
        Quote(
            "q-1",
            "art-1",
            QuoteType.INDIRECT,
            (Span(27, 47),),
            Cue(Span(0, 4), "قال"),
            ("hala",),
            Span(5, 26),
            Attribution.EXPLICIT,
            topics=("roads",),
            note="سطر\u2028آخر\x0b",
            created="2026-11-24T15:00:00Z",
            updated="2026-11-24T15:00:00Z",
            origin=Origin("rule", "inna", 0.9),
        ),
    )


@pytest.fixture
def edit() -> Callable[..., Edit]:
    ids = seeded_ids(7)

    def make(*changes: Change, command: str = "test", **links: str) -> Edit:
        return Edit(ids(), "user", "2026-11-24T15:00:00Z", command, changes, **links)

    return make


@pytest.fixture
def note_edit(edit: Callable[..., Edit]) -> Callable[[ProjectStore, str], Edit]:
    def make(store: ProjectStore, note: str) -> Edit:
        quote = store.project.quotes["q-1"]
        return edit(Change(quote, replace(quote, note=note)), command="quote.note")

    return make


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "مشروع"
    folder.mkdir()
    return folder


@pytest.fixture
def store(folder: Path, entities: tuple[Entity, ...], edit: Callable[..., Edit]) -> Iterator[ProjectStore]:
    """An open project that was saved once, with one article and one quote."""
    store = ProjectStore.open(folder)
    store.add_text(TEXT)
    store.commit(edit(*(Change(None, entity) for entity in entities), command="import"))
    yield store
    store.close()
