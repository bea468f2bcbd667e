"""Whatever the model can hold comes back from a project's documents as it was."""

from __future__ import annotations

import contextlib
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summit_tui.model import (
    Article,
    ArticleState,
    Attribution,
    Change,
    Cue,
    Edit,
    Entity,
    Name,
    Origin,
    Project,
    Quote,
    QuoteType,
    Source,
    Span,
    Speaker,
    Status,
    Topic,
    TopicTag,
    merged,
    random_ids,
)
from summit_tui.model.fields import Fields, UnusableDocumentError
from summit_tui.store import ProjectStore, StoreError
from summit_tui.store.documents import READERS, edit_document, entity_document, read_edit

texts = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("قالأنَّ\u200f\u2028\r\n\0🌉")),
    max_size=12,
)
ids = st.text("abcdefghij0123456789-", min_size=1, max_size=12)
spans = st.tuples(st.integers(0, 5000), st.integers(0, 300)).map(
    lambda pair: Span(pair[0], pair[0] + pair[1])
)
scores = st.none() | st.floats(0, 1)
id_tuples = st.lists(ids, max_size=3).map(tuple)
names = st.builds(Name, texts, st.none() | texts)

articles = st.builds(
    Article,
    ids,
    texts,
    st.builds(Source, texts.filter(lambda file: "\0" not in file), *[st.none() | texts] * 4),
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.sampled_from(ArticleState),
    st.lists(st.builds(TopicTag, ids, st.sampled_from(Status), texts, scores), max_size=3).map(tuple),
)
speakers = st.builds(
    Speaker, ids, names, st.lists(texts, max_size=3).map(tuple), st.none() | texts, st.none() | texts
)
topics = st.builds(Topic, ids, names, st.booleans())
quotes = st.builds(
    Quote,
    ids,
    ids,
    st.sampled_from(QuoteType),
    st.lists(spans, min_size=1, max_size=4).map(merged).filter(bool),
    st.none() | st.builds(Cue, spans, st.none() | texts),
    id_tuples,
    st.none() | spans,
    st.sampled_from(Attribution),
    st.none() | ids,
    id_tuples,
    texts,
    st.booleans(),
    st.sampled_from(Status),
    texts,
    st.none() | texts,
    st.none() | texts,
    st.none() | st.builds(Origin, texts, texts, scores),
)
entities = st.one_of(articles, speakers, topics, quotes)

json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


@given(entities)
def test_an_entity_comes_back_as_it_was(entity: Entity) -> None:
    table, document = entity_document(entity)
    assert READERS[table](Fields(json.loads(json.dumps(document)))) == entity


@given(ids, texts, st.lists(entities, max_size=3), st.none() | ids, st.none() | ids)
def test_an_edit_comes_back_as_it_was(
    name: str, by: str, made: list[Entity], undoes: str | None, redoes: str | None
) -> None:
    changes = [Change(None, entity) for entity in made] + [Change(entity, None) for entity in made]
    edit = Edit(name, by, "2026-11-24T15:00:00Z", "quote.new", tuple(changes), undoes, redoes)
    assert read_edit(Fields(json.loads(json.dumps(edit_document(edit))))) == edit


@given(entities, st.data())
def test_a_document_with_a_strange_field_is_read_or_refused_but_never_breaks(
    entity: Entity, data: st.DataObject
) -> None:
    table, document = entity_document(entity)
    document[data.draw(st.sampled_from(sorted(document)))] = data.draw(json_values)
    with contextlib.suppress(UnusableDocumentError):
        assert READERS[table](Fields(document)).id == document["id"]


@given(st.binary(max_size=60) | json_values.map(lambda value: json.dumps(value).encode()))
@settings(max_examples=60)
def test_a_strange_project_file_is_refused_in_a_line_and_kept(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / ".summit" / "project.json"
        path.parent.mkdir()
        path.write_bytes(content)
        with pytest.raises(StoreError) as raised:
            ProjectStore.open(Path(name))
        assert "\n" not in str(raised.value)
        assert path.read_bytes() == content


@given(st.lists(st.tuples(entities, st.booleans()), max_size=8))
@settings(max_examples=25, deadline=None)
def test_a_project_opened_again_is_the_one_that_was_committed(steps: list[tuple[Entity, bool]]) -> None:
    new_id = random_ids()
    with tempfile.TemporaryDirectory() as name, ProjectStore.open(Path(name)) as store:
        for entity, removed in steps:
            present = {(type(one), one.id): one for one in store.project.entities()}
            before = present.get((type(entity), entity.id))
            after = None if removed and before is not None else entity
            edit = Edit(new_id(), "user", "2026-11-24T15:00:00Z", "test", (Change(before, after),))
            store.commit(edit)
            store.commit(Edit(new_id(), "user", edit.at, "undo", edit.inverse(), undoes=edit.id))
            store.commit(Edit(new_id(), "user", edit.at, "redo", edit.changes, redoes=edit.id))
        with ProjectStore.open(Path(name), read_only=True) as again:
            assert again.project == store.project
            assert again.history == store.history
        replayed = Project()
        for edit in store.history:
            replayed.apply(edit.changes)
        assert replayed == store.project
