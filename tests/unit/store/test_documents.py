from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from summit_tui.model import Article, Change, Edit, Entity, Quote, Speaker, Topic
from summit_tui.model.fields import Fields, UnusableDocumentError
from summit_tui.store.documents import READERS, edit_document, entity_document, read_edit

_MISSING = object()


def document_of(entities: tuple[Entity, ...], kind: type[Entity]) -> tuple[str, dict[str, Any]]:
    return entity_document(next(entity for entity in entities if isinstance(entity, kind)))


def test_every_entity_comes_back_from_json(entities: tuple[Entity, ...]) -> None:
    for entity in entities:
        table, document = entity_document(entity)
        assert READERS[table](Fields(json.loads(json.dumps(document)))) == entity


def test_a_quote_is_written_with_spans_as_pairs_and_nulls_as_null(entities: tuple[Entity, ...]) -> None:
    table, document = document_of(entities, Quote)
    assert table == "quotes"
    assert document["content"] == [[27, 47]]
    assert document["cue"] == {"span": [0, 4], "lemma": "قال"}
    assert document["mention"] == [5, 26]
    assert document["addressee"] is None
    assert document["origin"] == {"by": "rule", "name": "inna", "score": 0.9}


def test_an_edit_comes_back_from_json(entities: tuple[Entity, ...], edit: Callable[..., Edit]) -> None:
    made = edit(
        *(Change(None, entity) for entity in entities), Change(entities[1], None), undoes="x", redoes="y"
    )
    assert read_edit(Fields(json.loads(json.dumps(edit_document(made))))) == made


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        (Quote, "id", "Not An Id"),
        (Quote, "id", ""),
        (Quote, "id", "x" * 65),
        (Quote, "id", _MISSING),
        (Quote, "article", None),
        (Quote, "type", "shouted"),
        (Quote, "type", ["direct"]),
        (Quote, "content", []),
        (Quote, "content", None),
        (Quote, "content", [[3, 3]]),
        (Quote, "content", [[3, 2]]),
        (Quote, "content", [[-1, 2]]),
        (Quote, "content", [[True, 2]]),
        (Quote, "content", [[0.0, 2]]),
        (Quote, "content", [[0, 2, 3]]),
        (Quote, "content", [{"start": 0, "end": 2}]),
        (Quote, "content", [[0, 4], [3, 6]]),
        (Quote, "content", [[5, 6], [0, 4]]),
        (Quote, "cue", "قال"),
        (Quote, "cue", {"span": [0, 4], "lemma": 5}),
        (Quote, "cue", {"lemma": "قال"}),
        (Quote, "speakers", "hala"),
        (Quote, "speakers", [None]),
        (Quote, "mention", [5]),
        (Quote, "attribution", None),
        (Quote, "addressee", "هالة"),
        (Quote, "topics", {"0": "roads"}),
        (Quote, "note", None),
        (Quote, "note", "\ud800"),
        (Quote, "unsure", 0),
        (Quote, "status", "Accepted"),
        (Quote, "by", 7),
        (Quote, "created", 0),
        (Quote, "origin", {"by": "rule", "name": "x", "score": 1.5}),
        (Quote, "origin", {"by": "rule", "name": "x", "score": True}),
        (Quote, "origin", []),
        (Article, "title", _MISSING),
        (Article, "source", None),
        (Article, "source", {"file": None}),
        (Article, "sha256", "../../etc/passwd"),
        (Article, "sha256", "A" * 64),
        (Article, "state", "done"),
        (Article, "topics", [5]),
        (Article, "topics", [{"id": "roads", "status": "accepted", "by": "user", "score": "0.5"}]),
        (Speaker, "name", "هالة"),
        (Speaker, "name", {"en": "Hala"}),
        (Speaker, "aliases", ["\udfff"]),
        (Speaker, "wikidata", ["Q1"]),
        (Topic, "name", {"ar": "الطرق", "en": 3}),
        (Topic, "retired", None),
    ],
)
def test_a_malformed_field_is_refused(
    entities: tuple[Entity, ...], kind: type[Entity], field: str, value: object
) -> None:
    table, document = document_of(entities, kind)
    READERS[table](Fields(document))
    if value is _MISSING:
        del document[field]
    else:
        document[field] = value
    with pytest.raises(UnusableDocumentError):
        READERS[table](Fields(document))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("changes", None),
        ("changes", ["x"]),
        ("changes", [{"table": "notes", "before": None, "after": {}}]),
        ("changes", [{"table": "topics", "before": None, "after": None}]),
        ("changes", [{"table": "topics", "before": None, "after": {"id": "x"}}]),
        ("changes", [{"before": None, "after": None}]),
        ("undoes", 5),
        ("at", None),
    ],
)
def test_a_malformed_edit_is_refused(
    entities: tuple[Entity, ...], edit: Callable[..., Edit], field: str, value: object
) -> None:
    document = edit_document(edit(Change(None, entities[0])))
    document[field] = value
    with pytest.raises(UnusableDocumentError):
        read_edit(Fields(document))


def test_a_change_of_one_entity_into_another_is_refused(
    entities: tuple[Entity, ...], edit: Callable[..., Edit]
) -> None:
    document = edit_document(edit(Change(entities[2], entities[2])))
    document["changes"][0]["after"] = {**document["changes"][0]["after"], "id": "other"}
    with pytest.raises(UnusableDocumentError):
        read_edit(Fields(document))
