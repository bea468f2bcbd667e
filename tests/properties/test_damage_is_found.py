"""Whatever byte of a project's files changes, a look through it tells, and writes nothing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summit_tui.model import (
    Article,
    Change,
    Cue,
    Edit,
    Quote,
    QuoteType,
    Source,
    Span,
    Speaker,
    Topic,
    seeded_ids,
    text_sha256,
)
from summit_tui.model.people import Name
from summit_tui.store import ProjectStore
from summit_tui.store.checking import check

TEXT = "أعلنت البلدية أن السوق سيفتح غدا، وقال رئيسها عادل النمر: «كل شيء جاهز».\n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of a closed project with three edits, in two segments of history, by its path."""
    folder = tmp_path_factory.mktemp("whole")
    ids = seeded_ids(11)

    def edit(*changes: Change) -> Edit:
        return Edit(ids(), "user", "2026-01-02T03:04:05Z", "test", changes)

    quote = Quote(
        "q-1", "a-1", QuoteType.DIRECT, (Span(59, 71),), Cue(Span(35, 38)), ("adel",), topics=("city",)
    )
    article = Article("a-1", "السوق", Source("سوق.txt"), text_sha256(TEXT))
    with ProjectStore.open(folder) as store:
        store.add_text(TEXT)
        made = (Topic("city", Name("المدينة")), Speaker("adel", Name("عادل النمر")), article, quote)
        store.commit(edit(*(Change(None, entity) for entity in made)))
    with ProjectStore.open(folder) as store:
        noted = replace(quote, note="للمراجعة")
        store.commit(edit(Change(quote, noted)))
        store.commit(edit(Change(noted, replace(noted, unsure=True))))
    assert check(folder).findings == []
    files = (path for path in (folder / ".summit").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@given(data=st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_changed_byte_is_found(whole: dict[str, bytes], tmp_path: Path, data: st.DataObject) -> None:
    names = [name for name in sorted(whole) if name not in {".summit/lock", ".summit/project.json.previous"}]
    name = data.draw(st.sampled_from(names), "file")
    content = bytearray(whole[name])
    place = data.draw(st.integers(0, len(content) - 1), "place")
    content[place] ^= data.draw(st.integers(1, 255), "change")
    files = {**whole, name: bytes(content)}
    folder = tmp_path / "damaged"
    shutil.rmtree(folder, ignore_errors=True)
    for path, written in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(written)
    assert check(folder).faults
    left = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert left == set(files)
    assert all((folder / path).read_bytes() == written for path, written in files.items())
